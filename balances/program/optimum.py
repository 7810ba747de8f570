r"""The optimum of a stage: what its shadow prices prove, and what it leaves as evidence.

With duals y of the rows A x against b within bounds, for costs c, reduced costs are

.. math:: d = c - A'y

A row with a price is used up, an unknown with a reduced cost stands at its bound: not in one plan
but in every plan that reaches the optimum (complementary slackness).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from balances.economy.economy import Vector
from balances.economy.evidence import Stage
from balances.economy.keys import Key
from balances.program.coefficients import Coefficients
from balances.program.held import Held
from balances.program.lp import Solution
from balances.program.structure import Awake
from balances.program.unknowns import Columns

PRICED = 1e-10
"""Part of the objective that the natural size of a row, an unknown or a goal must be worth for
its price to be more than rounding. Natural size and not target: a small claim on a scarce good is
held down by the same price as a large one."""

ROUNDED = 1e-9
"""How far what values come to may be from what prices prove by rounding alone."""


@dataclass(frozen=True, eq=False)
class Optimum:
    """A stage that was solved.

    Attributes:
        held: what was held in it. raised: positions of the goals that shared the level lambda.
        costs: minimised, K. coefficients: R x K.
        row_sizes, column_sizes: natural sizes, R and K.
        solution: values and duals.
    """

    held: Held
    raised: tuple[int, ...]
    costs: Vector
    coefficients: Coefficients
    row_sizes: Vector
    column_sizes: Vector
    solution: Solution

    @property
    def values(self) -> Vector:
        """The plan, K [unit of each unknown]."""
        return self.solution.values

    @cached_property
    def reduced(self) -> Vector:
        """Reduced costs d, K."""
        reduced: Vector = self.costs - self.coefficients.priced(self.solution.duals)
        return reduced

    @cached_property
    def proved(self) -> float:
        """The least that the costs can come to, as the shadow prices prove it.

        It is the dual objective: y b, and each reduced cost at the bound on its side. The values
        of the solution come to the same but for their rounding times the prices; where prices
        are large, this is what can be proved.
        """
        (low, high), rhs = self.held.bounds(), self.held.right_sides(self.raised)
        side = np.where(self.reduced > 0.0, low, high)
        of_bounds = self.reduced * np.where(np.isfinite(side), side, 0.0)
        of_rows = self.solution.duals * rhs
        bound = math.fsum(of_rows[of_rows != 0.0].tolist())
        bound += math.fsum(of_bounds[of_bounds != 0.0].tolist())
        reached = float(self.costs @ self.values)
        return bound if abs(bound - reached) <= ROUNDED * max(1.0, abs(reached)) else reached

    @cached_property
    def _least(self) -> float:
        """Worth from which on a price is more than rounding."""
        return PRICED * float(np.max(np.abs(self.costs) * self.column_sizes))

    def keep_down(self) -> Columns:
        """Positions of the raised goals that get the same in every plan that reaches this level.

        Their fulfilment rows have a price; or a hard floor keeps them above the level, and
        delivering more than the floor has; or an earlier stage proved what they get.
        """
        given = self.held.given
        price = np.maximum(self.solution.duals[given.rows_of_goals], self.reduced[given.deliveries])
        priced = price * given.natural_sizes > self._least
        proved_before = self.held.pinned[given.deliveries] < given.targets
        raised = np.array(self.raised, dtype=np.int64)
        return raised[(priced | proved_before)[raised]]

    def share_level(self) -> Columns:
        """Positions of the raised goals whose fulfilment rows have a price: they are at it."""
        given = self.held.given
        worth = self.solution.duals[given.rows_of_goals] * given.natural_sizes
        raised = np.array(self.raised, dtype=np.int64)
        return raised[worth[raised] > self._least]

    def face(self) -> Held:
        """What was held, and what every plan that reaches this optimum has in common."""
        given = self.held.given
        tight = np.abs(self.solution.duals) * self.row_sizes > self._least
        tight[given.rows_of_goals] = False
        worth = self.reduced * self.column_sizes
        worth[given.structure.layout.unknowns.level_of_class] = 0.0
        return self.held.with_face(
            self.share_level(),
            tight=tight,
            at_low=worth > self._least,
            at_high=worth < -self._least,
        )

    def stage(
        self, kind: str, *, priority: float | None = None, fixed: Iterable[int] = ()
    ) -> Stage:
        """The evidence of this stage."""
        structure, held = self.held.given.structure, self.held
        goals = structure.layout.keys_of_goals
        unknowns, solution = structure.layout.unknowns, self.solution
        stage = Stage(
            kind=kind,
            priority=priority,
            raised=tuple(goals[g] for g in self.raised),
            floors=self._floors(goals),
            caps=self._caps(goals),
            costs=self.costs,
            objective=self.proved if kind == "leximin" else float(self.costs @ self.values),
            duals=solution.duals,
            tied=held.tied,
            tight=held.tight,
            pinned=held.pinned,
            fixed=tuple(goals[g] for g in fixed),
            settled=held.settled,
            whole=self._whole(unknowns.keys),
            iterations=solution.iterations,
            attempts=solution.attempts,
        )
        return _of_those_awake(stage, structure.awake)

    def _floors(self, goals: Sequence[str]) -> Mapping[str, float]:
        """Least deliveries where levels are held as numbers, and a measure as `after_goals`."""
        held = self.held
        if held.by_face:
            return {}
        low, _ = held.bounds()
        least = zip(goals, low[held.given.deliveries], held.given.most, strict=True)
        floors = {goal: float(floor) for goal, floor, most in least if most > 0.0}
        if np.isfinite(held.measure):
            measure = held.given.structure.layout.unknowns.after_goals
            floors["after_goals"] = float(low[measure])
        return floors

    def _caps(self, goals: Sequence[str]) -> Mapping[str, float]:
        """Most deliveries of the goals that are known to get less than their targets."""
        caps = self.held.caps()
        less = np.flatnonzero(caps < self.held.given.most).tolist()
        return {goals[g]: float(caps[g]) for g in less}

    def _whole(self, keys: tuple[Key, ...]) -> Mapping[Key, float]:
        integers = self.held.given.structure.layout.unknowns.building.integers
        return {keys[k]: float(np.round(self.values[k])) for k in integers}


def _of_those_awake(stage: Stage, awake: Awake) -> Stage:
    """The evidence of a stage without what is asleep."""
    return replace(
        stage,
        costs=stage.costs[awake.unknowns],
        duals=stage.duals[awake.rows],
        tied=awake.tied(stage.tied),
        tight=stage.tight[awake.rows],
        pinned=stage.pinned[awake.unknowns],
    )
