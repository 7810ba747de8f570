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

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Economy, Matrix, Vector
from balances.economy.keys import Key, allocation_key
from balances.economy.records import Allocation
from balances.program import lines
from balances.program.rows import Layout, Rows, Sense
from balances.program.unknowns import Unknowns

Limit: TypeAlias = tuple[Allocation, str, Sense, float]
"""Whom it is about, its kind, its sense and its quantity [unit_i]."""


def received(economy: Economy, unknowns: Unknowns, agency: str) -> Matrix:
    """What the agency's activities and claims use, without hoards, (T*I) x K [unit_i]."""
    produced = lines.productive_consumption(economy, unknowns, agency=agency)
    built = lines.capital_construction(economy, unknowns, agency=agency)
    return produced + built + lines.deliveries(economy, unknowns, claimant=agency)


def _limits_of(economy: Economy) -> Iterator[Limit]:
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


def rows(layout: Layout) -> Rows:
    """Receipts of the pairs named, less the share of sources or what counts towards a goal."""
    economy, unknowns = layout.economy, layout.unknowns
    named = list(_limits_of(economy))
    if not named:
        return Rows((), sp.csr_array((0, len(unknowns.keys))), ())
    agencies = list(dict.fromkeys(allocation.agency for allocation, _, _, _ in named))
    position = np.array([_position(economy, allocation) for allocation, _, _, _ in named])
    agency = np.array([agencies.index(allocation.agency) for allocation, _, _, _ in named])
    use = sp.vstack([received(economy, unknowns, a) for a in agencies], format="csr")
    total = use[agency * (use.shape[0] // len(agencies)) + position]
    total = total + _hoards_less_counted(layout, named)
    shares = [(a.share or 0.0) if limit == "share" else 0.0 for a, limit, _, _ in named]
    if any(shares):
        sources = (
            lines.brought_forward(economy, unknowns)
            + lines.production(economy, unknowns)
            + lines.imports(economy, unknowns)
        )
        total = total - sp.diags_array(shares) @ sources[position]
    matrix = sp.csr_array(total)
    matrix.sort_indices()
    keys = tuple(
        Key("agency_allocation", a.commodity, a.period, f"{a.agency}/{limit}")
        for a, limit, _, _ in named
    )
    return Rows(keys, matrix, tuple(sense for _, _, sense, _ in named))


def _hoards_less_counted(layout: Layout, named: Sequence[Limit]) -> Matrix:
    """u_iht - u_ih,t-1, less what counts towards the goal in a row of one; a row for each."""
    economy, hoards = layout.economy, layout.unknowns.hoards
    counted = dict(zip((g.key for g in layout.goals), layout.unknowns.deliveries, strict=True))
    cells = []
    for row, (allocation, limit, _, _) in enumerate(named):
        good, agency, t = allocation.commodity, allocation.agency, allocation.period
        cells.append((1.0, row, hoards[good, agency, t]))
        if t > 0:
            cells.append((-1.0, row, hoards[good, agency, t - 1]))
        if limit == "goal":
            cells.append((-1.0, row, counted[allocation_key(economy, allocation)]))
    values, at, columns = zip(*cells, strict=True)
    shape = (len(named), len(layout.unknowns.keys))
    return sp.csr_array((values, (at, columns)), shape=shape)


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
