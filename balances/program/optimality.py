"""Is a claimed optimum one? A check in plain arithmetic, before anything builds on it.

It guards the live solver inside a solve. The certificate of a finished plan is another,
independent piece of code (`balances.certificate`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from balances.economy.economy import Matrix, Vector


@dataclass(frozen=True, eq=False)
class Limits:
    """Limits of a program as intervals: rows (R) and unknowns (K); infinite where open."""

    row_low: Vector
    row_high: Vector
    low: Vector
    high: Vector


def is_optimal(
    matrix: Matrix, transposed: Matrix, limits: Limits, costs: Vector, point: tuple[Vector, Vector]
) -> bool:
    """Whether values x and duals y are feasible and close the gap, to `tolerance`.

    Primal: rows and bounds hold. Dual: no reduced cost pushes against an open side. Gap:
    c x equals the dual objective. All relative to the size of what is compared.
    """
    x, y = point
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        return False
    sums = matrix @ x
    reduced = costs - transposed @ y
    primal = max(
        _outside(sums, limits.row_low, limits.row_high), _outside(x, limits.low, limits.high)
    )
    row_part, row_open = _dual_part(y, limits.row_low, limits.row_high)
    part, open_ = _dual_part(reduced, limits.low, limits.high)
    value = float(costs @ x)
    gap = abs(value - row_part - part) / max(1.0, abs(value))
    return primal <= TOLERANCE and max(row_open, open_) <= TOLERANCE and gap <= TOLERANCE


TOLERANCE = 1e-8


def _outside(values: Vector, low: Vector, high: Vector) -> float:
    """Largest excess over the interval, relative to the larger of 1 and the value."""
    excess = np.maximum(low - values, values - high)
    return float(np.max(excess / np.maximum(1.0, np.abs(values)), initial=0.0))


def _dual_part(duals: Vector, low: Vector, high: Vector) -> tuple[float, float]:
    """Contribution to the dual objective, and the largest dual on an open side."""
    bound = np.where(duals > 0.0, low, high)
    closed = np.isfinite(bound)
    part = float(np.sum(duals[closed] * bound[closed]))
    return part, float(np.max(np.abs(duals[~closed]), initial=0.0))
