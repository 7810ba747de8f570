"""The program of an economy: families stacked into rows, goals held and raised in place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from balances.economy.economy import Economy, Vector
from balances.economy.evidence import Stage
from balances.economy.issue import InfeasiblePlanError, SolverStoppedError, UnboundedPlanError
from balances.economy.keys import Key
from balances.economy.valuation import natural_sizes
from balances.program.held import LET_OFFS, LET_OFFS_OF_WHOLE_PROJECTS, Held
from balances.program.lp import Basis, LinearProgram, Solution, Status
from balances.program.starts import starts
from balances.program.structure import Structure, retargeted, structure_of, with_ties

CONTRADICTION = "The hard lines of this workbook contradict each other."
"""What is said where there is no plan at all."""

PRICED = 1e-10
"""Part of the objective that the natural size of a row, an unknown or a goal must be worth for
its price to be more than rounding. Every plan that reaches the optimum then uses the row up,
leaves the unknown at its bound and gives the goal no more; natural size and not target, for a
small claim on a scarce good is held down by the same price as a large one."""

ROUNDED = 1e-7
"""How far what values come to may be from what prices prove by rounding alone."""

LEVEL_ROUNDING = 1e-9
"""How far below its level a goal may come while whole projects are chosen."""

ABOVE = 0.01
"""How far above the common level a goal must come to count as not left behind at it."""


class Program:
    """The linear program of one economy in one mode, held by a live solver.

    The object is the one thing here that changes: floors of goals and the set being raised
    move from stage to stage. Its structure stands.

    Args:
        economy: what is planned. mode: balanced or mobilised.
        solver: name of the solver. seconds: time limit for all stages together.
        interior: whether the solver goes by the interior point first.
        like: a program that was solved before; where only limits and some coefficients differ,
            its live solver is taken over and starts from what it knows.
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
        self.layout, self.matrix = self.structure.layout, self.structure.matrix
        self.rows, self.senses = self.structure.rows, self.structure.senses
        self._limits = self.structure.limits()
        goals, unknowns = self.layout.goals, self.layout.unknowns
        self._rows_of_goals = np.arange(len(self.rows) - len(goals), len(self.rows))
        self._targets = np.array([goal.target for goal in goals])
        self._natural_sizes = self._sizes_of_goals()
        self.positions = {goal.key: n for n, goal in enumerate(goals)}
        self.ends: list[Basis] = []
        self._starts = None if like is None else starts(like.ends, like.keys, self.keys)
        if like is not None and self._is_like(like):
            self.lp: LinearProgram = like.lp
            self.lp.take(self.matrix)
            self.lp.allow(seconds)
        else:
            self.lp = LinearProgram(
                self.matrix,
                self.senses,
                self._sizes(),
                solver,
                seconds,
                integers=unknowns.building.integers,
                interior=interior,
            )
        self.settled = False
        self.nothing_solved = True
        self._measure = -np.inf
        self._freed = -1
        self._held = Held(
            low=unknowns.lower,
            high=unknowns.upper,
            deliveries=unknowns.deliveries,
            targets=self._targets,
            least=np.array([goal.floor for goal in goals]),
            levels=np.full(len(goals), np.nan),
            tied=np.full(len(goals), -1),
            tight=np.zeros(len(self.rows), dtype=bool),
            pinned=np.full(len(unknowns.keys), np.nan),
            let_offs=LET_OFFS_OF_WHOLE_PROJECTS if self._whole else LET_OFFS,
            capped=not self._whole,
            by_face=not self._whole,
        )

    @property
    def _whole(self) -> bool:
        """Whether some unknowns must be whole."""
        return self.layout.unknowns.building.integers.size > 0

    @property
    def holds_faces(self) -> bool:
        """Whether what a stage reached is held by its optimal face and not as numbers."""
        return self._held.by_face

    @property
    def keys(self) -> tuple[Sequence[Key], Sequence[Key]]:
        """Of the rows, R, and of the unknowns, K."""
        return self.rows, self.layout.unknowns.keys

    def _is_like(self, other: Program) -> bool:
        """Whether rows and unknowns mean the same as those of another program."""
        same = self.rows == other.rows and self.senses == other.senses
        return same and self.layout.unknowns.keys == other.layout.unknowns.keys

    def _sizes(self) -> Vector:
        """Natural sizes of the unknowns; a maximised measure is as large as what it counts."""
        sizes, held = self.layout.unknowns.sizes.copy(), self.layout.unknowns.after_goals
        if held >= 0:
            sizes[held] = 0.0
            counted = self.matrix[self.matrix[:, [held]].nonzero()[0]]
            sizes[held] = np.max(abs(counted) @ sp.diags_array(sizes)) or 1.0
        return sizes

    def _sizes_of_goals(self) -> Vector:
        economy = self.layout.economy
        goods = natural_sizes(economy)
        return np.array(
            [
                max(g.target, goods[economy.commodity_index[economy.claims[g.position].commodity]])
                if g.kind == "claim"
                else g.target
                for g in self.layout.goals
            ]
        )

    def hold_goals(
        self, goals: Sequence[int], level: float, costs: Vector, solution: Solution
    ) -> None:
        """Hold goals at the common level that a stage proved, and all that follows from it.

        Args:
            goals: positions of those with a price; all that were raised where the level is 1.
            level: of fulfilment.
            costs: of the stage.
            solution: of the stage.
        """
        self._held = self._held.with_level(goals, level)
        if level < 1.0:
            self.hold_optimum(costs, solution, goals)
        else:
            self._held = self._held.with_fulfilled(goals)

    def hold_optimum(self, costs: Vector, solution: Solution, goals: Sequence[int] = ()) -> None:
        """Hold what every plan that reaches the optimum of a stage has in common.

        A row with a price is used up, an unknown with a reduced cost stands at its bound, and of
        the `goals` those whose fulfilment rows have a price share one level.
        """
        least = PRICED * np.max(np.abs(costs) * self.lp.column_sizes)
        rows = np.abs(solution.duals) * self.lp.row_sizes > least
        rows[self._rows_of_goals] = False
        reduced = (costs - self.matrix.T @ solution.duals) * self.lp.column_sizes
        reduced[self.layout.unknowns.level_of_class] = 0.0
        of_goals = solution.duals[self._rows_of_goals] * self._natural_sizes
        together = np.array([g for g in goals if of_goals[g] > least], dtype=np.int64)
        self._freed = int(self._rows_of_goals[together[0]]) if together.size else -1
        self._held = self._held.with_face(
            together,
            tight=rows,
            at_low=reduced > least,
            at_high=reduced < -least,
        )

    def hold_measure(self, costs: Vector, solution: Solution) -> None:
        """From now on the maximised measure is no less than it is in this solution."""
        self._measure = float(solution.values[self.layout.unknowns.after_goals])
        self.hold_optimum(costs, solution)

    def settle(self, deliveries: Vector | None = None) -> None:
        """Goals are done: hold them at their levels or at these values; only effort is left.

        Claims may still get more where that takes no effort; what a figure counts may not.
        """
        if deliveries is not None:
            self._held = self._held.with_deliveries(deliveries)
        self.settled = True

    def _bounds(self) -> tuple[Vector, Vector]:
        """Bounds of the unknowns now: what is held, and a maximised measure."""
        unknowns = self.layout.unknowns
        low, high = self._held.bounds()
        if self.settled:
            high[unknowns.level_of_class] = 0.0
        if self.settled and not self._held.by_face:
            counted = np.array([goal.kind != "claim" for goal in self.layout.goals], dtype=bool)
            columns = unknowns.deliveries[counted]
            high[columns] = low[columns]
        if np.isfinite(self._measure) and not self._held.by_face:
            let_off = self._held.let_off * abs(self._measure)
            low[unknowns.after_goals] = self._measure - let_off
        return low, high

    def floors(self) -> Mapping[str, float]:
        """Least delivery of each goal [unit], by goal key, where levels are held as numbers.

        A measure that has been maximised is then held under the key `after_goals`.
        """
        if self._held.by_face:
            return {}
        unknowns, (low, _) = self.layout.unknowns, self._bounds()
        held = low[unknowns.deliveries].tolist()
        floors = {goal.key: least for goal, least in zip(self.layout.goals, held, strict=True)}
        if np.isfinite(self._measure):
            floors["after_goals"] = float(low[unknowns.after_goals])
        return floors

    def _caps(self) -> Mapping[str, float]:
        """Most delivery of each goal that is known to get less than its target, by goal key."""
        caps = self._held.caps()
        less = np.flatnonzero(caps < self._targets)
        return {self.layout.goals[g].key: float(caps[g]) for g in less}

    def _pinned(self) -> Mapping[Key, float]:
        """Values of the unknowns that are pinned, by key."""
        values = self._held.pinned
        where = np.flatnonzero(~np.isnan(values))
        return {self.layout.unknowns.keys[k]: float(values[k]) for k in where}

    def _right_sides(self, raised: Iterable[int]) -> Vector:
        """Right-hand sides with these goals raised, and none for those that are tied."""
        rhs = self._limits.copy()
        rhs[self._rows_of_goals[np.fromiter(raised, dtype=np.int64)]] = 0.0
        rhs[self._rows_of_goals[self._held.tied >= 0]] = 0.0
        return rhs

    def _tight(self) -> npt.NDArray[np.bool_]:
        """Rows that are equations now: those used up, and those of goals that are tied."""
        tight = self._held.tight.copy()
        tight[self._rows_of_goals] |= self._held.tied >= 0
        return tight

    def limits_now(self) -> tuple[Vector, Vector, Vector]:
        """Right-hand sides with no goal raised, and the bounds that hold now."""
        return self._limits, *self._bounds()

    def within_bounds(self, values: Vector) -> Vector:
        """The values, with rounding beyond a bound taken back to it."""
        return np.clip(values, *self._bounds())

    def solve(self, costs: Vector, raised: Iterable[int] = ()) -> Solution:
        """Minimise these costs while the goals `raised` share the level lambda.

        Raises:
            InfeasiblePlanError, UnboundedPlanError: proved.
            SolverStoppedError: nothing was proved within the time.
        """
        raised = tuple(raised)
        if self._starts is not None and len(self.ends) < len(self._starts.bases):
            self._starts.let(self.lp, len(self.ends))
        elif self.ends and self._held.by_face:
            self.lp.exchange(self._freed, self.layout.unknowns.level_of_class)
        solution = self._minimise(costs, raised, every_way=self._held.nothing)
        for loosened in self._held.looser():
            if solution.status is Status.OPTIMAL or self.lp.out_of_time:
                break
            self._held = loosened
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
        return self._with_fewest_left_behind(solution, costs, np.array(raised, dtype=np.int64))

    def _with_fewest_left_behind(
        self, first: Solution, costs: Vector, raised: npt.NDArray[np.int64]
    ) -> Solution:
        """The same level with those whole projects that let most goals rise above it.

        Several choices of whole projects may reach one level, and shadow prices tell only what
        holds a goal down within the choice made; so the choice is made for the goals.
        """
        unknowns, (low, high) = self.layout.unknowns, self._bounds()
        whole, of_goals = unknowns.building.integers, unknowns.deliveries[raised]
        if not self._whole or raised.size == 0:
            return first
        level, wish = float(first.values[unknowns.level_of_class]), np.zeros(low.size)
        least = (level - LEVEL_ROUNDING) * self._targets[raised]
        most = least + ABOVE * self._targets[raised]
        low[of_goals] = np.maximum(low[of_goals], least)
        high[of_goals] = np.clip(most, low[of_goals], high[of_goals])
        wish[of_goals] = -1.0 / self._targets[raised]
        chosen = self.lp.minimise(wish, self._limits, low, high)
        if chosen.status is not Status.OPTIMAL:
            return first
        low, high = self._bounds()
        low[whole] = high[whole] = np.round(chosen.values[whole])
        found = self.lp.minimise(costs, self._right_sides(raised), low, high)
        same = found.status is Status.OPTIMAL and costs @ found.values <= -level + LEVEL_ROUNDING
        return found if same else first

    def _minimise(self, costs: Vector, raised: Sequence[int], *, every_way: bool) -> Solution:
        """Solve with what is held; the costly ways are kept for when there is no other."""
        self.matrix = with_ties(self.structure, self._held.tied)
        self.lp.take(self.matrix)
        return self.lp.minimise(
            costs,
            self._right_sides(raised),
            *self._bounds(),
            tight=self._tight(),
            every_way=every_way,
        )

    def measure_costs(self) -> Vector:
        """Costs of the stage that maximises a measure: minus one on h."""
        costs = np.zeros(len(self.layout.unknowns.keys))
        costs[self.layout.unknowns.after_goals] = -1.0
        return costs

    def raising_costs(self) -> Vector:
        """Costs of the stage that raises lambda: minus one on lambda."""
        costs = np.zeros(len(self.layout.unknowns.keys))
        costs[self.layout.unknowns.level_of_class] = -1.0
        return costs

    def proved(self, costs: Vector, solution: Solution, raised: Iterable[int] = ()) -> float:
        """The least that the costs can come to, as the shadow prices of a solution prove it.

        It is the dual objective: y b, and each reduced cost at the bound on its side. The values
        of the solution come to the same but for their rounding times the prices; where prices
        are large, this is the level that can be proved.
        """
        low, high = self._bounds()
        reduced = costs - self.matrix.T @ solution.duals
        side = np.where(reduced > 0.0, low, high)
        of_bounds = reduced * np.where(np.isfinite(side), side, 0.0)
        bound = math.fsum(solution.duals * self._right_sides(raised)) + math.fsum(of_bounds)
        reached = float(costs @ solution.values)
        return bound if abs(bound - reached) <= ROUNDED * max(1.0, abs(reached)) else reached

    def worth_of_goals(self, costs: Vector, solution: Solution) -> Vector:
        """What each goal costs the level, at its natural size [part of the level].

        It is the shadow price of the goal's fulfilment row; or, for a goal that a hard floor
        keeps above the level, the price of delivering more than the floor. Where either is
        positive the goal gets the same in every plan that reaches this level. The natural size
        of a claim is that of its commodity, of any other goal its target.
        """
        columns = self.layout.unknowns.deliveries
        beyond = (costs - self.matrix.T @ solution.duals)[columns]
        price = np.maximum(solution.duals[self._rows_of_goals], beyond)
        worth: Vector = price * self._natural_sizes
        return worth

    def stage(
        self,
        kind: str,
        costs: Vector,
        solution: Solution,
        *,
        priority: float | None = None,
        raised: Iterable[int] = (),
        fixed: Iterable[int] = (),
    ) -> Stage:
        """Evidence of a stage just solved."""
        keys = [goal.key for goal in self.layout.goals]
        return Stage(
            kind=kind,
            priority=priority,
            raised=tuple(keys[g] for g in raised),
            floors=self.floors(),
            caps=self._caps(),
            ties={keys[g]: keys[r] for g, r in enumerate(self._held.tied.tolist()) if r >= 0},
            tight=frozenset(self.rows[r] for r in np.flatnonzero(self._held.tight)),
            pinned=self._pinned(),
            costs=costs,
            objective=self.proved(costs, solution, raised)
            if kind == "leximin"
            else float(costs @ solution.values),
            duals=solution.duals,
            fixed=tuple(keys[g] for g in fixed),
            settled=self.settled,
            whole={
                self.layout.unknowns.keys[k]: float(np.round(solution.values[k]))
                for k in self.layout.unknowns.building.integers
            },
            iterations=solution.iterations,
            attempts=solution.attempts,
        )
