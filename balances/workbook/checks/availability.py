"""What there can be at most: capacities, imports and stocks against uses and figures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from balances.economy.construction import Project
from balances.economy.economy import Economy, Vector
from balances.economy.issue import Issue, Where
from balances.economy.measures import counted_capacities, measure
from balances.economy.records import Claim, ControlFigure
from balances.workbook.catalogue import issue
from balances.workbook.checks.alike import Finding, grouped
from balances.workbook.tables import Tables
from balances.workbook.words import shown

_SLACK = 1.0 + 1e-9


def capacities(economy: Economy, period: int) -> Vector:
    """Most capacity in a period, J [unit_j]; infinite where there is no limit.

    It is what is left of the old, K_j (1 - delta_j)^t, with all that projects may have added;
    new capacity has no limit here once it can be ready.
    """
    limits = np.array([a.capacity for a in economy.activities])
    left = np.array([(1.0 - a.depreciation) ** period for a in economy.activities])
    most = np.where(left > 0.0, limits * np.maximum(left, 1e-300), 0.0)
    for project in economy.projects:
        most[economy.activity_index[project.activity]] += most_added(project, period)
    for j in economy.expandable:
        if economy.activities[j].construction_lag <= period:
            most[j] = np.inf
    return most


def most_added(project: Project, period: int) -> float:
    """Most capacity that a project can have added before a period [unit_j]."""
    worked = max(min(period, project.latest + 1) - project.earliest, 0)
    built = min(project.done + worked / project.min_duration, 1.0)
    if project.integer:
        built = 1.0 if built > 1.0 - 1e-9 else 0.0
    return built * project.capacity_added


def most_of(weights: Vector, limits: Vector) -> float:
    """Largest value of a weighted sum of quantities within their limits."""
    useful = weights > 0.0
    return float(np.sum(weights[useful] * limits[useful]))


def availability(economy: Economy) -> tuple[Vector, ...]:
    """Most of each commodity that there can be for use, one vector of I a period [unit].

    What agencies hold may be used in any period.
    """
    goods = economy.commodities
    imports = np.array([c.import_limit for c in goods])
    kept = np.array([c.storable for c in goods], dtype=bool)
    most = np.array([c.opening_stock for c in goods])
    hoards = np.zeros(len(goods))
    for (code, _), stock in economy.agency_stocks.items():
        hoards[economy.commodity_index[code]] += stock
    found = []
    for period in range(len(economy.periods)):
        held = most if period == 0 else np.where(kept, most, 0.0)
        most = held + _most_made(economy, period) + imports
        found.append(most + hoards)
    return tuple(found)


def _most_made(economy: Economy, period: int) -> Vector:
    limits = capacities(economy, period)
    endless = np.isinf(limits)
    bounded = np.asarray(economy.outputs @ np.where(endless, 0.0, limits))
    unbounded = np.asarray(abs(economy.outputs) @ endless.astype(np.float64))
    return np.where(unbounded > 0.0, np.inf, bounded)


def used_without_source(economy: Economy, _tables: Tables) -> tuple[Issue, ...]:
    """V402: goods that are used or claimed, but nobody makes, imports or has them."""
    limits = capacities(economy, 0)
    inputs = economy.inputs.toarray()
    used = (inputs[:, limits > 0.0] > 0.0).any(axis=1) if limits.size else np.zeros(0, bool)
    used = used | (economy.capital.toarray() > 0.0).any(axis=1)
    claimed = {c.commodity for c in economy.claims} | {f.item for f in economy.figures}
    claimed |= {good for project in economy.projects for good in project.inputs}
    most = np.max(availability(economy), axis=0)
    findings = [
        Finding(
            c.where,
            c.code,
            f"{shown(c.code)} is used, but its capacity, import limit and opening stock are 0.",
        )
        for c, use, most_of_it in zip(economy.commodities, used, most, strict=True)
        if most_of_it <= 0.0 and (use or c.code in claimed)
    ]
    remedy = "Give it a capacity, an import_limit or an opening_stock."
    return grouped("V402", findings, "Used, but without a source", remedy)


def figures_out_of_reach(economy: Economy, _tables: Tables) -> tuple[Issue, ...]:
    """V403: figures above what capacities, imports and stocks can give."""
    worst: dict[Where, tuple[float, ControlFigure]] = {}
    goods = availability(economy)
    for figure in economy.figures:
        most = _most(economy, figure, goods)
        if figure.sense == "at_most" or figure.target <= most * _SLACK:
            continue
        if figure.where not in worst or figure.target - most > _excess(worst[figure.where]):
            worst[figure.where] = (most, figure)
    return tuple(
        issue(
            "V403",
            where,
            f"{shown(figure.label)} asks {figure.target:.6g} in "
            f"{economy.label(figure.period)}; capacities, imports and stocks give at most "
            f"{most:.6g}.",
            "Lower the figure, or raise what limits it; as a goal it will be met in part.",
        )
        for where, (most, figure) in worst.items()
    )


def _excess(found: tuple[float, ControlFigure]) -> float:
    most, figure = found
    return figure.target - most


def _most(economy: Economy, figure: ControlFigure, available: Sequence[Vector]) -> float:
    if figure.measure == "real_investment":
        return np.inf
    if figure.measure == "capacity":
        counted = counted_capacities(economy, figure.item)
        return most_of(counted, capacities(economy, figure.period))
    goods = available[figure.period]
    weights = measure(economy, figure.measure, figure.item, figure.period)
    imports = np.array([c.import_limit for c in economy.commodities])
    return (
        most_of(weights.activity, capacities(economy, figure.period))
        + most_of(weights.delivery.max(axis=0), goods)
        + most_of(weights.imports, imports)
        + most_of(weights.stock, goods)
    )


def floors_out_of_reach(economy: Economy, _tables: Tables) -> tuple[Issue, ...]:
    """V406: floors that add up to more than there can be."""
    floors: dict[tuple[str, int], list[Claim]] = {}
    for claim in economy.claims:
        if claim.floor > 0.0:
            floors.setdefault((claim.commodity, claim.period), []).append(claim)
    goods = availability(economy)
    found = []
    for (code, period), claims in floors.items():
        total = sum(claim.floor for claim in claims)
        limit = float(goods[period][economy.commodity_index[code]])
        if total > limit * _SLACK:
            message = f"The floors of claims on {shown(code)} in {economy.periods[period]} add up "
            message += f"to {total:.6g}; capacities, imports and stocks give at most {limit:.6g}."
            remedy = "Lower the floors, or raise what limits it."
            found.append(issue("V406", claims[0].where, message, remedy))
    return tuple(found)


def unlimited_capacities(_economy: Economy, tables: Tables) -> tuple[Issue, ...]:
    """V410: capacities that are blank."""
    findings = [
        Finding(
            tables.at(sheet, row, "capacity"),
            row.text(code),
            f"The capacity of {shown(row.text(code))} is blank, so it is unlimited.",
        )
        for sheet, code in (("sectors", "code"), ("techniques", "technique"))
        for row in tables.rows(sheet)
        if not row.given("capacity")
    ]
    remedy = "Fill in capacity; write unlimited if it is meant so."
    return grouped("V410", findings, "Blank capacities are unlimited", remedy)
