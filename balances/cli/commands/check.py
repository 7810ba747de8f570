"""`balances check`: every problem of a workbook."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from balances.cli.options import choosing, examples, must_be_apart, name_of
from balances.cli.outcome import (
    EXIT_INPUT,
    Request,
    expected_errors,
    print_issues,
    print_json,
    print_written,
    summary,
)


@click.command(
    epilog=examples(
        "balances check my_plan.xlsx",
        "balances check my_plan.xlsx --strict --annotate",
        "balances check my_plan.xlsx --annotate -o corrections.xlsx",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--annotate", is_flag=True,
              help="Write a copy with the bad cells painted and all problems listed.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="COPY.xlsx",
              help="Copy to write; default <name>-annotated.xlsx in this folder.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")
@choosing
def check(file: Path, annotate: bool, output: Path | None, as_json: bool, **choice: Any) -> None:
    """Report every problem of the workbook FILE at once, with its cell and what to do."""
    if output is not None and not annotate:
        raise click.UsageError("-o names the annotated copy; say --annotate too.")
    target = output or Path(f"{name_of(file)}-annotated.xlsx")
    must_be_apart(file, target, what="an annotated copy")
    with expected_errors(Request("check")):
        from balances import api
        from balances.reporting import write_annotated
        from balances.workbook import original

        reading = api.examine(file, **choice)
        written: tuple[Path, ...] = ()
        if annotate and reading.issues:
            source = original(file, reading.sha256)
            written = (write_annotated(source, reading.issues, target),)
    invalid = reading.economy is None
    if as_json:
        status = "invalid" if invalid else "valid"
        print_json(api.failure_json(reading, status, command="check", files=written))
    else:
        print_issues(reading.issues)
        click.echo(summary(reading.name, reading.issues))
        print_written((target,), written)
        if annotate and not written:
            click.echo("There is nothing to annotate; no copy was written.")
    sys.exit(EXIT_INPUT if invalid else 0)
