"""Where the stages of a program ended: places for the stages of a like program to begin.

Two economies of one replay or sweep differ in little, and so do their stages. A stage that others
will follow keeps a live solver of its own, which holds the factors of its basis. The like stage of
the next program changes limits in place there; mostly that basis is its own, or a few pivots away.
Where rows and unknowns are not the same, a stage begins at the basis only: what is new begins in
the basis or at its lower bound, and the solver mends what does not fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from balances.economy.economy import Vector
from balances.economy.evidence import Mask
from balances.economy.keys import Key
from balances.program.lp import Basis, LinearProgram
from balances.program.unknowns import Columns

ALIKE = 2
"""Differences up to which the stand after the last one taken is the next, without a search: a goal
that a decree is about is there or is not, as a claim and as a protection."""

CLOSE = 8
"""Differences up to which a stage is taken for one solved before, whatever else is near."""


@dataclass(frozen=True)
class Keys:
    """What the rows, the unknowns and the goals of a program are called."""

    rows: Sequence[Key]
    unknowns: Sequence[Key]
    goals: Sequence[str]


@dataclass(frozen=True, eq=False)
class Stand:
    """Where the solve of a stage ended.

    Attributes:
        sign: which goals were raised, G, which were tied, G, and which unknowns cost, K.
        basis: where the solver stood.
        lp: the live solver that still stands there; None where it went on.
    """

    sign: Mask
    basis: Basis
    lp: LinearProgram | None


def sign_of(raised: Columns, tied: Columns, costs: Vector) -> Mask:
    """What tells one stage from another.

    Args:
        raised: positions of the goals that are raised.
        tied: the goal with which each one shares its level, G; -1 where it is free.
        costs: K.
    """
    among = np.zeros(tied.size, dtype=bool)
    among[raised] = True
    return np.concatenate([among, tied >= 0, costs != 0.0])


class Stands:
    """The stands of a program solved before, for the stages of a new one.

    Args:
        stands: one a stage.
        old: keys of that program.
        new: keys of the new one.

    Attributes:
        rows: where each row of the new program stands in the old one, R; -1 where it is new.
        unknowns: where each unknown stands there, K; -1 where it is new.
    """

    def __init__(self, stands: Sequence[Stand], old: Keys, new: Keys) -> None:
        self._stands = stands
        self._left, self._taken = np.ones(len(stands), dtype=bool), -1
        self.rows, self.unknowns = _places(old.rows, new.rows), _places(old.unknowns, new.unknowns)
        goals, count = _places(old.goals, new.goals), len(old.goals)
        parts = ((goals, 0), (goals, count), (self.unknowns, 2 * count))
        at = np.concatenate([np.where(part >= 0, part + first, -1) for part, first in parts])
        size = 2 * count + len(old.unknowns)
        signs = np.array([stand.sign for stand in stands], dtype=bool).reshape(len(stands), size)
        # What is new was neither raised nor tied, and cost nothing.
        self._signs = np.where(at >= 0, signs[:, at], False)

    def nearest(self, sign: Mask, present: Mask | None) -> Stand | None:
        """The stand of the stage that is most like a new one, if none has taken it yet.

        Stages follow one another as they did before, so the next one is tried first.

        Args:
            sign: of the new stage.
            present: of the stage before; None where it is the first. If that is more alike, and
                nothing is close, it is better to go on from there: None.
        """
        if not self._left.any():
            return None
        best = self._taken + 1
        if not (best < self._left.size and self._left[best] and self._unlike(best, sign) <= ALIKE):
            unlike = np.count_nonzero(self._signs != sign, axis=1)
            unlike[~self._left] = sign.size + 1
            best = int(np.argmin(unlike))
            reach = sign.size if present is None else max(CLOSE, np.count_nonzero(sign != present))
            if unlike[best] > reach:
                return None
        self._taken, self._left[best] = best, False
        return self._stands[best]

    def _unlike(self, stand: int, sign: Mask) -> int:
        return int(np.count_nonzero(self._signs[stand] != sign))


def _places(old: Sequence[str] | Sequence[Key], new: Sequence[str] | Sequence[Key]) -> Columns:
    if old == new:
        return np.arange(len(new))
    at = {key: n for n, key in enumerate(old)}
    return np.array([at.get(key, -1) for key in new], dtype=np.int64)
