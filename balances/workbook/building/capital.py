"""Capital construction: what new capacity takes, and the named projects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from balances.economy.construction import Project
from balances.economy.economy import Matrix, Vector, frozen_matrix, frozen_vector
from balances.economy.records import Activity, Commodity, LabourCategory
from balances.workbook.building.norms import positions, square
from balances.workbook.cells import Row
from balances.workbook.periods import Calendar
from balances.workbook.tables import Tables


def capital(
    tables: Tables, commodities: Sequence[Commodity], activities: Sequence[Activity]
) -> Matrix:
    """b_ij, I x J [unit_i / unit_j]; every way of making a product is built with the same."""
    index = positions(c.code for c in commodities)
    taken = [index[a.commodity] for a in activities]
    return frozen_matrix(square(tables.entries("capital"), index)[:, taken])


def capital_labour(
    tables: Tables, activities: Sequence[Activity], labour: Sequence[LabourCategory]
) -> Vector:
    """Construction labour per unit of new capacity, Q x J; a code of a sector is a product."""
    sectors = positions(a.code for a in activities if not a.technique)
    line = {q.code: n for n, q in enumerate(labour) if q.code not in sectors}
    norms = np.zeros((len(labour), len(sectors)))
    for entry in tables.entries("capital"):
        good, sector = str(entry.row.value), str(entry.column.value)
        if good in line and sector in sectors:
            norms[line[good], sectors[sector]] = entry.value
    return frozen_vector(norms[:, [sectors[a.commodity] for a in activities]])


def projects(
    tables: Tables, calendar: Calendar, activities: Sequence[Activity]
) -> tuple[Project, ...]:
    """The projects in the order of their sheet, each for the sector's main activity."""
    main = {a.code: a for a in activities if not a.technique}
    inputs = _project_inputs(tables)
    return tuple(
        _project(tables, row, calendar, (main[row.text("sector")], inputs))
        for row in tables.rows("projects")
        if row.text("sector") in main
    )


def _project(
    tables: Tables,
    row: Row,
    calendar: Calendar,
    about: tuple[Activity, Mapping[str, Mapping[str, float]]],
) -> Project:
    activity, inputs = about
    first = calendar.position(row.text("earliest"))
    last = calendar.position(row.text("latest"))
    final = len(calendar.labels) - 1
    code = row.text("project")
    return Project(
        code=code,
        agency=row.text("agency") or activity.agency,
        activity=activity.code,
        capacity_added=row.amount("capacity_added"),
        cost=row.amount("cost"),
        declared_cost=row.number_of("declared_cost"),
        inputs=inputs.get(code, MappingProxyType({})),
        earliest=max(first or 0, 0),
        latest=final if last is None else min(last, final),
        min_duration=row.whole("min_duration", 1),
        done=row.amount("done"),
        integer=row.flag("integer"),
        new_site=row.flag("new_site"),
        source=row.text("source"),
        where=tables.at("projects", row, "project"),
    )


def _project_inputs(tables: Tables) -> Mapping[str, Mapping[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for row in tables.rows("project_inputs"):
        if row.amount("amount") > 0.0:
            found.setdefault(row.text("project"), {})[row.text("commodity")] = row.amount("amount")
    return {code: MappingProxyType(goods) for code, goods in found.items()}
