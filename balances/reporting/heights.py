"""Orders and commanding heights: which goals they are, and what they get."""

from __future__ import annotations

import math

from balances.gosplan.plan import Plan
from balances.reporting.classes import declared_classes
from balances.reporting.frames import Record, records
from balances.reporting.worth import Prices

LAST = 1
"""Last class of the commanding heights; orders stand above them."""

_IN_MONEY = ("group_output", "national_income", "real_investment")
"""Measures of control figures that are sums of money at base prices already."""

_IN_GOODS = ("output", "stock", "exports")
"""Measures of control figures that count units of a commodity."""


def heights_of(balanced: Plan, mobilised: Plan) -> frozenset[str]:
    """Keys of the goals that the mobilised plan has in class 0 or 1, household claims apart.

    A control figure must stand in both plans to be compared.
    """
    declared = declared_classes(mobilised)
    both = set(balanced.units_of_goals) & set(mobilised.units_of_goals)
    return frozenset(
        goal["key"]
        for goal in records(mobilised.goals)
        if declared.get(goal["key"], goal["priority"]) <= LAST
        and goal["kind"] != "allocation"
        and (goal["kind"] == "claim" or goal["key"] in both)
    )


def heights_worth(plan: Plan, heights: frozenset[str], prices: Prices) -> float:
    """What these goals get over the plan, at base prices."""
    return math.fsum(
        _price(goal, prices) * goal["delivered"]
        for goal in records(plan.goals)
        if goal["key"] in heights
    )


def _price(goal: Record, prices: Prices) -> float:
    """Base price of what counts towards the goal; 0 where it has none."""
    if goal["use"] == "household":
        return 0.0
    if goal["kind"] != "figure":
        return prices.get(goal["commodity"], 0.0)
    if goal["measure"] in _IN_MONEY:
        return 1.0
    return prices.get(goal["item"], 0.0) if goal["measure"] in _IN_GOODS else 0.0
