"""What keeps a goal down: the rows with a price in the stage that fixed it.

A price is the gain in the common level from one more unit, so prices of tons and of thousands of
tons cannot be compared. Rows are ranked by worth, price times all that the plan moves through
them: their part in the level, whatever the units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from balances.economy.evidence import Stage
from balances.economy.keys import Key
from balances.economy.noticed import PRICED
from balances.gosplan.frames.moved import moved
from balances.gosplan.frames.prices import limiting
from balances.gosplan.plan import Plan
from balances.gosplan.wording import row_words
from balances.program.rows import Sense

RESOURCES = (
    *("capacity", "labour", "foreign_exchange", "investment_budget", "state_budget"),
    *("household_money", "agency_allocation", "projects", "control_figures"),
)
"""Families whose rows end a chain: more of these is what would help."""

GOODS = ("material_balance",)

NAMED = 3
"""How many are named at the most."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A row that keeps a goal down.

    Attributes:
        row: its key. words: the same for a reader.
        price: gain in the common level of fulfilment from one more unit of its limit.
        worth: price times all that the plan moves through it.
    """

    row: Key
    words: str
    price: float
    worth: float


def binding_rows(plan: Plan, goals: Sequence[str]) -> tuple[Binding, ...]:
    """What binds in the stages that fixed these goals, what is worth most first.

    Resources are named; only where none binds, the commodities that are short. What a soft
    figure counts is no limit, so its own row is left out.
    """
    stages = [stage for stage in plan.evidence.stages if set(goals) & set(stage.fixed)]
    for kinds in (RESOURCES, GOODS) if stages else ():
        found = _priced(plan, stages, kinds)
        most = max((row.worth for row in found), default=0.0)
        counted = [row for row in found if row.worth > PRICED * most]
        if counted:
            return tuple(sorted(counted, key=lambda row: (-row.worth, row.row))[:NAMED])
    return ()


def _priced(plan: Plan, stages: Sequence[Stage], kinds: Sequence[str]) -> list[Binding]:
    """Rows of these families with a price in some stage, at the price with which most is lost.

    One more unit of what an earlier stage used up may lift its goals at the cost of these: such a
    row, whose price has the wrong sign, does not keep them down.
    """
    rows, economy = plan.evidence.rows, plan.economy
    amounts = moved(plan.structure, plan.evidence.values)
    senses = np.array([int(sense) for sense in plan.structure.senses])
    goods = np.array([key.kind == "material_balance" for key in rows])
    duals = np.array([stage.duals for stage in stages])
    either = np.where(goods, duals, np.abs(duals))
    prices = np.max(np.where(senses == Sense.EQUAL, either, senses * duals), axis=0)
    prices[~limiting(economy, rows)] = 0.0
    found = []
    for r in np.flatnonzero(prices > 0.0).tolist():
        key, price = rows[r], float(prices[r])
        if key.kind in kinds:
            worth = price * float(amounts[r])
            found.append(Binding(key, row_words(economy, key), price, worth))
    return found
