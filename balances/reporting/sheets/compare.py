"""Compare: the balanced and the mobilised plan side by side, and who carried the cut."""

from __future__ import annotations

from collections.abc import Callable

from balances.gosplan.plan import Plan
from balances.reporting import formulas
from balances.reporting.frames import Record, records
from balances.reporting.inequality import coefficient_of_variation, gini, reallocated
from balances.reporting.measured import attained
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Cell, Column, Row, Show, Table
from balances.reporting.wording import LONG, goal_words, is_met, span, warning

_LONGEST = 10
NOTICED = 1e-6
"""Changes of fulfilment below this are none."""


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
        _measures(balanced, mobilised, funds),
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


def _measures(balanced: Plan, mobilised: Plan, funds: list[tuple[Record, Record]]) -> Block:
    columns = (
        Column("what", "Measure", width=44.0),
        Column("unit", "Unit"),
        Column("period", "Period"),
        Column("balanced", "Balanced", show=Show.QUANTITY),
        Column("mobilised", "Mobilised", show=Show.QUANTITY),
        Column("difference", "Difference", show=Show.QUANTITY),
    )
    rows = []
    for words, unit, show, period, left, right in _values(balanced, mobilised, funds):
        if left is None and right is None:
            continue
        cells: dict[str, Cell] = {"what": words, "unit": unit, "period": period}
        cells |= {"balanced": left, "mobilised": right}
        cells["difference"] = formulas.difference(cells, "mobilised", "balanced")
        rows.append(Row(cells, show=show))
    return Block(columns, tuple(rows), heading="In short")


def _values(
    balanced: Plan, mobilised: Plan, funds: list[tuple[Record, Record]]
) -> list[tuple[str, str, Show, str, float | None, float | None]]:
    plans = (balanced, mobilised)
    goals = [records(plan.goals) for plan in plans]
    shares = [[g["fulfilment"] for g in found if g["fulfilment"] is not None] for found in goals]
    last = mobilised.economy.periods[-1]

    def both(of: Callable[[list[float]], float | None]) -> tuple[float | None, float | None]:
        return of(shares[0]), of(shares[1])

    met = [sum(map(is_met, found)) / len(found) if found else None for found in goals]
    currency = mobilised.economy.settings.currency
    money = []
    for name, words in (
        ("national_income", "National income"),
        ("consumption", "Household consumption"),
    ):
        found = [attained(plan, name) for plan in plans]
        money.append((words, currency, Show.QUANTITY, last, found[0], found[1]))
    return [
        ("Share of goals met in full", "share", Show.SHARE, "all", met[0], met[1]),
        ("Lowest fulfilment", "share", Show.SHARE, "all", *both(lambda s: min(s, default=None))),
        ("Gini coefficient of fulfilment", "index", Show.INDEX, "all", *both(gini)),
        (
            "Coefficient of variation of fulfilment",
            *("index", Show.INDEX, "all"),
            *both(coefficient_of_variation),
        ),
        *money,
        (
            "Share of allotments that changed hands",
            *("share", Show.SHARE, "all", None),
            reallocated([(b["commodity"], b["total"], m["total"]) for b, m in funds]),
        ),
    ]
