"""`balances export`: a workbook in its other form, xlsx or a folder of csv files."""

from __future__ import annotations

from pathlib import Path

import click

from balances.cli.options import examples, must_be_new, must_be_xlsx
from balances.cli.outcome import Request, count, expected_errors, print_written


@click.command(
    epilog=examples(
        "balances export my_plan.xlsx --to csv my_plan",
        "balances export my_plan --to xlsx my_plan.xlsx --force",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "form", required=True, type=click.Choice(["csv", "xlsx"]),
              help="csv: a folder of csv files; xlsx: one file.")  # fmt: skip
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace what is there.")
def export(file: Path, form: str, target: Path, force: bool) -> None:
    """Write the workbook FILE as TARGET in its other form; it is read as the same economy.

    Formulas become their values. Sheets that are not read stay behind, but for README.
    """
    if target.resolve() == file.resolve():
        raise click.UsageError(f"{target} is the workbook itself; choose another target.")
    if form == "xlsx":
        must_be_xlsx(target, "a workbook")
        must_be_new(target, force=force)
    elif target.is_dir() and any(target.glob("*.csv")):
        must_be_new(target, force=force)
    with expected_errors(Request("export")):
        from balances.reporting import export_csv, export_xlsx

        if form == "xlsx":
            print_written((target,), (export_xlsx(file, target),))
            return
        written = export_csv(file, target)
    click.echo(f"written: {target} ({count(len(written), 'csv file')})")
