"""Money: one record a period from the sheets finance and cost_curve, and the base year's."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from balances.economy.construction import Finance
from balances.workbook.building.curve import curves
from balances.workbook.building.parameters import Indices, cost_index
from balances.workbook.cells import Row
from balances.workbook.periods import Calendar
from balances.workbook.schema import sheet
from balances.workbook.tables import Tables

MONEY: tuple[str, ...] = tuple(
    column.name
    for column in sheet("finance").columns
    if column.name not in ("period", "agency", "foreign_credit")
)
"""Columns of finance that make a record of money."""


def base_investment(tables: Tables, calendar: Calendar) -> tuple[float, float] | None:
    """Nominal and real investment of the base year: its budget, and that over its cost index."""
    for row in tables.rows("finance"):
        if is_base_row(row, calendar) and not row.given("agency") and row.amount("budget") > 0.0:
            return row.amount("budget"), row.amount("budget") / (row.amount("cost_index") or 1.0)
    return None


def is_base_row(row: Row, calendar: Calendar) -> bool:
    """Whether the row is of the base year and so of no period of the plan."""
    return bool(calendar.base) and row.text("period") == calendar.base


def has_money(tables: Tables, calendar: Calendar) -> bool:
    """Whether anything is said of money in a period of the plan."""
    planned = (r for r in tables.rows("finance") if calendar.period(r.text("period")) is not None)
    return bool(tables.rows("cost_curve")) or any(r.given(c) for r in planned for c in MONEY)


def finance(tables: Tables, calendar: Calendar, found: Indices) -> tuple[Finance, ...]:
    """One record a period, T."""
    rows: dict[int, Row] = {}
    agencies: dict[int, dict[str, float]] = {}
    for row in tables.rows("finance"):
        period = calendar.period(row.text("period"))
        if period is None:
            continue
        if not row.given("agency"):
            rows[period] = row
        elif row.given("budget"):
            agencies.setdefault(period, {})[row.text("agency")] = row.amount("budget")
    points = curves(tables, calendar)
    return tuple(
        _record(tables, rows.get(t), (points[t], agencies.get(t, {}), found), t)
        for t in range(len(calendar.labels))
    )


def _record(
    tables: Tables,
    row: Row | None,
    further: tuple[Sequence[tuple[float, float]], Mapping[str, float], Indices],
    period: int,
) -> Finance:
    points, agencies, found = further
    own = row.number_of("cost_index") if row else None
    return replace(
        _own(tables, row) if row else Finance(),
        cost_index=cost_index(found, period, own),
        curve=tuple(points),
        agency_budgets=MappingProxyType(dict(agencies)),
    )


def _own(tables: Tables, row: Row) -> Finance:
    """What the row of a period says by itself."""
    return Finance(
        budget=row.number_of("budget"),
        rule=row.text("budget_rule"),
        normal_work=row.number_of("normal_capital_work") or None,
        elasticity=row.number_of("price_elasticity"),
        price_cap=row.amount("price_cap", math.inf),
        overhang_limit=row.amount("overhang_limit", math.inf),
        max_open=row.whole("max_open") if row.given("max_open") else None,
        spread=row.flag("spread"),
        other_income=row.number_of("other_income"),
        other_spending=row.number_of("other_spending"),
        deficit_limit=row.amount("deficit_limit"),
        loans=row.amount("loans"),
        direct_taxes=row.amount("direct_taxes"),
        household_income=row.number_of("household_other_income"),
        savings=row.amount("savings"),
        wage_share=row.number_of("construction_wage_share"),
        consumer_price_cap=row.amount("consumer_price_cap", math.inf),
        where=tables.at("finance", row, "budget" if row.given("budget") else "period"),
    )
