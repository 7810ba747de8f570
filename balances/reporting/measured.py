"""Measures for the summaries: what a plan attains, and what the base year did."""

from __future__ import annotations

from balances.economy.base_year import base_value
from balances.economy.measures import MeasureError
from balances.gosplan.plan import Plan


def attained(plan: Plan, name: str, item: str = "") -> float | None:
    """What the plan attains of a measure in the last period; None where it is not defined."""
    try:
        return float(plan.measure(name, item).iloc[-1])
    except MeasureError:
        return None


def base(plan: Plan, name: str, item: str = "") -> float | None:
    """Value of the measure in the base year; None where it is not defined or nothing."""
    try:
        return base_value(plan.economy, name, item) or None
    except MeasureError:
        return None


def over_plan(plan: Plan, name: str, item: str = "") -> float | None:
    """What the plan attains of a measure, over all periods; None where it is not defined."""
    try:
        return float(plan.measure(name, item).sum())
    except MeasureError:
        return None
