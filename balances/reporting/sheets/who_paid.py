"""Who paid: how every order stands at the end, and the gainers and payers of each decree."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from balances.politburo import MoneyLine, Replay, Ruling, Shift
from balances.reporting import formulas
from balances.reporting.frames import Record
from balances.reporting.report_input import ReportInput
from balances.reporting.rulings import IN_FULL, SHORT, names_of, side_words, standings
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
    built = (_standings(replay), _money(replay), _shifts(replay))
    blocks = tuple(block for block in built if block.rows)
    if not blocks:
        return None
    return Table(
        name="Who paid",
        title=f"Who gained and who paid, decree by decree {span(replay.plan)}{report.mark}",
        about="How every order stands at the end; money, gainers and payers of each decree",
        blocks=blocks,
        warning=warning(replay.plan),
        note=f"Gains and losses are against the step before, the largest part of a target first, "
        f"at most {SHOWN} of each; all are in data_shifts. Percent is of the quantity before. "
        "Worth is at base prices; a control figure has none. Money is summed over the periods in "
        "which it changes; period by period it is in data_money_shifts.",
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


def _money(replay: Replay) -> Block:
    """What each decree costs or frees in money."""
    rows: list[Row] = []
    for step, ruling in zip(replay.steps, replay.rulings, strict=True):
        accounts: dict[str, list[MoneyLine]] = defaultdict(list)
        for line in step.money:
            accounts[line.what].append(line)
        if accounts:
            rows.append(_head(ruling))
        rows += [_sum(ruling.decree.number, lines) for lines in accounts.values()]
    columns = _steps("Money", "Costs or frees")
    return Block(columns, tuple(rows[:LONG]), heading="What each decree costs or frees in money")


def _steps(heading: str, side: str) -> tuple[Column, ...]:
    """Columns of what changes from one step to the next."""
    return (
        Column("what", heading, width=44.0),
        Column("number", "Decree"),
        Column("side", side),
        Column("unit", "Unit"),
        Column("period", "Period"),
        Column("before", "Before", show=Show.QUANTITY),
        Column("after", "After", show=Show.QUANTITY),
        Column("difference", "Difference", show=Show.QUANTITY),
        Column("percent", "Percent", show=Show.SHARE),
    )


def _head(ruling: Ruling) -> Row:
    return Row(
        {"what": f"{ruling.decree.number}: {ruling.words} ({ruling.outcome})"}, role=Role.HEADING
    )


def _sum(number: str, lines: Sequence[MoneyLine]) -> Row:
    """A line of money over the periods in which it changes."""
    first = lines[0]
    before, after = (math.fsum(getattr(m, side) for m in lines) for side in ("before", "after"))
    costs = (after > before) is first.spends
    labels = dict.fromkeys((first.period, lines[-1].period))
    cells: dict[str, Cell] = {"what": first.what, "number": number, "unit": first.unit}
    cells |= {"side": side_words(costs=costs), "period": "–".join(labels)}
    cells |= {"before": before, "after": after}
    cells["difference"] = formulas.difference(cells, "after", "before")
    cells["percent"] = formulas.ratio(cells, "difference", "before")
    return Row(cells)


def _shifts(replay: Replay) -> Block:
    columns = (
        *_steps("Goal", "Gained or paid"),
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
            rows += [_head(ruling), *found]
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
