"""The balanced and the mobilised plan in a few numbers: what the comparison of MODEL 11 asks."""

from __future__ import annotations

import math
from typing import Any

from balances.economy.valuation import price_weights
from balances.gosplan.plan import Plan
from balances.reporting.classes import declared_classes
from balances.reporting.formulas import NOISE
from balances.reporting.frames import Record, frame_of, records
from balances.reporting.inequality import coefficient_of_variation, gini, reallocated
from balances.reporting.measured import attained, over_plan
from balances.reporting.wording import MET, is_met

HEIGHTS = 1
"""Last class of the commanding heights; orders stand above them."""

NOTICED = 1e-6
"""Changes of fulfilment below this are none."""

_LONGEST = 10
_IN_MONEY = ("group_output", "national_income", "real_investment")
"""Measures of control figures that are sums of money at base prices already."""


def comparison(balanced: Plan, mobilised: Plan) -> dict[str, Any]:
    """Summary measures of both plans, who carried the cut, and the price of mobilisation."""
    plans = (balanced, mobilised)

    def both(values: tuple[float | None, ...]) -> dict[str, float | None]:
        return {plan.mode: value for plan, value in zip(plans, values, strict=True)}

    shares = tuple(fulfilments(plan) for plan in plans)
    return {
        "share_of_goals_met": both(tuple(share_met(plan) for plan in plans)),
        "lowest_fulfilment": both(tuple(min(found, default=None) for found in shares)),
        "gini": both(tuple(gini(found) for found in shares)),
        "coefficient_of_variation": both(tuple(coefficient_of_variation(f) for f in shares)),
        "consumption": both(tuple(attained(plan, "consumption") for plan in plans)),
        "share_reallocated": moved(balanced, mobilised),
        "price_of_mobilisation": price_of_mobilisation(balanced, mobilised),
        "real_investment": both(tuple(total(plan, "real") for plan in plans)),
        "price_index": both(tuple(price_index(plan) for plan in plans)),
        "overhang": both(tuple(total(plan, "overhang") for plan in plans)),
        "unfinished_growth": both(tuple(unfinished_growth(plan) for plan in plans)),
        "who_carried_the_cut": _losers(balanced, mobilised),
    }


def fulfilments(plan: Plan) -> list[float]:
    """Fulfilment of every goal."""
    return [g["fulfilment"] for g in records(plan.goals) if g["fulfilment"] is not None]


def share_met(plan: Plan) -> float | None:
    """Share of the goals that are met in full; None without goals."""
    goals = records(plan.goals)
    return sum(map(is_met, goals)) / len(goals) if goals else None


def moved(balanced: Plan, mobilised: Plan) -> float | None:
    """Share of allotments to agencies that changed hands: half their L1 distance."""
    keys = ["commodity", "agency", "period"]
    before, after = (plan.allocations.set_index(keys)["total"] for plan in (balanced, mobilised))
    return reallocated(
        (str(key[0]), float(before.get(key, 0.0)), float(after.get(key, 0.0)))
        for key in dict.fromkeys((*before.index, *after.index))
    )


def price_of_mobilisation(balanced: Plan, mobilised: Plan) -> float | None:
    """Household consumption lost per rouble gained by orders and commanding heights.

    Both over the whole plan at base prices. A height is a claim or a control figure of class 0
    or 1, household claims apart; None where the heights gain nothing.
    """
    gained = heights_gained(balanced, mobilised)
    before, after = (over_plan(plan, "consumption") for plan in (balanced, mobilised))
    if gained <= 0.0 or before is None or after is None:
        return None
    return (before - after) / gained


def heights_gained(balanced: Plan, mobilised: Plan) -> float:
    """What orders and commanding heights get more when mobilised, at base prices."""
    before = {goal["key"]: goal for goal in records(balanced.goals)}
    declared = declared_classes(mobilised)
    return math.fsum(
        _value(mobilised, goal) * (goal["delivered"] - before[goal["key"]]["delivered"])
        for goal in records(mobilised.goals)
        if declared.get(goal["key"], goal["priority"]) <= HEIGHTS and goal["key"] in before
    )


def _value(plan: Plan, goal: Record) -> float:
    """Roubles at base prices per unit of what counts towards the goal; 0 where it has none."""
    if goal["use"] == "household":
        return 0.0
    if goal["kind"] == "figure" and goal["measure"] in _IN_MONEY:
        return 1.0
    good = goal["commodity"] if goal["kind"] != "figure" else goal["item"]
    valued = goal["kind"] != "figure" or goal["measure"] in ("output", "stock", "exports")
    position = plan.economy.commodity_index.get(good)
    if position is None or not valued:
        return 0.0
    return float(price_weights(plan.economy)[position])


def total(plan: Plan, column: str) -> float | None:
    """Sum of a column of the investment frame over the plan; None without investment.

    What is solver noise against the spending of the period counts as nothing.
    """
    rows = [row for row in records(frame_of(plan, "investment")) if row[column] is not None]
    return math.fsum(without_noise(row, column) for row in rows) if rows else None


def without_noise(row: Record, column: str) -> float:
    """A figure of the investment frame; zero where it is noise against the spending."""
    value: float = row[column]
    return 0.0 if abs(value) <= NOISE * (row["nominal"] or 0.0) else value


def price_index(plan: Plan) -> float | None:
    """Spending on investment over the same work at planned cost, over the whole plan."""
    every = records(frame_of(plan, "investment"))
    rows = [row for row in every if row["nominal"] is not None]
    planned = math.fsum(row["cost_index"] * row["real"] for row in rows)
    return math.fsum(row["nominal"] for row in rows) / planned if planned > 0.0 else None


def unfinished_growth(plan: Plan) -> float | None:
    """Unfinished construction at the end of the plan less that before it, at planned cost.

    Unfinished before it are the sites that give nothing until they are wholly done.
    """
    found = records(frame_of(plan, "investment"))
    if not found:
        return None
    before = math.fsum(
        project.planned_cost * project.done
        for project in plan.economy.projects
        if project.integer and project.done < MET
    )
    growth: float = found[-1]["unfinished"] - before
    return 0.0 if abs(growth) <= NOISE * before else growth


def _losers(balanced: Plan, mobilised: Plan) -> list[dict[str, Any]]:
    before = {goal["key"]: goal["fulfilment"] for goal in records(balanced.goals)}
    declared = declared_classes(mobilised)
    found = [
        {
            "key": goal["key"],
            "class": declared.get(goal["key"], goal["priority"]),
            "balanced": before[goal["key"]],
            "mobilised": goal["fulfilment"],
            "change": goal["fulfilment"] - before[goal["key"]],
        }
        for goal in records(mobilised.goals)
        if before.get(goal["key"]) is not None and goal["fulfilment"] is not None
    ]
    lost = [row for row in found if row["change"] < -NOTICED]
    return sorted(lost, key=lambda row: (row["change"], row["key"]))[:_LONGEST]
