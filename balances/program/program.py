"""The program of an economy: families stacked into rows, goals held and raised in place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Economy, Vector
from balances.economy.evidence import Stage
from balances.economy.issue import InfeasiblePlanError, SolverStoppedError, UnboundedPlanError
from balances.economy.keys import Key
from balances.program.families import FAMILIES
from balances.program.goals import goals_of
from balances.program.lp import LinearProgram, Solution, Status
from balances.program.rows import Layout
from balances.program.unknowns import unknowns_of

SLACKS = (1e-12, 1e-11, 1e-10, 8e-10)
CROSS_CHECK_SLACKS = (1e-7, 5e-7)
"""How much of a level is given back when a goal is held at it. Levels carry the rounding of
the stage that found them, so goals held exactly may miss each other by a hair; when a stage
finds no plan for that reason the next larger slack is taken. Other solvers round more."""


class Program:
    """The linear program of one economy in one mode, held by a live solver.

    The object is the one thing here that changes: floors of goals and the set being raised
    move from stage to stage. Its structure stands.

    Args:
        economy: what is planned. mode: balanced or mobilised.
        solver: name of the solver. seconds: time limit for all stages together.
    """

    def __init__(self, economy: Economy, mode: str, solver: str, seconds: float) -> None:
        goals = goals_of(economy, mode)
        self.layout = Layout(economy, goals, unknowns_of(economy, goals))
        blocks = [family.rows(self.layout) for family in FAMILIES]
        self.matrix = sp.vstack([block.matrix for block in blocks], format="csr")
        self.rows: tuple[Key, ...] = tuple(key for block in blocks for key in block.keys)
        self.senses = [sense for block in blocks for sense in block.senses]
        self._limits = np.concatenate([family.limits(self.layout) for family in FAMILIES])
        unknowns = self.layout.unknowns
        self._low, self._high = unknowns.lower.copy(), unknowns.upper.copy()
        self._rows_of_goals = np.arange(len(self.rows) - len(goals), len(self.rows))
        self._targets = np.array([goal.target for goal in goals])
        self.positions = {goal.key: n for n, goal in enumerate(goals)}
        self.lp = LinearProgram(self.matrix, self.senses, self._sizes(), solver, seconds)
        self.settled = False
        self._slacks = iter(SLACKS if self.lp.exact else CROSS_CHECK_SLACKS)
        self._slack = next(self._slacks)
        self._levels = np.zeros(len(goals))

    def _sizes(self) -> Vector:
        """Natural sizes of the unknowns; a maximised measure is as large as what it counts."""
        sizes, held = self.layout.unknowns.sizes.copy(), self.layout.unknowns.after_goals
        if held >= 0:
            sizes[held] = 0.0
            counted = self.matrix[self.matrix[:, [held]].nonzero()[0]]
            sizes[held] = np.max(abs(counted) @ sp.diags_array(sizes)) or 1.0
        return sizes

    def hold(self, goals: Iterable[int], level: float) -> None:
        """Fix goals at a common level of fulfilment: from now on no less is delivered."""
        for g in goals:
            self._levels[g] = level
        self._place_floors()

    def _place_floors(self) -> None:
        """Lower bounds of deliveries from the levels held, the slack and the hard floors."""
        kept = np.where(self._levels >= 1.0, 1.0, self._levels * (1.0 - self._slack))
        floors = np.array([goal.floor for goal in self.layout.goals])
        self._low[self.layout.unknowns.deliveries] = np.maximum(floors, kept * self._targets)

    def settle(self, deliveries: Vector | None = None) -> None:
        """Fix every delivery, at its floor or at these values: only effort is left to decide."""
        columns = self.layout.unknowns.deliveries
        if deliveries is not None:
            self._low[columns] = np.clip(deliveries, self._low[columns], self._high[columns])
        self._high[columns] = self._low[columns]
        self._high[self.layout.unknowns.level_of_class] = 0.0
        self.settled = True

    def hold_measure(self, value: float) -> None:
        """From now on the maximised measure is no less than this [unit of the measure]."""
        self._low[self.layout.unknowns.after_goals] = value - self._slack * abs(value)

    def floors(self) -> Mapping[str, float]:
        """Least delivery of each goal that holds now [unit], by goal key.

        A measure that has been maximised is held under the key of its row.
        """
        unknowns = self.layout.unknowns
        floors = {
            goal.key: float(self._low[column])
            for goal, column in zip(self.layout.goals, unknowns.deliveries, strict=True)
        }
        if np.isfinite(self._low[unknowns.after_goals]) and unknowns.after_goals >= 0:
            floors["after_goals"] = float(self._low[unknowns.after_goals])
        return floors

    def limits_now(self) -> tuple[Vector, Vector, Vector]:
        """Right-hand sides with no goal raised, and the bounds that hold now."""
        return self._limits, self._low, self._high

    def within_bounds(self, values: Vector) -> Vector:
        """The values, with rounding beyond a bound taken back to it."""
        return np.clip(values, self._low, self._high)

    def solve(self, costs: Vector, raised: Iterable[int] = ()) -> Solution:
        """Minimise these costs while the goals `raised` share the level lambda.

        Raises:
            InfeasiblePlanError, UnboundedPlanError: proved.
            SolverStoppedError: nothing was proved within the time.
        """
        rhs = self._limits.copy()
        opened = self._rows_of_goals[np.fromiter(raised, dtype=np.int64)]
        rhs[opened] = 0.0
        solution = self.lp.minimise(costs, rhs, self._low, self._high)
        while solution.status in (Status.INFEASIBLE, Status.STOPPED) and self._loosen():
            solution = self.lp.minimise(costs, rhs, self._low, self._high)
        if solution.status is Status.INFEASIBLE:
            raise InfeasiblePlanError("The hard lines of this workbook contradict each other.")
        if solution.status is Status.UNBOUNDED:
            raise UnboundedPlanError("What is to be maximised has no limit in this workbook.")
        if solution.status is Status.STOPPED:
            tried = ", ".join(solution.attempts)
            raise SolverStoppedError(f"The solver stopped without a proof (tried: {tried}).")
        return solution

    def _loosen(self) -> bool:
        """Take the next larger slack; False where no goal is held or none is left."""
        slack = next(self._slacks, None) if np.any(self._levels > 0.0) else None
        if slack is None or self.lp.out_of_time:
            return False
        self._slack = slack
        self._place_floors()
        if self.settled:
            self.settle()
        return True

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

    def shares_of_level(self, solution: Solution) -> Vector:
        """tau_g y_g of each goal: its part in keeping the level down; they add up to one."""
        shares: Vector = self._targets * solution.duals[self._rows_of_goals]
        return shares

    def stage(
        self,
        kind: str,
        costs: Vector,
        solution: Solution,
        *,
        priority: int | None = None,
        raised: Iterable[int] = (),
        floors: Mapping[str, float],
        fixed: Iterable[int] = (),
    ) -> Stage:
        """Evidence of a stage just solved."""
        keys = [goal.key for goal in self.layout.goals]
        return Stage(
            kind=kind,
            priority=priority,
            raised=tuple(keys[g] for g in raised),
            floors=floors,
            costs=costs,
            objective=float(costs @ solution.values),
            duals=solution.duals,
            fixed=tuple(keys[g] for g in fixed),
            settled=self.settled,
            iterations=solution.iterations,
            attempts=solution.attempts,
        )
