"""Labour: categories, what is available of them, and the norms."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from balances.economy.economy import Vector, frozen_vector
from balances.economy.issue import Issue
from balances.economy.records import Activity, LabourCategory
from balances.workbook.catalogue import issue
from balances.workbook.cells import Row
from balances.workbook.periods import Calendar
from balances.workbook.tables import Tables
from balances.workbook.words import shown


def by_period(rows: Iterable[Row], calendar: Calendar) -> tuple[Row | None, ...]:
    """The row that holds in each period: its own one, else the one for every period."""
    every: Row | None = None
    own: dict[int, Row] = {}
    for row in rows:
        if not row.given("period"):
            every = row
            continue
        period = calendar.period(row.text("period"))
        if period is not None:
            own[period] = row
    return tuple(own.get(t, every) for t in range(len(calendar.labels)))


def grouped(rows: Iterable[Row], *columns: str) -> dict[tuple[str, ...], list[Row]]:
    """Rows by the text of some columns, in order of appearance."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row.text(c) for c in columns), []).append(row)
    return found


def categories(
    tables: Tables, calendar: Calendar
) -> tuple[tuple[LabourCategory, ...], tuple[Issue, ...]]:
    """Labour categories in the order of the sheet."""
    found = []
    issues: list[Issue] = []
    groups = grouped(tables.rows("labour"), "category")
    for (code,), rows in groups.items():
        wage, problems = _wage(tables, rows, len(groups) == 1)
        held = by_period(rows, calendar)
        available = tuple(row.amount("available", math.inf) if row else math.inf for row in held)
        cells = tuple(tables.at("labour", row or rows[0], "available") for row in held)
        where = tables.at("labour", rows[0], "available")
        found.append(LabourCategory(code, available, wage, where, cells))
        issues += [*problems, *_gaps(tables, rows, calendar, code)]
    return tuple(found), tuple(issues)


def _gaps(tables: Tables, rows: Sequence[Row], calendar: Calendar, code: str) -> list[Issue]:
    held = by_period(rows, calendar)
    labels = [label for label, row in zip(calendar.labels, held, strict=True) if row is None]
    if not labels:
        return []
    return [
        issue(
            "V410",
            tables.at("labour", rows[0], "available"),
            f"Nothing is said of labour {shown(code)} in {', '.join(labels)}: it is unlimited.",
            "Add rows for these periods, or one with a blank period.",
        )
    ]


def _wage(tables: Tables, rows: Sequence[Row], alone: bool) -> tuple[float | None, list[Issue]]:
    """The base wage: of the sheet, or with one category the mean of the sectors'."""
    given = [row for row in rows if row.given("wage")]
    wages = {row.amount("wage") for row in given}
    if len(wages) > 1:
        other = next(r for r in given if r.amount("wage") != given[0].amount("wage"))
        message = f"The base wage is {other.amount('wage'):.15g} here and "
        message += f"{given[0].amount('wage'):.15g} in {given[0].address('wage')}, which stands."
        remedy = "Give one base wage; a change of wages goes into productivity, kind wages."
        return given[0].amount("wage"), [
            issue("R313", tables.at("labour", other, "wage"), message, remedy)
        ]
    if wages or not alone:
        return next(iter(wages), None), []
    return _mean_wage(tables)


def _mean_wage(tables: Tables) -> tuple[float | None, list[Issue]]:
    """Mean of the wages of the sectors, by their workers in the base year."""
    rows = [row for row in tables.rows("sectors") if row.given("wage")]
    if not rows:
        return None, []
    wages = np.array([row.amount("wage") for row in rows])
    workers = np.array([row.amount("labour") * row.amount("base_output") for row in rows])
    if np.all(wages == wages[0]):
        return float(wages[0]), []
    mean = float(np.average(wages, weights=workers if workers.sum() > 0.0 else None))
    return mean, [
        issue(
            "R313",
            tables.at("sectors", rows[0], "wage"),
            f"Wages range from {wages.min():.15g} to {wages.max():.15g}, but there is one labour "
            f"force; their mean by base-year workers, {mean:.6g}, is used.",
            "State the wage in sheet labour, or make categories of labour.",
        )
    ]


def labour_norms(
    tables: Tables, activities: Sequence[Activity], labour: Sequence[LabourCategory]
) -> Vector:
    """l_qj [workers / unit_j], Q x J; a technique without its own has those of the sector."""
    norms = np.zeros((len(labour), len(activities)))
    column = {a.code: j for j, a in enumerate(activities)}
    line = {q.code: n for n, q in enumerate(labour)}
    given = _given_norms(tables, line)
    for j, activity in enumerate(activities):
        for q in range(len(labour)):
            norms[q, j] = given.get(
                (q, activity.code),
                norms[q, column[activity.commodity]] if activity.technique else 0.0,
            )
    return frozen_vector(norms)


def _given_norms(tables: Tables, line: Mapping[str, int]) -> dict[tuple[int, str], float]:
    given: dict[tuple[int, str], float] = {}
    if len(line) == 1:
        for sheet, code in (("sectors", "code"), ("techniques", "technique")):
            for row in tables.rows(sheet):
                if row.given("labour"):
                    given[0, row.text(code)] = row.amount("labour")
    for row in tables.rows("labour_norms"):
        q = line.get(row.text("category"))
        if q is not None and row.given("per_unit"):
            given[q, row.text("sector")] = row.amount("per_unit")
    return given


def labour_left_out(tables: Tables, labour: Sequence[LabourCategory]) -> list[str]:
    """Sentences on labour data that the plan does not use."""
    stated = any(row.given("labour") for row in tables.rows("sectors"))
    if stated and not labour:
        return ["sectors.labour: there is no sheet labour that says how many workers there are."]
    if stated and len(labour) > 1:
        return ["sectors.labour: there are several labour categories, so labour_norms counts."]
    if labour and not stated and not tables.rows("labour_norms"):
        return ["labour: no labour norms are given, so the labour available limits nothing."]
    return []
