"""What one issue code means."""

from __future__ import annotations

from typing import NamedTuple

from balances.economy.issue import Level

E, W = Level.ERROR, Level.WARNING


class Entry(NamedTuple):
    """What one code means.

    Attributes:
        title: a few words.
        level: error, or warning (an error in strict reading).
        explanation: why it is one, in a sentence or two.
    """

    title: str
    level: Level
    explanation: str
