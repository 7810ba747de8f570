"""Changes of fulfilment as bars: the largest gains and losses, and who they are."""

from __future__ import annotations

from collections.abc import Sequence

from balances.economy.noticed import NOTICED
from balances.gosplan.wording import goal_words
from balances.reporting.figures.figure import Bar, Bars
from balances.reporting.frames import Record

LONGEST = 10
"""Bars of a chart of the largest changes."""


def who(groups: Sequence[Bars]) -> str:
    """Who gains and who pays most, of changes from the largest gain to the largest loss."""
    found = [f"{groups[0].label} gains most"] * (groups[0].bars[0].value > 0.0)
    found += [f"{groups[-1].label} pays most"] * (groups[-1].bars[0].value < 0.0)
    return "; ".join(found)


def extremes(changes: Sequence[tuple[str, float]]) -> tuple[Bars, ...]:
    """The largest changes of fulfilment, from the largest gain to the largest loss.

    Half of them are gains and half losses; where one side has fewer, the other has more. Words
    and colours say which is which.
    """
    ranked = sorted(changes, key=lambda change: (-abs(change[1]), change[0]))
    gained = [change for change in ranked if change[1] > NOTICED]
    paid = [change for change in ranked if change[1] < -NOTICED]
    half = LONGEST // 2
    shown = gained[: max(half, LONGEST - len(paid))]
    shown += reversed(paid[: max(half, LONGEST - len(gained))])
    return tuple(
        Bars(label, (Bar(value, points(value), int(value < 0.0)),)) for label, value in shown
    )


def points(change: float) -> str:
    """A change of a share in percentage points, with its sign and whether it is a gain."""
    words = f"{100.0 * change:+.1f} points".replace("-", "−")
    return f"{words}, {'gained' if change > 0.0 else 'paid'}"


def goal_name(goal: Record) -> str:
    """What a goal asks for, and when."""
    return f"{goal_words(goal)}, {goal['period']}"
