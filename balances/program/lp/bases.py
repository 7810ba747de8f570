"""Bases: where the simplex method stands, moved to where it shall begin."""

from __future__ import annotations

from typing import Any, TypeAlias

import highspy
import numpy as np
import numpy.typing as npt

from balances.economy.economy import Matrix, Vector
from balances.program.optimality import Limits

Places: TypeAlias = npt.NDArray[np.int64]
Basis: TypeAlias = Any
"""A basis as HiGHS hands it out."""

FREE = 1e-10
"""Reduced cost, in scaled units, up to which something may move at no cost."""

_STATUS = highspy.HighsBasisStatus


def moved(basis: Basis, rows: Places, columns: Places) -> Basis:
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


def away(
    live: highspy.Highs, limits: Limits, transposed: Matrix
) -> tuple[Limits, Vector, Vector] | None:
    """The question whether an optimum is the only one; None where nothing off the basis is loose.

    What is off the basis without a reduced cost might move at no cost; everything else off the
    basis is fixed, and the most that those few can move together is looked for.

    Returns:
        Limits and costs of that, and the optimum, K.
    """
    solution, basis = live.getSolution(), live.getBasis()
    off = np.array([status != _STATUS.kBasic for status in basis.col_status])
    off_rows = np.array([status != _STATUS.kBasic for status in basis.row_status])
    priced = np.abs(np.array(solution.col_dual)) > FREE
    priced_rows = np.abs(np.array(solution.row_dual)) > FREE
    loose = off & ~priced & (limits.low < limits.high)
    loose_rows = off_rows & ~priced_rows & (limits.row_low < limits.row_high)
    if not (loose.any() or loose_rows.any()):
        return None
    x, sums = np.array(solution.col_value), np.array(solution.row_value)
    inward = np.where(loose, np.where(x <= limits.low, -1.0, 1.0), 0.0)
    inward_rows = np.where(loose_rows, np.where(sums <= limits.row_low, -1.0, 1.0), 0.0)
    held = Limits(
        np.where(off_rows & priced_rows, sums, limits.row_low),
        np.where(off_rows & priced_rows, sums, limits.row_high),
        np.where(off & priced, x, limits.low),
        np.where(off & priced, x, limits.high),
    )
    return held, inward + transposed @ inward_rows, x
