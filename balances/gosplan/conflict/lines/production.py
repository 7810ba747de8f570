"""Lines of what there is to produce with: capacities, stocks, imports, labour, allocations."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from balances.economy.capacity import capacity_left
from balances.economy.contradiction import HIGH, ROW, UP, Field, Line, Part
from balances.economy.economy import Economy
from balances.economy.keys import Key
from balances.economy.valuation import natural_sizes
from balances.gosplan.conflict.lines.line_kind import Asked, in_period, replaced
from balances.gosplan.wording import labour_words


def capacities(asked: Asked) -> Iterator[Line]:
    """Capacity of each activity in the first period; what is left of it later follows."""
    economy, sizes = asked.economy, natural_sizes(asked.economy)
    whole = tuple(range(len(economy.periods)))
    for j, activity in enumerate(economy.activities):
        if not math.isfinite(activity.capacity):
            continue
        good = economy.commodity_index[activity.commodity]
        kept = 1.0 - activity.depreciation
        rows = [
            Part(ROW, Key("capacity", activity.code, t), kept**t * capacity_left(economy, j, t))
            for t in whole
        ]
        aimed = [k for k in economy.figures if (k.measure, k.item) == ("capacity", activity.code)]
        rows += [
            Part(
                ROW,
                Key("control_figures", k.label, k.period),
                -(kept**k.period) * capacity_left(economy, j, k.period),
            )
            for k in aimed
        ]
        sheet = "techniques" if activity.technique else "sectors"
        yield Line(
            kind="capacity",
            at=(j,),
            name=f"capacity of {activity.code}{in_period(economy, whole)}",
            limit=activity.capacity,
            sense="at_most",
            unit=economy.commodities[good].unit,
            ways=(UP,),
            parts=tuple(rows),
            size=activity.capacity or float(sizes[good]),
            linear=all(k.sense == "at_least" for k in aimed),
            where=activity.where,
            field=Field(sheet, activity.code, "capacity"),
        )


def opening_outputs(asked: Asked) -> Iterator[Line]:
    """Output of the periods whose inputs were used before the plan."""
    economy, sizes = asked.economy, natural_sizes(asked.economy)
    for j, activity in enumerate(economy.activities):
        if not activity.lead:
            continue
        good = economy.commodity_index[activity.commodity]
        first = tuple(range(min(activity.lead, len(economy.periods))))
        own = None if activity.technique else Field("sectors", activity.code, "opening_output")
        yield Line(
            kind="opening_output",
            at=(j,),
            name=f"opening output of {activity.code}{in_period(economy, first)}",
            limit=activity.opening_output,
            sense="at_most",
            unit=economy.commodities[good].unit,
            ways=(UP,),
            parts=tuple(
                Part(
                    ROW,
                    Key("capacity", activity.code, t, "opening"),
                    capacity_left(economy, j, t),
                )
                for t in first
            ),
            size=activity.opening_output or float(sizes[good]),
            where=activity.where,
            field=own,
        )


def opening_stocks(asked: Asked) -> Iterator[Line]:
    """Stocks there are before the plan; where there is none, nothing was written."""
    for i, good in enumerate(asked.economy.commodities):
        if good.opening_stock > 0.0:
            shares = (
                Part(ROW, Key("agency_allocation", a.commodity, 0, f"{a.agency}/share"), a.share)
                for a in asked.economy.allocations
                if (a.commodity, a.period) == (good.code, 0) and a.share
            )
            yield Line(
                kind="opening_stock",
                at=(i,),
                name=f"opening stock of {good.code}",
                limit=good.opening_stock,
                sense="at_most",
                unit=good.unit,
                ways=(UP,),
                parts=(Part(ROW, Key("material_balance", good.code, 0), -1.0), *shares),
                size=good.opening_stock,
                where=good.where,
                field=Field("sectors", good.code, "opening_stock"),
            )


def imports(asked: Asked) -> Iterator[Line]:
    """Limits on imports; where nothing may be imported, nothing was written."""
    whole = tuple(range(len(asked.economy.periods)))
    for i, good in enumerate(asked.economy.commodities):
        if 0.0 < good.import_limit < math.inf:
            yield Line(
                kind="imports",
                at=(i,),
                name=f"imports of {good.code}{in_period(asked.economy, whole)}",
                limit=good.import_limit,
                sense="at_most",
                unit=good.unit,
                ways=(UP,),
                parts=tuple(
                    Part(HIGH, Key("m", good.code, t), float(asked.economy.import_factor[i, t]))
                    for t in whole
                ),
                size=good.import_limit,
                where=good.where,
                field=Field("sectors", good.code, "import_limit"),
            )


def labour(asked: Asked) -> Iterator[Line]:
    """Workers of a category; at = its position, then the periods that have one cell."""
    economy = asked.economy
    for q, category in enumerate(economy.labour):
        cells: dict[object, list[int]] = {}
        for t in range(len(economy.periods)):
            where = category.cells[t] if category.cells else category.where
            alone = not category.cells or not where.cell
            cells.setdefault(t if alone else where, []).append(t)
        for periods in cells.values():
            where = category.cells[periods[0]] if category.cells else category.where
            own = len(periods) == 1 and len(economy.periods) > 1
            key = f"{category.code}/{economy.periods[periods[0]]}" if own else category.code
            limit = category.available[periods[0]]
            if math.isfinite(limit):
                yield Line(
                    kind="labour",
                    at=(q, *periods),
                    name=f"{labour_words(category.code)}{in_period(economy, periods)}",
                    limit=limit,
                    sense="at_most",
                    unit="workers",
                    ways=(UP,),
                    parts=tuple(Part(ROW, Key("labour", category.code, t)) for t in periods),
                    size=limit or max(*category.available, 0.0) or 1.0,
                    where=where,
                    field=Field("labour", key, "available"),
                )


def labour_moved(economy: Economy, line: Line, to: float) -> Economy:
    """The economy with other workers available."""
    position, *periods = line.at
    old = economy.labour[position].available
    available = tuple(to if t in periods else workers for t, workers in enumerate(old))
    changed = replaced(economy.labour, (position,), lambda q: replace(q, available=available))
    return replace(economy, labour=changed)
