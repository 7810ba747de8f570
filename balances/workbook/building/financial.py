"""Whether the cells of sheet finance say something together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from balances.economy.issue import Issue
from balances.workbook.building.finance import MONEY, is_base_row
from balances.workbook.catalogue import issue
from balances.workbook.cells import Row
from balances.workbook.periods import Calendar
from balances.workbook.tables import Tables
from balances.workbook.words import did_you_mean, shown

_OF_THE_BASE_YEAR = ("budget", "cost_index")
_OF_AN_AGENCY = ("budget",)


def check_finance(tables: Tables, calendar: Calendar) -> tuple[Issue, ...]:
    """Everything wrong with sheet finance beyond its single cells."""
    rows = tables.rows("finance")
    return tuple(
        chain(
            (found for row in rows for found in _normal_work(tables, row)),
            (found for row in rows for found in _half_curves(tables, row)),
            (found for row in rows for found in _not_read(tables, row, calendar)),
            (found for row in rows for found in _without_budget(tables, row, calendar)),
            _unknown_agencies(tables),
        )
    )


def _normal_work(tables: Tables, row: Row) -> Iterator[Issue]:
    if row.given("normal_capital_work") and row.amount("normal_capital_work") == 0.0:
        yield issue(
            "C205",
            tables.at("finance", row, "normal_capital_work"),
            "normal_capital_work is 0; a number above 0 is expected.",
            "Correct the figure, or leave the cell blank.",
        )


def _half_curves(tables: Tables, row: Row) -> Iterator[Issue]:
    """R314 and R315: an elasticity without a normal volume, a curve twice, a volume alone."""
    elastic, normal = row.amount("price_elasticity") > 0.0, row.given("normal_capital_work")
    if _has_points(tables, row.text("period")):
        if row.given("price_elasticity"):
            yield _idle(
                tables,
                row,
                "price_elasticity",
                "the sheet cost_curve gives the curve of the period",
            )
        return
    if elastic and not normal and not row.cells["normal_capital_work"].bad:
        yield issue(
            "R314",
            tables.at("finance", row, "price_elasticity"),
            "price_elasticity is given and normal_capital_work is not, so it is not known above "
            "which volume of work prices rise.",
            "Give normal_capital_work, or points in sheet cost_curve.",
        )
    if normal and not elastic and not row.cells["price_elasticity"].bad:
        reason = "price_elasticity is not given, so all work is had at planned cost"
        yield _idle(tables, row, "normal_capital_work", reason)


def _has_points(tables: Tables, period: str) -> bool:
    return any(row.text("period") in ("", period) for row in tables.rows("cost_curve"))


def _not_read(tables: Tables, row: Row, calendar: Calendar) -> Iterator[Issue]:
    """R315: what a row of the base year or of an agency says beyond its budget."""
    base = is_base_row(row, calendar)
    if not base and not row.given("agency"):
        return
    read = _OF_THE_BASE_YEAR if base else _OF_AN_AGENCY
    for column in MONEY:
        if column not in read and row.given(column):
            whose = "the base year" if base else f"the agency {shown(row.text('agency'))}"
            yield _idle(tables, row, column, f"of {whose} only {' and '.join(read)} is read")


def _without_budget(tables: Tables, row: Row, calendar: Calendar) -> Iterator[Issue]:
    """R315: a rule or a limit of a budget that is not there."""
    if row.given("agency") or row.given("budget") or is_base_row(row, calendar):
        return
    if any(r.text("measure") == "investment" for r in tables.rows("control_figures")):
        return
    for column in ("budget_rule", "overhang_limit"):
        if row.given(column):
            yield _idle(tables, row, column, "there is no budget")


def _idle(tables: Tables, row: Row, column: str, reason: str) -> Issue:
    return issue(
        "R315",
        tables.at("finance", row, column),
        f"{column} counts for nothing: {reason}.",
        "Clear the cell, or fill in what is missing.",
    )


def _unknown_agencies(tables: Tables) -> Iterator[Issue]:
    """R301: budgets of an agency that is not listed, owns nothing and builds nothing."""
    places = ("agencies", "sectors", "techniques", "projects")
    known = {row.text("agency") for sheet in places for row in tables.rows(sheet)}
    for row in tables.rows("finance"):
        if row.text("agency") not in known | {""}:
            hint = did_you_mean(row.text("agency"), sorted(known - {""}))
            yield issue(
                "R301",
                tables.at("finance", row, "agency"),
                f"agency {shown(row.text('agency'))} is not listed, owns nothing and builds "
                f"nothing.{hint}",
                "Correct the code, or add it to sheet agencies.",
            )
