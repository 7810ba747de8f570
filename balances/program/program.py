"""The program of an economy: families stacked into rows, goals raised and held stage by stage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from balances.economy.economy import Economy, Matrix, Vector
from balances.economy.issue import InfeasiblePlanError, SolverStoppedError, UnboundedPlanError
from balances.economy.keys import Key
from balances.program.given import Given
from balances.program.held import nothing_held
from balances.program.lp import Basis, LinearProgram, Solution, Status
from balances.program.optimum import Optimum
from balances.program.starts import starts
from balances.program.structure import Structure, retargeted, structure_of, with_ties

CONTRADICTION = "The hard lines of this workbook contradict each other."
"""What is said where there is no plan at all."""

LEVEL_ROUNDING = 1e-9
"""How far below its level a goal may come while whole projects are chosen."""

ABOVE = 0.01
"""How far above the common level a goal must come to count as not left behind at it."""


class Program:
    """The linear program of one economy in one mode, held by a live solver.

    The object is the one thing here that changes: what is held moves from stage to stage. Its
    structure stands.

    Args:
        economy: what is planned. mode: balanced or mobilised.
        solver: name of the solver. seconds: time limit for all stages together.
        interior: whether the solver goes by the interior point first.
        like: a program that was solved before; stages begin where its stages ended, and where
            only limits and coefficients differ its live solver is taken over.

    Attributes:
        held: what is held now.
        ends: where the solver stood at the end of each stage.
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
        like: Program | None = None,
    ) -> None:
        self.mode = mode
        built = None if like is None else retargeted(like.structure, economy, mode)
        self.structure: Structure = built or structure_of(economy, mode)
        self.layout, self.rows = self.structure.layout, self.structure.rows
        self.matrix: Matrix = self.structure.matrix
        self._given = Given(self.structure)
        self.held = nothing_held(self._given)
        self.positions = {goal.key: n for n, goal in enumerate(self.layout.goals)}
        self.ends: list[Basis] = []
        self.nothing_solved = True
        self._tied, self._raised = self.held.tied, tuple[int, ...]()
        self._starts = None if like is None else starts(like.ends, like.keys, self.keys)
        if like is not None and self._is_like(like):
            self.lp: LinearProgram = like.lp
            self.lp.take(self.matrix)
            self.lp.allow(seconds)
        else:
            self.lp = LinearProgram(
                self.matrix,
                self.structure.senses,
                self._sizes(),
                solver,
                seconds,
                integers=self.layout.unknowns.building.integers,
                interior=interior,
            )

    @property
    def keys(self) -> tuple[Sequence[Key], Sequence[Key]]:
        """Of the rows, R, and of the unknowns, K."""
        return self.rows, self.layout.unknowns.keys

    def _is_like(self, other: Program) -> bool:
        """Whether rows and unknowns mean the same as those of another program."""
        return self.keys == other.keys and self.structure.senses == other.structure.senses

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
        self._begin(raised)
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
        self.ends.append(self.lp.basis())
        if self._given.whole and raised:
            solution = self._with_fewest_left_behind(solution, costs, np.array(raised))
        lp = self.lp
        return Optimum(
            self.held, raised, costs, self.matrix, lp.row_sizes, lp.column_sizes, solution
        )

    def _begin(self, raised: tuple[int, ...]) -> None:
        """Begin where this stage ended last time, unless little has changed since the one before.

        Where the same goals but one are raised, the solver goes on with the factors it has.
        """
        goes_on = set(raised) < set(self._raised) and np.array_equal(self.held.tied, self._tied)
        self._raised = raised
        if self._starts is not None and len(self.ends) < len(self._starts.bases) and not goes_on:
            self._starts.let(self.lp, len(self.ends))

    def _minimise(self, costs: Vector, raised: Sequence[int], *, every_way: bool) -> Solution:
        """Solve with what is held; the costly ways are kept for when there is no other."""
        if not np.array_equal(self.held.tied, self._tied):
            self._tied = self.held.tied
            self.matrix = with_ties(self.structure, self._tied)
            self.lp.take(self.matrix)
        return self.lp.minimise(
            costs,
            self.held.right_sides(raised),
            *self.held.bounds(),
            tight=self.held.equations(),
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
