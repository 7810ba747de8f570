"""Options and refusals that several commands share."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def examples(*lines: str) -> str:
    """The end of a help page; click keeps its lines as they are."""
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))


def choosing(command: F) -> F:
    """Options of every command that reads a workbook."""
    options = (
        click.option("--variant", metavar="NAME", help="Variant of the control figures."),
        click.option("--scenario", metavar="NAME", help="Scenario of the sheet scenarios."),
        click.option(
            "--set",
            "edits",
            multiple=True,
            metavar="SHEET.KEY.FIELD=V",
            help="Change a value before planning; may be repeated.",
        ),
        click.option("--strict", is_flag=True, help="Treat warnings as errors."),
    )
    for option in reversed(options):
        command = option(command)
    return command


drawing = click.option(
    "--figures",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the charts as PNG and SVG into a folder; needs matplotlib.",
)
"""The option of commands that draw figures."""


def must_draw(folder: Path | None) -> None:
    """Refuse to draw figures without the library for it, before anything is planned."""
    if folder is not None:
        from balances.reporting.pictures import REMEDY, can_draw

        if not can_draw():
            raise click.UsageError(REMEDY)


def reporting(command: F) -> F:
    """Options of every command that plans a workbook and writes a report."""
    options = (
        click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path),
            metavar="REPORT.xlsx",
            help="Report to write; default reports/<name>.xlsx.",
        ),
        click.option(
            "--json", "json_file", metavar="FILE|-", help="Write one JSON object; - = stdout."
        ),
        click.option(
            "--html",
            "page",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Write one page to open in a browser.",
        ),
        drawing,
        click.option(
            "--cards",
            default="",
            metavar="PRODUCTS",
            help="Balance cards in the report: products with commas between, or all.",
        ),
        click.option(
            "--solver", default="highs", show_default=True, help="highs, cbc, or another of PuLP."
        ),
        click.option(
            "--time-limit", type=click.FloatRange(min=0.0), metavar="S", help="Seconds a plan."
        ),
        click.option("--no-progress", is_flag=True, help="No progress line."),
        click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors."),
        click.option("-v", "--verbose", is_flag=True, help="Print every stage."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def seconds_of(time_limit: float | None) -> float:
    """The time limit of an option; inf where none is given; a UsageError if it is no number."""
    seconds = math.inf if time_limit is None else time_limit
    if math.isnan(seconds):
        raise click.UsageError("--time-limit is a number of seconds.")
    return seconds


def must_be_new(target: Path, *, force: bool) -> None:
    """Refuse to replace a file unasked."""
    if target.exists() and not force:
        raise click.UsageError(f"{target} exists; choose another name, or --force to replace it.")


def must_be_xlsx(file: Path, what: str) -> None:
    """Refuse a name that does not end like a workbook."""
    if file.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{what} is an .xlsx file; {file} has another ending.")


def name_of(file: Path) -> str:
    """The name of a workbook without its ending: what outputs are called after."""
    found = file.resolve()
    return found.name if found.is_dir() else found.stem


def must_be_apart(file: Path, target: Path, *beside: Path | None, what: str = "a report") -> None:
    """Refuse to write over the workbook, or one output over another."""
    must_be_xlsx(target, what)
    outputs = [path for path in (target, *beside) if path is not None]
    for position, written in enumerate(outputs):
        if written.resolve() == file.resolve():
            raise click.UsageError(
                f"{written} is the workbook itself; choose another name with -o."
            )
        if written.resolve() in [other.resolve() for other in outputs[:position]]:
            raise click.UsageError(f"two outputs would both go to {written}; choose two names.")
