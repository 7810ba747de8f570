"""Compare: on one screen who gained, who paid, what it cost, and which orders were not met."""

from __future__ import annotations

from collections.abc import Sequence

from balances.gosplan.plan import Plan
from balances.politburo import Outcome
from balances.reporting import formulas
from balances.reporting.classes import declared_classes
from balances.reporting.compared_charts import compared_charts, difference_of
from balances.reporting.comparison import price_of_mobilisation
from balances.reporting.frames import records
from balances.reporting.gains import Gain, gains, worth_of
from balances.reporting.heights import heights_of, heights_worth
from balances.reporting.measured import over_plan
from balances.reporting.measures import measures_block
from balances.reporting.report_input import ReportInput
from balances.reporting.rulings import NOT_CARRIED_OUT, TOLD, lost_by_others, why_words
from balances.reporting.side_columns import side_cells, side_columns
from balances.reporting.table import Block, Cell, Column, Row, Show, Table, number
from balances.reporting.verdict import decrees_verdict
from balances.reporting.wording import (
    class_words,
    counted,
    gained_words,
    share_words,
    span,
    warning,
)
from balances.reporting.worth import base_prices, delivered_worth, worth_unit

SHOWN = 5
"""Rows of each answer: all answers stand on one screen."""

BARS = 10
"""Claimants of the chart."""


def compare(report: ReportInput) -> Table | None:
    """Four answers, then the summary measures, fulfilment by class and worth by claimant."""
    if report.pair is None:
        return None
    balanced, mobilised = report.pair
    gained, paid = gains(balanced, mobilised)
    unit = worth_unit(mobilised)
    classes, claimants = _classes(balanced, mobilised), _claimants(balanced, mobilised)
    blocks = [
        _goals("Who gained", gained, unit),
        _goals("Who paid", paid, unit),
        _cost(balanced, mobilised),
        _orders(report, unit),
        measures_block(balanced, mobilised),
        classes,
        claimants,
    ]
    shown = tuple(block for block in blocks if block.rows or block.note)
    return Table(
        name="Compare",
        title=f"Balanced and mobilised plan {span(mobilised)}{report.mark}",
        about="Who gained, who paid, what it cost, which orders were not met; summary measures",
        blocks=shown,
        warning=warning(mobilised),
        note=_note(report),
        charts=compared_charts(shown, classes, claimants, unit),
    )


def _note(report: ReportInput) -> str:
    said = [decrees_verdict(report.replay)] if report.replay and report.replay.steps else []
    said.append("Difference = mobilised less balanced; percent is of the balanced plan.")
    return " ".join(said)


def _goals(heading: str, found: Sequence[Gain], unit: str) -> Block:
    """The goals that gained or paid most at base prices, control figures last."""
    columns = (
        *side_columns(heading),
        Column("worth", "Worth", unit=unit, show=Show.PRICE),
        Column("class", "Class"),
    )
    if not found:
        return Block(heading=heading, note="Nobody.")
    rows = []
    ranked = sorted(found, key=lambda gain: -abs(gain.worth or 0.0))
    for gain in ranked[:SHOWN]:
        cells = side_cells(gain.words, gain.unit, gain.period, gain.balanced, gain.mobilised)
        cells |= {"worth": gain.worth, "class": class_words(gain.priority)}
        rows.append(Row(cells))
    most = ", largest worth first" if len(found) > SHOWN else ""
    worth = f"{counted(len(found), 'goal')}, together {gained_words(worth_of(found))} {unit}"
    return Block(columns, tuple(rows), heading=f"{heading}: {worth}{most}")


def _cost(balanced: Plan, mobilised: Plan) -> Block:
    unit, prices, plans = worth_unit(mobilised), base_prices(mobilised), (balanced, mobilised)
    heights = heights_of(balanced, mobilised)
    consumed = [over_plan(plan, "consumption") for plan in plans]
    lines: tuple[tuple[str, list[float | None]], ...] = (
        ("Household consumption, all periods", consumed),
        (
            "Delivered to orders and commanding heights",
            [heights_worth(plan, heights, prices) for plan in plans],
        ),
    )
    rows = []
    for words, (before, after) in lines:
        if before or after:
            rows.append(Row(side_cells(words, unit, "all", before, after)))
    price = price_of_mobilisation(balanced, mobilised)
    if price is not None:
        words = "Price of mobilisation: consumption lost per unit gained"
        ratio: dict[str, Cell] = {"what": words, "unit": "ratio", "period": "all"}
        rows.append(Row(ratio | {"mobilised": price}, show=Show.INDEX))
    columns = side_columns("What it cost")
    return Block(columns, tuple(rows), heading=_cost_words(consumed))


def _cost_words(consumed: Sequence[float | None]) -> str:
    before, after = consumed
    if not before or after is None:
        return "What it cost"
    if abs(after / before - 1.0) < 5e-4:
        return "What it cost: household consumption stands"
    return f"What it cost: household consumption {share_words(after / before - 1.0)}"


def _orders(report: ReportInput, unit: str) -> Block:
    """The decrees that were not carried out, or not wholly, and why."""
    if report.replay is None or not report.replay.steps:
        return Block()
    rulings = report.replay.rulings
    found = [ruling for why in NOT_CARRIED_OUT for ruling in rulings if ruling.outcome is why]
    if not found:
        return Block(heading="Orders not carried out", note="None: every decree was carried out.")
    columns = (
        Column("what", "Decree", width=44.0),
        Column("unit", "Unit"),
        Column("outcome", "Outcome"),
        Column("ordered", "Ordered", show=Show.QUANTITY),
        Column("achieved", "Achieved", show=Show.QUANTITY),
        Column("missing", "Missing", show=Show.QUANTITY),
        Column("share", "Achieved share", show=Show.SHARE),
        Column("lost", "Lost by others", unit=unit, show=Show.PRICE),
        Column("why", "Why", width=44.0),
    )
    rows = []
    for ruling in found[:SHOWN]:
        what = f"{ruling.decree.number}: {ruling.words}"
        cells: dict[str, Cell] = {"what": what, "outcome": str(ruling.outcome)}
        cells |= {"why": why_words(ruling, TOLD), "lost": lost_by_others(ruling)}
        if ruling.unit and ruling.outcome is Outcome.SHORT:
            cells |= {"unit": ruling.unit, "ordered": ruling.ordered, "achieved": ruling.achieved}
            cells["missing"] = formulas.difference(cells, "ordered", "achieved")
            cells["share"] = formulas.fulfilment(cells, "achieved", "ordered")
        rows.append(Row(cells))
    more = f", the first {SHOWN}; the others are in Decrees" if len(found) > SHOWN else ""
    words = f"Orders not carried out: {len(found)} of {len(rulings)}{more}"
    return Block(columns, tuple(rows), heading=words)


def _classes(balanced: Plan, mobilised: Plan) -> Block:
    """Average fulfilment of each class; a goal is in the class of the mobilised plan."""
    columns = (
        Column("class", "Class in the mobilised plan", width=44.0),
        Column("unit", "Unit"),
        Column("goals", "Goals", show=Show.WHOLE),
        Column("balanced", "Balanced", show=Show.SHARE),
        Column("mobilised", "Mobilised", show=Show.SHARE),
        Column("difference", "Difference", show=Show.SHARE),
    )
    declared = declared_classes(mobilised)
    before = {goal["key"]: goal["fulfilment"] for goal in records(balanced.goals)}
    pairs: dict[float, list[tuple[float, float]]] = {}
    for goal in records(mobilised.goals):
        if goal["key"] in before:
            of = declared.get(goal["key"], goal["priority"])
            pairs.setdefault(of, []).append((before[goal["key"]], goal["fulfilment"]))
    rows = []
    for priority, found in sorted(pairs.items()):
        cells: dict[str, Cell] = {"class": class_words(priority), "unit": "share"}
        cells["goals"] = len(found)
        cells["balanced"] = sum(share for share, _ in found) / len(found)
        cells["mobilised"] = sum(share for _, share in found) / len(found)
        cells["difference"] = formulas.difference(cells, "mobilised", "balanced")
        rows.append(Row(cells))
    words = "Average fulfilment by class"
    return Block(columns, tuple(rows), heading=words)


def _claimants(balanced: Plan, mobilised: Plan) -> Block:
    """Worth of what claimants get, those whose it changes most, gains first."""
    unit, prices = worth_unit(mobilised), base_prices(mobilised)
    before, after = (delivered_worth(plan, prices, "claimant") for plan in (balanced, mobilised))
    rows = []
    for who in dict.fromkeys((*before, *after)):
        name = who or "nobody named"
        cells = side_cells(name, unit, "all", before.get(who, 0.0), after.get(who, 0.0))
        if number(cells["difference"]):
            rows.append(Row(cells))
    rows.sort(key=lambda row: -abs(difference_of(row)))
    words = "What claimants get, at base prices"
    if len(rows) > BARS:
        words += f" (the {BARS} largest changes of {len(rows)})"
    ranked = sorted(rows[:BARS], key=lambda row: -difference_of(row))
    return Block(side_columns("Claimant"), tuple(ranked), heading=words, even=True)
