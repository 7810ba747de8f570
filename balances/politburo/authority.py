"""Who may decree what: ranks, delegation, and what a higher authority has set.

1 is the highest rank. The sheet agencies gives ranks; the bodies that everybody knows have one
without being listed. Source: MODEL section 6.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from balances.economy.decrees import Decree
from balances.economy.economy import Economy

Marks: TypeAlias = Mapping[str, tuple[int, str]]
"""Rank and number of the decree that has set each subject so far."""

USUAL_RANKS: Mapping[str, int] = MappingProxyType(
    {
        "politburo": 1,
        "stalin": 1,
        "central committee": 1,
        "council of ministers": 2,
        "council of people's commissars": 2,
        "sovnarkom": 2,
        "gosplan": 3,
    }
)
LOWEST = 5
"""Rank of an authority that is neither listed nor known."""

HEIGHTS = 1
"""Class of the commanding heights; whatever is below it is an order or protected."""


def rank_of(decree: Decree, economy: Economy) -> int:
    """Rank at which a decree acts.

    A delegated commission acts at the rank of who delegated it; a decree without an authority
    is the Politburo's.
    """
    acting = decree.delegated_by or decree.authority
    if not acting:
        return USUAL_RANKS["politburo"]
    listed = {name: a.rank for a in economy.agencies for name in (a.code, a.name) if name}
    if acting in listed:
        return listed[acting]
    return USUAL_RANKS.get(acting.casefold(), LOWEST)


def order_class(rank: int) -> float:
    """Class in which an authority of this rank orders and protects.

    The highest orders in class 0, each lower rank in a sub-class a tenth after it, and all of
    them before the commanding heights: within a class the cut is equal.
    """
    return min(rank - 1, 9) / 10 if rank > 1 else 0


def reduction_of(key: str) -> str:
    """What a decree sets that lowers a claim or a budget: somebody above may have spared it."""
    return f"reduction of {key}"


def marked(
    marks: Marks, subjects: Iterable[str], spared: Iterable[str], by: tuple[int, str]
) -> Marks:
    """The marks once a decree, of a rank and number, has set its subjects.

    What it only spares stays marked by who was above it.
    """
    ours = (key for key in spared if key not in marks or marks[key][0] >= by[0])
    return {**marks, **dict.fromkeys((*subjects, *ours), by)}


def overruling(subjects: Iterable[str], rank: int, marks: Marks) -> str | None:
    """Number of the decree of a higher authority that has set one of these; None if there is none.

    Args:
        subjects: what a decree would set.
        rank: at which it acts.
        marks: rank and number of the decree that has set each subject so far.
    """
    for subject in subjects:
        if subject in marks and marks[subject][0] < rank:
            return marks[subject][1]
    return None
