"""`balances check`: every problem of a workbook."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from balances.cli.options import choosing, examples
from balances.cli.outcome import (
    EXIT_INPUT,
    Request,
    expected_errors,
    print_issues,
    print_json,
    summary,
)


@click.command(epilog=examples("balances check my_plan.xlsx --strict"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")
@choosing
def check(file: Path, as_json: bool, **choice: Any) -> None:
    """Report every problem of the workbook FILE at once, with its cell and what to do."""
    with expected_errors(Request("check")):
        from balances import api

        reading = api.examine(file, **choice)
    invalid = reading.economy is None
    if as_json:
        status = "invalid" if invalid else "valid"
        print_json(api.failure_json(reading, status, command="check"))
    else:
        print_issues(reading.issues)
        click.echo(summary(reading.name, reading.issues))
    sys.exit(EXIT_INPUT if invalid else 0)
