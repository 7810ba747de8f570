"""Bases: where the simplex method stands, moved to where it shall begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import highspy
import numpy as np

from balances.economy.economy import Vector
from balances.economy.evidence import Mask, Positions
from balances.program.coefficients import Coefficients
from balances.program.optimality import Limits

Basis: TypeAlias = Any
"""A basis as HiGHS hands it out."""

FREE = 1e-10
"""Reduced cost, in scaled units, up to which something may move at no cost."""

_STATUS = highspy.HighsBasisStatus


def moved(basis: Basis, rows: Positions, columns: Positions) -> Basis:
    """A basis in the places of a program with other rows and unknowns.

    Args:
        basis: where the other program stood.
        rows: where each row stands there, R; -1 where it is new: then it begins in the basis.
        columns: where each unknown stands there, K; -1 where it is new: at its lower bound.
    """
    found = highspy.HighsBasis()
    of_columns, of_rows = list(basis.col_status), list(basis.row_status)
    found.col_status = [_STATUS.kLower if k < 0 else of_columns[k] for k in columns.tolist()]
    found.row_status = [_STATUS.kBasic if r < 0 else of_rows[r] for r in rows.tolist()]
    found.valid, found.alien = True, False
    return found


@dataclass(frozen=True, eq=False)
class Standing:
    """What is in the basis at which a live solver stands.

    Attributes:
        order: what the places of the basis hold, R: an unknown from 0 on, or a row r as -1 - r.
        rows: whether each row is in the basis, R.
        columns: whether each unknown is, K.
    """

    order: Positions
    rows: Mask
    columns: Mask

    def expected(
        self, coefficients: Coefficients, limits: Limits, idle: Mask, values: Vector
    ) -> Standing:
        """The basis to be expected after goals have been raised, tied or done.

        Each of the rows that may be exchanged counts what one goal gets. Where the goal is done,
        it is fixed and its row binds nothing: they change places. Where it is raised or tied and
        had nothing or was fixed, its row binds it: they change back.

        Args:
            coefficients: of the program.
            limits: of the program.
            idle: rows that bind nothing, R; all of them may be exchanged.
            values: of the unknowns where the solver stands, K.
        """
        pairs, first = coefficients.pairs, coefficients.first
        fixed, goals = (limits.low == limits.high)[pairs.first], pairs.first
        in_rows, in_goals, idle = self.rows[first:], self.columns[goals], idle[first:]
        tied = (limits.row_low == limits.row_high)[first:]
        at_low = np.abs(values - limits.low)[goals] <= np.abs(values - limits.high)[goals]
        done = idle & ~in_rows & in_goals & fixed
        bound = ~idle & in_rows & ~in_goals & ~fixed & (tied | at_low)
        order, rows, columns = self.order.copy(), self.rows.copy(), self.columns.copy()
        for p in np.flatnonzero(done | bound).tolist():
            row, goal = -1 - (first + p), int(goals[p])
            order[order == (goal if done[p] else row)] = row if done[p] else goal
            rows[first + p], columns[goal] = done[p], not done[p]
        return Standing(order, rows, columns)


def standing(live: highspy.Highs) -> Standing | None:
    """Where a live solver stands; None where it has no factors of its basis."""
    known, order = live.getBasicVariables()
    if known == highspy.HighsStatus.kError:
        return None
    rows, columns = np.zeros(order.size, dtype=bool), np.zeros(live.getNumCol(), dtype=bool)
    columns[order[order >= 0]] = True
    rows[-1 - order[order < 0]] = True
    return Standing(order, rows, columns)


def away(
    stands: Standing,
    coefficients: Coefficients,
    limits: Limits,
    costs: Vector,
    point: tuple[Vector, Vector],
) -> tuple[Limits, Vector] | None:
    """The question whether an optimum is the only one; None where nothing off the basis is loose.

    What is off the basis without a reduced cost might move at no cost; everything else off the
    basis is fixed, and the most that those few can move together is looked for.

    Returns:
        Limits and costs of that.
    """
    x, y = point
    off, off_rows = ~stands.columns, ~stands.rows
    priced, priced_rows = np.abs(costs - coefficients.priced(y)) > FREE, np.abs(y) > FREE
    loose = off & ~priced & (limits.low < limits.high)
    loose_rows = off_rows & ~priced_rows & (limits.row_low < limits.row_high)
    if not (loose.any() or loose_rows.any()):
        return None
    sums = coefficients.sums(x)
    inward = np.where(loose, np.where(x <= limits.low, -1.0, 1.0), 0.0)
    of_low = np.abs(sums - limits.row_low) <= np.abs(sums - limits.row_high)
    inward_rows = np.where(loose_rows, np.where(of_low, -1.0, 1.0), 0.0)
    held = Limits(
        np.where(off_rows & priced_rows, sums, limits.row_low),
        np.where(off_rows & priced_rows, sums, limits.row_high),
        np.where(off & priced, x, limits.low),
        np.where(off & priced, x, limits.high),
    )
    return held, inward + coefficients.priced(inward_rows)
