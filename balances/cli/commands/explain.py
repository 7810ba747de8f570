"""`balances explain`: why a figure is short, and what it would take."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from balances.cli.options import choosing, examples, must_be_apart, seconds_of
from balances.cli.outcome import Request, expected_errors, print_json, print_written, progress


@click.command(
    epilog=examples(
        'balances explain data/fifth_plan.xlsx "feed grains 1955"',
        "balances explain my_plan.xlsx",
        'balances explain my_plan.xlsx "pig iron 1932" --set sectors.coke.capacity=40',
        "balances explain my_plan.xlsx -o reports/why.xlsx",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("goal", default="")
@click.option("--mode", type=click.Choice(["balanced", "mobilised"]),
              help="Default: mobilised where classes differ, else balanced.")  # fmt: skip
@click.option("--method", type=click.Choice(["leximin", "weighted", "least_effort"]),
              help="Default: the workbook's.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="REPORT.xlsx",
              help="Report to write; default none.")  # fmt: skip
@click.option("--json", "json_file", metavar="FILE|-", help="Write one JSON object; - = stdout.")
@click.option("--solver", default="highs", show_default=True,
              help="highs, cbc, or another of PuLP.")  # fmt: skip
@click.option("--time-limit", type=click.FloatRange(min=0.0), metavar="S",
              help="Seconds a plan, and a goal.")  # fmt: skip
@click.option("--no-progress", is_flag=True, help="No progress line.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print every stage.")
@choosing
def explain(
    file: Path,
    goal: str,
    output: Path | None,
    json_file: str | None,
    time_limit: float | None,
    **options: Any,
) -> None:
    """Say why GOAL of FILE is short and what would reach it.

    GOAL is a control figure, a claim or an agency, with or without its period. Without GOAL
    everything short is explained; or, where hard lines conflict, which they are.
    """
    shown = {name: options.pop(name) for name in ("quiet", "no_progress", "verbose")}
    beside = None if json_file in (None, "-") else Path(str(json_file))
    if output is not None:
        must_be_apart(file, output, beside)
    request = Request("explain", json_file, asks_why=True, why_file=output)
    with expected_errors(request), progress(**shown) as say:
        from balances import api
        from balances.analysis import GoalNameError, NoPricesError

        seconds = seconds_of(time_limit)
        try:
            found = api.explain_workbook(
                file, goal, seconds=seconds, progress=say, found=request.found, **options
            )
        except (GoalNameError, NoPricesError) as error:
            raise click.UsageError(str(error)) from None
        written = api.publish_explained(found, output, beside)
    if json_file == "-":
        print_json(api.explained_json(found, written))
    elif not shown["quiet"]:
        paragraphs = ["\n".join(told.words) for told in found.explanations]
        click.echo("\n\n".join(paragraphs) or "Every goal is met in full.")
        if output is not None:
            print_written([output], written)
