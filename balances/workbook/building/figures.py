"""Control figures that are goals or limits."""

from __future__ import annotations

import math
from collections.abc import Sequence

from balances.economy.base_year import base_value
from balances.economy.economy import Economy
from balances.economy.issue import Issue
from balances.economy.measures import MEASURES, MONEY_MEASURES, MeasureError, measure
from balances.economy.records import ControlFigure
from balances.workbook.building.investment import builds, nominal_base
from balances.workbook.building.reckoning import NoBaseError, Reckoned, reckon
from balances.workbook.building.variants import figure_period
from balances.workbook.catalogue import issue
from balances.workbook.cells import Row
from balances.workbook.periods import Calendar
from balances.workbook.tables import Tables
from balances.workbook.words import did_you_mean, shown

_WHOLE = ("", "all", "industry", "construction")


def figures(
    tables: Tables, calendar: Calendar, rows: Sequence[Row], economy: Economy
) -> tuple[tuple[ControlFigure, ...], tuple[Issue, ...]]:
    """The goals and limits among the rows in force; the economy must have its claims already.

    A target of zero drops out, unless a decree is about the figure and may raise it.
    """
    known = _known_items(tables)
    goals = [
        row
        for row in rows
        if row.text("measure") in MEASURES
        and row.given("value")
        and row.text("item") in known
        and not _idle(row, economy)
    ]
    fitting: list[Row] = []
    issues: list[Issue] = []
    for row in goals:
        problem = [*_misfit(tables, row, economy), *_too_late(tables, calendar, row, economy)]
        issues += problem
        if not problem:
            fitting.append(row)

    investment = nominal_base(tables, economy)

    def base_of(row: Row) -> float:
        if row.text("measure") == "real_investment":
            return investment(row)
        try:
            return base_value(economy, row.text("measure"), row.text("item"))
        except MeasureError as error:
            raise NoBaseError(_does_not_fit(tables, row, error)) from error

    reckoned, problems = reckon(tables, calendar, fitting, base_of)
    decreed = {label for row in tables.rows("decrees") for label in row.words("figure")}
    found = tuple(
        _figure(tables, f)
        for f in reckoned
        if f.target > 0.0 or _is_limit(f.row) or f.row.text("figure") in decreed
    )
    return found, (*issues, *problems)


def _known_items(tables: Tables) -> frozenset[str]:
    known: set[str] = set(_WHOLE)
    for row in tables.rows("sectors"):
        known |= {row.text("code"), *row.words("group")}
    known |= {row.text("category") for row in tables.rows("labour")}
    return frozenset(known)


def unknown_items(tables: Tables) -> tuple[Issue, ...]:
    """Errors about items of control figures and productivity that nothing is called."""
    known = _known_items(tables)
    if not tables.has("sectors"):
        return ()
    return tuple(
        issue(
            "R301",
            tables.at(sheet, row, "item"),
            f"item {shown(row.text('item'))} is no sector, group or labour category."
            + did_you_mean(row.text("item"), sorted(known - {""})),
            "Correct the item, or add it to sheet sectors.",
        )
        for sheet in ("control_figures", "productivity")
        for row in tables.rows(sheet)
        if row.text("item") not in known
    )


def _misfit(tables: Tables, row: Row, economy: Economy) -> list[Issue]:
    """A measure that has no figure: of what is not there, or of a capacity without limit."""
    try:
        counted = measure(economy, row.text("measure"), row.text("item"), 0)
    except MeasureError as error:
        return [_does_not_fit(tables, row, error)]
    if math.isinf(counted.given):
        unlimited = MeasureError(f"the capacity of {shown(row.text('item'))} has no limit")
        return [_does_not_fit(tables, row, unlimited)]
    return []


def _too_late(tables: Tables, calendar: Calendar, row: Row, economy: Economy) -> list[Issue]:
    """A capacity of a period that nothing started within the plan can be ready for."""
    period = figure_period(row, calendar)
    if row.text("measure") != "capacity" or period is None or period < economy.horizon:
        return []
    last = economy.label(economy.horizon - 1)
    return [
        issue(
            "C215",
            tables.at("control_figures", row, "period"),
            f"period is {shown(row.text('period'))}; what is started within the plan is ready by "
            f"{shown(last)}, so a period up to then is expected.",
            "Correct the period, or make the plan longer.",
        )
    ]


def _does_not_fit(tables: Tables, row: Row, error: MeasureError) -> Issue:
    return issue(
        "R309",
        tables.at("control_figures", row, "item"),
        f"{row.text('measure')} cannot be reckoned: {error}.",
        "Correct the item or the measure, or fill in what is missing.",
    )


def _is_limit(row: Row) -> bool:
    return row.text("sense") in ("at_most", "equal")


def _figure(tables: Tables, reckoned: Reckoned) -> ControlFigure:
    row = reckoned.row
    relative = row.text("as") != "quantity"
    return ControlFigure(
        label=row.text("figure"),
        measure=row.text("measure"),
        item=row.text("item"),
        period=reckoned.period,
        target=reckoned.target,
        high=reckoned.high,
        printed=reckoned.printed,
        basis=row.text("as"),
        base=reckoned.base if relative else None,
        sense=row.text("sense"),
        hard=row.flag("hard") or _is_limit(row),
        priority=row.whole("class", 2),
        weight=row.amount("weight", 1.0),
        author=row.text("author"),
        variant=row.text("variant"),
        source=row.text("source"),
        on_path=reckoned.on_path,
        where=tables.at("control_figures", row, "value"),
    )


def _idle(row: Row, economy: Economy) -> bool:
    """Whether a figure is about capital construction where nothing is built."""
    return row.text("measure") in MONEY_MEASURES and not builds(economy)


def figures_left_out(rows: Sequence[Row], economy: Economy) -> list[str]:
    """Sentences on control figures that no part of the plan reads."""
    set_apart = "investment" if economy.finance else ""
    return [
        f"control figure {row.text('figure')!r} ({row.text('measure')}): it needs capital "
        "construction data (capital or projects), and the workbook has none."
        for row in rows
        if _idle(row, economy) and row.text("measure") != set_apart
    ]
