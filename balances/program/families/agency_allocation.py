r"""Agency allocation: what an agency receives of a commodity, where a sheet names the pair.

.. math:: \sum_{j \in h} a_{ij} x_{j,t+\ell_j} + \text{construction}_{iht} + \sum_{g \in h} f_g
          + u_{iht} - u_{ih,t-1}
          \;\{\ge, \le, =\}\; \text{quantity or share of sources}

Where what it should receive is a goal, the sum less f_g, what of it counts, is at least zero.
u takes what the agency cannot use: a hoard, which it still has in the next period; in the first
period u_ih,t-1 is what it held before the plan. What it receives is never negative, so its hoard
is a store for itself and for nobody else.
Rows: ``agency_allocation / commodity / period / agency`` with `min`, `max`,
`share`, `goal` or `own` [unit_i].
Shadow price: gain from one more unit in the limit; at most zero for a minimum.
Source: MODEL section 4.11.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Economy, Matrix, Vector
from balances.economy.keys import Key, allocation_key
from balances.economy.records import Allocation
from balances.program import lines
from balances.program.rows import Layout, Rows, Sense
from balances.program.unknowns import Unknowns


def received(economy: Economy, unknowns: Unknowns, agency: str) -> Matrix:
    """What the agency's activities and claims use, without hoards, (T*I) x K [unit_i]."""
    produced = lines.productive_consumption(economy, unknowns, agency=agency)
    built = lines.capital_construction(economy, unknowns, agency=agency)
    return produced + built + lines.deliveries(economy, unknowns, claimant=agency)


def _limits_of(economy: Economy) -> Iterator[tuple[Allocation, str, Sense, float]]:
    for allocation in economy.allocations:
        if allocation.low is not None:
            yield allocation, "min", Sense.AT_LEAST, allocation.low
        if allocation.high is not None:
            yield allocation, "max", Sense.AT_MOST, allocation.high
        if allocation.share is not None:
            yield allocation, "share", Sense.EQUAL, 0.0
        if allocation.target is not None and allocation.target > 0.0:
            yield allocation, "goal", Sense.AT_LEAST, 0.0
    for good, agency in economy.allotted:
        first = 0 if (good, agency) in economy.agency_stocks else 1
        for t in range(first, len(economy.periods)):
            yield Allocation(good, agency, t), "own", Sense.AT_LEAST, 0.0


def _given_sources(economy: Economy) -> Vector:
    """Opening stocks, T*I: the part of the sources that is no unknown."""
    return lines.opening_stock(economy)


def _hoard_change(unknowns: Unknowns, allocation: Allocation) -> Matrix:
    good, agency, t = allocation.commodity, allocation.agency, allocation.period
    change = {unknowns.hoards[good, agency, t]: 1.0}
    if t > 0:
        change[unknowns.hoards[good, agency, t - 1]] = -1.0
    columns = list(change)
    entries = (list(change.values()), ([0] * len(columns), columns))
    return sp.csr_array(entries, shape=(1, len(unknowns.keys)))


def rows(layout: Layout) -> Rows:
    """Receipts of the pairs named, less the share of sources or what counts towards a goal."""
    economy, unknowns = layout.economy, layout.unknowns
    use = {a: received(economy, unknowns, a) for a in {agency for _, agency in economy.allotted}}
    sources = (
        lines.brought_forward(economy, unknowns)
        + lines.production(economy, unknowns)
        + lines.imports(economy, unknowns)
    )
    goals = (goal.key for goal in layout.goals)
    counted = dict(zip(goals, unknowns.deliveries.tolist(), strict=True))
    keys, blocks, senses = [], [], []
    for allocation, limit, sense, _ in _limits_of(economy):
        row = [_position(economy, allocation)]
        block = use[allocation.agency][row] + _hoard_change(unknowns, allocation)
        if limit == "share":
            block = block - (allocation.share or 0.0) * sources[row]
        if limit == "goal":
            block = block - _single(counted[allocation_key(economy, allocation)], unknowns)
        holder = f"{allocation.agency}/{limit}"
        keys.append(Key("agency_allocation", allocation.commodity, allocation.period, holder))
        blocks.append(block)
        senses.append(sense)
    empty = sp.csr_array((0, len(unknowns.keys)))
    return Rows(tuple(keys), sp.vstack([empty, *blocks], format="csr"), tuple(senses))


def _single(column: int, unknowns: Unknowns) -> Matrix:
    return sp.csr_array(([1.0], ([0], [column])), shape=(1, len(unknowns.keys)))


def _position(economy: Economy, allocation: Allocation) -> int:
    goods = len(economy.commodities)
    return allocation.period * goods + economy.commodity_index[allocation.commodity]


def limits(layout: Layout) -> Vector:
    """Quantities; for a share, its part of the opening stock; and what was held before."""
    economy = layout.economy
    given = _given_sources(economy)
    found = []
    for allocation, limit, _, quantity in _limits_of(economy):
        share = allocation.share or 0.0 if limit == "share" else 0.0
        of_sources = share * given[_position(economy, allocation)]
        found.append(quantity + of_sources + _held_before(economy, allocation))
    return np.array(found)


def _held_before(economy: Economy, allocation: Allocation) -> float:
    """What the agency held before the plan, in the first period."""
    pair = allocation.commodity, allocation.agency
    return economy.agency_stocks.get(pair, 0.0) if allocation.period == 0 else 0.0
