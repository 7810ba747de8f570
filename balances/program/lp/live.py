"""HiGHS kept alive: limits and costs change in place, every answer is checked."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace

import highspy
import numpy as np
import numpy.typing as npt
import pulp

from balances.economy.economy import Matrix, Vector
from balances.program.lp.bases import Basis, Places, away, moved
from balances.program.lp.declared import rows_of
from balances.program.lp.polish import LongRows, magnified, overstepped, polish
from balances.program.lp.solution import Solution, Status, unsolved
from balances.program.optimality import Limits, coefficients_of, is_optimal

MOVED = 1e-6
"""Movement, in natural sizes, from which on an optimum counts as one of several."""

DEVEX = 1
"""HiGHS' number for edge weights that cost nothing to begin with: from the second solve on few
pivots are expected, too few to pay for steepest edges."""

MIP_GAP = 1e-6
"""Relative gap at which branch and bound over whole projects stops."""

FEASIBILITY = 1e-10
"""Primal and dual tolerance asked of HiGHS, in scaled units."""

PATIENCE = 5
"""Pivots a solve may take, for each row and unknown: one that takes more goes in circles, since
costs are not perturbed, and another way is tried."""

STUCK = 20.0
"""Seconds, and times the longest run that ended, after which a run is given up."""

EXACT = 1e-13
"""How far a polished optimum may overstep its limits, in scaled units."""


class Highs:
    """HiGHS, kept alive between solves."""

    def __init__(self, problem: pulp.LpProblem, matrix: Matrix, *, interior: bool = False) -> None:
        self._usual: dict[str, object] = (
            {"solver": "ipx", "run_crossover": "on"} if interior else {}
        )
        self._longest = math.inf
        self._hold(matrix)
        self._arrays = rows_of(problem)
        self._open()

    def _hold(self, matrix: Matrix) -> None:
        self._matrix, self._coefficients = matrix, coefficients_of(matrix)
        self._long = LongRows(matrix)

    def take(self, matrix: Matrix, change: Matrix) -> None:
        """Change coefficients in place.

        Args:
            matrix: scaled coefficients as they shall be, R x K.
            change: what they are more than before, R x K; its entries are all that differ.
        """
        rows, columns = change.nonzero()
        values = matrix[rows, columns]
        for row, column, value in zip(
            rows.tolist(), columns.tolist(), values.tolist(), strict=True
        ):
            self._live.changeCoeff(row, column, value)
        self._arrays = matrix.indptr[:-1].astype(np.int32), matrix.indices, matrix.data
        self._hold(matrix)

    def _open(self, **options: object) -> None:
        """Start a new HiGHS object holding the declared rows, without limits or costs."""
        live = highspy.Highs()
        settings: dict[str, object] = {
            "output_flag": False,
            "threads": 1,
            "primal_feasibility_tolerance": FEASIBILITY,
            "dual_feasibility_tolerance": FEASIBILITY,
            "small_matrix_value": 1e-12,
            "simplex_scale_strategy": 0,
            "simplex_iteration_limit": PATIENCE * (sum(self._matrix.shape) + 1_000),
            # Perturbed costs leave shadow prices that are right to the tolerance only.
            "dual_simplex_cost_perturbation_multiplier": 0.0,
        }
        settings |= self._usual | options
        for name, setting in settings.items():
            live.setOptionValue(name, setting)
        start, index, value = self._arrays
        rows, columns = self._matrix.shape
        free_rows, free = np.full(rows, np.inf), np.full(columns, np.inf)
        costs, kinds = np.zeros(columns), np.zeros(columns, dtype=np.int32)
        status = live.passModel(
            columns, rows, value.size, 2, 1, 0.0, costs, -free, free,
            -free_rows, free_rows, start, index, value, kinds,
        )  # fmt: skip
        if status == highspy.HighsStatus.kError:
            raise RuntimeError("HiGHS rejected the declared rows")
        self._live, self._interior = live, settings.get("solver") == "ipx"
        self._limits, self._costs = Limits(-free_rows, free_rows, -free, free), costs

    def minimise(
        self, limits: Limits, costs: Vector, seconds: float, *, every_way: bool = True
    ) -> Solution:
        """Solve hot; if the answer does not stand up, in ever more careful ways."""
        ways: tuple[tuple[str, Callable[[], None]], ...] = (
            ("simplex", lambda: None),
            ("refactored", self._refactor),
            ("fresh, presolve off", lambda: self._open(presolve="off")),
            ("interior point", lambda: self._open(solver="ipx", run_crossover="on")),
        )
        end = time.monotonic() + seconds
        attempts: list[str] = []
        for name, prepare in ways if every_way else ways[:3]:
            prepare()
            self._push(limits, costs)
            attempts.append(name)
            status = self._run(end - time.monotonic())
            if status in (Status.INFEASIBLE, Status.UNBOUNDED) and name.startswith("fresh"):
                return unsolved(status, *attempts)
            if status is Status.OPTIMAL:
                found = self._solution(tuple(attempts))
                point = (found.values, found.duals)
                if is_optimal(self._coefficients, limits, costs, point):
                    self._live.setOptionValue("simplex_dual_edge_weight_strategy", DEVEX)
                    return self._polished(found, limits, costs, end - time.monotonic())
            if time.monotonic() >= end:
                break
        return unsolved(Status.STOPPED, *attempts)

    def _push(self, limits: Limits, costs: Vector) -> None:
        """Send what differs from what the live object holds."""
        live, old = self._live, self._limits
        rows = _changed(old.row_low, limits.row_low, old.row_high, limits.row_high)
        if rows.size:
            live.changeRowsBounds(rows.size, rows, limits.row_low[rows], limits.row_high[rows])
        columns = _changed(old.low, limits.low, old.high, limits.high)
        if columns.size:
            low, high = limits.low[columns], limits.high[columns]
            live.changeColsBounds(columns.size, columns, low, high)
        priced = _changed(self._costs, costs)
        if priced.size:
            live.changeColsCost(priced.size, priced, costs[priced])
        self._limits, self._costs = limits, costs

    def _refactor(self) -> None:
        basis = self._live.getBasis()
        self._live.clearSolver()
        self._live.setBasis(basis)

    def _run(self, seconds: float) -> Status:
        """Run HiGHS; one that takes far longer than any before it is stuck, and is stopped."""
        begun = time.monotonic()
        status = self._run_for(min(seconds, max(STUCK, STUCK * self._longest)))
        if status is not Status.STOPPED:
            took = time.monotonic() - begun
            self._longest = took if math.isinf(self._longest) else max(self._longest, took)
        return status

    def _run_for(self, seconds: float) -> Status:
        live = self._live
        # HiGHS counts time over all runs of one object, so the limit moves with it.
        live.setOptionValue("time_limit", live.getRunTime() + max(seconds, 0.0))
        live.run()
        return {
            highspy.HighsModelStatus.kOptimal: Status.OPTIMAL,
            highspy.HighsModelStatus.kInfeasible: Status.INFEASIBLE,
            highspy.HighsModelStatus.kUnbounded: Status.UNBOUNDED,
        }.get(live.getModelStatus(), Status.STOPPED)

    def _solution(self, attempts: tuple[str, ...]) -> Solution:
        live = self._live
        solution = live.getSolution()
        return Solution(
            Status.OPTIMAL,
            np.array(solution.col_value),
            np.array(solution.row_dual),
            int(live.getInfo().simplex_iteration_count),
            attempts,
        )

    def _polished(self, found: Solution, limits: Limits, costs: Vector, seconds: float) -> Solution:
        """The same optimum with its last digits right, where that stands up too.

        A basis that keeps all limits to the tolerance only is pivoted on under a magnifying
        glass: with the answer as the origin and all limits drawn larger, costs as they are.
        """
        if self._interior:
            # After the interior point the basis has no factors; the simplex method makes them.
            self._live.setOptionValue("solver", "simplex")
            self._run(seconds)
        points = [polish(self._live, self._long, limits, costs)]
        if points[0] is not None and overstepped(self._coefficients, limits, points[0][0]) > EXACT:
            self._push(magnified(self._long, limits, points[0][0]), costs)
            if self._run(seconds) is Status.OPTIMAL:
                points.append(polish(self._live, self._long, limits, costs))
        if self._interior:
            self._live.setOptionValue("solver", "ipx")
        for point in reversed(points):
            if point is None:
                continue
            values = np.clip(point[0], limits.low, limits.high)
            better = (values, point[1])
            if is_optimal(self._coefficients, limits, costs, better):
                return replace(found, values=values, duals=point[1])
        return found

    def choose_integers(
        self, limits: Limits, costs: Vector, integers: npt.NDArray[np.int64], seconds: float
    ) -> tuple[Status, Vector, float]:
        """Branch and bound over the integers: status, values and the relative gap left."""
        held = self._live, self._limits, self._costs
        self._open(mip_rel_gap=MIP_GAP, mip_feasibility_tolerance=1e-9)
        self._push(limits, costs)
        kinds = np.full(integers.size, highspy.HighsVarType.kInteger)
        self._live.changeColsIntegrality(integers.size, integers.astype(np.int32), kinds)
        status = self._run(seconds)
        values, gap = np.array(self._live.getSolution().col_value), self._live.getInfo().mip_gap
        self._live, self._limits, self._costs = held
        return status, values, float(gap)

    def basis(self) -> Basis:
        """The basis at which the live object stands."""
        return self._live.getBasis()

    def start_from(self, basis: Basis, rows: Places, columns: Places) -> None:
        """Let the next solve begin at a basis, maybe of a program with other rows and unknowns.

        Args:
            basis: where the other program stood.
            rows: where each row stands there, R; -1 where it is new.
            columns: where each unknown stands there, K; -1 where it is new.
        """
        self._live.setBasis(moved(basis, rows, columns))
        self._live.setOptionValue("simplex_dual_edge_weight_strategy", DEVEX)

    def is_unique(self) -> bool:
        """Whether the last optimum is the only one."""
        question = away(self._live, self._limits, self._coefficients.transposed)
        if question is None:
            return True
        held, costs, x = question
        self._push(held, costs)
        if self._run(math.inf) is not Status.OPTIMAL:
            return False
        farthest = np.array(self._live.getSolution().col_value)
        return float(costs @ x) - float(costs @ farthest) <= MOVED


def _changed(*pairs: Vector) -> npt.NDArray[np.int32]:
    """Positions where an old and a new vector differ; the vectors come in pairs."""
    differ = np.zeros(pairs[0].size, dtype=bool)
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        differ |= old != new
    return np.flatnonzero(differ).astype(np.int32)
