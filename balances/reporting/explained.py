"""An explanation as a JSON object: stable keys, nothing that is no number."""

from __future__ import annotations

from typing import Any

from balances.analysis import BindingResource, Explanation
from balances.economy.contradiction import Relaxation
from balances.reporting.frames import plain


def explanation_record(told: Explanation) -> dict[str, Any]:
    """Key, quantities, what binds and what would help, and the words."""
    return {
        "key": told.key,
        "goal": told.goal,
        "unit": told.unit,
        "target": plain(told.target),
        "delivered": plain(told.delivered),
        "class": told.priority,
        "stage": told.stage,
        "binding": [_binding(each) for each in told.binding],
        "possible": told.possible,
        "alone": [_relaxation(way) for way in told.alone],
        "together": [_relaxation(way) for way in told.together],
        "words": list(told.words),
    }


def _binding(found: BindingResource) -> dict[str, Any]:
    holds = found.holds
    return {
        "row": found.words,
        "unit": found.unit,
        "limit": plain(found.limit),
        "shadow_price": plain(found.price),
        "amount": plain(found.amount),
        "gives": plain(found.gives),
        "chain": list(found.chain),
        "more": None if holds is None else plain(holds.more),
        "less": None if holds is None else plain(holds.less),
        "low": None if holds is None else plain(holds.low),
        "high": None if holds is None else plain(holds.high),
        "unique": None if holds is None else holds.unique,
    }


def _relaxation(way: Relaxation) -> dict[str, Any]:
    return {
        "line": way.line.name,
        "unit": way.line.unit,
        "from": plain(way.line.limit),
        "to": plain(way.to),
        "set": way.change,
    }
