"""`balances init`: a template workbook."""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from balances.cli.options import examples, must_be_apart, must_be_new, must_be_xlsx
from balances.cli.outcome import Request, expected_errors, print_written

LAYOUTS = ("flows", "coefficients")


@click.command(
    epilog=examples(
        "balances init my_plan.xlsx",
        "balances init my_plan.xlsx --from flows --periods 5",
        "balances init my_plan.xlsx --from my_flows.csv --force",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "begin", default="coefficients", show_default=True,
              metavar="[flows|coefficients|TABLE]",
              help="Kind of norms in the example; or your own table of flows or sectors, .csv "
              "or .xlsx.")  # fmt: skip
@click.option("--periods", default=1, show_default=True, type=click.IntRange(1, 400),
              help="Periods of the plan.")  # fmt: skip
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
def init(file: Path, begin: str, periods: int, force: bool) -> None:
    """Write a template workbook to FILE: an example to replace, or your own table to fill up.

    Codes of a table of flows become sectors; base output is what flows and final demand add up
    to. Users called household, government, export … are final demand, unless they supply too.
    """
    must_be_xlsx(file, "a template")
    if begin not in LAYOUTS:
        _must_be_a_table(begin)
        must_be_apart(Path(begin), file, what="a template")
    must_be_new(file, force=force)
    with expected_errors(Request("init")):
        from balances.politburo import KINDS
        from balances.reporting import write_template
        from balances.workbook import read_start

        kinds = [kind.name for kind in KINDS]
        start = None if begin in LAYOUTS else read_start(Path(begin))
        written = write_template(file, begin, periods, start=start, decree_kinds=kinds)
    print_written((file,), (written,))
    click.echo(f"Fill it in, then run: balances check {written}")


def _must_be_a_table(begin: str) -> None:
    """Refuse a word that is neither a layout nor the name of a table."""
    if Path(begin).suffix or Path(begin).exists():
        return
    close = difflib.get_close_matches(begin, LAYOUTS, n=1)
    hint = f" Did you mean {close[0]!r}?" if close else " There are 'flows' and 'coefficients'."
    raise click.BadParameter(
        f"{begin!r} is neither a layout nor a file.{hint}", param_hint="--from"
    )
