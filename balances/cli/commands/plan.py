"""`balances plan`: check, solve, certify and report."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import click

from balances.cli.options import choosing, examples, must_be_apart, name_of
from balances.cli.outcome import (
    Request,
    count,
    expected_errors,
    print_json,
    print_written,
    progress,
)


@click.command(
    epilog=examples(
        "balances plan data/fifth_plan.xlsx",
        "balances plan my_plan.xlsx --mode balanced --variant Stalin -o report.xlsx",
        "balances plan my_plan.xlsx --html my_plan.html",
        "balances plan my_plan.xlsx --set settings.method.value=weighted --json -",
        "balances plan my_plan.xlsx --with-inputs",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="REPORT.xlsx",
              help="Report to write; default reports/<name>.xlsx.")  # fmt: skip
@click.option("--mode", type=click.Choice(["balanced", "mobilised", "both"]),
              help="Default: both where classes differ, else balanced.")  # fmt: skip
@click.option("--method", type=click.Choice(["leximin", "weighted", "least_effort", "iterative"]),
              help="Default: the workbook's.")  # fmt: skip
@click.option("--json", "json_file", metavar="FILE|-", help="Write one JSON object; - = stdout.")
@click.option("--html", "page", type=click.Path(path_type=Path), metavar="FILE",
              help="Write one page to open in a browser.")  # fmt: skip
@click.option(
    "--solver", default="highs", show_default=True, help="highs, cbc, or another of PuLP."
)
@click.option("--time-limit", type=click.FloatRange(min=0.0), metavar="S", help="Seconds a plan.")
@click.option("--with-inputs", is_flag=True,
              help="Let the report carry the workbook's sheets, for balances import.")  # fmt: skip
@click.option("--no-progress", is_flag=True, help="No progress line.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print every stage.")
@choosing
def plan(
    file: Path,
    output: Path | None,
    json_file: str | None,
    page: Path | None,
    time_limit: float | None,
    **options: Any,
) -> None:
    """Check, solve, certify and report the workbook FILE."""
    shown = {name: options.pop(name) for name in ("quiet", "no_progress", "verbose")}
    target = output or Path("reports") / f"{name_of(file)}.xlsx"
    beside = Path(json_file) if json_file not in (None, "-") else None
    must_be_apart(file, target, beside, page)
    request = Request("plan", json_file)
    with expected_errors(request), progress(**shown) as say:
        from balances import api

        seconds = math.inf if time_limit is None else time_limit
        if math.isnan(seconds):
            raise click.UsageError("--time-limit is a number of seconds.")
        run = api.plan_workbook(file, seconds=seconds, progress=say, found=request.found, **options)
        say("writing")
        written = api.publish_run(run, target, beside, page)
    if json_file == "-":
        print_json(api.run_json(run, written))
    elif not shown["quiet"]:
        for words in api.verdicts(run):
            click.echo(words)
        if run.reading.issues:
            click.echo(f"{count(len(run.reading.issues), 'warning')}: see the sheet Problems.")
        print_written([path for path in (target, page, beside) if path is not None], written)
