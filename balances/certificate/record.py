"""What the stages have proved so far, and so what a later stage may hold.

At the optimum of a stage a row with a price is used up, an unknown with a reduced cost stands at
its bound and a goal with a price gets no more than the level: not in one plan but in every plan
that keeps the level (complementary slackness). A later stage may hold these, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import scipy.sparse as sp

from balances.certificate.restated import Statement
from balances.economy.economy import Vector
from balances.economy.evidence import Stage
from balances.economy.keys import Key

LET_OFF = 5e-7
"""Part of its level that a goal may be let off later, where rounding leaves no plan otherwise."""

PRICED = 1e-8
"""Part of the level that the natural size of a row or an unknown must be worth at least to be
used up by proof: far above the rounding of a price, below what the program itself asks for."""


class Record:
    """The record of one sequence of stages.

    Attributes:
        held: what each goal was proved to get [unit], by goal key; at first its hard floor.
    """

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        self.held: dict[str, float] = {k: goal[2] for k, goal in statement.goals.items()}
        self._fixed: set[str] = set()
        self._tight: set[Key] = set()
        self._pinned: set[tuple[Key, float]] = set()
        terms = abs(statement.matrix) @ sp.diags_array(statement.column_sizes)
        self._row_sizes = terms.max(axis=1).toarray().ravel()

    def faults_of(self, stage: Stage, tolerance: float) -> Iterator[str]:
        """What the stage holds without a proof before it, in words."""
        goals = self._statement.goals
        for goal, floor in stage.floors.items() if stage.kind == "leximin" else ():
            if goal in self.held and floor > self.held[goal] + tolerance * goals[goal][1]:
                yield f"held {goal} higher than was proved before"
        for goal, cap in stage.caps.items():
            least = self.held[goal] - tolerance * goals[goal][1]
            if goal not in self._fixed or cap < least:
                yield f"capped {goal} without cause"
        for row in stage.tight - self._tight:
            yield f"held {row.kind} {row.item} tight without cause"
        for unknown, value in stage.pinned.items():
            if (unknown, value) not in self._pinned:
                yield f"pinned {unknown.kind} {unknown.item} without cause"

    def add(self, stage: Stage, duals: Vector, reduced: Vector) -> None:
        """Note what a leximin stage proved: levels of goals, rows used up, unknowns at a bound."""
        statement = self._statement
        self._fixed |= set(stage.fixed)
        for goal in stage.fixed:
            self.held[goal] = max(self.held[goal], -stage.objective * statement.goals[goal][1])
        priced = np.abs(duals) * self._row_sizes > PRICED
        self._tight |= {key for key, row in statement.rows.items() if priced[row]}
        worth = reduced * statement.column_sizes
        for key, column in statement.columns.items():
            if abs(worth[column]) > PRICED:
                bound = statement.low if worth[column] > 0.0 else statement.high
                self._pinned.add((key, float(bound[column])))
