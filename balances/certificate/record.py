"""What the stages have proved so far, and so what a later stage may hold.

At the optimum of a stage a row with a price is used up, an unknown with a reduced cost stands at
its bound and the goals with a price share the level: not in one plan but in every plan that
reaches the optimum (complementary slackness). A later stage may hold these, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import scipy.sparse as sp

from balances.certificate.restated import Statement
from balances.economy.economy import Vector
from balances.economy.evidence import Stage
from balances.economy.keys import Key

LET_OFF = 1e-9
"""Part of its level that a goal may be let off later, where rounding leaves no plan otherwise."""

PRICED = 1e-13
"""Part of the objective that the natural size of a row or an unknown must be worth at least to
be used up by proof. The program asks for more, in sizes of its own."""


class Record:
    """The record of one sequence of stages.

    Attributes:
        held: what each goal was proved to get [unit], by goal key; at first its hard floor.
    """

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        self.held: dict[str, float] = {k: goal[2] for k, goal in statement.goals.items()}
        self._fixed: set[str] = set()
        self._together: list[set[str]] = []
        self._tight: set[Key] = set()
        self._pinned: set[tuple[Key, float]] = set()
        # Positions go from nought on, in the order of the keys.
        self._rows, self._columns = [*statement.rows], [*statement.columns]
        terms = abs(statement.matrix) @ sp.diags_array(statement.column_sizes)
        self._row_sizes = terms.max(axis=1).toarray().ravel()

    def faults_of(self, stage: Stage, tolerance: float) -> Iterator[str]:
        """What the stage holds without a proof before it, in words."""
        yield from self._levels_without_cause(stage, tolerance)
        for goal, other in stage.ties.items():
            if not any({goal, other} <= together for together in self._together):
                yield f"tied {goal} to {other} without cause"
        for row in stage.tight - self._tight:
            yield f"held {row.kind} {row.item} tight without cause"
        for unknown, value in stage.pinned.items():
            if (unknown, value) not in self._pinned:
                yield f"pinned {unknown.kind} {unknown.item} without cause"

    def _levels_without_cause(self, stage: Stage, tolerance: float) -> Iterator[str]:
        goals = self._statement.goals
        for goal, floor in stage.floors.items() if stage.kind == "leximin" else ():
            if goal in self.held and floor > self.held[goal] + tolerance * goals[goal][1]:
                yield f"held {goal} higher than was proved before"
        for goal, cap in stage.caps.items():
            least = self.held[goal] - tolerance * goals[goal][1]
            if goal not in self._fixed or cap < least:
                yield f"capped {goal} without cause"

    def add(self, stage: Stage, duals: Vector, reduced: Vector) -> None:
        """Note what a stage proved: levels of goals, rows used up, unknowns at a bound."""
        statement, goals = self._statement, self._statement.goals
        self._fixed |= set(stage.fixed)
        for goal in stage.fixed:
            self.held[goal] = max(self.held[goal], -stage.objective * goals[goal][1])
        least = PRICED * np.max(np.abs(stage.costs) * statement.column_sizes)
        priced = np.abs(duals) * self._row_sizes > least
        self._tight |= {self._rows[row] for row in np.flatnonzero(priced).tolist()}
        self._together.append({goal for goal in stage.fixed if priced[goals[goal][3]]})
        worth = reduced * statement.column_sizes
        for column in np.flatnonzero(np.abs(worth) > least).tolist():
            bound = statement.low if worth[column] > 0.0 else statement.high
            self._pinned.add((self._columns[column], float(bound[column])))
        if stage.kind == "leximin" and -stage.objective >= 1.0:
            self._pinned |= {(Key("f", goal), goals[goal][1]) for goal in stage.fixed}
