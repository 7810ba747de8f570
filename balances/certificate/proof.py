"""The proof of one stage: its shadow prices, held against the economy's own program."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from balances.certificate.ledger import Statement
from balances.certificate.ties import tied
from balances.economy.economy import Matrix, Vector
from balances.economy.evidence import Stage

LEAST_PART = 1e-3
"""Part of its natural size below which a row or an unknown counts as practically nothing."""


def proofs_of(statement: Statement, stages: Sequence[Stage], order: list[int]) -> list[Proof]:
    """The proof of each stage; rows are written anew only where other goals are tied."""
    found: list[Proof] = []
    for stage in stages:
        if not found or stage.ties != found[-1].stage.ties:
            matrix = tied(statement, stage.ties)
            magnitudes = abs(matrix)
        found.append(Proof(statement, stage, order, matrix, magnitudes))
    return found


class Proof:
    """The dual bound of one stage; its rows, and the magnitudes of their coefficients, R x K."""

    def __init__(
        self,
        statement: Statement,
        stage: Stage,
        order: list[int],
        matrix: Matrix,
        magnitudes: Matrix,
    ) -> None:
        self.statement, self.stage = statement, stage
        self.duals = duals = _in_order(stage.duals, order)
        self.limits, self.low, self.high = limits_in(statement, stage)
        self.senses = statement.senses.copy()
        self.senses[[statement.rows[key] for key in stage.tight]] = 0
        self.senses[[statement.goals[goal][3] for goal in stage.ties]] = 0
        self.matrix = matrix
        self.reduced = stage.costs - matrix.T @ duals
        self.terms = magnitudes.T @ np.abs(duals)

    def program(self) -> Statement:
        """The statement as it is in this stage: goals that are tied, rows that are used up."""
        return replace(self.statement, matrix=self.matrix, senses=self.senses, limits=self.limits)

    def scale(self) -> float:
        """What the objective is compared with: itself, or 1 for a level of fulfilment.

        An objective of practically nothing is compared with a thousandth of what one unknown in
        its natural size would cost.
        """
        if self.stage.kind == "leximin":
            return 1.0
        usual = np.max(np.abs(self.stage.costs) * self.statement.column_sizes, initial=0.0)
        return float(max(abs(self.stage.objective), LEAST_PART * usual, 1e-300))

    def wrong_sign(self) -> float:
        """Shadow prices and reduced costs that push against an open side."""
        y, d, statement = self.duals, self.reduced, self.statement
        open_up, open_down = np.isinf(self.high), np.isinf(self.low)
        wrong = np.where(open_up, -d, 0.0) + np.where(open_down, d, 0.0)
        size = np.maximum.reduce(
            [
                np.abs(self.stage.costs),
                self.terms,
                self.scale() / statement.column_sizes,
            ]
        )
        wrong_rows = np.where(self.senses > 0, -y, np.where(self.senses < 0, y, 0.0))
        return max(worst(wrong, size), worst(wrong_rows, self.scale() / statement.row_sizes))

    def gap(self) -> float:
        """Distance between the value reached and the bound that the shadow prices prove."""
        side = np.where(self.reduced > 0.0, self.low, self.high)
        of_bounds = self.reduced * np.where(np.isfinite(side), side, 0.0)
        of_rows = self.duals * self.limits
        bound = math.fsum(of_rows) + math.fsum(of_bounds)
        return abs(self.stage.objective - bound) / self.scale()

    def complementarity(self, x: Vector) -> float:
        """Reduced costs off their bound and prices of slack rows, against the objective."""
        side = np.where(self.reduced > 0.0, self.low, self.high)
        off = np.where(np.isfinite(side), np.abs(x - side), 0.0) * np.abs(self.reduced)
        slack = np.abs(self.matrix @ x - self.limits) * np.abs(self.duals)
        return float(max(np.max(off, initial=0.0), np.max(slack, initial=0.0))) / self.scale()


def limits_in(statement: Statement, stage: Stage) -> tuple[Vector, Vector, Vector]:
    """Right-hand sides and bounds of a stage: goals raised, what is held, deliveries settled."""
    limits, low, high = statement.limits.copy(), statement.low.copy(), statement.high.copy()
    for unknown, value in (*stage.whole.items(), *stage.pinned.items()):
        low[statement.columns[unknown]] = high[statement.columns[unknown]] = value
    for key in (*stage.raised, *stage.ties):
        limits[statement.goals[key][3]] = 0.0
    for key, cap in stage.caps.items():
        high[statement.goals[key][0]] = cap
    _hold(statement, stage, low, high)
    return limits, low, high


def _hold(statement: Statement, stage: Stage, low: Vector, high: Vector) -> None:
    """Place the floors of a stage; when deliveries are settled, nothing else counts more."""
    if stage.settled:
        high[statement.level] = 0.0
    for key, floor in stage.floors.items():
        if key == "after_goals":
            low[statement.measure] = floor
            continue
        column = statement.goals[key][0]
        low[column] = floor
        if stage.settled and not key.startswith("claim:"):
            high[column] = floor


def _in_order(duals: Vector, order: list[int]) -> Vector:
    placed = np.zeros(len(order))
    placed[order] = duals
    return placed


def worst(excess: Vector, size: Vector) -> float:
    """Largest excess against its size; infinite where one is no number."""
    found = np.maximum(excess, 0.0) / size
    return float(np.max(found, initial=0.0)) if np.isfinite(found).all() else float("inf")
