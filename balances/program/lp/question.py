"""What is asked of a live solver, and what it found."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from balances.economy.economy import Vector
from balances.economy.evidence import Mask
from balances.program.coefficients import Coefficients
from balances.program.lp.bases import Standing
from balances.program.optimality import Limits, Point, is_optimal

IDLE = 2.0**10
"""Limit of a row that binds nothing, in scaled units, in which its sums come to a few at most."""

SAME = 1e-8
"""Difference, as a part of the largest number or of 1, up to which two optima are the same but for
their last digits."""


@dataclass(frozen=True, eq=False)
class Question:
    """What is asked of the solver, in scaled units.

    Attributes:
        coefficients: of the program.
        sent: those that the solver holds.
        limits: of the program.
        costs: minimised.
        idle: whether each row binds nothing, R; only rows that may be exchanged do.
        end: until when, by the monotonic clock.
    """

    coefficients: Coefficients
    sent: Coefficients
    limits: Limits
    costs: Vector
    idle: Mask
    end: float

    @property
    def left(self) -> float:
        """Seconds left."""
        return self.end - time.monotonic()

    @cached_property
    def held(self) -> Coefficients:
        """The coefficients that the solver has to hold: in idle rows, what it holds."""
        wanted, kept = self.coefficients, self.idle[self.coefficients.first :]
        return replace(wanted, pairs=wanted.pairs.keeping(self.sent.pairs, kept))

    @cached_property
    def pushed(self) -> Limits:
        """The limits with those of idle rows so far off that no stale coefficient reaches them."""
        limits = self.limits
        low = np.where(self.idle, np.minimum(limits.row_low, -IDLE), limits.row_low)
        return replace(limits, row_low=low)

    def is_met_by(self, point: Point) -> bool:
        """Whether a point is an optimum."""
        return is_optimal(self.coefficients, self.limits, self.costs, point)

    def within(self, point: Point) -> Point:
        """The point with rounding beyond a bound taken back to it."""
        return np.clip(point[0], self.limits.low, self.limits.high), point[1]


@dataclass(frozen=True, eq=False)
class Found:
    """The last optimum.

    Attributes:
        question: what was asked.
        point: what was found.
        stands: the basis on which it stands; None if its last digits are not right.
        turns: of the solver, which tell whether that is still next to its own.
    """

    question: Question
    point: Point
    stands: Standing | None
    turns: int


def agree(found: Point, polished: Point) -> bool:
    """Whether a polished optimum is the one that was found, but for its last digits."""
    return all(
        np.max(np.abs(one - other), initial=0.0) <= SAME * np.max(np.abs(other), initial=1.0)
        for one, other in zip(found, polished, strict=True)
    )
