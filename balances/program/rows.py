"""What a constraint family gives: rows of coefficients, and their limits apart from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np

from balances.economy.economy import Economy, Matrix, Vector
from balances.economy.keys import Key
from balances.program.goals import Goal
from balances.program.unknowns import Unknowns


class Sense(IntEnum):
    """How the sum of a row stands to its limit."""

    AT_MOST = -1
    EQUAL = 0
    AT_LEAST = 1


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of one family: structure only.

    Attributes:
        keys: one a row, R.
        matrix: coefficients, R x K.
        senses: one a row, R.
    """

    keys: tuple[Key, ...]
    matrix: Matrix
    senses: tuple[Sense, ...]


@dataclass(frozen=True)
class Layout:
    """What a family may look at to build its rows."""

    economy: Economy
    goals: tuple[Goal, ...]
    unknowns: Unknowns

    @cached_property
    def targets(self) -> Vector:
        """tau_g, G [unit of the goal]."""
        return np.array([goal.target for goal in self.goals])

    @cached_property
    def keys_of_goals(self) -> tuple[str, ...]:
        """Keys of the goals, G."""
        return tuple(goal.key for goal in self.goals)

    @cached_property
    def most(self) -> Vector:
        """Most that counts of each goal, G [unit of the goal]."""
        return np.array([goal.most for goal in self.goals])


@dataclass(frozen=True)
class Family:
    """One constraint family.

    Attributes:
        name: kind of its row keys.
        rows: structure.
        limits: right-hand sides in the same order, R [unit of the row].
    """

    name: str
    rows: Callable[[Layout], Rows]
    limits: Callable[[Layout], Vector]
