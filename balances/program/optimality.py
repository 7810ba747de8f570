"""Is a claimed optimum one? A check in plain arithmetic, before anything builds on it.

It guards the live solver inside a solve. The certificate of a finished plan is another,
independent piece of code (`balances.certificate`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from balances.economy.economy import Vector
from balances.program.coefficients import Coefficients


@dataclass(frozen=True, eq=False)
class Limits:
    """Limits of a program as intervals: rows (R) and unknowns (K); infinite where open."""

    row_low: Vector
    row_high: Vector
    low: Vector
    high: Vector


TOLERANCE = 1e-9


Point: TypeAlias = tuple[Vector, Vector]
"""Values of the unknowns, K, and duals of the rows, R."""


def is_optimal(coefficients: Coefficients, limits: Limits, costs: Vector, point: Point) -> bool:
    """Whether values x and duals y are feasible and close the gap, to 1e-9 of what is summed."""
    x, y = point
    if (y.size, x.size) != coefficients.shape:
        return False
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        return False
    feasible = overstepped(coefficients, limits, x) <= TOLERANCE
    return feasible and is_proved(coefficients, limits, costs, point)


def overstepped(coefficients: Coefficients, limits: Limits, x: Vector) -> float:
    """Most by which values exceed a limit, relative to the larger of 1 and what is summed."""
    sums, terms = coefficients.sums(x), coefficients.terms(x)
    of_rows = _outside(sums, limits.row_low, limits.row_high, terms)
    return max(of_rows, _outside(x, limits.low, limits.high, np.abs(x)))


def is_proved(coefficients: Coefficients, limits: Limits, costs: Vector, point: Point) -> bool:
    """Whether duals y prove that feasible values x are optimal, to 1e-9 of what is summed.

    No reduced cost pushes against an open side, and c x equals the dual objective.
    """
    x, y = point
    reduced = costs - coefficients.priced(y)
    pulls = np.abs(costs) + coefficients.pulls(y)
    row_part, row_size, row_open = _dual_part(y, limits.row_low, limits.row_high, np.abs(y))
    part, size, open_ = _dual_part(reduced, limits.low, limits.high, pulls)
    value = float(costs @ x)
    gap = abs(value - row_part - part) / max(1.0, abs(value), row_size, size)
    return max(row_open, open_, gap) <= TOLERANCE


def _outside(values: Vector, low: Vector, high: Vector, terms: Vector) -> float:
    """Largest excess over the interval, relative to the larger of 1 and the terms."""
    excess = np.maximum(low - values, values - high)
    return float(np.max(excess / np.maximum(1.0, terms), initial=0.0))


def _dual_part(
    duals: Vector, low: Vector, high: Vector, terms: Vector
) -> tuple[float, float, float]:
    """Contribution to the dual objective, its size, and the largest dual on an open side."""
    bound = np.where(duals > 0.0, low, high)
    closed = np.isfinite(bound)
    parts = duals[closed] * bound[closed]
    wrong = np.abs(duals[~closed]) / np.maximum(1.0, terms[~closed])
    return float(np.sum(parts)), float(np.sum(np.abs(parts))), float(np.max(wrong, initial=0.0))
