"""`balances compare`: two plans, two variants, two scenarios or two workbooks."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from balances.cli.options import examples, must_be_apart, name_of, seconds_of
from balances.cli.outcome import (
    EXIT_DIFFERENT,
    Request,
    count,
    expected_errors,
    print_written,
    progress,
)


@click.command(
    epilog=examples(
        "balances compare data/fifth_plan.xlsx",
        "balances compare data/fifth_plan.xlsx --variants Malenkov,Stalin --mode balanced",
        "balances compare old.xlsx new.xlsx --mode balanced --fail-on-diff",
        "balances compare data/fifth_plan.xlsx --right sectors.coal.capacity=350",
        "balances compare data/fifth_plan.xlsx --upto 0,5",
    )
)
@click.argument("left", type=click.Path(path_type=Path))
@click.argument("right", type=click.Path(path_type=Path), required=False)
@click.option("--mode", type=click.Choice(["balanced", "mobilised"]),
              help="Of both; default: mobilised, or one of each.")  # fmt: skip
@click.option("--variants", metavar="A,B", help="Variant of the left and of the right side.")
@click.option("--scenarios", metavar="A,B", help="Scenarios likewise; empty = none: ,drought.")
@click.option("--upto", metavar="N,M", help="Decrees replayed left and right.")
@click.option("--set", "base_edits", multiple=True, metavar="SHEET.KEY.FIELD=V",
              help="Change a value on both sides.")  # fmt: skip
@click.option("--right", "edits", multiple=True, metavar="SHEET.KEY.FIELD=V",
              help="Change a value on the right side only.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="REPORT.xlsx",
              help="Report to write; default reports/<name>-compared.xlsx.")  # fmt: skip
@click.option("--fail-on-diff", is_flag=True, help="Exit 6 where the plans differ.")
@click.option("--solver", default="highs", show_default=True, help="highs, cbc, or another.")
@click.option("--time-limit", type=click.FloatRange(min=0.0), metavar="S", help="Seconds a plan.")
@click.option("--no-progress", is_flag=True, help="No progress line.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print every stage.")
def compare(
    left: Path,
    right: Path | None,
    output: Path | None,
    solver: str,
    time_limit: float | None,
    **options: Any,
) -> None:
    """Hold two plans against each other: modes, variants, scenarios or workbooks."""
    shown = {name: options.pop(name) for name in ("quiet", "no_progress", "verbose")}
    fail_on_diff = options.pop("fail_on_diff")
    target = output or Path("reports") / f"{name_of(left)}-compared.xlsx"
    for file in (left, right or left):
        must_be_apart(file, target)
    for name in ("variants", "scenarios", "upto"):
        options[name] = _pair(name, options[name])
    with expected_errors(Request("compare")), progress(**shown) as say:
        from balances.api import Planning
        from balances.api.comparing import compare_workbooks, sides_of

        how = Planning("", solver, seconds_of(time_limit))
        try:
            sides = sides_of(left, right, **options)
        except ValueError as error:
            raise click.UsageError(str(error)) from None
        found, written = compare_workbooks(*sides, target, how=how, progress=say)
    if not shown["quiet"]:
        click.echo(f"left: {sides[0].name}")
        click.echo(f"right: {sides[1].name}")
        more, less = (count(number, "goal") for number in found.moved)
        click.echo(f"{count(len(found.inputs), 'input')} given differently.")
        click.echo(f"On the right {more} get more and {less} less.")
        print_written([target], written)
    if fail_on_diff and found.differs:
        sys.exit(EXIT_DIFFERENT)


def _pair(name: str, text: str | None) -> tuple[Any, Any] | None:
    """`A,B` as two values; numbers for `upto`, None for what is empty."""
    if text is None:
        return None
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 2 or (name == "upto" and not all(p.isdecimal() or not p for p in parts)):
        raise click.UsageError(f"--{name} takes two values with a comma between them: {text!r}.")
    found = [(int(part) if name == "upto" else part) if part else None for part in parts]
    return found[0], found[1]
