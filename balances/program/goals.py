"""Goals: what the plan is asked to reach, and in which class.

A goal g has a target tau_g > 0 and a counted delivery f_g, 0 <= f_g <= tau_g; its fulfilment
is phi_g = f_g / tau_g. Goals are the claims, the soft control figures and the least closing
stocks (MODEL section 5), what of a claim is protected and what agencies should receive
(section 6).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from typing import NamedTuple

from balances.economy.economy import Economy
from balances.economy.keys import (
    allocation_key,
    claim_key,
    figure_key,
    protection_key,
    stock_key,
)

BALANCED = "balanced"
MOBILISED = "mobilised"
MODES = (BALANCED, MOBILISED)

STOCK_PRIORITY = 2
"""Class of a least closing stock: ordinary."""

ASLEEP = math.inf
"""Class of a protection that a decree may order: its unknown and its rows are there, and nothing
is asked of it."""


class Goal(NamedTuple):
    """One goal.

    Attributes:
        key: as in `balances.economy.keys`.
        kind: claim, figure, stock, protection (a further goal on the delivery of a claim) or
            allocation.
        position: place in `economy.claims` (also of a protection), `economy.figures`,
            `economy.commodities` or `economy.allocations`.
        target: tau_g [unit]; > 0.
        floor: hard least delivery [unit].
        priority: class in which it is planned.
        weight: in the method `weighted`.
    """

    key: str
    kind: str
    position: int
    target: float
    floor: float
    priority: float
    weight: float

    @property
    def most(self) -> float:
        """Most that counts: the target, and nothing while it is asleep [unit]."""
        return 0.0 if self.priority == ASLEEP else self.target


def goals_of(economy: Economy, mode: str, prepared: Collection[str] = ()) -> tuple[Goal, ...]:
    """The goals of the economy: classes as declared, or one class for all when balanced.

    Args:
        economy: what is planned.
        mode: balanced or mobilised.
        prepared: keys of protections that are asleep where the economy does not ask for them.
    """

    def planned(priority: float) -> float:
        return 0 if mode == BALANCED else priority

    claims = (
        Goal(claim_key(economy, c), "claim", n, c.target, c.floor, planned(c.priority), c.weight)
        for n, c in enumerate(economy.claims)
        if c.target > 0.0
    )
    figures = (
        Goal(figure_key(economy, k), "figure", n, k.target, 0.0, planned(k.priority), k.weight)
        for n, k in enumerate(economy.figures)
        if not k.hard and k.target > 0.0
    )
    stocks = (
        Goal(stock_key(c), "stock", i, c.min_stock, 0.0, planned(STOCK_PRIORITY), 1.0)
        for i, c in enumerate(economy.commodities)
        if c.min_stock > 0.0
    )
    allocations = (
        Goal(allocation_key(economy, a), "allocation", n, a.target, 0.0, planned(a.priority), 1.0)
        for n, a in enumerate(economy.allocations)
        if a.target is not None and a.target > 0.0
    )
    return (*claims, *figures, *stocks, *_protections(economy, prepared), *allocations)


def _protections(economy: Economy, prepared: Collection[str]) -> Iterator[Goal]:
    """What is protected of claims; it weighs nothing, for the claim itself has its weight."""
    for n, claim in enumerate(economy.claims):
        if claim.protected > 0.0 and claim.target > 0.0:
            key, target = protection_key(economy, claim), min(claim.protected, claim.target)
            yield Goal(key, "protection", n, target, 0.0, claim.protected_priority, 0.0)
        elif prepared and claim.target > 0.0 and protection_key(economy, claim) in prepared:
            key = protection_key(economy, claim)
            yield Goal(key, "protection", n, claim.target, 0.0, ASLEEP, 0.0)
