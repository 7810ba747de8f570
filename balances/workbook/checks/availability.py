"""What there can be at most: capacities, imports and stocks against uses and figures."""

from __future__ import annotations

import numpy as np

from balances.economy.economy import Economy, Vector
from balances.economy.issue import Issue, Where
from balances.economy.measures import measure
from balances.economy.records import ControlFigure
from balances.workbook.catalogue import issue
from balances.workbook.checks.alike import Finding, grouped
from balances.workbook.tables import Tables
from balances.workbook.words import shown

_SLACK = 1.0 + 1e-9


def capacities(economy: Economy, period: int) -> Vector:
    """K_j (1 - delta_j)^t, J [unit_j]; infinite where there is no limit."""
    limits = np.array([a.capacity for a in economy.activities])
    left = np.array([(1.0 - a.depreciation) ** period for a in economy.activities])
    return np.where(left > 0.0, limits * np.maximum(left, 1e-300), 0.0)


def most_of(weights: Vector, limits: Vector) -> float:
    """Largest value of a weighted sum of quantities within their limits."""
    useful = weights > 0.0
    return float(np.sum(weights[useful] * limits[useful]))


def availability(economy: Economy, period: int) -> Vector:
    """Most of each commodity that there can be for use in a period, I [unit]."""
    goods = economy.commodities
    found = np.array([c.opening_stock for c in goods])
    for t in range(period + 1):
        made = _most_made(economy, t) + np.array([c.import_limit for c in goods])
        kept = np.array([c.storable for c in goods]) if t > 0 else np.ones(len(goods), dtype=bool)
        found = np.where(kept, found, 0.0) + made
    return found


def _most_made(economy: Economy, period: int) -> Vector:
    limits = capacities(economy, period)
    outputs = economy.outputs.toarray()
    return np.array([most_of(row, limits) for row in outputs])


def used_without_source(economy: Economy, _tables: Tables) -> tuple[Issue, ...]:
    """V402: goods that are used or claimed, but nobody makes, imports or has them."""
    limits = capacities(economy, 0)
    inputs = economy.inputs.toarray()
    used = (inputs[:, limits > 0.0] > 0.0).any(axis=1) if limits.size else np.zeros(0, bool)
    claimed = {c.commodity for c in economy.claims} | {f.item for f in economy.figures}
    most = availability(economy, 0)
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
    for figure in economy.figures:
        most = _most(economy, figure)
        if figure.sense == "at_most" or figure.target <= most * _SLACK:
            continue
        if figure.where not in worst or figure.target - most > _excess(worst[figure.where]):
            worst[figure.where] = (most, figure)
    return tuple(
        issue(
            "V403",
            where,
            f"{shown(figure.label)} asks {figure.target:.6g} in "
            f"{economy.periods[figure.period]}; capacities, imports and stocks give at most "
            f"{most:.6g}.",
            "Lower the figure, or raise what limits it; as a goal it will be met in part.",
        )
        for where, (most, figure) in worst.items()
    )


def _excess(found: tuple[float, ControlFigure]) -> float:
    most, figure = found
    return figure.target - most


def _most(economy: Economy, figure: ControlFigure) -> float:
    weights = measure(economy, figure.measure, figure.item, figure.period)
    goods = availability(economy, figure.period)
    imports = np.array([c.import_limit for c in economy.commodities])
    return (
        most_of(weights.activity, capacities(economy, figure.period))
        + most_of(weights.delivery.max(axis=0), goods)
        + most_of(weights.imports, imports)
        + most_of(weights.stock, goods)
    )


def floors_out_of_reach(economy: Economy, _tables: Tables) -> tuple[Issue, ...]:
    """V406: floors that add up to more than there can be."""
    found = []
    for period, label in enumerate(economy.periods):
        most = availability(economy, period)
        sums: dict[str, float] = {}
        for claim in economy.claims:
            if claim.period == period:
                sums[claim.commodity] = sums.get(claim.commodity, 0.0) + claim.floor
        for code, total in sums.items():
            limit = float(most[economy.commodity_index[code]])
            if total > limit * _SLACK:
                first = next(c for c in economy.claims if c.commodity == code and c.floor > 0.0)
                found.append(
                    issue(
                        "V406",
                        first.where,
                        f"The floors of claims on {shown(code)} in {label} add up to "
                        f"{total:.6g}; capacities, imports and stocks give at most {limit:.6g}.",
                        "Lower the floors, or raise what limits it.",
                    )
                )
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
