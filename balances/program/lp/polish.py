r"""A basic optimum with its last digits right: iterative refinement in long arithmetic.

A solver keeps rows and bounds to an absolute tolerance. Levels of fulfilment are held from stage
to stage, where an error of 1e-10 would grow by the price of the goals that are held. At an
optimal basis B the answer is known exactly: unknowns and rows off the basis stand at their
limits, the rest solves

.. math:: B x_B = b - N x_N, \qquad B' y = c_B

The solver's own factors of B and residuals in long arithmetic give it in two or three rounds.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import highspy
import numpy as np
import numpy.typing as npt

from balances.economy.economy import Matrix, Vector
from balances.program.optimality import Limits

ROUNDS = 3

FINER = 2.0**14
"""How many times limits are magnified to see what an optimum oversteps."""

Long: TypeAlias = npt.NDArray[np.longdouble]


def polish(
    live: highspy.Highs, matrix: Matrix, limits: Limits, costs: Vector
) -> tuple[Vector, Vector] | None:
    """Values K and duals R of the live basis in full precision; None where it has no factors."""
    known, basic = live.getBasicVariables()
    if known == highspy.HighsStatus.kError:
        return None
    solution, basis = live.getSolution(), live.getBasis()
    columns = basic[basic >= 0]
    places = np.flatnonzero(basic >= 0)
    x = _at_limits(basis.col_status, limits.low, limits.high, np.array(solution.col_value))
    sums = _at_limits(basis.row_status, limits.row_low, limits.row_high, np.zeros(len(basic)))
    tight = np.array([status != highspy.HighsBasisStatus.kBasic for status in basis.row_status])
    long = matrix.astype(np.longdouble)
    transposed = long.T.tocsr()
    y = np.where(tight, np.array(solution.row_dual), 0.0).astype(np.longdouble)
    for _ in range(ROUNDS):
        missing = np.where(tight, sums - long @ x, 0.0)
        solved, step = live.getBasisSolve(np.asarray(missing, dtype=np.float64))
        unpriced = np.zeros(len(basic))
        unpriced[places] = np.asarray(costs - transposed @ y, dtype=np.float64)[columns]
        priced, change = live.getBasisTransposeSolve(unpriced)
        if highspy.HighsStatus.kError in (solved, priced):
            return None
        x[columns] += step[places]
        y[tight] += change[tight]
    return np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)


def overstepped(matrix: Matrix, limits: Limits, values: Vector) -> float:
    """Most by which values exceed a limit, relative to the larger of 1 and what is summed."""
    sums, terms = matrix @ values, abs(matrix) @ np.abs(values)
    of_rows = np.maximum(limits.row_low - sums, sums - limits.row_high)
    of_columns = np.maximum(limits.low - values, values - limits.high)
    rows = np.max(of_rows / np.maximum(1.0, terms), initial=0.0)
    columns = np.max(of_columns / np.maximum(1.0, np.abs(values)), initial=0.0)
    return float(max(rows, columns))


def magnified(matrix: Matrix, limits: Limits, values: Vector) -> Limits:
    """The limits with these values as the origin, drawn `FINER` times as large."""
    x = values.astype(np.longdouble)
    sums = matrix.astype(np.longdouble) @ x

    def drawn(limit: Vector, origin: Long) -> Vector:
        return np.asarray((limit - origin) * FINER, dtype=np.float64)

    return Limits(
        row_low=drawn(limits.row_low, sums),
        row_high=drawn(limits.row_high, sums),
        low=drawn(limits.low, x),
        high=drawn(limits.high, x),
    )


def _at_limits(statuses: list[Any], low: Vector, high: Vector, values: Vector) -> Long:
    """Values with everything off the basis put exactly at its limit."""
    kinds = highspy.HighsBasisStatus
    found = values.astype(np.longdouble)
    at_low = np.array([status == kinds.kLower for status in statuses])
    at_high = np.array([status == kinds.kUpper for status in statuses])
    found[at_low], found[at_high] = low[at_low], high[at_high]
    return found
