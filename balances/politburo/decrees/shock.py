"""shock: an event, not an order: a part of capacity, yield, imports or stock is lost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context
from balances.politburo.targets import activities_of, periods_of


def apply(decree: Decree, context: Context) -> Change:
    """Capacity, yield, imports or opening stock *= factor, in the period or in all."""
    factor = 1.0 if decree.value is None else decree.value
    changed = shocked(decree, context.economy, factor)
    return Change(context.economy if factor == 1.0 else changed)


def shocked(decree: Decree, economy: Economy, factor: float) -> Economy:
    """The economy after the event."""
    hit, periods = list(activities_of(decree, economy)), list(periods_of(decree, economy))
    goods = sorted({economy.commodity_index[economy.activities[j].commodity] for j in hit})
    if decree.what == "stock":
        records = list(economy.commodities)
        for i in goods:
            records[i] = replace(records[i], opening_stock=factor * records[i].opening_stock)
        return economy.with_commodities(records)
    if decree.what == "imports":
        left = economy.import_factor.copy()
        left[np.ix_(goods, periods)] *= factor
        return economy.with_import_factor(left)
    if decree.what == "yield":
        left = economy.yield_factor.copy()
        left[np.ix_(hit, periods)] *= factor
        return economy.with_yield_factor(left)
    left = economy.capacity_factor.copy()
    left[np.ix_(hit, periods)] *= factor
    return economy.with_capacity_factor(left)


KIND = Kind(
    name="shock",
    does="an event: a part of capacity, yield, imports or stock is left; it holds in both modes",
    value="factor",
    targets=("commodity", "sector", "group", "agency"),
    apply=apply,
)
