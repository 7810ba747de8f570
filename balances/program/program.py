"""The program of an economy: families stacked into rows, goals raised and held stage by stage."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from balances.economy.economy import Economy, Matrix, Vector
from balances.economy.evidence import Mask
from balances.economy.issue import InfeasiblePlanError, SolverStoppedError, UnboundedPlanError
from balances.program.coefficients import Block, Coefficients
from balances.program.given import Given
from balances.program.held import nothing_held
from balances.program.lp import LinearProgram, Solution, Status
from balances.program.optimum import Optimum
from balances.program.stands import Keys, Stand, Stands, sign_of
from balances.program.structure import Structure, pairs_with_ties, retargeted, structure_of

CONTRADICTION = "The hard lines of this workbook contradict each other."
"""What is said where there is no plan at all."""

LIVE = 5_000_000
"""Coefficients that all live solvers kept for like programs may hold together; each takes about
150 bytes."""

LEVEL_ROUNDING = 1e-9
"""How far below its level a goal may come while whole projects are chosen."""

ABOVE = 0.01
"""How far above the common level a goal must come to count as not left behind at it."""


class Program:
    """The linear program of one economy in one mode, held by live solvers.

    The object is the one thing here that changes: what is held moves from stage to stage. Its
    structure stands.

    Args:
        economy: what is planned. mode: balanced or mobilised.
        solver: name of the solver. seconds: time limit for all stages together.
        interior: whether the solver goes by the interior point first.
        followed: whether programs that are like this one will follow; then each stage keeps a
            live solver of its own for them.
        like: a program of that kind, solved before; stages begin where its stages ended, and
            where only limits and coefficients differ its live solvers are taken over.
        prepared: keys of protections that decrees may order in a program that follows: their
            unknowns and rows are there, asleep.

    Attributes:
        lp: the live solver of the present stage.
        held: what is held now.
        stands: where the solver stood at the end of each stage, if others follow.
        nothing_solved: whether not even the first stage has an optimum.
    """

    def __init__(
        self,
        economy: Economy,
        mode: str,
        solver: str,
        seconds: float,
        *,
        interior: bool = False,
        followed: bool = False,
        like: Program | None = None,
        prepared: Collection[str] = (),
    ) -> None:
        self.mode = mode
        built = None if like is None else retargeted(like.structure, economy, mode, prepared)
        self.structure: Structure = built or structure_of(economy, mode, prepared)
        self.layout, self.rows = self.structure.layout, self.structure.rows
        self.matrix: Matrix = self.structure.matrix
        self._given = Given(self.structure)
        self.held = nothing_held(self._given)
        goals = self.layout.keys_of_goals
        self.positions = {key: n for n, key in enumerate(goals)}
        self.keys = Keys(self.rows, self.layout.unknowns.keys, goals)
        self.nothing_solved = True
        self._deadline = time.monotonic() + seconds
        self._followed = followed
        self.stands: list[Stand] = []
        self._coefficients = self._coefficients_as_in(like)
        self._former = None if like is None else self._stands_of(like)
        if like is not None and self._is_like(like):
            self.lp: LinearProgram = like.lp
            self.lp.allow(seconds)
        else:
            self.lp = LinearProgram(
                self._coefficients,
                self.structure.senses,
                self._sizes(),
                solver,
                seconds,
                integers=self.layout.unknowns.building.integers,
                interior=interior,
            )
        self._tied = self.held.tied

    def _is_like(self, other: Program) -> bool:
        """Whether rows and unknowns mean the same as those of another program."""
        return self.keys == other.keys and self.structure.senses == other.structure.senses

    def _coefficients_as_in(self, like: Program | None) -> Coefficients:
        """The coefficients; those of the rows that stand are taken over if they are the same."""
        count = len(self.rows) - len(self.layout.goals)
        standing = Block(self.matrix[:count])
        if like is not None and standing.is_same(like._coefficients.standing):
            standing = like._coefficients.standing
        return Coefficients(standing, pairs_with_ties(self.structure, self.held.tied))

    def _stands_of(self, like: Program) -> Stands:
        """Where the stages of a like program ended; its live solvers only if rows are the same."""
        same = self._is_like(like)
        stands = like.stands if same else [replace(stand, lp=None) for stand in like.stands]
        return Stands(stands, like.keys, self.keys)

    def _sizes(self) -> Vector:
        """Natural sizes of the unknowns; a maximised measure is as large as what it counts."""
        sizes, held = self.layout.unknowns.sizes.copy(), self.layout.unknowns.after_goals
        if held >= 0:
            sizes[held] = 0.0
            counted = self.matrix[self.matrix[:, [held]].nonzero()[0]]
            sizes[held] = np.max(abs(counted) @ sp.diags_array(sizes)) or 1.0
        return sizes

    def hold_goals(self, goals: Sequence[int], level: float, optimum: Optimum) -> None:
        """Hold goals at the common level that a stage proved, and all that follows from it.

        Args:
            goals: positions of those with a price; all that were raised where the level is 1.
            level: of fulfilment.
            optimum: of the stage.
        """
        if level < 1.0:
            self.hold_optimum(optimum)
        else:
            self.held = self.held.with_fulfilled(goals)
        self.held = self.held.with_level(goals, level)

    def hold_optimum(self, optimum: Optimum, measure: float = -np.inf) -> None:
        """Hold what every plan that reaches the optimum of a stage has in common.

        Args:
            optimum: of the stage.
            measure: value of the measure that it maximised, if it did [its unit].
        """
        self.held = optimum.face().with_measure(measure)

    def settle(self, deliveries: Vector | None = None) -> None:
        """Goals are done: hold them as they are held, or at these deliveries; effort is left."""
        held = self.held if deliveries is None else self.held.with_deliveries(deliveries)
        self.held = held.when_settled()

    def limits_now(self) -> tuple[Vector, Vector, Vector]:
        """Right-hand sides with no goal raised, and the bounds that hold now."""
        return self._given.limits, *self.held.bounds()

    def within_bounds(self, values: Vector) -> Vector:
        """The values, with rounding beyond a bound taken back to it."""
        return np.clip(values, *self.held.bounds())

    def solve(self, costs: Vector, raised: Iterable[int] = ()) -> Optimum:
        """Minimise these costs while the goals `raised` share the level lambda.

        Raises:
            InfeasiblePlanError, UnboundedPlanError: proved.
            SolverStoppedError: nothing was proved within the time.
        """
        raised = tuple(raised)
        sign = sign_of(np.array(raised, dtype=np.int64), self.held.tied, costs)
        self._begin(sign)
        solution = self._minimise(costs, raised, every_way=self.held.nothing)
        for loosened in self.held.looser():
            if solution.status is Status.OPTIMAL or self.lp.out_of_time:
                break
            self.held = loosened
            solution = self._minimise(costs, raised, every_way=loosened.loosest)
        if solution.status is Status.INFEASIBLE:
            raise InfeasiblePlanError(CONTRADICTION)
        if solution.status is Status.UNBOUNDED:
            raise UnboundedPlanError("What is to be maximised has no limit in this workbook.")
        if solution.status is Status.STOPPED:
            tried = ", ".join(solution.attempts)
            raise SolverStoppedError(f"The solver stopped without a proof (tried: {tried}).")
        self.nothing_solved = False
        self._keep(sign)
        if self._given.whole and raised:
            solution = self._with_fewest_left_behind(solution, costs, np.array(raised))
        lp = self.lp
        return Optimum(
            self.held, raised, costs, self._coefficients, lp.row_sizes, lp.column_sizes, solution
        )

    def _begin(self, sign: Mask) -> None:
        """Begin where the most similar stage of a like program ended, or go on from the present."""
        if self._followed:
            present = self.stands[-1] if self.stands else None
            before = present.sign if present else None
            stand = self._former.nearest(sign, before) if self._former else None
            if stand and stand.lp:
                self.lp = stand.lp
            elif present and present.lp is self.lp:
                self.lp = self.lp.fork()
            if self._former and stand and not stand.lp:
                self.lp.start_from(stand.basis, self._former.rows, self._former.unknowns)
        self.lp.until(self._deadline)

    def _keep(self, sign: Mask) -> None:
        """Note where this stage ended, and let the live solver stand there if there is room.

        The first program that others follow is solved as if none did. Where whole projects are
        chosen, each stage fixes them anew.
        """
        if self._followed:
            room = (len(self.stands) + 1) * self.matrix.nnz <= LIVE
            stays = room and self._former is not None and not self._given.whole
            self.stands.append(Stand(sign, self.lp.basis(), self.lp if stays else None))

    def _minimise(self, costs: Vector, raised: Sequence[int], *, every_way: bool) -> Solution:
        """Solve with what is held; the costly ways are kept for when there is no other."""
        if not np.array_equal(self.held.tied, self._tied):
            self._tied = self.held.tied
            pairs = pairs_with_ties(self.structure, self._tied)
            self._coefficients = replace(self._coefficients, pairs=pairs)
        self.lp.take(self._coefficients)
        return self.lp.minimise(
            costs,
            self.held.right_sides(raised),
            *self.held.bounds(),
            tight=self.held.equations(),
            idle=self.held.idle(raised),
            every_way=every_way,
        )

    def _with_fewest_left_behind(
        self, first: Solution, costs: Vector, raised: npt.NDArray[np.int64]
    ) -> Solution:
        """The same level with those whole projects that let most goals rise above it.

        Several choices of whole projects may reach one level, and shadow prices tell only what
        holds a goal down within the choice made; so the choice is made for the goals.
        """
        unknowns, (low, high) = self.layout.unknowns, self.held.bounds()
        whole, of_goals = unknowns.building.integers, unknowns.deliveries[raised]
        targets = self._given.targets[raised]
        level, wish = float(first.values[unknowns.level_of_class]), np.zeros(low.size)
        least = (level - LEVEL_ROUNDING) * targets
        low[of_goals] = np.maximum(low[of_goals], least)
        high[of_goals] = np.clip(least + ABOVE * targets, low[of_goals], high[of_goals])
        wish[of_goals] = -1.0 / targets
        chosen = self.lp.minimise(wish, self._given.limits, low, high)
        if chosen.status is not Status.OPTIMAL:
            return first
        low, high = self.held.bounds()
        low[whole] = high[whole] = np.round(chosen.values[whole])
        found = self.lp.minimise(costs, self.held.right_sides(raised), low, high)
        same = found.status is Status.OPTIMAL and costs @ found.values <= -level + LEVEL_ROUNDING
        return found if same else first

    def measure_costs(self) -> Vector:
        """Costs of the stage that maximises a measure: minus one on h."""
        return self._minus_one(self.layout.unknowns.after_goals)

    def raising_costs(self) -> Vector:
        """Costs of the stage that raises lambda: minus one on lambda."""
        return self._minus_one(self.layout.unknowns.level_of_class)

    def _minus_one(self, column: int) -> Vector:
        costs = np.zeros(len(self.layout.unknowns.keys))
        costs[column] = -1.0
        return costs
