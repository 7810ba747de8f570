"""One linear program in the planner's units, over a scaled one that a solver holds."""

from __future__ import annotations

import time
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from typing import Protocol

import highspy
import numpy as np
import numpy.typing as npt
import pulp

from balances.economy.economy import Matrix, Vector
from balances.economy.evidence import Mask, Positions
from balances.program.coefficients import Coefficients, coefficients_of
from balances.program.lp.bases import Basis
from balances.program.lp.declared import OtherSolver, UnknownSolverError, declare, rows_of
from balances.program.lp.highs import Highs
from balances.program.lp.iis import columns_in_conflict
from balances.program.lp.solution import Solution, Status, unsolved
from balances.program.optimality import Limits
from balances.program.scaling import FINENESS, natural_scaling, power_of_two

HIGHS = "highs"

NO_POSITIONS: Positions = np.zeros(0, dtype=np.int64)


class _Solver(Protocol):
    def minimise(
        self,
        limits: Limits,
        costs: Vector,
        seconds: float,
        *,
        idle: Mask | None = None,
        every_way: bool,
    ) -> Solution: ...

    def take(self, coefficients: Coefficients, /) -> None: ...


class LinearProgram:
    """A program held by a live solver, whose limits, costs and coefficients may change.

    Args:
        coefficients: R x K, in the planner's units; a matrix, if its rows are never exchanged.
        senses: -1 at most, 0 equal, 1 at least; R.
        sizes: natural size of each unknown, K.
        solver: `highs`, or the name of another solver of PuLP, for cross-checks.
        seconds: time limit for all solves together.
        integers: positions of the unknowns that must be 0 or 1.
        interior: whether HiGHS goes by the interior point first and not by the simplex method.

    Raises:
        UnknownSolverError: no such solver on this machine.
    """

    def __init__(
        self,
        coefficients: Coefficients | Matrix,
        senses: Sequence[int],
        sizes: Vector,
        solver: str,
        seconds: float,
        *,
        integers: Positions = NO_POSITIONS,
        interior: bool = False,
    ) -> None:
        if not isinstance(coefficients, Coefficients):
            coefficients = coefficients_of(coefficients)
        self._scaling = natural_scaling(coefficients.matrix, sizes)
        self._taken = coefficients
        self._coefficients = self._scaling.coefficients(coefficients)
        self._senses = np.array(senses)
        declared = declare(self._coefficients.matrix, self._senses)
        self._solver: _Solver = (
            Highs(self._coefficients, rows_of(declared), interior=interior)
            if solver == HIGHS
            else OtherSolver(declared, solver)
        )
        self._integers = integers
        self.gap: float | None = None
        self._deadline = time.monotonic() + seconds
        self.exact = solver == HIGHS
        version = highspy.Highs().version() if solver == HIGHS else f"by PuLP {pulp.VERSION}"
        self.name = f"{'HiGHS' if solver == HIGHS else solver} {version}"

    def fork(self) -> LinearProgram:
        """The same program held by another live solver, which stands where this one does.

        Another solver of PuLP is not alive: there the program itself is returned.
        """
        if not isinstance(self._solver, Highs):
            return self
        other = copy(self)
        other._solver = self._solver.fork()
        return other

    def take(self, coefficients: Coefficients) -> None:
        """Take over other coefficients; the live solver changes those that differ in place.

        The scaling stays as it is: factors are those of the first coefficients.

        Args:
            coefficients: R x K, in the planner's units.
        """
        if coefficients is self._taken:
            return
        same = coefficients.standing is self._taken.standing
        standing = self._coefficients.standing if same else None
        self._taken = coefficients
        self._coefficients = self._scaling.coefficients(coefficients, standing)
        self._solver.take(self._coefficients)

    def minimise(
        self,
        costs: Vector,
        rhs: Vector,
        low: Vector,
        high: Vector,
        *,
        tight: Mask | None = None,
        idle: Mask | None = None,
        every_way: bool = True,
    ) -> Solution:
        """Minimise costs @ x over the rows with these right-hand sides and these bounds.

        Rows that are `tight` hold as equalities, whatever their sense. Rows that are `idle` bind
        nothing within the bounds; only rows that may be exchanged are.
        With `every_way`, an answer that does not stand up is sought in ever more careful ways;
        without, not by the interior point.
        """
        scaling = self._scaling
        sized = costs * scaling.columns
        used = np.abs(sized[sized != 0.0])
        unit = _usual(used) / FINENESS if used.size else 1.0
        limits = self._scaled(rhs, low, high, tight)
        seconds = self._deadline - time.monotonic()
        if seconds <= 0.0:
            return unsolved(Status.STOPPED, "out of time")
        if self._integers.size:
            chosen = self._choose_integers(limits, sized / unit, seconds)
            if isinstance(chosen, Status):
                return unsolved(chosen, "branch and bound")
            limits = chosen
        found = self._solver.minimise(limits, sized / unit, seconds, idle=idle, every_way=every_way)
        if found.status is not Status.OPTIMAL:
            return found
        return replace(
            found,
            values=found.values * scaling.columns,
            duals=found.duals * scaling.rows * unit,
        )

    def _scaled(
        self, rhs: Vector, low: Vector, high: Vector, tight: npt.NDArray[np.bool_] | None = None
    ) -> Limits:
        """Limits as the solver sees them; rows that are `tight` are equations."""
        scaling, limit = self._scaling, rhs * self._scaling.rows
        equal = np.zeros(limit.size, dtype=bool) if tight is None else tight
        return Limits(
            row_low=np.where((self._senses >= 0) | equal, limit, -np.inf),
            row_high=np.where((self._senses <= 0) | equal, limit, np.inf),
            low=low / scaling.columns,
            high=high / scaling.columns,
        )

    def columns_in_conflict(
        self, rhs: Vector, low: Vector, high: Vector, rows: Positions
    ) -> Positions:
        """Unknowns whose bounds HiGHS finds in conflict with some rows, at these limits.

        Args:
            rhs: right-hand sides, R.
            low: least values, K.
            high: largest values, K.
            rows: positions of the rows to look at: those that a proof of infeasibility weighs.

        Returns:
            A suggestion only: often small, not always irreducible, and maybe empty.
        """
        seconds = max(self._deadline - time.monotonic(), 0.0)
        limits = self._scaled(rhs, low, high)
        return columns_in_conflict(self._coefficients.matrix, limits, rows, seconds)

    def _choose_integers(self, limits: Limits, costs: Vector, seconds: float) -> Limits | Status:
        """The limits with every integer fixed at its best value, or why there is none."""
        if not isinstance(self._solver, Highs):
            raise UnknownSolverError("projects with integer = yes are planned by HiGHS only")
        status, values, gap = self._solver.choose_integers(limits, costs, self._integers, seconds)
        if status is not Status.OPTIMAL:
            return status
        self.gap = max(gap, self.gap or 0.0)
        low, high = limits.low.copy(), limits.high.copy()
        low[self._integers] = high[self._integers] = np.round(values[self._integers])
        return replace(limits, low=low, high=high)

    def basis(self) -> Basis:
        """Where the solver stands, for `start_from`; None where it cannot tell."""
        return self._solver.live.basis() if isinstance(self._solver, Highs) else None

    def start_from(self, basis: Basis, rows: Positions, columns: Positions) -> None:
        """Let the next solve begin where one of this or a like program ended.

        Args:
            basis: where that one ended.
            rows: where each row stands there, R; -1 where it is new.
            columns: where each unknown stands there, K; -1 where it is new.
        """
        if isinstance(self._solver, Highs) and basis is not None:
            self._solver.live.start_from(basis, rows, columns)

    @property
    def has_integers(self) -> bool:
        """Whether some unknowns must be 0 or 1."""
        return self._integers.size > 0

    @property
    def column_sizes(self) -> Vector:
        """Size of one solver unit of each unknown, K [unit of the unknown]."""
        return self._scaling.columns

    @property
    def row_sizes(self) -> Vector:
        """Size of one solver unit of each row, R [unit of the row]."""
        sizes: Vector = 1.0 / self._scaling.rows
        return sizes

    def is_unique(self) -> bool:
        """Whether the last optimum is the only one; False where the solver cannot tell."""
        return isinstance(self._solver, Highs) and self._solver.is_unique()

    def allow(self, seconds: float) -> None:
        """Set the time limit for the solves that follow, which begin anew."""
        self._deadline = time.monotonic() + seconds
        self.gap = None

    def until(self, deadline: float) -> None:
        """Let the solves that follow go on until then, by the monotonic clock."""
        self._deadline = deadline

    @property
    def out_of_time(self) -> bool:
        """Whether the time limit has passed."""
        return time.monotonic() >= self._deadline


def _usual(costs: Vector) -> float:
    """The power of two nearest to the geometric mean of the costs."""
    return float(power_of_two(np.array([np.exp2(np.mean(np.log2(costs)))]))[0])
