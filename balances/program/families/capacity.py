r"""Capacity: no activity makes more than its capacity allows.

.. math:: x_{jt} \le K_j (1 - \delta_j)^{t-1}, \qquad x_{jt} \le \bar x_j \;\; (t \le \ell_j)

With lead l, outputs of the first l periods come from inputs used before the plan and are at
most the opening output.
Rows: ``capacity / activity / period`` [unit_j], only where there is a limit.
Shadow price: gain from one more unit of capacity in that period.
Source: MODEL sections 4.1 and 4.2.
"""

from __future__ import annotations

import math

import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Economy, Vector
from balances.economy.keys import Key
from balances.economy.records import Activity
from balances.program.rows import Layout, Rows, Sense


def capacity_in(activity: Activity, period: int) -> float:
    """Most the activity can make in a period (0-based) [unit_j]; inf = unlimited."""
    kept = activity.capacity * (1.0 - activity.depreciation) ** period
    return min(kept, activity.opening_output) if period < activity.lead else kept


def _limited(economy: Economy) -> list[tuple[int, int]]:
    """Period and position of every activity that has a limit there."""
    return [
        (t, j)
        for t in range(len(economy.periods))
        for j, activity in enumerate(economy.activities)
        if math.isfinite(capacity_in(activity, t))
    ]


def rows(layout: Layout) -> Rows:
    """x_jt, one row per limited activity and period."""
    economy, unknowns = layout.economy, layout.unknowns
    cells = _limited(economy)
    columns = [unknowns.levels[t, j] for t, j in cells]
    shape = (len(cells), len(unknowns.keys))
    matrix = sp.csr_array((np.ones(len(cells)), (range(len(cells)), columns)), shape=shape)
    keys = tuple(Key("capacity", economy.activities[j].code, t) for t, j in cells)
    return Rows(keys, matrix, (Sense.AT_MOST,) * len(cells))


def limits(layout: Layout) -> Vector:
    """Capacity left after retirement."""
    economy = layout.economy
    return np.array([capacity_in(economy.activities[j], t) for t, j in _limited(economy)])
