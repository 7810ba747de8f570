"""What measures came to in the base year: growth figures refer to it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from balances.economy.economy import Economy
from balances.economy.measures import MeasureError, measure
from balances.economy.records import USES


def base_value(economy: Economy, name: str, item: str) -> float:
    """Value of the measure in the base year: its weights on base outputs and final demand.

    Base-year productivity and wages are 1 by definition, nothing is shocked, imports of the base
    year are unknown and count as nothing, and stocks are the opening stocks.

    Raises:
        MeasureError: as `measure`.
    """
    if name == "real_investment":
        if economy.base_investment is None:
            raise MeasureError("there is no investment of the base year to compare with")
        return economy.base_investment[1]
    plain = _at_base_indices(economy)
    if name == "capacity":
        return measure(plain, name, item, 0).given
    weights = measure(plain, name, item, 0)
    levels = np.array([a.base_output for a in economy.activities])
    total = float(weights.activity @ levels)
    for (commodity, use), quantity in economy.final_demand.items():
        if use in USES:
            place = USES.index(use), economy.commodity_index[commodity]
            total += float(weights.delivery[place]) * quantity
    stocks = np.array([c.opening_stock for c in economy.commodities])
    return total + float(weights.stock @ stocks)


def _at_base_indices(economy: Economy) -> Economy:
    ones = np.ones((len(economy.activities), len(economy.periods)))
    return replace(
        economy,
        productivity=ones,
        wage_index=np.ones(len(economy.periods)),
        capacity_factor=ones,
        yield_factor=ones,
    )
