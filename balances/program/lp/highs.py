"""Every optimum that HiGHS claims is polished and checked; what does not stand is sought again."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace

import highspy
import numpy as np
import numpy.typing as npt

from balances.economy.economy import Vector
from balances.economy.evidence import Mask
from balances.program.coefficients import Changes, Coefficients, changes
from balances.program.lp.bases import Standing, away
from balances.program.lp.factors import OwnBasis
from balances.program.lp.live import Live, RowArrays
from balances.program.lp.polish import FINER, magnified, polish
from balances.program.lp.question import Found, Question, agree
from balances.program.lp.solution import Solution, Status, unsolved
from balances.program.optimality import Limits, Point, is_proved, overstepped

MOVED = 1e-6
"""Movement, in natural sizes, from which on an optimum counts as one of several."""

MIP_GAP = 1e-6
"""Relative gap at which branch and bound over whole projects stops."""

FEW = 16
"""Columns in which coefficients may differ from those that were sent."""

EXACT = 1e-13
"""How far a polished optimum may overstep its limits, in scaled units."""


class Highs:
    """A program held by a live HiGHS.

    Args:
        coefficients: scaled.
        arrays: the same by rows, as HiGHS takes them.
        interior: whether the first way is by the interior point.

    Attributes:
        live: the object that holds it; another one once a fresh one was needed.
    """

    def __init__(
        self, coefficients: Coefficients, arrays: RowArrays | None = None, *, interior: bool = False
    ) -> None:
        self._usual: dict[str, object] = (
            {"solver": "ipx", "run_crossover": "on"} if interior else {}
        )
        self._coefficients = coefficients
        self._optimum: Found | None = None
        self._own: tuple[tuple[Live, int], OwnBasis] | None = None
        self.live = Live(coefficients, arrays, self._usual)

    def fork(self) -> Highs:
        """Another live solver that stands where this one does."""
        other = Highs(self._coefficients)
        rows, columns = self._coefficients.shape
        other.live.start_from(self.live.basis(), np.arange(rows), np.arange(columns))
        return other

    def take(self, coefficients: Coefficients) -> None:
        """Hold other coefficients, R x K, from the next solve on."""
        self._coefficients = coefficients

    def _open(self, **options: object) -> None:
        self.live = Live(self._coefficients, None, self._usual | options)

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
            ("refactored", self.live.refactor),
            ("fresh, presolve off", lambda: self._open(presolve="off")),
            ("interior point", lambda: self._open(solver="ipx", run_crossover="on")),
        )
        rows, end = self._coefficients, time.monotonic() + seconds
        idle = np.zeros(rows.shape[0], dtype=bool) if idle is None else idle
        asked = Question(rows, self.live.sent, limits, costs, idle, end)
        solution = self._at_old_basis(asked) or self._at_old_factors(asked)
        if solution is not None:
            return solution
        attempts: list[str] = []
        for name, prepare in ways if every_way else ways[:3]:
            prepare()
            asked = replace(asked, sent=self.live.sent)
            self.live.send(asked.held)
            self.live.push(asked.pushed, costs)
            attempts.append(name)
            status = self.live.run(asked.left)
            if status in (Status.INFEASIBLE, Status.UNBOUNDED) and name.startswith("fresh"):
                return unsolved(status, *attempts)
            if status is Status.OPTIMAL:
                optimum = self._optimum_at(asked, self.live.point())
                if optimum is not None:
                    return self._solution(optimum, self.live.iterations, *attempts)
            if asked.left <= 0.0:
                break
        return unsolved(Status.STOPPED, *attempts)

    def _solution(self, optimum: Found, pivots: int, *attempts: str) -> Solution:
        self._optimum = optimum
        self.live.expect_few_pivots()
        return Solution(Status.OPTIMAL, *optimum.point, pivots, attempts)

    def _unsent(self, asked: Question) -> Changes | None:
        """Coefficients that the solver does not hold; None if they are many."""
        unsent = changes(asked.held, self.live.sent)
        return unsent if np.unique(unsent.columns).size <= FEW else None

    def _at_old_basis(self, asked: Question) -> Solution | None:
        """The optimum where it stands next to the basis of the last one: nothing need be run."""
        before, unsent = self._optimum, self._unsent(asked)
        if before is None or unsent is None or before.turns != self.live.turns:
            return None
        own = self._basis.stands
        if own is None:
            return None
        rows, limits, values = asked.coefficients, asked.limits, before.point[0]
        stands = own.expected(rows, limits, asked.idle, values)
        if np.count_nonzero(stands.order != own.order) > FEW:
            return None
        optimum = self._exact(asked, before.point, stands, unsent)
        return None if optimum is None else self._solution(optimum, 0, "kept basis")

    def _at_old_factors(self, asked: Question) -> Solution | None:
        """The optimum where few coefficients have changed, without sending them.

        Any coefficient sent costs the factors of the basis. Where unknowns stay what they were,
        other limits do the same as other coefficients; what basis that leads to is polished with
        the true ones, and must be an optimum of the true program.
        """
        before, unsent, limits = self._optimum, self._unsent(asked), asked.pushed
        if before is None or unsent is None or not unsent.rows.size:
            return None
        more = unsent.sums(before.point[0], limits.row_low.size)
        moved = replace(limits, row_low=limits.row_low - more, row_high=limits.row_high - more)
        self.live.push(moved, asked.costs)
        if self.live.run(asked.left) is not Status.OPTIMAL:
            return None
        optimum = self._exact(asked, self.live.point(), self._basis.stands, unsent)
        if optimum is None:
            return None
        return self._solution(optimum, self.live.iterations, "kept factors")

    def _exact(
        self, asked: Question, found: Point, stands: Standing | None, unsent: Changes
    ) -> Found | None:
        """What was found, with its last digits right; None where that is no optimum."""
        point = self._polish(asked, found, stands, unsent)
        if point is None or overstepped(asked.coefficients, asked.limits, point[0]) > EXACT:
            return None
        point = asked.within(point)
        if not is_proved(asked.coefficients, asked.limits, asked.costs, point):
            return None
        return Found(asked, point, stands, self.live.turns)

    def _polish(
        self, asked: Question, found: Point, stands: Standing | None, unsent: Changes
    ) -> Point | None:
        """The point of a basis next to that of the solver; None where it cannot be reckoned."""
        if stands is None:
            return None
        factors = self._basis.factors_of(stands, asked.coefficients, unsent)
        if factors is None:
            return None
        rows, limits, known = asked.coefficients, asked.limits, self._known(asked, stands)
        return polish((stands, factors), rows, limits, asked.costs, found, known=known)

    @property
    def _basis(self) -> OwnBasis:
        """The basis at which the solver stands."""
        made = self.live, self.live.makings
        if self._own is None or self._own[0] != made:
            self._own = made, OwnBasis(self.live.highs)
        return self._own[1]

    def _known(self, asked: Question, stands: Standing) -> Vector | None:
        """Duals in full precision, where basis, coefficients and costs are as they were."""
        before = self._optimum
        if before is None or before.stands is None or before.turns != self.live.turns:
            return None
        same = np.array_equal(before.stands.order, stands.order)
        same = same and np.array_equal(before.question.costs, asked.costs)
        same = same and not changes(asked.held, before.question.held).rows.size
        return before.point[1] if same else None

    def _optimum_at(self, asked: Question, found: Point) -> Found | None:
        """The optimum that HiGHS says it has found; None if it is none.

        With its last digits right, where that stands up: it must be the same optimum, and one.
        """
        x, y = found
        fits = (y.size, x.size) == asked.coefficients.shape
        if not (fits and np.isfinite(np.sum(x)) and np.isfinite(np.sum(y))):
            return None
        point, stands = self._polished(asked, found)
        if point is not None and agree(found, point) and asked.is_met_by(point):
            return Found(asked, point, stands, self.live.turns)
        return Found(asked, found, None, self.live.turns) if asked.is_met_by(found) else None

    def _polished(self, asked: Question, found: Point) -> tuple[Point | None, Standing | None]:
        """The optimum with its last digits right, and its basis; None where it is not to be had.

        A basis that keeps all limits to the tolerance only is pivoted on under a magnifying
        glass: with the answer as the origin and all limits drawn larger, costs as they are.
        """
        live, rows, limits = self.live, asked.coefficients, asked.limits
        if live.interior:
            live.without_interior(asked.left)
        unsent, stands = changes(asked.held, live.sent), self._basis.stands
        point = self._polish(asked, found, stands, unsent)
        if point is not None and overstepped(rows, limits, point[0]) > EXACT:
            live.push(magnified(rows, limits, point[0]), asked.costs)
            if live.run(asked.left) is Status.OPTIMAL:
                moves, duals = live.point()
                near, stands = (point[0] + moves / FINER, duals), self._basis.stands
                point = self._polish(asked, near, stands, unsent)
        return point and asked.within(point), stands

    def choose_integers(
        self, limits: Limits, costs: Vector, integers: npt.NDArray[np.int64], seconds: float
    ) -> tuple[Status, Vector, float]:
        """Branch and bound over the integers: status, values and the relative gap left."""
        usual = self._usual | {"mip_rel_gap": MIP_GAP, "mip_feasibility_tolerance": 1e-9}
        live = Live(self._coefficients, None, usual)
        live.push(limits, costs)
        kinds = np.full(integers.size, highspy.HighsVarType.kInteger)
        live.highs.changeColsIntegrality(integers.size, integers.astype(np.int32), kinds)
        status = live.run(seconds)
        values, _ = live.point()
        return status, values, float(live.highs.getInfo().mip_gap)

    def is_unique(self) -> bool:
        """Whether the last optimum is the only one."""
        live, last = self.live, self._optimum
        if last is None or last.stands is None:
            return False
        asked, point = last.question, last.point
        question = away(last.stands, asked.coefficients, asked.limits, asked.costs, point)
        if question is None:
            return True
        held, inward = question
        live.send(asked.coefficients)
        live.push(held, inward)
        if live.run(math.inf) is not Status.OPTIMAL:
            return False
        farthest, _ = live.point()
        return float(inward @ point[0]) - float(inward @ farthest) <= MOVED
