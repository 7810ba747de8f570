"""What a kind of line gives, and how lines of it are named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, TypeVar

from balances.economy.contradiction import Line
from balances.economy.economy import Economy
from balances.economy.issue import Where

Record = TypeVar("Record")

Moved: TypeAlias = Callable[[Economy, Line, float], Economy]
"""The economy with the figure of a line at another value."""


@dataclass(frozen=True)
class Asked:
    """What lines are made from.

    Attributes:
        economy: what is planned.
        all_limits: whether every goal is a limit (method `least_effort`).
    """

    economy: Economy
    all_limits: bool = False


@dataclass(frozen=True)
class LineKind:
    """One kind of line.

    Attributes:
        name: as in `Line.kind`.
        lines: all lines of the kind in an economy. What sets nothing in the program may be
            among them; it is passed over.
        moved: the economy with the figure of one such line at another value.
    """

    name: str
    lines: Callable[[Asked], Iterable[Line]]
    moved: Moved


def replaced(
    records: Sequence[Record], places: Iterable[int], change: Callable[[Record], Record]
) -> tuple[Record, ...]:
    """The records with those at some places changed."""
    chosen = set(places)
    return tuple(change(r) if n in chosen else r for n, r in enumerate(records))


def moves(records: str, field: str) -> Moved:
    """How one figure moves that stands in the records a line is about.

    Args:
        records: field of the economy that holds them; the line says at which places.
        field: of each of them.
    """

    def moved(economy: Economy, line: Line, to: float) -> Economy:
        change: Any = {field: round(to) if line.whole else to}
        old: Sequence[Any] = getattr(economy, records)
        changed: Any = {records: replaced(old, line.at, lambda record: replace(record, **change))}
        return replace(economy, **changed)

    return moved


def in_period(economy: Economy, periods: Sequence[int]) -> str:
    """` in 1937`; nothing where a line holds in every period of several."""
    if len(periods) == len(economy.periods) > 1:
        return ""
    return f" in {', '.join(economy.label(t) for t in periods)}"


def same_cell(where: Where, position: int) -> Where | int:
    """What records of one cell have in common; a record without a cell is alone."""
    return where if where.cell else position
