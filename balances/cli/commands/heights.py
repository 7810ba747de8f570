"""`balances heights`: which commodities are worth commanding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from balances.cli.options import choosing, examples, must_be_apart, seconds_of
from balances.cli.outcome import Request, expected_errors, progress


@click.command(
    epilog=examples(
        "balances heights data/fifth_plan.xlsx",
        "balances heights my_plan.xlsx --best 25 -o reports/my_heights.xlsx",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--best", type=click.IntRange(min=1), default=10, show_default=True, metavar="N",
              help="How many commodities the centre can control.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="REPORT.xlsx",
              help="Report to write; default reports/<name>-heights.xlsx.")  # fmt: skip
@click.option("--time-limit", type=click.FloatRange(min=0.0), metavar="S", help="Seconds a plan.")
@click.option("--no-progress", is_flag=True, help="No progress line.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print every step.")
@choosing
def heights(file: Path, output: Path | None, time_limit: float | None, **options: Any) -> None:
    """Rank the commodities of FILE by what commanding them wins; producers make the rest."""
    shown = {name: options.pop(name) for name in ("quiet", "no_progress", "verbose")}
    target = output or Path("reports") / f"{file.resolve().stem}-heights.xlsx"
    must_be_apart(file, target)
    with expected_errors(Request("heights")), progress(**shown) as say:
        from balances import api
        from balances.reporting import heights_finding
        from balances.reporting.wording import percent

        seconds = seconds_of(time_limit)
        written, found = api.heights_workbook(
            file, target, seconds=seconds, progress=say, **options
        )
    if not shown["quiet"]:
        for n, commodity, share in found.curve.itertuples(index=False, name=None):
            click.echo(f"{n:4}  {percent(share):>7}  {commodity}")
        if found.curve["share"].iloc[-1] < 1.0:
            click.echo(f"{len(found.ranking):4}  {percent(1.0):>7}  all of them: full mobilisation")
        click.echo(heights_finding(found) or "interrupted before anything was chosen")
        click.echo(f"written: {written}")
