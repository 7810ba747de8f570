r"""How far a shadow price holds: the program of a stage with one limit free to move.

The best objective v of a stage is a concave, piecewise linear function of every limit b. To the
right and to the left of where b stands, one more and one less unit have a price each; they are
the same where the price is unique. Each holds as far as v stays on its straight line,

.. math:: \max t \quad\text{with}\quad A x = b + t e_r, \quad c x \le v(b) - \pi t

which is one more program. What the stage holds of the faces of earlier stages is let go: only
limits and the levels they reached count, a billionth let off.
Source: MODEL section 10.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from balances.analysis.grounds import Grounds
from balances.analysis.scarcity import Scarce, row_gain
from balances.economy.contradiction import DOWN, ROW
from balances.economy.economy import Vector
from balances.economy.evidence import Stage
from balances.program.lp import HIGHS, LinearProgram, Solution, Status

LET_OFF = 1e-9
"""Part of its target by which a goal that is held is let off."""

STEP = 1e-5
"""Part of the size of a limit by which it is moved to see its price on that side."""

STRAIGHT = 1e-9
"""How far from its straight line the objective may come."""

SAME = 1e-5
"""Relative difference up to which the prices of both sides are one."""


@dataclass(frozen=True)
class Validity:
    """The price of a limit on both sides, and how far it holds.

    Attributes:
        more: gain in the objective of the stage from one more unit.
        less: loss from one unit less; inf where what earlier stages fixed could not be kept.
        low, high: the limit may fall and rise so far with these prices [unit of the limit].
    """

    more: float
    less: float
    low: float
    high: float

    @property
    def unique(self) -> bool:
        """Whether one price holds on both sides."""
        return abs(self.less - self.more) <= SAME * max(abs(self.less), abs(self.more))


def validity(grounds: Grounds, number: int, scarce: Sequence[Scarce]) -> tuple[Validity, ...]:
    """Prices on both sides of limits in a stage, and their ranges.

    Args:
        grounds: of the plan.
        number: of the stage, from 1.
        scarce: limits with a price in that stage.
    """
    free = _Free(grounds, number, scarce)
    sides = [(free.slope(n, 1), free.slope(n, -1)) for n in range(len(scarce))]
    found = []
    for n, ((more, less), each) in enumerate(zip(sides, scarce, strict=True)):
        rise, fall = free.reach(n, 1, more), free.reach(n, -1, less)
        found.append(Validity(more, less, each.limit - fall, each.limit + rise))
    return tuple(found)


class _Free:
    """The program of a stage in which every limit asked about has a move up and one down.

    The columns of the moves stand last, up and down in turn; the last row is the objective.
    """

    def __init__(self, grounds: Grounds, number: int, scarce: Sequence[Scarce]) -> None:
        structure, layout = grounds.structure, grounds.structure.layout
        stage, rows = grounds.plan.evidence.stages[number - 1], len(structure.rows)
        self.count, self.first = len(scarce), structure.matrix.shape[1]
        places = {key: r for r, key in enumerate(structure.rows)}
        columns = {key: k for k, key in enumerate(layout.unknowns.keys)}
        low, high = _bounds(grounds, number)
        rhs = _right_sides(grounds, stage)
        own = [each for each in scarce if each.place != ROW]
        bounded = [columns[each.key] for each in own]
        high[bounded] = np.inf
        at = {each.key: rows + n for n, each in enumerate(own)}
        moves = np.zeros((rows + len(own), 2 * self.count))
        for n, each in enumerate(scarce):
            row = places[each.key] if each.place == ROW else at[each.key]
            way = -row_gain(each.key) if each.place == ROW else 1.0
            moves[row, 2 * n : 2 * n + 2] = (-way, way)
        above = sp.csr_array(
            (np.ones(len(own)), (range(len(own)), bounded)), shape=(len(own), self.first)
        )
        self.matrix = sp.hstack([sp.vstack([structure.matrix, above]), moves], format="csr")
        self.senses = [*map(int, structure.senses), *[DOWN] * len(own)]
        self.rhs = np.concatenate([rhs, [each.limit for each in own]])
        self.low = np.concatenate([low, np.zeros(2 * self.count)])
        self.high = np.concatenate([high, np.zeros(2 * self.count)])
        steps = np.array([_size(each) for each in scarce])
        self.move_sizes = np.repeat(steps, 2)
        self.sizes = np.concatenate([layout.unknowns.sizes, self.move_sizes])
        self.costs = np.concatenate([stage.costs, np.zeros(2 * self.count)])
        self.lp = LinearProgram(self.matrix, self.senses, self.sizes, HIGHS, math.inf)
        self.value = self._value(self._solved(self.low, self.high))

    def _solved(self, low: Vector, high: Vector) -> Solution:
        return self.lp.minimise(self.costs, self.rhs, low, high)

    def _value(self, found: Solution) -> float:
        return float(self.costs @ found.values) if found.status is Status.OPTIMAL else math.nan

    def slope(self, n: int, side: int) -> float:
        """Gain from one more unit beyond where the limit stands, or loss from one less."""
        column = self.first + 2 * n + (side < 0)
        low, high = self.low.copy(), self.high.copy()
        low[column] = high[column] = STEP * self.move_sizes[2 * n]
        found = self._solved(low, high)
        if found.status is not Status.OPTIMAL:
            return math.inf if side < 0 else 0.0
        reduced = float((self.costs - self.matrix.T @ found.duals)[column])
        return -reduced if side > 0 else reduced

    def reach(self, n: int, side: int, price: float) -> float:
        """How far the limit can move to a side with the objective on its straight line."""
        if not math.isfinite(price) or math.isnan(self.value):
            return 0.0
        column, low, high = self.first + 2 * n + (side < 0), self.low, self.high.copy()
        high[column] = np.inf
        line = self.costs.copy()
        line[column] = price * side
        unit = 1.0 / max(abs(self.value), 1.0)
        lp = LinearProgram(
            sp.vstack([self.matrix, unit * sp.csr_array(line[np.newaxis])], format="csr"),
            [*self.senses, DOWN], self.sizes, HIGHS, math.inf,
        )  # fmt: skip
        costs = np.zeros(line.size)
        costs[column] = -1.0 / self.sizes[column]
        rhs = np.append(self.rhs, unit * self.value + STRAIGHT)
        found = lp.minimise(costs, rhs, low, high)
        if found.status is Status.UNBOUNDED:
            return math.inf
        return float(found.values[column]) if found.status is Status.OPTIMAL else 0.0


def _size(scarce: Scarce) -> float:
    """What a move of a limit is compared with: the limit, or what is used of it."""
    used = abs(scarce.worth / scarce.price) if scarce.price else 0.0
    return abs(scarce.limit) or used or 1.0


def _right_sides(grounds: Grounds, stage: Stage) -> Vector:
    """Right-hand sides with the goals of the stage raised, R."""
    rhs, goals = grounds.limits.copy(), grounds.structure.layout.goals
    raised = set(stage.raised)
    first = rhs.size - len(goals)
    rhs[[first + g for g, goal in enumerate(goals) if goal.key in raised]] = 0.0
    return rhs


def _bounds(grounds: Grounds, number: int) -> tuple[Vector, Vector]:
    """Bounds of the unknowns in a stage: levels reached, a little let off, and whole projects."""
    layout, evidence = grounds.structure.layout, grounds.plan.evidence
    unknowns, stage = layout.unknowns, evidence.stages[number - 1]
    low, high = unknowns.lower.copy(), unknowns.upper.copy()
    fixed = {key for earlier in evidence.stages[: number - 1] for key in earlier.fixed}
    for goal, column in zip(layout.goals, unknowns.deliveries.tolist(), strict=True):
        if goal.key in fixed or stage.settled:
            reached = evidence.values[column]
            low[column] = max(goal.floor, reached - LET_OFF * goal.target)
            high[column] = max(low[column], reached)
    if stage.settled:
        high[unknowns.level_of_class] = 0.0
    if any(earlier.kind == "maximise" for earlier in evidence.stages[: number - 1]):
        reached = evidence.values[unknowns.after_goals]
        low[unknowns.after_goals] = reached - LET_OFF * abs(reached)
    columns = {key: k for k, key in enumerate(unknowns.keys)}
    for key, chosen in stage.whole.items():
        low[columns[key]] = high[columns[key]] = chosen
    return low, high
