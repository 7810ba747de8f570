r"""Labour: the work of all activities, by category, is at most the labour there is.

.. math:: \sum_j l_{qj} x_{jt} / \pi_{jt}
          + \frac{1}{\pi^c_t} \sum_j \sum_\tau \omega_{j,t-\tau} b_{qj} n_{j\tau} \le L_{qt}

The second sum is construction labour, at the productivity of construction.

Rows: ``labour / category / period`` [workers], only where labour is limited.
Shadow price: gain from one more worker.
Source: MODEL section 4.3.
"""

from __future__ import annotations

import math

import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Economy, Matrix, Vector
from balances.economy.keys import Key
from balances.program.lines import spending_by_profile
from balances.program.rows import Layout, Rows, Sense
from balances.program.unknowns import Unknowns


def employment(economy: Economy, unknowns: Unknowns) -> Matrix:
    """Workers of each category and period, (T*Q) x K."""
    norms = economy.labour_norms / economy.productivity.T[:, np.newaxis]
    t, q, j = np.nonzero(norms)
    cells = (norms[t, q, j], (t * len(economy.labour) + q, unknowns.levels[t, j]))
    shape = (len(economy.periods) * len(economy.labour), len(unknowns.keys))
    produced = sp.csr_array(cells, shape=shape)
    return sp.csr_array(produced + construction_labour(economy, unknowns))


def construction_labour(economy: Economy, unknowns: Unknowns) -> Matrix:
    """Workers that building takes, by category and period, (T*Q) x K."""
    total = sp.csr_array((len(economy.periods) * len(economy.labour), len(unknowns.keys)))
    if not np.any(economy.capital_labour):
        return total
    productive = sp.diags_array(1.0 / economy.construction_productivity)
    for spent, followed in spending_by_profile(economy):
        norms = economy.capital_labour @ sp.diags_array(followed)
        block = sp.kron(productive @ spent, sp.csr_array(norms))
        total = total + unknowns.place(block, unknowns.building.starts.ravel())
    return total


def _limited(economy: Economy) -> list[int]:
    """Rows of `employment` that have a limit."""
    return [
        t * len(economy.labour) + q
        for t in range(len(economy.periods))
        for q, category in enumerate(economy.labour)
        if math.isfinite(category.available[t])
    ]


def rows(layout: Layout) -> Rows:
    """Workers needed, one row per limited category and period."""
    economy = layout.economy
    chosen = _limited(economy)
    keys = tuple(
        Key("labour", economy.labour[n % len(economy.labour)].code, n // len(economy.labour))
        for n in chosen
    )
    matrix = employment(economy, layout.unknowns)[chosen]
    return Rows(keys, matrix, (Sense.AT_MOST,) * len(chosen))


def limits(layout: Layout) -> Vector:
    """Workers available."""
    economy = layout.economy
    available = [q.available[t] for t in range(len(economy.periods)) for q in economy.labour]
    return np.array(available)[_limited(economy)]
