r"""Protection: what of a claim's delivery counts towards its protected part.

.. math:: f_g - f_p \ge 0

f_g is the delivery to the claim, f_p what of it counts, at most the quantity protected: a
further goal, of class 0, on the same delivery.
Rows: ``protection / commodity/claimant/use / period`` [unit_i]; only for protected claims.
Source: MODEL section 6.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Vector
from balances.economy.keys import Key
from balances.program.rows import Layout, Rows, Sense


def rows(layout: Layout) -> Rows:
    """Delivery less what counts, one row per protected claim."""
    economy, unknowns = layout.economy, layout.unknowns
    columns = {
        (goal.kind, goal.position): column
        for goal, column in zip(layout.goals, unknowns.deliveries, strict=True)
    }
    protected = [goal.position for goal in layout.goals if goal.kind == "protection"]
    delivered = [columns["claim", n] for n in protected]
    counted = [columns["protection", n] for n in protected]
    values = np.repeat([1.0, -1.0], len(protected))
    places = ([*range(len(protected))] * 2, [*delivered, *counted])
    matrix = sp.csr_array((values, places), shape=(len(protected), len(unknowns.keys)))
    claims = [economy.claims[n] for n in protected]
    keys = tuple(Key("protection", f"{c.commodity}/{c.claimant}/{c.use}", c.period) for c in claims)
    return Rows(keys, matrix, (Sense.AT_LEAST,) * len(keys))


def limits(layout: Layout) -> Vector:
    """Nothing: the row only counts."""
    return np.zeros(sum(goal.kind == "protection" for goal in layout.goals))
