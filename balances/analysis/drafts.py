"""Drafts of an investment plan: roubles, what they cost, and what they come to in real terms."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from balances.economy.economy import Economy, Vector

PLACES = 12
"""Decimals to which multiples are kept: drafts print few, and division should leave no more."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft, in multiples of the base year.

    Attributes:
        name: of the draft.
        nominal: investment in the money of the last period.
        cost: planned cost of production.
        productivity: of construction labour.
    """

    name: str
    nominal: float
    cost: float
    productivity: float

    @property
    def real(self) -> float:
        """I / C: investment over cost."""
        return self.nominal / self.cost


def draft_of(name: str, economy: Economy) -> Draft | None:
    """What an economy plans to invest in its last period; None without a budget or a base year.

    Source: MODEL section 12.
    """
    if not economy.finance or economy.base_investment is None:
        return None
    last, (nominal, real) = economy.finance[-1], economy.base_investment
    if last.budget is None:
        return None
    return Draft(
        name=name,
        nominal=round(last.budget / nominal, PLACES),
        cost=round(last.cost_index * real / nominal, PLACES),
        productivity=round(float(economy.construction_productivity[-1]), PLACES),
    )


@dataclass(frozen=True, slots=True)
class Pattern:
    """What goes with what over several drafts.

    Attributes:
        with_investment: correlation of investment with cost, over all drafts.
        with_productivity: correlation of the productivity of construction labour with cost.
        elasticity: of cost to investment, from the first and the last draft alone.

    Each is not a number where it is not defined: where something stays the same, or where
    there are fewer than three drafts to correlate.
    """

    with_investment: float
    with_productivity: float
    elasticity: float


def pattern(drafts: Sequence[Draft]) -> Pattern:
    r"""Correlations over all drafts, and the elasticity that their ends imply.

    .. math:: \epsilon = \frac{\ln (C_n / C_1)}{\ln (I_n / I_1)}

    Source: MODEL section 12.
    """
    cost = np.array([draft.cost for draft in drafts])
    return Pattern(
        with_investment=_correlation(np.array([draft.nominal for draft in drafts]), cost),
        with_productivity=_correlation(np.array([draft.productivity for draft in drafts]), cost),
        elasticity=_elasticity(drafts),
    )


def _correlation(left: Vector, right: Vector) -> float:
    if left.size < 3 or np.ptp(left) == 0.0 or np.ptp(right) == 0.0:
        return math.nan
    return float(np.corrcoef(left, right)[0, 1])


def _elasticity(drafts: Sequence[Draft]) -> float:
    if len(drafts) < 2 or drafts[0].nominal == drafts[-1].nominal:
        return math.nan
    first, last = drafts[0], drafts[-1]
    return math.log(last.cost / first.cost) / math.log(last.nominal / first.nominal)
