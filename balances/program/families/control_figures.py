r"""Control figures: what a measure must come to, as a goal or as a limit.

.. math:: E_k - f_k \ge 0 \;\text{(goal)}, \qquad E_k \;\{\ge, \le, =\}\; \bar E_k \;\text{(hard)}

E_k is the measure of `balances.economy.measures`; f_k is what of it counts towards the goal,
at most the target.
Rows: ``control_figures / label / period`` [unit of the measure].
Shadow price: gain from one more unit in a hard figure; none of a goal, whose row only counts.
Source: MODEL sections 2 and 4.12.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Economy, Matrix, Vector
from balances.economy.keys import Key
from balances.economy.records import ControlFigure
from balances.program.measured import given_beforehand, measured
from balances.program.rows import Layout, Rows, Sense

SENSES = {"at_least": Sense.AT_LEAST, "at_most": Sense.AT_MOST, "equal": Sense.EQUAL}


def _planned(economy: Economy) -> list[ControlFigure]:
    """Figures that need a row: all but goals of zero, which are met already."""
    return [k for k in economy.figures if k.hard or k.target > 0.0]


def rows(layout: Layout) -> Rows:
    """The measure, less what counts towards the goal where it is one."""
    economy, unknowns = layout.economy, layout.unknowns
    counted = {
        goal.position: column
        for goal, column in zip(layout.goals, unknowns.deliveries, strict=True)
        if goal.kind == "figure"
    }
    keys, blocks, senses = [], [], []
    for position, figure in enumerate(economy.figures):
        if not (figure.hard or figure.target > 0.0):
            continue
        block = measured(economy, unknowns, figure.measure, figure.item, figure.period)
        if not figure.hard:
            block = block - _single(counted[position], len(unknowns.keys))
        keys.append(Key("control_figures", figure.label, figure.period))
        blocks.append(block)
        senses.append(SENSES[figure.sense] if figure.hard else Sense.AT_LEAST)
    empty = sp.csr_array((0, len(unknowns.keys)))
    return Rows(tuple(keys), sp.vstack([empty, *blocks], format="csr"), tuple(senses))


def _single(column: int, width: int) -> Matrix:
    return sp.csr_array(([1.0], ([0], [column])), shape=(1, width))


def limits(layout: Layout) -> Vector:
    """The figure itself where it is hard, nothing where it is a goal, less what is given."""
    economy = layout.economy
    return np.array(
        [
            (k.target if k.hard else 0.0) - given_beforehand(economy, k.measure, k.item, k.period)
            for k in _planned(economy)
        ]
    )
