"""Parameters: labour productivity and wage indices, from their sheet and from control figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from balances.economy.economy import Vector, frozen_vector
from balances.economy.issue import Issue
from balances.economy.records import Activity, Commodity
from balances.workbook.building.labour import by_period, grouped
from balances.workbook.building.reckoning import reckon
from balances.workbook.catalogue import issue
from balances.workbook.cells import Row
from balances.workbook.periods import Calendar
from balances.workbook.tables import Tables
from balances.workbook.words import shown

_INDICES = ("productivity", "wages")

Indices = Mapping[tuple[str, str], Mapping[int, float]]


def indices(
    tables: Tables, calendar: Calendar, rows: Sequence[Row]
) -> tuple[Indices, tuple[Issue, ...]]:
    """Index by kind and item, then period; a control figure counts before the sheet."""
    found: dict[tuple[str, str], dict[int, float]] = {}
    sheet = (row for row in tables.rows("productivity") if row.given("index"))
    for (kind, item), group in grouped(sheet, "kind", "item").items():
        for period, row in enumerate(by_period(group, calendar)):
            if row is not None:
                found.setdefault((kind, item), {})[period] = row.amount("index")
    figures = [row for row in rows if row.text("measure") in _INDICES and row.given("value")]
    reckoned, issues = reckon(tables, calendar, figures, lambda _row: 1.0)
    for figure in reckoned:
        key = (figure.row.text("measure"), figure.row.text("item") or "all")
        found.setdefault(key, {})[figure.period] = figure.target
    return found, (*issues, *_not_positive(tables, calendar, rows), *_wages_of_some(tables, rows))


def _not_positive(tables: Tables, calendar: Calendar, rows: Sequence[Row]) -> Iterator[Issue]:
    """Productivity divides labour norms, so it must be above zero."""
    places = [("productivity", "index", row) for row in tables.rows("productivity")]
    places += [
        ("control_figures", "value", row) for row in rows if row.text("measure") == "productivity"
    ]
    for sheet, column, row in places:
        value = row.number_of(column)
        if sheet == "control_figures" and row.text("as") == "percent" and value is not None:
            value = 100.0 + value
        if (
            value is not None
            and value <= 0.0
            and row.text("kind" if sheet == "productivity" else "measure") == "productivity"
        ):
            yield issue(
                "C205",
                tables.at(sheet, row, column),
                f"The index of productivity comes to {value:.15g}; a number above 0 is expected.",
                "Correct the figure.",
            )


def _wages_of_some(tables: Tables, rows: Sequence[Row]) -> Iterator[Issue]:
    for sheet, column, group in (
        ("productivity", "kind", tables.rows("productivity")),
        ("control_figures", "measure", rows),
    ):
        for row in group:
            if row.text(column) == "wages" and row.text("item") not in ("", "all"):
                yield issue(
                    "R309",
                    tables.at(sheet, row, "item"),
                    f"Wages change for all at once, but the item is {shown(row.text('item'))}.",
                    "Write all as the item.",
                )


def productivity(
    found: Indices,
    commodities: Sequence[Commodity],
    activities: Sequence[Activity],
    periods: int,
) -> Vector:
    """pi_jt, J x T: of the sector, else of its first group that has one, else of all; 1 if none."""
    groups = {c.code: c.groups for c in commodities}
    named = {group for c in commodities for group in c.groups}
    whole = ("all",) if "industry" in named else ("industry", "all")
    index = np.ones((len(activities), periods))
    for j, activity in enumerate(activities):
        items = (activity.code, activity.commodity, *groups[activity.commodity], *whole)
        for t in range(periods):
            values = (found.get(("productivity", item), {}).get(t) for item in items)
            index[j, t] = next((v for v in values if v is not None and v > 0.0), 1.0)
    return frozen_vector(index)


def wage_index(found: Indices, periods: int) -> Vector:
    """psi_t, T; 1 where nothing is said."""
    wages = found.get(("wages", "all"), {})
    return frozen_vector([wages.get(t, 1.0) for t in range(periods)])


def parameters_left_out(tables: Tables, rows: Sequence[Row]) -> list[str]:
    """Sentences on indices that no part of the plan reads."""
    found = [
        f"control figure {row.text('figure')!r}: productivity of construction needs capital "
        "construction data, which this plan does not use."
        for row in rows
        if row.text("measure") == "productivity" and row.text("item") == "construction"
    ]
    sheet = tables.rows("productivity")
    if any(r.text("item") == "construction" or r.text("kind") == "cost" for r in sheet):
        found.append(
            "productivity: indices of construction and of cost need capital construction data, "
            "which this plan does not use."
        )
    return found
