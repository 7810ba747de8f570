r"""Fulfilment: the goals being raised reach a common level.

.. math:: f_g - \tau_g \lambda \ge -\tau_g \cdot [g \text{ is not being raised}]

lambda lies in [0, 1]. A row is opened for a stage by raising its right-hand side to zero; it
binds nothing while that is -tau. Goals that were fixed together keep one level: from then on the
row of each but one, r, ties it to that one,

.. math:: \tau_r f_g - \tau_g f_r = 0

(divided by the power of two next to tau_r, so that no coefficient is rounded).
Rows: ``fulfilment / goal`` [unit of the goal].
Shadow price: the part of the common level that one more unit for this goal costs; positive
where the goal keeps the level down.
Source: MODEL section 4.12.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from balances.economy.economy import Vector
from balances.economy.keys import Key
from balances.program.coefficients import Pairs
from balances.program.rows import Layout, Rows, Sense
from balances.program.scaling import power_of_two


def rows(layout: Layout) -> Rows:
    """Counted delivery less the level times the target, one row per goal."""
    count = len(layout.goals)
    keys = tuple(Key("fulfilment", goal.key) for goal in layout.goals)
    matrix = with_ties(layout, np.full(count, -1)).matrix(len(layout.unknowns.keys))
    return Rows(keys, matrix, (Sense.AT_LEAST,) * count)


def with_ties(layout: Layout, tied: npt.NDArray[np.int64]) -> Pairs:
    """The same rows where goals are tied, G.

    Args:
        layout: of the program.
        tied: position r of the goal with which a goal shares its level, G; -1 where it is free.
    """
    unknowns, targets = layout.unknowns, layout.targets
    tie, level = tied >= 0, np.full(tied.size, unknowns.level_of_class)
    unit = np.where(tie, power_of_two(targets[tied]), 1.0)
    own = np.where(tie, targets[tied] / unit, 1.0)
    other = np.where(tie, unknowns.deliveries[tied], level)
    return Pairs(unknowns.deliveries, other, own, -targets / unit)


def limits(layout: Layout) -> Vector:
    """No goal is being raised at first."""
    return -layout.targets
