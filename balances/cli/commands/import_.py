"""`balances import`: the inputs that a report carries, as a workbook again."""

from __future__ import annotations

from pathlib import Path

import click

from balances.cli.options import examples, must_be_apart, must_be_new
from balances.cli.outcome import Request, expected_errors, print_written


@click.command(
    "import",
    epilog=examples("balances import reports/my_plan.xlsx -o my_plan_again.xlsx"),
)
@click.argument("report", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path),
              metavar="WORKBOOK.xlsx", help="Workbook to write.")  # fmt: skip
@click.option("--force", is_flag=True, help="Replace the workbook if it exists.")
def import_inputs(report: Path, output: Path, force: bool) -> None:
    """Write the inputs of REPORT, made by plan --with-inputs, as a workbook to plan again.

    They are the sheets in_… of the report, as they now stand. What the command line changed
    (--set, --scenario, --variant) is not among them: the sheet Notes of the report has it.
    """
    must_be_apart(report, output, what="a workbook")
    must_be_new(output, force=force)
    with expected_errors(Request("import")):
        from balances import reporting

        print_written((output,), (reporting.import_inputs(report, output),))
