"""Control figures of investment: budgets that they set, and what authorised budgets would buy."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from balances.economy.construction import AUTHORISED, AUTHORISED_WORK, Finance, affordable_work
from balances.economy.economy import Economy
from balances.economy.issue import Issue
from balances.economy.measures import MEASURES
from balances.economy.records import ControlFigure
from balances.workbook.building.finance import finance, has_money
from balances.workbook.building.parameters import Indices
from balances.workbook.building.reckoning import NoBaseError, Reckoned, reckon
from balances.workbook.catalogue import issue
from balances.workbook.cells import Row
from balances.workbook.periods import Calendar
from balances.workbook.tables import Tables
from balances.workbook.words import shown

Budgets = Mapping[int, Reckoned]


def builds(economy: Economy) -> bool:
    """Whether anything can be built: by capital coefficients or in projects."""
    return bool(economy.expandable or economy.projects)


def with_finance(
    tables: Tables, calendar: Calendar, rows: Sequence[Row], plain: tuple[Economy, Indices]
) -> tuple[Economy, Budgets, tuple[Issue, ...]]:
    """The economy with its money, the budgets that control figures set, and what is wrong."""
    economy, found = plain
    if not builds(economy) and not has_money(tables, calendar):
        return economy, {}, ()
    budgets, issues = _budgets(tables, calendar, rows, economy)
    if not budgets and not has_money(tables, calendar):
        return economy, budgets, issues
    records = (
        _authorised(tables, record, budgets.get(period))
        for period, record in enumerate(finance(tables, calendar, found))
    )
    return replace(economy, finance=tuple(records)), budgets, issues


def _budgets(
    tables: Tables, calendar: Calendar, rows: Sequence[Row], economy: Economy
) -> tuple[Budgets, tuple[Issue, ...]]:
    asked = [row for row in rows if row.text("measure") == "investment" and row.given("value")]
    misfits = tuple(
        issue(
            "R309",
            tables.at("control_figures", row, "item"),
            f"investment is of the whole economy; {shown(row.text('item'))} stands as its item.",
            "Leave the item blank; budgets of agencies stand in sheet finance.",
        )
        for row in asked
        if row.text("item") not in ("", "all")
    )
    fitting = [row for row in asked if row.text("item") in ("", "all")]
    reckoned, issues = reckon(tables, calendar, fitting, nominal_base(tables, economy))
    budgets = {f.period: f for f in reckoned if 0.0 <= f.target < math.inf}
    return budgets, (*misfits, *issues)


def nominal_base(tables: Tables, economy: Economy) -> Callable[[Row], float]:
    """The investment of the base year that a figure refers to: nominal, or real."""

    def base_of(row: Row) -> float:
        if economy.base_investment is not None:
            return economy.base_investment[row.text("measure") == "real_investment"]
        raise NoBaseError(
            issue(
                "R311",
                tables.at("control_figures", row, "value"),
                f"There is no {row.text('measure')} of the base year that the figure could be "
                "reckoned on.",
                "Give the budget of the base year in sheet finance, or a quantity without a path.",
            )
        )

    return base_of


def _authorised(tables: Tables, record: Finance, figure: Reckoned | None) -> Finance:
    if figure is None:
        return record
    where = tables.at("control_figures", figure.row, "value")
    return replace(record, budget=figure.target, rule=AUTHORISED, where=where)


def authorised_work(
    economy: Economy, budgets: Budgets, given: Sequence[ControlFigure]
) -> Iterator[ControlFigure]:
    """A goal for each authorised budget: the work it buys, unless real investment has a figure."""
    taken = {f.period for f in given if f.measure == "real_investment"}
    if "real_investment" not in MEASURES or not builds(economy):
        return
    for period, record in enumerate(economy.finance):
        target = affordable_work(record) if record.authorised else 0.0
        if period in taken or not 0.0 < target < math.inf:
            continue
        row = budgets[period].row if period in budgets else None
        yield ControlFigure(
            label=AUTHORISED_WORK,
            measure="real_investment",
            item="",
            period=period,
            target=target,
            printed=target,
            priority=row.whole("class", 2) if row else 2,
            weight=row.amount("weight", 1.0) if row else 1.0,
            source="what the authorised budget buys on the cost curve",
            where=record.where,
        )


def finance_left_out(economy: Economy) -> list[str]:
    """A sentence on budgets where nothing is built."""
    if economy.finance and not builds(economy):
        return ["finance: nothing is built (no capital, no projects), so budgets limit nothing."]
    return []
