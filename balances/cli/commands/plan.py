"""`balances plan`: check, solve, certify and report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from balances.cli.options import choosing, examples, reporting
from balances.cli.planned import plan_and_publish


@click.command(
    epilog=examples(
        "balances plan data/fifth_plan.xlsx",
        "balances plan my_plan.xlsx --mode balanced --variant Stalin -o report.xlsx",
        "balances plan my_plan.xlsx --html my_plan.html --figures reports/figures",
        "balances plan my_plan.xlsx --set settings.method.value=weighted --json -",
        "balances plan my_plan.xlsx --cards coal,steel --with-inputs",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--mode", type=click.Choice(["balanced", "mobilised", "both"]),
              help="Default: both where classes differ, else balanced.")  # fmt: skip
@click.option("--method", type=click.Choice(["leximin", "weighted", "least_effort", "iterative"]),
              help="Default: the workbook's.")  # fmt: skip
@click.option("--with-inputs", is_flag=True,
              help="Let the report carry the workbook's sheets, for balances import.")  # fmt: skip
@reporting
@choosing
def plan(file: Path, **options: Any) -> None:
    """Check, solve, certify and report the workbook FILE."""
    plan_and_publish("plan", file, **options)
