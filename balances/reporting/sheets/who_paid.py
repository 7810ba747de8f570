"""Who paid: how every order stands at the end, and the gainers and payers of each decree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from balances.politburo import Replay, Ruling, Shift
from balances.reporting import formulas
from balances.reporting.frames import Record
from balances.reporting.report_input import ReportInput
from balances.reporting.rulings import IN_FULL, SHORT, names_of, standings
from balances.reporting.table import Block, Cell, Column, Role, Row, Show, Table
from balances.reporting.wording import LONG, span, warning
from balances.reporting.worth import worth_unit

SHOWN = 5
"""Gainers and payers of one decree; the others are in data_shifts."""


def who_paid(report: ReportInput) -> Table | None:
    """The standing of orders, then gains and losses decree by decree."""
    replay = report.replay
    if replay is None:
        return None
    blocks = tuple(block for block in (_standings(replay), _shifts(replay)) if block.rows)
    if not blocks:
        return None
    mark = " · synthetic data" if report.synthetic else ""
    return Table(
        name="Who paid",
        title=f"Who gained and who paid, decree by decree {span(replay.plan)}{mark}",
        about="How every order stands at the end; gainers and payers of each decree",
        blocks=blocks,
        warning=warning(replay.plan),
        note=f"Gains and losses are against the step before, the largest part of a target first, "
        f"at most {SHOWN} of each; all are in data_shifts. Percent is of the quantity before. "
        "Worth is at base prices; a control figure has none.",
        frozen=1,
    )


def _standings(replay: Replay) -> Block:
    columns = (
        Column("what", "Order", width=44.0),
        Column("number", "Decree"),
        Column("outcome", "Outcome"),
        Column("unit", "Unit"),
        Column("period", "Period"),
        Column("ordered", "Ordered", show=Show.QUANTITY),
        Column("achieved", "In the final plan", show=Show.QUANTITY),
        Column("missing", "Missing", show=Show.QUANTITY),
        Column("share", "Fulfilment", show=Show.SHARE),
        Column("stands", "Stands"),
        Column("why", "Why", width=44.0),
    )
    rows = []
    for order in standings(replay):
        cells: dict[str, Cell] = {"what": order.words, "number": order.number}
        cells |= {"outcome": str(order.outcome), "unit": order.unit, "period": order.period}
        cells |= {"ordered": order.ordered, "achieved": order.achieved}
        if order.stands in (IN_FULL, SHORT):
            cells["missing"] = formulas.missing(cells, "ordered", "achieved")
            cells["share"] = formulas.fulfilment(cells, "achieved", "ordered")
        cells |= {"stands": order.stands, "why": order.why}
        rows.append(Row(cells))
    stands = Counter(str(row.cells["stands"]) for row in rows)
    listed = ", ".join(f"{count} {words}" for words, count in stands.items())
    cut = f" (the first {LONG:,} of {len(rows):,})" if len(rows) > LONG else ""
    heading = f"How every order stands in the final plan: {listed}{cut}"
    return Block(columns, tuple(rows[:LONG]), heading=heading)


def _shifts(replay: Replay) -> Block:
    columns = (
        Column("what", "Goal", width=44.0),
        Column("number", "Decree"),
        Column("side", "Gained or paid"),
        Column("unit", "Unit"),
        Column("period", "Period"),
        Column("before", "Before", show=Show.QUANTITY),
        Column("after", "After", show=Show.QUANTITY),
        Column("difference", "Difference", show=Show.QUANTITY),
        Column("percent", "Percent", show=Show.SHARE),
        Column("worth", "Worth", unit=worth_unit(replay.plan), show=Show.PRICE),
    )
    names = names_of(replay)
    rows: list[Row] = []
    for ruling in replay.rulings:
        found = [
            *_side("gained", ruling.gained, ruling, names),
            *_side("paid", ruling.paid, ruling, names),
        ]
        if found:
            words = f"{ruling.decree.number}: {ruling.words} ({ruling.outcome})"
            rows += [Row({"what": words}, role=Role.HEADING), *found]
    return Block(columns, tuple(rows[:LONG]), heading="Gainers and payers of each decree")


def _side(
    side: str, shifts: Sequence[Shift], ruling: Ruling, names: Mapping[str, Record]
) -> list[Row]:
    rows = []
    for shift in shifts[:SHOWN]:
        named = names[shift.key]
        words = f"{side}, as ordered" if shift.ordered else side
        cells: dict[str, Cell] = {"what": named["words"], "period": named["period"]}
        cells |= {"number": ruling.decree.number, "side": words, "unit": shift.unit}
        cells |= {"before": shift.before, "after": shift.after, "worth": shift.value}
        cells["difference"] = formulas.difference(cells, "after", "before")
        cells["percent"] = formulas.ratio(cells, "difference", "before")
        rows.append(Row(cells))
    return rows
