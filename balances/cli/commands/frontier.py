"""`balances frontier`: one plan for each value of a field."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import click

from balances.cli.options import (
    choosing,
    drawing,
    examples,
    must_be_apart,
    must_draw,
    seconds_of,
)
from balances.cli.outcome import Request, count, expected_errors, progress


@click.command(
    epilog=examples(
        "balances frontier data/investment_1947.xlsx --over finance.budget=40:60:5",
        "balances frontier my_plan.xlsx --over finance.1955.budget=100:200:11 --mode mobilised",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--over", required=True, metavar="SHEET.KEY.FIELD=A:B:N",
              help="Field to sweep, from A to B in N points.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="REPORT.xlsx",
              help="Report to write; default reports/<name>-frontier.xlsx.")  # fmt: skip
@click.option("--mode", type=click.Choice(["balanced", "mobilised"]), help="Default: balanced.")
@drawing
@click.option("--time-limit", type=click.FloatRange(min=0.0), metavar="S", help="Seconds a point.")
@click.option("--no-progress", is_flag=True, help="No progress line.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print every point.")
@choosing
def frontier(
    file: Path,
    over: str,
    output: Path | None,
    figures: Path | None,
    time_limit: float | None,
    **options: Any,
) -> None:
    """Draw the trade-off curve of FILE: one plan for each value of a field."""
    shown = {name: options.pop(name) for name in ("quiet", "no_progress", "verbose")}
    target = output or Path("reports") / f"{file.resolve().stem}-frontier.xlsx"
    must_be_apart(file, target)
    must_draw(figures)
    with expected_errors(Request("frontier")), progress(**shown) as say:
        from balances import api
        from balances.analysis.frontier import SweepError

        seconds = seconds_of(time_limit)
        try:
            written, points = api.sweep_workbook(
                file, over, target, figures=figures, seconds=seconds, progress=say, **options
            )
        except SweepError as error:
            raise click.UsageError(str(error)) from None
    if not shown["quiet"]:
        for point in points.itertuples():
            click.echo(f"{point.value:12g}  {point.status:10}  {_buys(point)}")
        click.echo(f"written: {written[0]}")
        if figures is not None:
            click.echo(f"written: {figures} ({count(len(written) - 1, 'file')})")


def _buys(point: Any) -> str:
    """What a point of the frontier comes to, in words."""
    if math.isnan(point.real_investment):
        return f"lowest fulfilment {point.lowest_level:.3f}"
    return f"real work {point.real_investment:.6g} at a price index of {point.price_index:.3f}"
