"""The balanced and the mobilised plan in a few numbers: what the comparison of MODEL 11 asks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from balances.economy.noticed import MET, NOTICED
from balances.gosplan.plan import Plan
from balances.reporting.formulas import NOISE
from balances.reporting.frames import Record, frame_of, records
from balances.reporting.gains import Gain, gains
from balances.reporting.heights import heights_of, heights_worth
from balances.reporting.inequality import coefficient_of_variation, gini, reallocated
from balances.reporting.measured import attained, over_plan
from balances.reporting.wording import is_met
from balances.reporting.worth import base_prices, delivered_worth

_LONGEST = 10


def comparison(balanced: Plan, mobilised: Plan) -> dict[str, Any]:
    """Summary measures of both plans, who carried the cut, and the price of mobilisation."""
    plans = (balanced, mobilised)

    def both(values: tuple[float | None, ...]) -> dict[str, float | None]:
        return {plan.mode: value for plan, value in zip(plans, values, strict=True)}

    shares = tuple(fulfilments(plan) for plan in plans)
    gained, paid = gains(balanced, mobilised)
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
        "heights_gained": heights_gained(balanced, mobilised),
        "who_carried_the_cut": _losers(paid),
        "gained": [_shifted(gain) for gain in gained],
        "paid": [_shifted(gain) for gain in paid],
        "by_claimant": _by_claimant(balanced, mobilised),
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
    before, after = (_allotted(plan) for plan in (balanced, mobilised))
    return reallocated(
        (key[0], before.get(key, 0.0), after.get(key, 0.0))
        for key in dict.fromkeys((*before, *after))
    )


def _allotted(plan: Plan) -> dict[tuple[str, str, str], float]:
    """What each agency receives of each commodity in each period."""
    rows = records(plan.allocations)
    return {(row["commodity"], row["agency"], row["period"]): row["total"] for row in rows}


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
    heights, prices = heights_of(balanced, mobilised), base_prices(mobilised)
    before, after = (heights_worth(plan, heights, prices) for plan in (balanced, mobilised))
    return after - before


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


def _shifted(gain: Gain) -> dict[str, Any]:
    return {
        "key": gain.key,
        "class": gain.priority,
        "unit": gain.unit,
        "balanced": gain.balanced,
        "mobilised": gain.mobilised,
        "share": gain.share,
        "value": gain.worth,
    }


def _losers(paid: Sequence[Gain]) -> list[dict[str, Any]]:
    """Whose fulfilment fell most, against targets as stated."""
    lost = sorted((g for g in paid if g.change < -NOTICED), key=lambda g: (g.change, g.key))
    return [
        {
            "key": gain.key,
            "class": gain.priority,
            "balanced": min(1.0, gain.balanced / gain.stated),
            "mobilised": min(1.0, gain.mobilised / gain.stated),
            "change": gain.change,
        }
        for gain in lost[:_LONGEST]
    ]


def _by_claimant(balanced: Plan, mobilised: Plan) -> list[dict[str, Any]]:
    prices = base_prices(mobilised)
    before, after = (delivered_worth(p, prices, "claimant") for p in (balanced, mobilised))
    return [
        {"claimant": who, "balanced": before.get(who, 0.0), "mobilised": after.get(who, 0.0)}
        for who in dict.fromkeys((*before, *after))
    ]
