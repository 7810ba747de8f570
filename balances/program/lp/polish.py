r"""A basic optimum with its last digits right: iterative refinement in long arithmetic.

A solver keeps rows and bounds to an absolute tolerance. Levels of fulfilment are held from stage
to stage, where an error of 1e-10 would grow by the price of the goals that are held. At an
optimal basis B the answer is known exactly: unknowns and rows off the basis stand at their
limits, the rest solves

.. math:: B x_B = b - N x_N, \qquad B' y = c_B

The solver's own factors of B and residuals in long arithmetic give it in two or three rounds.
Each residual is blown up to the size of 1 before it is solved for: the solver takes anything
below 1e-14 for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import highspy
import numpy as np
import numpy.typing as npt

from balances.economy.economy import Matrix, Vector
from balances.program.optimality import Coefficients, Limits

ROUNDS = 6
SMALLER = 0.5
"""A round that leaves more than this part of the residual before it has met the last digit."""

FINER = 2.0**14
"""How many times limits are magnified to see what an optimum oversteps."""

Long: TypeAlias = npt.NDArray[np.longdouble]


class LongRows:
    """The rows and columns of a program in long arithmetic, kept for all its optima.

    Args:
        matrix: scaled coefficients, R x K.
    """

    def __init__(self, matrix: Matrix) -> None:
        self._rows = matrix.astype(np.longdouble)
        self._columns = matrix.T.tocsr().astype(np.longdouble)

    def sums(self, values: Long) -> Long:
        """A x, R."""
        return np.asarray(self._rows @ values)

    def priced(self, duals: Long) -> Long:
        """A'y, K."""
        return np.asarray(self._columns @ duals)


def polish(
    live: highspy.Highs, rows: LongRows, limits: Limits, costs: Vector
) -> tuple[Vector, Vector] | None:
    """Values K and duals R of the live basis in full precision; None where it has no factors."""
    known, basic = live.getBasicVariables()
    if known == highspy.HighsStatus.kError:
        return None
    solution, basis = live.getSolution(), live.getBasis()
    of_columns, of_rows = _codes(basis.col_status), _codes(basis.row_status)
    columns, places = basic[basic >= 0], np.flatnonzero(basic >= 0)
    x = _at_limits(of_columns, limits.low, limits.high, np.array(solution.col_value))
    sums = _at_limits(of_rows, limits.row_low, limits.row_high, np.zeros(basic.size))
    tight = of_rows != _BASIC
    y = np.where(tight, np.array(solution.row_dual), 0.0).astype(np.longdouble)

    def missing() -> Long:
        return np.where(tight, sums - rows.sums(x), 0.0)

    def unpriced() -> Long:
        found = np.zeros(basic.size, dtype=np.longdouble)
        found[places] = (costs - rows.priced(y))[columns]
        return found

    for step in _steps(missing, live.getBasisSolve):
        x[columns] += step[places]
    for step in _steps(unpriced, live.getBasisTransposeSolve):
        y[tight] += step[tight]
    return x.astype(np.float64), y.astype(np.float64)


def _steps(
    residual: Callable[[], Long], solve: Callable[[Vector], tuple[Any, Vector]]
) -> Iterator[Long]:
    """Corrections, one a round, as long as they help; the caller applies each."""
    left = np.inf
    for _ in range(ROUNDS):
        found = residual()
        size = np.max(np.abs(found), initial=0.0)
        if size == 0.0 or size > SMALLER * left:
            return
        left = size
        status, step = solve((found / size).astype(np.float64))
        if status == highspy.HighsStatus.kError:
            return
        yield step * size


def overstepped(coefficients: Coefficients, limits: Limits, values: Vector) -> float:
    """Most by which values exceed a limit, relative to the larger of 1 and what is summed."""
    sums, terms = coefficients.matrix @ values, coefficients.sizes @ np.abs(values)
    of_rows = np.maximum(limits.row_low - sums, sums - limits.row_high)
    of_columns = np.maximum(limits.low - values, values - limits.high)
    rows = np.max(of_rows / np.maximum(1.0, terms), initial=0.0)
    columns = np.max(of_columns / np.maximum(1.0, np.abs(values)), initial=0.0)
    return float(max(rows, columns))


def magnified(rows: LongRows, limits: Limits, values: Vector) -> Limits:
    """The limits with these values as the origin, drawn `FINER` times as large."""
    x = values.astype(np.longdouble)
    sums = rows.sums(x)

    def drawn(limit: Vector, origin: Long) -> Vector:
        return np.asarray((limit - origin) * FINER, dtype=np.float64)

    return Limits(
        row_low=drawn(limits.row_low, sums),
        row_high=drawn(limits.row_high, sums),
        low=drawn(limits.low, x),
        high=drawn(limits.high, x),
    )


_BASIC = int(highspy.HighsBasisStatus.kBasic)
_LOWER = int(highspy.HighsBasisStatus.kLower)
_UPPER = int(highspy.HighsBasisStatus.kUpper)


def _codes(statuses: list[Any]) -> npt.NDArray[np.int8]:
    return np.fromiter(map(int, statuses), dtype=np.int8, count=len(statuses))


def _at_limits(codes: npt.NDArray[np.int8], low: Vector, high: Vector, values: Vector) -> Long:
    """Values with everything off the basis put exactly at its limit."""
    found = values.astype(np.longdouble)
    at_low, at_high = codes == _LOWER, codes == _UPPER
    found[at_low], found[at_high] = low[at_low], high[at_high]
    return found
