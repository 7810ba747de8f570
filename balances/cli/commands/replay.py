"""`balances replay`: the log of decrees, step by step, and who paid."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from balances.cli.options import choosing, examples, reporting
from balances.cli.outcome import count
from balances.cli.planned import plan_and_publish

if TYPE_CHECKING:
    from balances.politburo import Ruling


@click.command(
    epilog=examples(
        "balances replay data/fifth_plan.xlsx",
        "balances replay data/fifth_plan.xlsx --upto 3 -o reports/three_decrees.xlsx",
        "balances replay data/fifth_plan.xlsx --frozen",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--upto", type=click.IntRange(min=0), metavar="N",
              help="Replay the first N active decrees only.")  # fmt: skip
@click.option("--frozen", is_flag=True,
              help="Also run the approved plan forward without replanning.")  # fmt: skip
@reporting
@choosing
def replay(file: Path, **options: Any) -> None:
    """Replay the decrees of the workbook FILE on the balanced plan, one by one."""
    run = plan_and_publish("replay", file, mode="both", **options)
    if run is None:
        return
    if run.given.replay is None:
        click.echo("The workbook holds no active decree.")
        return
    for ruling in run.given.replay.rulings:
        click.echo(_line(ruling))
        for reason in (*ruling.lines, *(binding.words for binding in ruling.binding)):
            click.echo(f"        {reason}")
    if run.given.frozen is not None:
        for period, falling in run.given.frozen.collapsing.items():
            click.echo(f"frozen {period}: {'collapsing' if falling else 'not collapsing'}")


def _line(ruling: Ruling) -> str:
    """One ruling in one line: number, outcome, words, and how much of how much."""
    done = ""
    if ruling.unit:
        done = f": {ruling.achieved:.6g} of {ruling.ordered:.6g} {ruling.unit}"
    payers = len(ruling.paid)
    lost = f"; {count(payers, 'goal')} {'pays' if payers == 1 else 'pay'}" if payers else ""
    return f"{ruling.decree.number:>5}  {ruling.outcome:9}  {ruling.words}{done}{lost}"
