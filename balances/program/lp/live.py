"""HiGHS kept alive: limits and costs change in place, every answer is checked."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

import highspy
import numpy as np
import numpy.typing as npt

from balances.economy.economy import Vector
from balances.program.coefficients import Coefficients, changes, mixed
from balances.program.lp.bases import Basis, Mask, Places, away, moved, standing
from balances.program.lp.polish import FINER, Point, magnified, overstepped, polish
from balances.program.lp.solution import Solution, Status, unsolved
from balances.program.optimality import Limits, is_optimal

RowArrays: TypeAlias = tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Vector]

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

FEW = 4
"""Columns in which coefficients may differ from those that were sent."""

IDLE = 2.0**10
"""Limit of a row that binds nothing, in scaled units, in which its sums come to a few at most."""

STUCK = 20.0
"""Seconds, and times the longest run that ended, after which a run is given up."""

SAME = 1e-8
"""Difference, in scaled units, up to which two optima are the same but for their last digits."""

EXACT = 1e-13
"""How far a polished optimum may overstep its limits, in scaled units."""


class Highs:
    """HiGHS, kept alive between solves.

    Args:
        coefficients: scaled.
        arrays: the same by rows, as HiGHS takes them: starts, places, values.
        interior: whether the first way is by the interior point.
    """

    def __init__(
        self, coefficients: Coefficients, arrays: RowArrays | None = None, *, interior: bool = False
    ) -> None:
        self._usual: dict[str, object] = (
            {"solver": "ipx", "run_crossover": "on"} if interior else {}
        )
        self._longest = math.inf
        self._optimum: tuple[Limits, Vector, Point] | None = None
        self._coefficients = coefficients
        self._open(arrays)

    def fork(self) -> Highs:
        """Another live solver that stands where this one does."""
        other = Highs(self._coefficients)
        other._live.setBasis(self.basis())
        other._live.setOptionValue("simplex_dual_edge_weight_strategy", DEVEX)
        return other

    def take(self, coefficients: Coefficients) -> None:
        """Hold other coefficients, R x K, from the next solve on."""
        self._coefficients = coefficients

    def _open(self, arrays: RowArrays | None = None, **options: object) -> None:
        """Start a new HiGHS object holding the rows, without limits or costs."""
        live = highspy.Highs()
        rows, columns = self._coefficients.shape
        settings: dict[str, object] = {
            "output_flag": False,
            "threads": 1,
            "primal_feasibility_tolerance": FEASIBILITY,
            "dual_feasibility_tolerance": FEASIBILITY,
            "small_matrix_value": 1e-12,
            "simplex_scale_strategy": 0,
            "simplex_iteration_limit": PATIENCE * (rows + columns + 1_000),
            # Perturbed costs leave shadow prices that are right to the tolerance only.
            "dual_simplex_cost_perturbation_multiplier": 0.0,
        }
        settings |= self._usual | options
        for name, setting in settings.items():
            live.setOptionValue(name, setting)
        start, index, value = arrays or by_rows(self._coefficients)
        free_rows, free = np.full(rows, np.inf), np.full(columns, np.inf)
        costs, kinds = np.zeros(columns), np.zeros(columns, dtype=np.int32)
        status = live.passModel(
            columns, rows, value.size, 2, 1, 0.0, costs, -free, free,
            -free_rows, free_rows, start, index, value, kinds,
        )  # fmt: skip
        if status == highspy.HighsStatus.kError:
            raise RuntimeError("HiGHS rejected the declared rows")
        self._live, self._interior = live, settings.get("solver") == "ipx"
        self._known: tuple[Coefficients, Vector, Vector] | None = None
        self._sent = self._coefficients
        self._limits, self._costs = Limits(-free_rows, free_rows, -free, free), costs

    def minimise(
        self,
        limits: Limits,
        costs: Vector,
        seconds: float,
        *,
        idle: Mask | None = None,
        every_way: bool = True,
    ) -> Solution:
        """Solve hot; if the answer does not stand up, in ever more careful ways.

        Args:
            limits: scaled.
            costs: scaled.
            seconds: time limit.
            idle: rows at the end that bind nothing within the bounds; their coefficients need
                not be sent.
            every_way: whether the interior point is a way too.
        """
        ways: tuple[tuple[str, Callable[[], None]], ...] = (
            ("simplex", lambda: None),
            ("refactored", self._refactor),
            ("fresh, presolve off", lambda: self._open(presolve="off")),
            ("interior point", lambda: self._open(solver="ipx", run_crossover="on")),
        )
        end = time.monotonic() + seconds
        sent = limits if idle is None else _loosened(limits, idle)
        found = self._with_old_factors(limits, sent, costs, end, idle)
        if found is not None:
            return found
        attempts: list[str] = []
        for name, prepare in ways if every_way else ways[:3]:
            prepare()
            self._push_coefficients(idle)
            self._push(sent, costs)
            attempts.append(name)
            status = self._run(end - time.monotonic())
            if status in (Status.INFEASIBLE, Status.UNBOUNDED) and name.startswith("fresh"):
                return unsolved(status, *attempts)
            if status is Status.OPTIMAL:
                point = self._optimum_at(limits, costs, end - time.monotonic())
                if point is not None:
                    return self._solution(point, *attempts)
            if time.monotonic() >= end:
                break
        return unsolved(Status.STOPPED, *attempts)

    def _solution(self, point: Point, *attempts: str) -> Solution:
        iterations = int(self._live.getInfo().simplex_iteration_count)
        return Solution(Status.OPTIMAL, *point, iterations, attempts)

    def _with_old_factors(
        self, limits: Limits, sent: Limits, costs: Vector, end: float, idle: Mask | None
    ) -> Solution | None:
        """The optimum where few coefficients have changed, without sending them; None if none.

        Any coefficient sent costs the factors of the basis. Where unknowns stay what they were,
        other limits do the same as other coefficients; what basis that leads to is then polished
        with the true ones, and must be an optimum of the true program.
        """
        if self._optimum is None or self._sent is self._coefficients:
            return None
        held = self._held(idle)
        unsent = changes(held, self._sent)
        if not 0 < np.unique(unsent.columns).size <= FEW:
            return None
        more = unsent.sums(self._optimum[2][0], limits.row_low.size)
        self._push(replace(sent, row_low=sent.row_low - more, row_high=sent.row_high - more), costs)
        if self._run(end - time.monotonic()) is not Status.OPTIMAL:
            return None
        rows, found, known = self._coefficients, self._point(), self._duals_of(held, costs)
        point = polish(self._live, rows, limits, costs, found, unsent=unsent, known=known)
        if point is None or overstepped(rows, limits, point[0]) > EXACT:
            return None
        point = (np.clip(point[0], limits.low, limits.high), point[1])
        if not is_optimal(rows, limits, costs, point):
            return None
        self._known, self._optimum = (held, costs, point[1]), (limits, costs, point)
        return self._solution(point, "simplex")

    def _held(self, idle: Mask | None) -> Coefficients:
        """The coefficients that the live object has to hold: not those of idle rows."""
        wanted, count = self._coefficients, self._coefficients.exchanged_rows
        if idle is None or not count:
            return wanted
        last = mixed(wanted.exchanged, self._sent.exchanged, idle[idle.size - count :])
        return wanted if last is wanted.exchanged else replace(wanted, exchanged=last)

    def _push_coefficients(self, idle: Mask | None) -> None:
        """Send the coefficients that differ from those that the live object holds."""
        if self._sent is self._coefficients:
            return
        held = self._held(idle)
        new = changes(held, self._sent)
        for row, column, value in zip(
            new.rows.tolist(), new.columns.tolist(), new.values.tolist(), strict=True
        ):
            self._live.changeCoeff(row, column, value)
        self._sent = held

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
        self._known = None
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
        if live.getInfo().simplex_iteration_count > 0:
            self._known = None
        return {
            highspy.HighsModelStatus.kOptimal: Status.OPTIMAL,
            highspy.HighsModelStatus.kInfeasible: Status.INFEASIBLE,
            highspy.HighsModelStatus.kUnbounded: Status.UNBOUNDED,
        }.get(live.getModelStatus(), Status.STOPPED)

    def _point(self) -> Point:
        """Values and duals as HiGHS has them."""
        solution = self._live.getSolution()
        return np.array(solution.col_value), np.array(solution.row_dual)

    def _optimum_at(self, limits: Limits, costs: Vector, seconds: float) -> Point | None:
        """The optimum that HiGHS says it has; None if it is none.

        With its last digits right, where that stands up: it must be the same optimum, and one.
        """
        found, rows = self._point(), self._coefficients
        x, y = found
        if (y.size, x.size) != rows.shape or not np.isfinite([*map(np.sum, found)]).all():
            return None
        point = self._polished(found, limits, costs, seconds)
        if point is None or not (_agree(found, point) and is_optimal(rows, limits, costs, point)):
            point = found
            if not is_optimal(rows, limits, costs, point):
                return None
        self._live.setOptionValue("simplex_dual_edge_weight_strategy", DEVEX)
        self._optimum = limits, costs, point
        return point

    def _polished(
        self, found: Point, limits: Limits, costs: Vector, seconds: float
    ) -> Point | None:
        """The optimum with its last digits right; None where that is not to be had.

        A basis that keeps all limits to the tolerance only is pivoted on under a magnifying
        glass: with the answer as the origin and all limits drawn larger, costs as they are.
        """
        rows = self._coefficients
        if self._interior:
            # After the interior point the basis has no factors; the simplex method makes them.
            self._live.setOptionValue("solver", "simplex")
            self._run(seconds)
        point = polish(
            self._live, rows, limits, costs, found, known=self._duals_of(self._sent, costs)
        )
        if point is not None and overstepped(rows, limits, point[0]) > EXACT:
            self._push(magnified(rows, limits, point[0]), costs)
            if self._run(seconds) is Status.OPTIMAL:
                moves, duals = self._point()
                near = (point[0] + moves / FINER, duals)
                known = self._duals_of(self._sent, costs)
                point = polish(self._live, rows, limits, costs, near, known=known)
        if self._interior:
            self._live.setOptionValue("solver", "ipx")
        self._known = point and (self._sent, costs, point[1])
        return point and (np.clip(point[0], limits.low, limits.high), point[1])

    def _duals_of(self, held: Coefficients, costs: Vector) -> Vector | None:
        """Duals in full precision, where basis, coefficients and costs are as they were."""
        if self._known is None:
            return None
        before, priced, duals = self._known
        same = np.array_equal(priced, costs) and not changes(held, before).rows.size
        return duals if same else None

    def choose_integers(
        self, limits: Limits, costs: Vector, integers: npt.NDArray[np.int64], seconds: float
    ) -> tuple[Status, Vector, float]:
        """Branch and bound over the integers: status, values and the relative gap left."""
        held = self._live, self._limits, self._costs, self._sent
        self._open(mip_rel_gap=MIP_GAP, mip_feasibility_tolerance=1e-9)
        self._push(limits, costs)
        kinds = np.full(integers.size, highspy.HighsVarType.kInteger)
        self._live.changeColsIntegrality(integers.size, integers.astype(np.int32), kinds)
        status = self._run(seconds)
        values, gap = np.array(self._live.getSolution().col_value), self._live.getInfo().mip_gap
        self._live, self._limits, self._costs, self._sent = held
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
        self._known = None
        self._live.setOptionValue("simplex_dual_edge_weight_strategy", DEVEX)

    def is_unique(self) -> bool:
        """Whether the last optimum is the only one."""
        stands = standing(self._live)
        if stands is None or self._optimum is None:
            return False
        limits, costs, point = self._optimum
        question = away(stands, self._coefficients, limits, costs, point)
        if question is None:
            return True
        held, inward = question
        self._push_coefficients(None)
        self._push(held, inward)
        if self._run(math.inf) is not Status.OPTIMAL:
            return False
        farthest, _ = self._point()
        return float(inward @ point[0]) - float(inward @ farthest) <= MOVED


def _agree(found: Point, polished: Point) -> bool:
    """Whether a polished optimum is the one that was found, but for its last digits."""
    (x, y), (values, duals) = found, polished
    off = np.max(np.abs(x - values) / np.maximum(1.0, np.abs(values)), initial=0.0)
    off_duals = np.max(np.abs(y - duals) / np.maximum(1.0, np.abs(duals)), initial=0.0)
    return bool(max(off, off_duals) <= SAME)


def by_rows(coefficients: Coefficients) -> RowArrays:
    """Coefficients by rows: starts, places of the unknowns, values."""
    matrix = coefficients.matrix
    return matrix.indptr[:-1].astype(np.int32), matrix.indices.astype(np.int32), matrix.data


def _loosened(limits: Limits, idle: Mask) -> Limits:
    """The limits with those of idle rows so far off that no stale coefficient reaches them."""
    row_low = np.where(idle, np.minimum(limits.row_low, -IDLE), limits.row_low)
    return replace(limits, row_low=row_low)


def _changed(*pairs: Vector) -> npt.NDArray[np.int32]:
    """Positions where an old and a new vector differ; the vectors come in pairs."""
    differ = np.zeros(pairs[0].size, dtype=bool)
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        differ |= old != new
    return np.flatnonzero(differ).astype(np.int32)
