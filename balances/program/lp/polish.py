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

import numpy as np

from balances.economy.economy import Vector
from balances.program.coefficients import Coefficients, Long
from balances.program.lp.bases import Standing
from balances.program.lp.factors import Factors
from balances.program.optimality import Limits, Point

ROUNDS = 6
SMALLER = 0.5
"""A round that leaves more than this part of the residual before it has met the last digit."""

LAST_DIGIT = 1e-18
"""A residual, in scaled units, below which long arithmetic has no digits left."""

LAST_STEP = 1e-12
"""A residual, in scaled units, that one correction takes below the last digit of any number."""

FINER = 2.0**14
"""How many times limits are magnified to see what an optimum oversteps."""


def polish(
    basis: tuple[Standing, Factors],
    coefficients: Coefficients,
    limits: Limits,
    costs: Vector,
    found: Point,
    *,
    known: Vector | None = None,
) -> Point:
    """The point of a basis in full precision.

    Args:
        basis: what is in it, and its factors.
        coefficients: of the program.
        limits: of the program.
        costs: of the program.
        found: about where it is; what is not in the basis goes to the limit next to it.
        known: duals in full precision, where the basis is one that was polished before.
    """
    stands, factors = basis
    columns, places = stands.order[stands.order >= 0], np.flatnonzero(stands.order >= 0)
    tight = ~stands.rows
    x = np.where(stands.columns, found[0], _nearest(found[0], limits.low, limits.high))
    x = x.astype(np.longdouble)
    sums = _nearest(np.zeros(tight.size), limits.row_low, limits.row_high)
    y = np.where(tight, found[1], 0.0).astype(np.longdouble)

    def missing() -> Long:
        return np.where(tight, sums - coefficients.long_sums(x), 0.0)

    def unpriced() -> Long:
        left = np.zeros(tight.size, dtype=np.longdouble)
        left[places] = (costs - coefficients.long_priced(y))[columns]
        return left

    for step in _steps(missing, factors.solve):
        x[columns] += step[places]
    if known is not None:
        return x.astype(np.float64), known
    for step in _steps(unpriced, factors.solve_transposed):
        y[tight] += step[tight]
    return x.astype(np.float64), y.astype(np.float64)


def _steps(residual: Callable[[], Long], solve: Callable[[Vector], Vector]) -> Iterator[Long]:
    """Corrections, one a round, as long as they help; the caller applies each."""
    left = np.inf
    for _ in range(ROUNDS):
        found = residual()
        size = np.max(np.abs(found), initial=0.0)
        if size <= LAST_DIGIT or size > SMALLER * left:
            return
        left = size
        yield solve((found / size).astype(np.float64)) * size
        if size <= LAST_STEP:
            return


def magnified(coefficients: Coefficients, limits: Limits, values: Vector) -> Limits:
    """The limits with these values as the origin, drawn `FINER` times as large."""
    x = values.astype(np.longdouble)
    sums = coefficients.long_sums(x)

    def drawn(limit: Vector, origin: Long) -> Vector:
        return np.asarray((limit - origin) * FINER, dtype=np.float64)

    return Limits(
        row_low=drawn(limits.row_low, sums),
        row_high=drawn(limits.row_high, sums),
        low=drawn(limits.low, x),
        high=drawn(limits.high, x),
    )


def _nearest(values: Vector, low: Vector, high: Vector) -> Vector:
    """The limit that each value stands at; the value itself where there is none."""
    limit = np.where(np.abs(values - low) <= np.abs(values - high), low, high)
    return np.where(np.isfinite(limit), limit, values)
