"""What the stages have proved so far, and so what a later stage may hold.

At the optimum of a stage a row with a price is used up, an unknown with a reduced cost stands at
its bound and the goals with a price share the level: not in one plan but in every plan that
reaches the optimum (complementary slackness). A later stage may hold these, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from balances.certificate.match import Match
from balances.certificate.proof import Proof
from balances.certificate.statement import largest_terms
from balances.economy.economy import Vector

LET_OFF = 1e-9
"""Part of its level that a goal may be let off later, where rounding leaves no plan otherwise."""

PRICED = 1e-13
"""Part of the objective that the natural size of a row or an unknown must be worth at least to
be used up by proof. The program asks for more, in sizes of its own."""


class Record:
    """The record of one sequence of stages. R rows, K unknowns, G goals.

    Attributes:
        held: what each goal was proved to get [unit], G; at first its hard floor.
    """

    def __init__(self, match: Match) -> None:
        self._statement = statement = match.statement
        self._rows, self._columns = [*statement.rows], match.evidence.columns
        self._goals = [*statement.goals.at]
        self.held = statement.goals.floors.copy()
        self._fixed = np.zeros(len(self._goals), dtype=bool)
        # The stage in which a goal was fixed with a price, together with others; 0 = none yet.
        self._together = np.zeros(len(self._goals), dtype=np.int64)
        self._stages = 0
        self._tight = np.zeros(len(self._rows), dtype=bool)
        self._at_low, self._at_high = np.zeros((2, len(self._columns)), dtype=bool)
        self._row_sizes = largest_terms(statement.matrix, statement.column_sizes)

    def faults_of(self, proof: Proof, tolerance: float) -> Iterator[str]:
        """What the stage holds without a proof before it, in words."""
        yield from self._levels_without_cause(proof, tolerance)
        yield from self._ties_without_cause(proof)
        for row in np.flatnonzero(proof.tight & ~self._tight).tolist():
            yield f"held {self._rows[row].kind} {self._rows[row].item} tight without cause"
        low, high, pinned = self._statement.low, self._statement.high, proof.stage.pinned
        proved = (self._at_low & (pinned == low)) | (self._at_high & (pinned == high))
        for column in np.flatnonzero(~np.isnan(pinned) & ~proved).tolist():
            unknown = self._columns[column]
            yield f"pinned {unknown.kind} {unknown.item} without cause"

    def _levels_without_cause(self, proof: Proof, tolerance: float) -> Iterator[str]:
        goals, stage = self._statement.goals, proof.stage
        if not (stage.floors or stage.caps):
            return
        margin = tolerance * goals.targets
        if stage.kind == "leximin":
            floors = goals.values(stage.floors, -np.inf)
            for g in np.flatnonzero(floors > self.held + margin).tolist():
                yield f"held {self._goals[g]} higher than was proved before"
        caps = goals.values(stage.caps, np.inf)
        unproved = np.isfinite(caps) & ~(self._fixed & (caps >= self.held - margin))
        for g in np.flatnonzero(unproved).tolist():
            yield f"capped {self._goals[g]} without cause"

    def _ties_without_cause(self, proof: Proof) -> Iterator[str]:
        own = np.flatnonzero(proof.stage.tied >= 0)
        with_own, with_other = self._together[own], self._together[proof.stage.tied[own]]
        apart = own[(with_own == 0) | (with_own != with_other)]
        yield from (f"tied {self._goals[g]} to another without cause" for g in apart.tolist())

    def add(self, proof: Proof) -> None:
        """Note what a stage proved: levels of goals, rows used up, unknowns at a bound."""
        statement, goals, stage = self._statement, self._statement.goals, proof.stage
        self._stages += 1
        self._fixed |= proof.fixed
        reached: Vector = np.maximum(self.held, -stage.objective * goals.targets)
        self.held = np.where(proof.fixed, reached, self.held)
        least = PRICED * np.max(np.abs(stage.costs) * statement.column_sizes)
        priced = np.abs(proof.duals) * self._row_sizes > least
        self._tight |= priced
        self._together[proof.fixed & priced[goals.rows]] = self._stages
        worth = proof.reduced * statement.column_sizes
        self._at_low |= worth > least
        self._at_high |= worth < -least
        if stage.kind == "leximin" and -stage.objective >= 1.0:
            # What is fulfilled gets its target, which is the upper bound of what counts.
            self._at_high[goals.columns[proof.fixed]] = True
