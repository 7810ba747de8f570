"""Decrees: one row a ruling, and the plan step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from balances.politburo import Replay, Ruling, Shift
from balances.reporting import formulas
from balances.reporting.frames import Record
from balances.reporting.report_input import ReportInput
from balances.reporting.rulings import TOLD, authority_words, names_of, ruling_record, why_words
from balances.reporting.steps import (
    StepFigures,
    figures_by_step,
    steps_block,
    waterfall,
    waterfall_block,
)
from balances.reporting.table import Block, Cell, Column, Link, Row, Show, Table, Waterfall
from balances.reporting.verdict import decrees_verdict
from balances.reporting.wording import span, warning
from balances.reporting.worth import worth_unit

PAYERS = 3
"""First payers named in a row."""


def decrees(report: ReportInput) -> Table | None:
    """What became of every decree, who paid first, and what each did to the plan."""
    replay = report.replay
    if replay is None or not replay.steps:
        return None
    unit = worth_unit(replay.plan)
    steps = list(figures_by_step(replay))
    blocks = [_rulings(replay, unit)]
    charts: list[Waterfall] = []
    if len(steps) > 1:
        blocks.append(steps_block(steps, unit))
        for what, values in _sums(steps):
            heading = f"Step by step: {what} [{unit}]"
            block = waterfall_block(heading, steps, values)
            charts.append(waterfall(block, len(blocks), what, unit))
            blocks.append(block)
    return Table(
        name="Decrees",
        title=f"Decrees and rulings {span(replay.plan)}{report.mark}",
        about="Every decree: outcome, ordered and achieved, what binds, who paid first",
        blocks=tuple(blocks),
        warning=warning(replay.plan),
        note=f"{decrees_verdict(replay)} Each ruling is against the step before it. Lost by others "
        "is worth at base prices and leaves control figures out. A price is the gain in the common "
        "fulfilment from one more unit of what binds; what is worth most in all stands first. What "
        "each decree costs in money is in Who paid.",
        charts=tuple(charts),
        frozen=1,
    )


def _sums(steps: Sequence[StepFigures]) -> list[tuple[str, list[float]]]:
    """The sums that decrees change, level by level."""
    heights = [step.heights for step in steps]
    eaten = [step.consumption for step in steps if step.consumption is not None]
    found = []
    if len(set(heights)) > 1:
        found.append(("what orders and heights get", heights))
    if len(eaten) == len(steps) and len(set(eaten)) > 1:
        found.append(("household consumption", eaten))
    return found


def _rulings(replay: Replay, unit: str) -> Block:
    columns = (
        Column("number", "Decree"),
        Column("date", "Date"),
        Column("outcome", "Outcome"),
        Column("words", "What was decreed", width=46.0),
        Column("authority", "Authority", width=22.0),
        Column("ordered", "Ordered", show=Show.QUANTITY),
        Column("achieved", "Achieved", show=Show.QUANTITY),
        Column("share", "Achieved share", show=Show.SHARE),
        Column("unit", "Unit"),
        Column("binding", "What binds, or why not", width=40.0),
        Column("lost", "Lost by others", unit=unit, show=Show.PRICE),
        Column("payers", "First payers, percent of target", width=40.0),
    )
    names = names_of(replay)
    rows = []
    for ruling in replay.rulings:
        found = ruling_record(ruling)
        cells: dict[str, Cell] = {
            key: found[key] for key in ("number", "date", "outcome", "words", "unit")
        }
        cells["binding"] = why_words(ruling, TOLD)
        cells |= {"ordered": found["ordered"], "achieved": found["achieved"]}
        cells["share"] = formulas.fulfilment(cells, "achieved", "ordered")
        cells["authority"] = authority_words(ruling)
        cells["lost"] = found["lost_by_others"]
        cells["payers"] = _payers(ruling, names)
        if ruling.orders or ruling.paid or ruling.gained or ruling.lines:
            cells["number"] = Link(ruling.decree.number, "Who paid")
        rows.append(Row(cells))
    return Block(columns, tuple(rows), heading="Rulings")


def _payers(ruling: Ruling, names: Mapping[str, Record]) -> str:
    others = [shift for shift in ruling.paid if not shift.ordered][:PAYERS]
    return "; ".join(
        f"{names[shift.key]['words']}, {names[shift.key]['period']} {_part(shift)}"
        for shift in others
    )


def _part(shift: Shift) -> str:
    """What was lost, in percent of the target."""
    return f"{100.0 * shift.share:+.3g} %".replace("-", "−")
