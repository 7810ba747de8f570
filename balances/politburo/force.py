"""Which decrees of a log are in force, and by which the others are undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from balances.economy.decrees import Decree
from balances.politburo.decrees import SHOCK, UNDOING


def undone_by(log: Sequence[Decree]) -> Mapping[str, str]:
    """Number of the decree that undoes it, for each that is undone.

    Only what is earlier can be undone, and no event. Whoever undoes a veto puts in force
    again what it had undone.
    """
    found: dict[str, str] = {}
    for k in reversed(range(len(log))):
        decree = log[k]
        if decree.kind not in UNDOING or decree.number in found:
            continue
        for earlier in log[:k]:
            if earlier.number in decree.cancels and earlier.kind != SHOCK:
                found.setdefault(earlier.number, decree.number)
    return found


def in_force(log: Sequence[Decree]) -> tuple[Decree, ...]:
    """The decrees of a log that say something and are not undone."""
    undone = undone_by(log)
    return tuple(d for d in log if d.number not in undone and d.kind not in UNDOING)
