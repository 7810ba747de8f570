"""shock: an event, not an order: a part of capacity, yield, imports or stock is lost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context, amount_of
from balances.politburo.targets import activities_of, periods_of


def apply(decree: Decree, context: Context) -> Change:
    """Capacity, yield, imports or opening stock *= factor, in the period or in all."""
    return Change(shocked(decree, context.economy))


def shocked(decree: Decree, economy: Economy) -> Economy:
    """The economy after the event; the very same where nothing is lost or won."""
    factor = 1.0
    if decree.value is not None:
        factor = amount_of(decree.value, decree.basis or "factor", 1.0)
    hit, periods = list(activities_of(decree, economy)), list(periods_of(decree, economy))
    goods = sorted({economy.commodity_index[economy.activities[j].commodity] for j in hit})
    if factor == 1.0 or not hit:
        return economy
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
    does="An event and no order: part of capacity, yield, imports or stock is left, in both modes.",
    value="factor that is left, or percent growth",
    bases=("factor", "index", "share", "percent"),
    least=0.0,
    whats=("capacity", "yield", "imports", "stock"),
    targets=("commodity", "sector", "group", "agency"),
    selects=(activities_of,),
    apply=apply,
)
