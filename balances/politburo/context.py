"""What a decree may look at: the approved plan, and the economy as decrees before it left it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.economy.keys import claim_key
from balances.economy.records import Claim
from balances.gosplan.plan import Plan
from balances.politburo.authority import order_class
from balances.program.families.agency_allocation import received
from balances.program.lines import LINES, Side


@dataclass(frozen=True, eq=False)
class Context:
    """The approved plan, before the first decree, and the economy now.

    Attributes:
        approved: quantities of orders are reckoned on it.
        economy: as the decrees in force so far have changed it.
        rank: at which the decree acts.
    """

    approved: Plan
    economy: Economy
    rank: int = 1

    @property
    def order_class(self) -> float:
        """Class of what the decree orders or protects."""
        return order_class(self.rank)

    def at(self, economy: Economy) -> Context:
        """The same context once a part of the decree has changed the economy."""
        return replace(self, economy=economy)

    @cached_property
    def deliveries(self) -> Mapping[str, float]:
        """What each goal of the approved plan gets, by goal key [its unit]."""
        return self.approved.delivered

    @cached_property
    def _sources(self) -> Mapping[tuple[str, int], float]:
        plan, economy = self.approved, self.approved.economy
        total = np.zeros(len(economy.periods) * len(economy.commodities))
        for line in LINES:
            if line.side is Side.SOURCE:
                total += line.term(economy, plan.layout.unknowns) @ plan.evidence.values
                total += 0.0 if line.given is None else line.given(economy)
        goods = len(economy.commodities)
        return {
            (good.code, t): float(total[t * goods + i])
            for t in range(len(economy.periods))
            for i, good in enumerate(economy.commodities)
        }

    def sources(self, commodity: str, period: int) -> float:
        """All sources of a commodity in the approved plan [unit_i]."""
        return self._sources[commodity, period]

    def received(self, commodity: str, agency: str, period: int) -> float:
        """What an agency uses of a commodity in the approved plan [unit_i]."""
        plan, economy = self.approved, self.approved.economy
        row = period * len(economy.commodities) + economy.commodity_index[commodity]
        uses = received(economy, plan.layout.unknowns, agency)[[row]] @ plan.evidence.values
        return float(uses[0])

    def reckoned_on(self, decree: Decree, claim: Claim) -> float:
        """What an order on a claim is reckoned on: its approved delivery, or the claim itself."""
        key = claim_key(self.economy, claim)
        reckoned = self._stated if decree.of == "claim" else self.deliveries
        return reckoned.get(key, 0.0)

    @cached_property
    def _stated(self) -> Mapping[str, float]:
        economy = self.approved.economy
        return {claim_key(economy, claim): claim.target for claim in economy.claims}


RELATIVE = ("index", "factor", "share", "percent")
"""What a value may be besides a quantity."""


def amount_of(value: float, basis: str, base: float) -> float:
    """A value as a quantity: itself, or an index, factor, share or growth in percent of the base.

    Args:
        value: as the decree writes it.
        basis: quantity (or empty), index, factor, share or percent.
        base: quantity it refers to.
    """
    if basis in ("index", "factor", "share"):
        return base * value
    if basis == "percent":
        return base * (1.0 + value / 100.0)
    return value


def share_of(decree: Decree) -> float:
    """The value of a decree as a share; a percentage is of a hundred. Blank = all."""
    if decree.value is None:
        return 1.0
    return decree.value / 100.0 if decree.basis == "percent" else decree.value
