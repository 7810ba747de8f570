"""`balances init`: a template workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from balances.cli.options import examples, must_be_xlsx
from balances.cli.outcome import Request, expected_errors

if TYPE_CHECKING:
    from balances.reporting.template import Layout


@click.command(epilog=examples("balances init my_plan.xlsx --from flows --periods 5"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "layout", default="coefficients", help="Kind of norms to fill in.",
              type=click.Choice(["flows", "coefficients"]), show_default=True)  # fmt: skip
@click.option("--periods", default=1, show_default=True, type=click.IntRange(1, 100))
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
def init(file: Path, layout: Layout, periods: int, force: bool) -> None:
    """Write a template workbook to FILE, with example rows to replace."""
    must_be_xlsx(file, "a template")
    if file.exists() and not force:
        raise click.UsageError(f"{file} exists; choose another name, or --force to replace it.")
    with expected_errors(Request("init")):
        from balances.reporting import write_template

        written = write_template(file, layout, periods)
        click.echo(f"{written}: fill it in, then run `balances check {written}`")
