"""Fulfilment of goals by key, and its average by class."""

from __future__ import annotations

import math
from collections.abc import Mapping

from balances.gosplan.plan import Plan
from balances.reporting.frames import records


def fulfilments(plan: Plan) -> dict[str, float]:
    """Fulfilment of every goal by its key."""
    return {
        goal["key"]: goal["fulfilment"]
        for goal in records(plan.goals)
        if goal["fulfilment"] is not None
    }


def averages(
    shares: Mapping[str, float], declared: Mapping[str, float], plan: Plan
) -> dict[float, float]:
    """Average fulfilment by class; goals of a key that the plan lacks are left out."""
    found: dict[float, list[float]] = {}
    for goal in records(plan.goals):
        if goal["key"] in shares:
            priority = declared.get(goal["key"], goal["priority"])
            found.setdefault(priority, []).append(shares[goal["key"]])
    return {priority: math.fsum(of) / len(of) for priority, of in found.items()}
