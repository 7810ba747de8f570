"""Compare: the balanced and the mobilised plan side by side, and who carried the cut."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from balances.gosplan.plan import Plan
from balances.gosplan.wording import goal_words
from balances.reporting import formulas
from balances.reporting.comparison import (
    NOTICED,
    fulfilments,
    moved,
    price_index,
    price_of_mobilisation,
    share_met,
    total,
    unfinished_growth,
)
from balances.reporting.frames import Record, records
from balances.reporting.inequality import coefficient_of_variation, gini
from balances.reporting.measured import attained
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Cell, Column, Row, Show, Table
from balances.reporting.wording import LONG, span, warning

_LONGEST = 10


def compare(report: ReportInput) -> Table | None:
    """Summary measures, winners and losers, then goals, outputs and allotments in full."""
    if report.pair is None:
        return None
    balanced, mobilised = report.pair
    goals = _paired(records(balanced.goals), records(mobilised.goals), ("key",))
    outputs = _paired(records(balanced.outputs), records(mobilised.outputs), ("activity", "period"))
    funds = _paired(
        records(balanced.allocations),
        records(mobilised.allocations),
        ("commodity", "agency", "period"),
    )
    ranked = sorted(goals, key=_change)
    losers = [pair for pair in ranked if _change(pair) < -NOTICED]
    winners = [pair for pair in reversed(ranked) if _change(pair) > NOTICED]
    built = (
        _measures(balanced, mobilised),
        _side_by_side(f"Who carried the cut (first {_LONGEST})", losers[:_LONGEST], _goal),
        _side_by_side(f"Who gained (first {_LONGEST})", winners[:_LONGEST], _goal),
        _side_by_side("All goals: delivered", goals, _goal),
        _side_by_side("Outputs", outputs, _output),
        _side_by_side("Allotments to agencies", funds if len(funds) <= LONG else [], _allotment),
    )
    mark = " · synthetic data" if report.synthetic else ""
    return Table(
        name="Compare",
        title=f"Balanced and mobilised plan {span(mobilised)}{mark}",
        about="Balanced and mobilised plan side by side; who gained and who paid",
        blocks=tuple(block for block in built if block.rows),
        warning=warning(mobilised),
        note=_verdict(losers, winners, goals),
    )


def _verdict(
    losers: list[tuple[Record, Record]],
    winners: list[tuple[Record, Record]],
    goals: list[tuple[Record, Record]],
) -> str:
    return (
        f"Of {len(goals)} goals, {len(winners)} gain from mobilisation and {len(losers)} lose. "
        "Difference = mobilised less balanced; percent is of the balanced plan."
    )


def _paired(
    left: list[Record], right: list[Record], keys: tuple[str, ...]
) -> list[tuple[Record, Record]]:
    """Rows with the same keys; where one plan lacks a row, its figures are missing."""
    before = {tuple(row[key] for key in keys): row for row in left}
    after = {tuple(row[key] for key in keys): row for row in right}
    return [
        (before.get(key) or _without_figures(after[key]), after.get(key) or _without_figures(row))
        for key, row in (before | after).items()
    ]


def _without_figures(row: Record) -> Record:
    return {key: None if isinstance(value, float) else value for key, value in row.items()}


def _change(pair: tuple[Record, Record]) -> float:
    before, after = (row["fulfilment"] for row in pair)
    return 0.0 if before is None or after is None else float(after - before)


def _side_by_side(
    heading: str,
    pairs: list[tuple[Record, Record]],
    cells_of: Callable[[Record, Record], dict[str, Cell]],
) -> Block:
    columns = (
        Column("what", "What", width=44.0),
        Column("unit", "Unit"),
        Column("period", "Period"),
        Column("balanced", "Balanced", show=Show.QUANTITY),
        Column("mobilised", "Mobilised", show=Show.QUANTITY),
        Column("difference", "Difference", show=Show.QUANTITY),
        Column("percent", "Percent", show=Show.SHARE),
        Column("target", "Target", show=Show.QUANTITY),
        Column("share_b", "Fulfilment, balanced", show=Show.SHARE),
        Column("share_m", "Fulfilment, mobilised", show=Show.SHARE),
    )
    rows = []
    for before, after in pairs:
        cells = cells_of(before, after)
        cells |= {"unit": after["unit"], "period": after["period"]}
        cells["difference"] = formulas.difference(cells, "mobilised", "balanced")
        cells["percent"] = formulas.ratio(cells, "difference", "balanced")
        cells["share_b"] = formulas.fulfilment(cells, "balanced", "target")
        cells["share_m"] = formulas.fulfilment(cells, "mobilised", "target")
        rows.append(Row(cells))
    shown = columns if rows and "target" in rows[0].cells else columns[:7]
    return Block(shown, tuple(rows), heading=heading)


def _goal(before: Record, after: Record) -> dict[str, Cell]:
    return {
        "what": f"{goal_words(after)}",
        "balanced": before["delivered"],
        "mobilised": after["delivered"],
        "target": after["target"],
    }


def _output(before: Record, after: Record) -> dict[str, Cell]:
    return {"what": after["activity"], "balanced": before["output"], "mobilised": after["output"]}


def _allotment(before: Record, after: Record) -> dict[str, Cell]:
    words = f"{after['commodity']} → {after['agency']}"
    return {"what": words, "balanced": before["total"], "mobilised": after["total"]}


class _Line(NamedTuple):
    """A measure of both plans."""

    words: str
    unit: str
    show: Show
    period: str
    balanced: float | None
    mobilised: float | None


def _measures(balanced: Plan, mobilised: Plan) -> Block:
    columns = (
        Column("what", "Measure", width=44.0),
        Column("unit", "Unit"),
        Column("period", "Period"),
        Column("balanced", "Balanced", show=Show.QUANTITY),
        Column("mobilised", "Mobilised", show=Show.QUANTITY),
        Column("difference", "Difference", show=Show.QUANTITY),
    )
    rows = []
    for line in _values(balanced, mobilised):
        if line.balanced is None and line.mobilised is None:
            continue
        cells: dict[str, Cell] = {"what": line.words, "unit": line.unit, "period": line.period}
        cells |= {"balanced": line.balanced, "mobilised": line.mobilised}
        cells["difference"] = formulas.difference(cells, "mobilised", "balanced")
        rows.append(Row(cells, show=line.show))
    return Block(columns, tuple(rows), heading="In short")


def _values(balanced: Plan, mobilised: Plan) -> list[_Line]:
    plans = (balanced, mobilised)
    currency = mobilised.economy.settings.currency
    last = mobilised.economy.periods[-1]
    shares = [fulfilments(plan) for plan in plans]

    def both(of: Callable[[list[float]], float | None]) -> tuple[float | None, float | None]:
        return of(shares[0]), of(shares[1])

    money = [
        _Line(words, currency, Show.QUANTITY, last, *(attained(plan, name) for plan in plans))
        for name, words in (
            ("national_income", "National income"),
            ("consumption", "Household consumption"),
        )
    ]
    return [
        _Line("Share of goals met in full", "share", Show.SHARE, "all", *map(share_met, plans)),
        _Line("Lowest fulfilment", "share", Show.SHARE, "all", *both(_lowest)),
        _Line("Gini coefficient of fulfilment", "index", Show.INDEX, "all", *both(gini)),
        _Line(
            "Coefficient of variation of fulfilment",
            *("index", Show.INDEX, "all"),
            *both(coefficient_of_variation),
        ),
        *money,
        *_investment(balanced, mobilised),
        _Line(
            "Share of allotments that changed hands",
            *("share", Show.SHARE, "all", None, moved(balanced, mobilised)),
        ),
        _Line(
            "Price of mobilisation: consumption lost per unit gained by the heights",
            *("ratio", Show.INDEX, "all", None, price_of_mobilisation(balanced, mobilised)),
        ),
    ]


def _lowest(shares: list[float]) -> float | None:
    return min(shares, default=None)


def _investment(balanced: Plan, mobilised: Plan) -> list[_Line]:
    """What investment comes to over the whole plan; nothing where there is none."""
    currency = mobilised.economy.settings.currency
    base_prices = f"{currency}, base prices"
    measures: tuple[tuple[str, str, Show, Callable[[Plan], float | None]], ...] = (
        ("Real investment", base_prices, Show.QUANTITY, lambda p: total(p, "real")),
        ("Price index of investment", "index", Show.INDEX, price_index),
        ("Overhang of investment", currency, Show.QUANTITY, lambda p: total(p, "overhang")),
        (
            "Growth of unfinished construction over the plan",
            *(base_prices, Show.QUANTITY, unfinished_growth),
        ),
    )
    found = [
        _Line(words, unit, show, "all", of(balanced), of(mobilised))
        for words, unit, show, of in measures
    ]
    return [line for line in found if line.balanced or line.mobilised]
