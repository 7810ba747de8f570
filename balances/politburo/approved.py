"""What of the approved plan is run forward: its levels, stocks and claims as plain arrays.

Conventions where the contract is silent:

- An ordered delivery is the whole target of its claim; what the plan gave that claimant is then
  no planned unprotected use any more. Of a protected claim the protected quantity goes first and
  the rest of its planned delivery is rationed. A claim of class 0 that no decree touched is
  protected at its planned delivery. A target lowered below the plan is all that is delivered.
- When supply does not even reach the first deliveries, all of one class are cut alike, and a
  smaller class goes before.
- Norms and makes are those of the economy now, levels, stocks and imports those of the plan;
  a shock to opening stocks or import limits takes effect in full.
- Building is an unprotected use: work falls pro rata to the scarcest of its goods. What is not
  built is reported and its capacity is not taken away from later periods.
- What agencies planned to hold, or to use from what they held, stands as planned. Orders are
  claims: an allocation that a decree adds or changes takes nothing out of the supply.

Source: MODEL section 6.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from balances.economy.economy import Economy, Matrix, Vector, frozen_matrix
from balances.economy.keys import claim_key
from balances.economy.records import Claim
from balances.economy.valuation import natural_sizes
from balances.gosplan import Plan
from balances.politburo.authority import HEIGHTS
from balances.politburo.rationing import Claimed, Norms
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


def norms_of(economy: Economy) -> Norms:
    """Norms net of what a producer uses of its own product.

    A negative norm is a source; where the inputs are for a later period it stands in `given`.
    """
    later = np.array([a.lead > 0 for a in economy.activities])
    at_once = sp.diags_array((~later).astype(float))
    afterwards = sp.diags_array(later.astype(float))
    uses = economy.inputs.maximum(0.0)
    own = uses.minimum(economy.outputs.maximum(0.0))
    made_at_once = economy.outputs - (own - (-economy.inputs).maximum(0.0)) @ at_once
    projects = np.zeros((len(economy.commodities), len(economy.projects)))
    for p, project in enumerate(economy.projects):
        for code, amount in project.inputs.items():
            projects[economy.commodity_index[code], p] = amount
    building = sp.hstack([economy.capital, sp.csr_array(projects)])
    shared = sp.hstack([uses - own, building])
    kept = sp.hstack([own @ afterwards, sp.csr_array(building.shape)])
    draw = sp.csc_array(sp.vstack([shared, kept]))
    draw.eliminate_zeros()
    return Norms(frozen_matrix(made_at_once), draw, later, natural_sizes(economy))


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
    unknowns, values = approved.layout.unknowns, approved.evidence.values
    limit = np.array([c.import_limit for c in economy.commodities])
    stocks = _placed(approved, unknowns.stocks) * [c.storable for c in economy.commodities]
    given = np.minimum(_placed(approved, unknowns.imports), limit) - stocks
    given[0] += [c.opening_stock for c in economy.commodities]
    given[1:] += stocks[:-1]
    for (good, _, t), column in unknowns.hoards.items():
        i = economy.commodity_index[good]
        given[t, i] -= values[column]
        if t + 1 < len(economy.periods):
            given[t + 1, i] += values[column]
    later = [a.lead > 0 for a in economy.activities]
    by_product: Matrix = (-economy.inputs).maximum(0.0) @ sp.diags_array(np.array(later, float))
    if by_product.nnz:
        given += (by_product @ fed_of(approved, economy)[:, : len(later)].T).T
    return np.asarray(given)


def planned_deliveries(plan: Plan) -> dict[str, float]:
    """What a plan delivers to each claim, by key [unit_i]."""
    columns = zip(plan.layout.goals, plan.layout.unknowns.deliveries, strict=True)
    return {g.key: float(plan.evidence.values[c]) for g, c in columns if g.kind == "claim"}


def claimed_of(
    approved: Plan, economy: Economy, protected: Mapping[str, float]
) -> tuple[Claimed, ...]:
    """The claims of each period in the order of the economy, by what goes first of them."""
    planned, orders = planned_deliveries(approved), ordered(approved, economy)
    parts = [(c, *_parts(economy, c, planned, orders, protected)) for c in economy.claims]
    return tuple(
        Claimed(
            goods=np.array([economy.commodity_index[c.commodity] for c, _, _ in of], np.int64),
            first=np.array([first for _, first, _ in of]),
            rank=np.array([_class_of_first(c) for c, _, _ in of], np.float64),
            rest=np.array([rest for _, _, rest in of]),
        )
        for of in ([p for p in parts if p[0].period == t] for t in range(len(economy.periods)))
    )


def ordered(approved: Plan, economy: Economy) -> frozenset[str]:
    """Keys of the claims of class 0 that are new or changed since the approved plan."""
    before = {claim_key(approved.economy, c): c for c in approved.economy.claims}
    orders = ((claim_key(economy, c), c) for c in economy.claims if c.priority < HEIGHTS)
    return frozenset(key for key, claim in orders if _touched(before.get(key), claim))


def _class_of_first(claim: Claim) -> float:
    """Class in which what goes first of a claim is delivered."""
    return claim.priority if claim.priority < HEIGHTS else claim.protected_priority


def _touched(old: Claim | None, new: Claim) -> bool:
    return old is None or (old.target, old.priority) != (new.target, new.priority)


def _parts(
    economy: Economy,
    claim: Claim,
    planned: Mapping[str, float],
    orders: frozenset[str],
    protected: Mapping[str, float],
) -> tuple[float, float]:
    """What goes first of a claim, and what of its planned delivery is rationed [unit_i]."""
    key = claim_key(economy, claim)
    had = planned.get(key, 0.0)
    if key in orders:
        return claim.target, 0.0
    if claim.priority < HEIGHTS:
        return had, 0.0
    first = protected.get(key, 0.0)
    return first, max(0.0, min(had, claim.target) - first)
