"""What of the approved plan is run forward: its levels, stocks and imports as plain arrays.

Conventions where the contract is silent:

- Norms and makes are those of the economy now, levels, stocks and imports those of the plan;
  a shock to yields, opening stocks or import limits takes effect in full.
- Building is an unprotected use: work falls pro rata to the scarcest of its goods. What is not
  built is reported and its capacity is not taken away from later periods.
- What agencies planned to hold, or to use from what they held, stands as planned. Stocks that a
  decree moves to an agency it holds; those that it opens to all add to the supply.

What goes first of it is in `balances.politburo.first_deliveries`. Source: MODEL section 6.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from balances.economy.economy import Economy, Matrix, Vector
from balances.gosplan import Plan
from balances.program.families.capacity import capacity_in
from balances.program.lines import spending_by_profile


def shocked_capacity(approved: Plan, economy: Economy) -> Vector:
    """What each activity can make with the approved plan's building, T x J [unit_j]."""
    unknowns, values = approved.layout.unknowns, approved.evidence.values
    return np.array(
        [
            [capacity_in(economy, unknowns, values, j, t) for j in range(len(economy.activities))]
            for t in range(len(economy.periods))
        ]
    )


def _placed(approved: Plan, columns: npt.NDArray[np.int64]) -> Vector:
    """Values of a grid of unknowns; 0 where there is none."""
    values = approved.evidence.values
    return np.where(columns >= 0, values[columns], 0.0)


def planned_levels(approved: Plan) -> Vector:
    """Levels x* of a plan, T x J [unit_j]."""
    return np.maximum(_placed(approved, approved.layout.unknowns.levels), 0.0)


def fed_of(approved: Plan, economy: Economy) -> Vector:
    """Planned levels that the inputs of each period are for, T x V: activities, then building.

    New capacity counts by the share of its cost that falls in the period.
    """
    levels, building = planned_levels(approved), approved.layout.unknowns.building
    last = len(economy.periods) - 1
    lead = np.array([a.lead for a in economy.activities], dtype=np.int64)
    due = np.arange(last + 1)[:, np.newaxis] + lead
    growth = np.where(due > last, 1.0 + economy.settings.terminal_growth, 1.0)
    ahead = np.take_along_axis(levels, np.minimum(due, last), axis=0) * growth
    starts = np.maximum(_placed(approved, building.starts), 0.0)
    worked = np.zeros_like(levels)
    for spent, followed in spending_by_profile(economy):
        worked += spent @ (starts * followed)
    shares = np.maximum(_placed(approved, building.shares), 0.0)
    return np.hstack([ahead, worked, shares])


def given_of(approved: Plan, economy: Economy) -> Vector:
    """Planned imports + opening stock - closing stock and hoards, T x I [unit_i]."""
    unknowns = approved.layout.unknowns
    count, goods = len(economy.periods), economy.commodities
    limit = [[economy.import_limit(i, t) for i in range(len(goods))] for t in range(count)]
    stocks = _placed(approved, unknowns.stocks) * [c.storable for c in goods]
    given = np.minimum(_placed(approved, unknowns.imports), limit) - stocks
    given[0] += [c.opening_stock for c in goods]
    given[1:] += stocks[:-1]
    for (good, _), more in hoarding(approved, economy).items():
        given[:, economy.commodity_index[good]] -= more
    later = [a.lead > 0 for a in economy.activities]
    by_product: Matrix = (-economy.inputs).maximum(0.0) @ sp.diags_array(np.array(later, float))
    if by_product.nnz:
        given += (by_product @ fed_of(approved, economy)[:, : len(later)].T).T
    return np.asarray(given)


def hoarding(approved: Plan, economy: Economy) -> Mapping[tuple[str, str], Vector]:
    """What each agency holds more at the end of a period than before it, T [unit_i].

    By commodity and agency. Hoards are as planned, but for stocks that decrees have moved.
    """
    planned, had = approved.layout.unknowns.hoards, approved.economy.agency_stocks
    values, found = approved.evidence.values, {}
    pairs = ((good, agency) for good, agency, _ in planned)
    for pair in dict.fromkeys((*pairs, *had, *economy.agency_stocks)):
        opening = economy.agency_stocks.get(pair, 0.0)
        columns = (planned.get((*pair, t)) for t in range(len(economy.periods)))
        held = np.array([0.0 if c is None else values[c] for c in columns])
        held = np.maximum(held + opening - had.get(pair, 0.0), 0.0)
        found[pair] = np.diff(held, prepend=opening)
    return found


def planned_deliveries(plan: Plan) -> dict[str, float]:
    """What a plan delivers to each claim, by key [unit_i]."""
    return {key: amount for key, amount in plan.delivered.items() if key.startswith("claim:")}
