"""The proof of one stage: its shadow prices, held against the economy's own program."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from balances.certificate.match import AFTER_GOALS, Match
from balances.certificate.statement import Statement
from balances.certificate.ties import coefficients
from balances.economy.economy import Vector
from balances.economy.evidence import Stage

LEAST_PART = 1e-3
"""Part of its natural size below which a row or an unknown counts as practically nothing."""


class Proof:
    """The dual bound of one stage. R rows, K unknowns, G goals.

    Attributes:
        raised, fixed: which goals are, G.
        duals, senses, limits: of the rows as they are in this stage, R.
        tight: rows held as equalities, R.
        coefficients: A of this stage.
        low, high: bounds, K. reduced: costs, less A' y; terms: the largest part of that, K.
    """

    def __init__(self, match: Match, stage: Stage) -> None:
        self.statement, self.stage = match.statement, stage
        goals = self.statement.goals
        self.raised, self.fixed = goals.mask(stage.raised), goals.mask(stage.fixed)
        self.duals, self.tight = stage.duals[match.order], stage.tight[match.order]
        self.coefficients = coefficients(self.statement, stage.tied)
        self.senses = np.where(self.tight, 0, self.statement.senses)
        self.senses[self.coefficients.rows] = 0
        self.limits = self.statement.limits.copy()
        self.limits[goals.rows[self.raised | (stage.tied >= 0)]] = 0.0
        self.low, self.high = bounds_in(self.statement, stage)
        self.reduced = stage.costs - self.coefficients.worth(self.duals)
        self.terms = np.maximum(np.abs(stage.costs), self.coefficients.worth_of_terms(self.duals))

    def program(self) -> Statement:
        """The statement with the senses and limits of this stage; its A is `coefficients`."""
        return replace(self.statement, senses=self.senses, limits=self.limits)

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
        y, d, statement, scale = self.duals, self.reduced, self.statement, self.scale()
        open_up, open_down = np.isinf(self.high), np.isinf(self.low)
        wrong = np.where(open_up, -d, 0.0) + np.where(open_down, d, 0.0)
        size = np.maximum(self.terms, scale / statement.column_sizes)
        wrong_rows = np.where(self.senses > 0, -y, np.where(self.senses < 0, y, 0.0))
        return max(worst(wrong, size), worst(wrong_rows, scale / statement.row_sizes))

    def gap(self) -> float:
        """Distance between the value reached and the bound that the shadow prices prove."""
        side = np.where(self.reduced > 0.0, self.low, self.high)
        of_bounds = self.reduced * np.where(np.isfinite(side), side, 0.0)
        bound = _summed(self.duals * self.limits) + _summed(of_bounds)
        return abs(self.stage.objective - bound) / self.scale()

    def complementarity(self, x: Vector) -> float:
        """Reduced costs off their bound and prices of slack rows, against the objective."""
        side = np.where(self.reduced > 0.0, self.low, self.high)
        off = np.where(np.isfinite(side), np.abs(x - side), 0.0) * np.abs(self.reduced)
        slack = np.abs(self.coefficients.sums(x) - self.limits) * np.abs(self.duals)
        return float(max(np.max(off, initial=0.0), np.max(slack, initial=0.0))) / self.scale()

    def bounds_without_proof(self) -> tuple[Vector, Vector]:
        """Bounds but for what only follows from a proof, which no plan could overstep, K."""
        nothing = np.full_like(self.stage.pinned, np.nan)
        return bounds_in(self.statement, replace(self.stage, pinned=nothing, caps={}))


def bounds_in(statement: Statement, stage: Stage) -> tuple[Vector, Vector]:
    """Bounds of a stage, K: what is whole, pinned, capped and held.

    When deliveries are settled, nothing but a claim gets more than its floor.
    """
    goals, pinned = statement.goals, ~np.isnan(stage.pinned)
    low, high = statement.low.copy(), statement.high.copy()
    for unknown, value in stage.whole.items():
        low[statement.columns[unknown]] = high[statement.columns[unknown]] = value
    low[pinned] = high[pinned] = stage.pinned[pinned]
    high[goals.columns[goals.positions(stage.caps)]] = [*stage.caps.values()]
    floors = {key: floor for key, floor in stage.floors.items() if key != AFTER_GOALS}
    held, least = goals.positions(floors), np.array([*floors.values()], dtype=np.float64)
    low[goals.columns[held]] = least
    if stage.settled:
        high[statement.level] = 0.0
        counted = goals.counted[held]
        high[goals.columns[held[counted]]] = least[counted]
    if AFTER_GOALS in stage.floors:
        low[statement.measure] = stage.floors[AFTER_GOALS]
    return low, high


def worst(excess: Vector, size: Vector) -> float:
    """Largest excess against its size; infinite where one is no number."""
    found = np.maximum(excess, 0.0) / size
    return float(np.max(found, initial=0.0)) if np.isfinite(found).all() else float("inf")


def _summed(parts: Vector) -> float:
    """The sum, rounded once; infinite where a part is no number."""
    return math.fsum(parts[parts != 0.0].tolist()) if np.isfinite(parts).all() else math.inf
