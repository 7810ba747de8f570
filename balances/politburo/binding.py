"""What keeps a goal down: the rows with a price in the stage that fixed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from balances.economy.keys import Key
from balances.gosplan.plan import Plan
from balances.gosplan.wording import row_words

RESOURCES = (
    *("capacity", "labour", "foreign_exchange", "investment_budget", "state_budget"),
    *("household_money", "agency_allocation", "projects", "control_figures"),
)
"""Families whose rows end a chain: more of these is what would help."""

NAMED = 3
"""How many are named at the most."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A row that keeps a goal down.

    Attributes:
        row: its key. words: the same for a reader.
        price: gain in the common level of fulfilment from one more unit of its limit.
    """

    row: Key
    words: str
    price: float


def binding_rows(plan: Plan, goals: Sequence[str]) -> tuple[Binding, ...]:
    """What binds in the stages that fixed these goals, the dearest first.

    Resources are named; only where none binds, the commodities that are short. What a soft
    figure counts is no limit, so its own row is left out.
    """
    found: dict[Key, float] = {}
    soft = {(figure.label, figure.period) for figure in plan.economy.figures if not figure.hard}
    for stage in plan.evidence.stages:
        if not set(goals) & set(stage.fixed):
            continue
        sizes = np.abs(stage.duals)
        for r in np.flatnonzero(sizes > 1e-9 * np.max(sizes, initial=0.0)):
            key = plan.evidence.rows[r]
            if key.kind == "control_figures" and (key.item, key.period) in soft:
                continue
            found[key] = max(found.get(key, 0.0), float(sizes[r]))
    scarce = {key: price for key, price in found.items() if key.kind in RESOURCES}
    if not scarce:
        scarce = {k: price for k, price in found.items() if k.kind == "material_balance"}
    ranked = sorted(scarce.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Binding(key, row_words(plan.economy, key), price) for key, price in ranked[:NAMED])
