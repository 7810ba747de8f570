r"""Fulfilment: the goals being raised reach a common level.

.. math:: f_g - \tau_g \lambda \ge -\tau_g \cdot [g \text{ is not being raised}]

lambda lies in [0, 1]. A row is opened for a stage by raising its right-hand side to zero; it
binds nothing while that is -tau. A goal already fixed is held by the lower bound of f_g.
Rows: ``fulfilment / goal`` [unit of the goal].
Shadow price: the part of the common level that one more unit for this goal costs; positive
where the goal keeps the level down.
Source: MODEL section 4.12.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Vector
from balances.economy.keys import Key
from balances.program.rows import Layout, Rows, Sense


def rows(layout: Layout) -> Rows:
    """Counted delivery less the level times the target, one row per goal."""
    unknowns, count = layout.unknowns, len(layout.goals)
    targets = np.array([goal.target for goal in layout.goals])
    values = np.concatenate([np.ones(count), -targets])
    columns = np.concatenate([unknowns.deliveries, np.full(count, unknowns.level_of_class)])
    shape = (count, len(unknowns.keys))
    matrix = sp.csr_array((values, ([*range(count)] * 2, columns)), shape=shape)
    keys = tuple(Key("fulfilment", goal.key) for goal in layout.goals)
    return Rows(keys, matrix, (Sense.AT_LEAST,) * count)


def limits(layout: Layout) -> Vector:
    """No goal is being raised at first."""
    return np.array([-goal.target for goal in layout.goals])
