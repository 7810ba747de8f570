"""Words that several sheets share."""

from __future__ import annotations

import math

from balances.economy.noticed import MET
from balances.gosplan.plan import Plan
from balances.reporting.frames import Record

SYNTHETIC = (
    "SYNTHETIC DATA: this economy, or a part of it, is invented for illustration. "
    "Do not cite its figures as history."
)
_HALF = 1e-9
"""What a half may lack and still be rounded up."""

LONG = 5_000
"""Rows from which a list is left to its data_ table, where it can be filtered."""


def span(plan: Plan) -> str:
    """The periods of a plan in words."""
    periods = plan.economy.periods
    if not periods:
        return "no periods"
    return periods[0] if len(periods) == 1 else f"{periods[0]}–{periods[-1]}"


def plan_name(plan: Plan) -> str:
    """Which plan it is: `mobilised plan 1933–1937`."""
    return f"{plan.mode} plan {span(plan)}"


def titled(plan: Plan, words: str) -> str:
    """The title of a sheet: what it shows, of which plan, and whether it is invented."""
    return f"{words} · {plan_name(plan)}{mark(synthetic=plan.synthetic)}"


def mark(*, synthetic: bool) -> str:
    """How a title ends that is about invented figures; empty for any other."""
    return " · synthetic data" if synthetic else ""


def warning(plan: Plan) -> str:
    """The warning on a sheet that shows invented figures; empty otherwise."""
    return SYNTHETIC if plan.synthetic else ""


def integer_words(plan: Plan) -> str:
    """What the shadow prices are where projects are built whole or not at all."""
    if math.isnan(plan.mip_gap):
        return ""
    percent = max(100.0 * plan.mip_gap, 0.001)
    return (
        "Some projects are built whole or not at all: shadow prices are those of the linear "
        "program with these choices fixed; the choices are proved to within "
        f"{percent:.2g} % of the best."
    )


def counted(number: int, noun: str) -> str:
    """A number of things in words: `1 goal`, `2 goals`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def first_upper(words: str) -> str:
    """The words with a capital letter."""
    return words[:1].upper() + words[1:]


def class_words(priority: float) -> str:
    """A class of goals by number and name."""
    name = _CLASSES.get(priority)
    return f"{priority:g} {name}" if name else f"{priority:g}"


_CLASSES: dict[float, str] = {0: "orders", 1: "commanding heights", 2: "ordinary", 3: "residual"}


def is_met(goal: Record) -> bool:
    """Whether the goal is delivered in full."""
    fulfilment = goal["fulfilment"]
    return fulfilment is None or fulfilment >= MET


def percent(share: float | None) -> str:
    """A share in words, rounded as cells are; but nothing short of the whole reads as 100 %."""
    if share is None:
        return "–"
    if 0.999 < share < MET:
        return "99.9 %"
    return f"{math.floor(1000.0 * share + 0.5 + _HALF) / 10.0:.1f} %"


def amount(value: float) -> str:
    """A figure in words, to four digits or to the unit."""
    words = f"{value:,.0f}" if abs(value) >= 999.5 else f"{value:.4g}"
    return words.replace("-", "−")


def gained_words(value: float) -> str:
    """A difference in words, with its sign."""
    return f"+{amount(value)}" if value > 0.0 else amount(value)


def share_words(change: float) -> str:
    """A relative change in words, with its sign: `+12.3 %`."""
    return f"{100.0 * change:+.1f} %".replace("-", "−")
