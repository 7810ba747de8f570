"""Lines that cannot hold together: what a search for them leaves behind. Plain data only.

A *line* is a figure that a planner wrote and could move: a control figure, a floor, a capacity,
a budget. Balances and other definitions always hold and are never in conflict.
Source: MODEL sections 5 and 10.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from balances.economy.issue import Where
from balances.economy.keys import Key
from balances.economy.records import NOWHERE

ROW, LOW, HIGH = "row", "low", "high"
"""Where a line limits the program: the limit of a row, or a bound of an unknown."""

DOWN, UP = -1, 1

WAYS: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {"at_least": (DOWN,), "at_most": (UP,), "equal": (DOWN, UP)}
)
"""Directions in which a line of each sense gives way."""


class Part(NamedTuple):
    """What a line sets in the program.

    Attributes:
        place: `row`, `low` or `high`. key: of the row or of the unknown.
        change: of that limit for each unit by which the line moves.
    """

    place: str
    key: Key
    change: float = 1.0


@dataclass(frozen=True, slots=True)
class Field:
    """The one cell a line comes from, as a change of the workbook names it.

    Attributes:
        sheet, key, field: as in `--set sheet.key.field=value`.
        factor, shift: the cell holds factor * limit + shift.
    """

    sheet: str
    key: str
    field: str
    factor: float = 1.0
    shift: float = 0.0

    def set_to(self, limit: float) -> str:
        """The change that makes the line's limit this."""
        value = self.factor * limit + self.shift
        return f"{self.sheet}.{self.key}.{self.field}={value!r}"


@dataclass(frozen=True)
class Line:
    """A figure that a planner wrote and could move.

    Attributes:
        kind: member of the registry that gave it. at: positions of its records there.
        name: in planners' words, such as `control figure 'Pig iron' 1937`.
        limit: the figure [unit]. sense: at_least, at_most or equal.
        unit: of the figure; may be empty.
        ways: directions in which it can give way, of `DOWN` and `UP`.
        parts: what it sets in the program.
        size: what a move is compared with [unit; of its rows where it is not linear]; > 0.
        least: below this it cannot fall [unit].
        linear: whether its parts move in proportion to it; where not, it can be named and
            dropped, but the least move is not reckoned.
        whole: whether it is a count.
        where: its cell. field: the same as a change of the workbook; None = not one cell.
    """

    kind: str
    at: tuple[int, ...]
    name: str
    limit: float
    sense: str
    unit: str
    ways: tuple[int, ...]
    parts: tuple[Part, ...]
    size: float
    least: float = -math.inf
    linear: bool = True
    whole: bool = False
    where: Where = NOWHERE
    field: Field | None = None

    @property
    def words(self) -> str:
        """The line with its figure and its cell."""
        sense = {"equal": "exactly"}.get(self.sense, self.sense.replace("_", " "))
        told = f"{self.name}: {sense} {_shown(self.limit)} {self.unit}".rstrip()
        return f"{told} ({self.where})" if str(self.where) else told


def _shown(figure: float) -> str:
    """A figure as written where it is a whole number, else to six digits."""
    return f"{figure:.12g}" if figure == round(figure) else f"{figure:.6g}"


@dataclass(frozen=True)
class Relaxation:
    """A move of one line.

    Attributes:
        line: what moves. to: the new figure [unit of the line].
        cost: the move against the size of the line; relaxations are ranked by it.
    """

    line: Line
    to: float

    @property
    def cost(self) -> float:
        """The move as a part of the size of the line."""
        return abs(self.to - self.line.limit) / self.line.size

    @property
    def words(self) -> str:
        """What to do, as a planner would say it."""
        verb = "raise" if self.to > self.line.limit else "lower"
        moved = f"from {_shown(self.line.limit)} to {self.to:.12g} {self.line.unit}".rstrip()
        return f"{verb} {self.line.name} {moved}"

    @property
    def change(self) -> str | None:
        """The same as a change of the workbook, for `--set`; None if it is not one cell."""
        return self.line.field.set_to(self.to) if self.line.field else None


@dataclass(frozen=True)
class Contradiction:
    """Lines that cannot hold together, none of which could be spared.

    Attributes:
        lines: an irreducible set: together they are infeasible; without any one of them the
            others can hold.
        relaxations: of single lines of the set, each enough for the whole economy; cheapest
            first. Empty if no single move is enough.
        together: moves that are enough when all are made at once, where no single one is.
        distance: least sum of all moves, each as a part of its line's size, that makes a plan.
        multipliers: Farkas multipliers of the rows [1 / unit of the row]; empty where whole
            projects are to blame, since these have no such proof.
        columns: keys of the unknowns of the program.
        all_limits: whether every goal was a limit (method `least_effort`).
    """

    lines: tuple[Line, ...]
    relaxations: tuple[Relaxation, ...]
    together: tuple[Relaxation, ...]
    distance: float
    multipliers: Mapping[Key, float]
    columns: tuple[Key, ...]
    all_limits: bool = False
