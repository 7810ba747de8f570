r"""Closing stock: the least stock of the last period, as a goal.

.. math:: s_{iT} - f_g \ge 0

f_g is what of the closing stock counts towards the goal, at most the least stock.
Rows: ``closing_stock / commodity / last period`` [unit_i].
Source: MODEL sections 2 and 4.12.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Vector
from balances.economy.keys import Key
from balances.program.rows import Layout, Rows, Sense


def rows(layout: Layout) -> Rows:
    """Closing stock less what counts, one row per goal."""
    economy, unknowns = layout.economy, layout.unknowns
    last = len(economy.periods) - 1
    wanted = [
        (goal.position, column)
        for goal, column in zip(layout.goals, unknowns.deliveries, strict=True)
        if goal.kind == "stock"
    ]
    held = [unknowns.stocks[last, i] for i, _ in wanted]
    counted = [column for _, column in wanted]
    values = np.repeat([1.0, -1.0], len(wanted))
    places = ([*range(len(wanted))] * 2, [*held, *counted])
    matrix = sp.csr_array((values, places), shape=(len(wanted), len(unknowns.keys)))
    keys = tuple(Key("closing_stock", economy.commodities[i].code, last) for i, _ in wanted)
    return Rows(keys, matrix, (Sense.AT_LEAST,) * len(keys))


def limits(layout: Layout) -> Vector:
    """Nothing: the row only counts."""
    return np.zeros(sum(goal.kind == "stock" for goal in layout.goals))
