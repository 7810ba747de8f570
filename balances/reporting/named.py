"""What goals are called, also those that only a step of a replay has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from balances.gosplan.frames.goals import about
from balances.gosplan.plan import Plan
from balances.gosplan.wording import goal_words
from balances.reporting.frames import Record


def named_goals(plans: Iterable[Plan]) -> Mapping[str, Record]:
    """By key of the goal: kind, what it is about, unit, period, and its name in `words`.

    A goal that several plans have is called as the first of them calls it.
    """
    found: dict[str, Record] = {}
    for plan in plans:
        for goal in plan.layout.goals:
            if goal.key not in found:
                named: Record = {"kind": goal.kind, **about(plan.economy, goal)}
                found[goal.key] = named | {"words": _words(named)}
    return found


def _words(goal: Record) -> str:
    if goal["kind"] == "protection":
        return f"{goal_words(goal | {'kind': 'claim'})}, protected"
    return goal_words(goal)
