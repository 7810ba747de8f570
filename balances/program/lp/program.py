"""One linear program in the planner's units, over a scaled one that a solver holds."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Protocol

import highspy
import numpy as np
import pulp

from balances.economy.economy import Matrix, Vector
from balances.program.lp.declared import OtherSolver, declare
from balances.program.lp.live import Highs
from balances.program.lp.solution import Solution, Status, unsolved
from balances.program.optimality import Limits
from balances.program.scaling import FINENESS, natural_scaling, power_of_two

HIGHS = "highs"


class _Solver(Protocol):
    def minimise(
        self, limits: Limits, costs: Vector, seconds: float, *, every_way: bool
    ) -> Solution: ...


class LinearProgram:
    """A program whose coefficients stand and whose limits and costs may change.

    Args:
        matrix: coefficients, R x K, in the planner's units.
        senses: -1 at most, 0 equal, 1 at least; R.
        sizes: natural size of each unknown, K.
        solver: `highs`, or the name of another solver of PuLP, for cross-checks.
        seconds: time limit for all solves together.
        interior: whether HiGHS goes by the interior point first and not by the simplex method.

    Raises:
        UnknownSolverError: no such solver on this machine.
    """

    def __init__(
        self,
        matrix: Matrix,
        senses: Sequence[int],
        sizes: Vector,
        solver: str,
        seconds: float,
        *,
        interior: bool = False,
    ) -> None:
        self._scaling = natural_scaling(matrix, sizes)
        scaled = self._scaling.matrix(matrix)
        self._senses = np.array(senses)
        declared = declare(scaled, self._senses)
        self._solver: _Solver = (
            Highs(declared, scaled, interior=interior)
            if solver == HIGHS
            else OtherSolver(declared, solver)
        )
        self._deadline = time.monotonic() + seconds
        self.exact = solver == HIGHS
        version = highspy.Highs().version() if solver == HIGHS else f"by PuLP {pulp.VERSION}"
        self.name = f"{'HiGHS' if solver == HIGHS else solver} {version}"

    def minimise(
        self, costs: Vector, rhs: Vector, low: Vector, high: Vector, *, every_way: bool = True
    ) -> Solution:
        """Minimise costs @ x over the rows with these right-hand sides and these bounds.

        With `every_way`, an answer that does not stand up is sought in ever more careful ways;
        without, only by a fresh factorisation.
        """
        scaling = self._scaling
        sized = costs * scaling.columns
        used = np.abs(sized[sized != 0.0])
        unit = _usual(used) / FINENESS if used.size else 1.0
        limit = rhs * scaling.rows
        limits = Limits(
            row_low=np.where(self._senses >= 0, limit, -np.inf),
            row_high=np.where(self._senses <= 0, limit, np.inf),
            low=low / scaling.columns,
            high=high / scaling.columns,
        )
        seconds = self._deadline - time.monotonic()
        if seconds <= 0.0:
            return unsolved(Status.STOPPED, "out of time")
        found = self._solver.minimise(limits, sized / unit, seconds, every_way=every_way)
        if found.status is not Status.OPTIMAL:
            return found
        return Solution(
            found.status,
            found.values * scaling.columns,
            found.duals * scaling.rows * unit,
            found.iterations,
            found.attempts,
        )

    def is_unique(self) -> bool:
        """Whether the last optimum is the only one; False where the solver cannot tell."""
        return isinstance(self._solver, Highs) and self._solver.is_unique()

    @property
    def out_of_time(self) -> bool:
        """Whether the time limit has passed."""
        return time.monotonic() >= self._deadline

    def infeasibility_proof(self) -> Vector | None:
        """Multipliers of the rows that prove the last limits infeasible, R; None if not found.

        With y the multipliers, y A x cannot reach y b for any x within its bounds.
        """
        if not isinstance(self._solver, Highs):
            return None
        ray = self._solver.dual_ray()
        return None if ray is None else ray * self._scaling.rows


def _usual(costs: Vector) -> float:
    """The power of two nearest to the geometric mean of the costs."""
    return float(power_of_two(np.array([np.exp2(np.mean(np.log2(costs)))]))[0])
