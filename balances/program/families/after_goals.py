r"""After the goals: the measure that is maximised once every class has what it can have.

.. math:: \sum_t E_t - h = 0

over all periods, or those that the setting names. h is raised in a stage of its own and then held
by its lower bound.
Row: ``after_goals / measure/item`` [unit of the measure]; left out where nothing is maximised.
Source: MODEL section 5.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Vector
from balances.economy.keys import Key
from balances.program.measured import measured
from balances.program.rows import Layout, Rows, Sense


def rows(layout: Layout) -> Rows:
    """The measure summed over its periods, less h."""
    economy, unknowns = layout.economy, layout.unknowns
    width = len(unknowns.keys)
    wanted = economy.settings.maximised
    if wanted is None:
        return Rows((), sp.csr_array((0, width)), ())
    parts = [measured(economy, unknowns, *wanted, t) for t in economy.maximised_periods]
    held = sp.csr_array(([1.0], ([0], [unknowns.after_goals])), shape=(1, width))
    matrix = sp.csr_array(sum(parts[1:], start=parts[0]) - held)
    return Rows((Key("after_goals", "/".join(wanted)),), matrix, (Sense.EQUAL,))


def limits(layout: Layout) -> Vector:
    """The row only counts."""
    return np.zeros(0 if layout.economy.settings.maximised is None else 1)
