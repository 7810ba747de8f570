"""reserve: goods are added to the state reserve or released from it."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.decrees import Decree
from balances.economy.records import Claim
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context
from balances.politburo.orders import merged, order_claims
from balances.politburo.targets import periods_of

HOLDER = "state reserve"
"""Claimant of a reserve that nobody has claimed yet."""


def apply(decree: Decree, context: Context) -> Change:
    """Reserve claims on the commodity += value; less than nothing releases goods.

    What is released beyond what the claims of the period hold comes out of stock: it is opened
    to all in the first period.
    """
    changes = [Change(context.economy)]
    for good in decree.commodities:
        for t in periods_of(decree, context.economy):
            here = replace(context, economy=changes[-1].economy)
            changes.append(_in_period(decree, here, good, t))
    return merged(*changes)


def _in_period(decree: Decree, context: Context, good: str, t: int) -> Change:
    economy, left = context.economy, decree.value or 0.0
    mine = [
        n
        for n, claim in enumerate(economy.claims)
        if (claim.commodity, claim.use, claim.period) == (good, "reserve", t)
    ]
    if not mine and left > 0.0:
        claim = Claim(good, HOLDER, "reserve", t, left, where=decree.where)
        context = replace(context, economy=economy.with_claims((*economy.claims, claim)))
        mine = [len(economy.claims)]
    had = {n: context.reckoned_on(decree, context.economy.claims[n]) for n in mine}
    released = min(-left, sum(had.values())) if left < 0.0 else 0.0
    held = sum(had.values())
    quantities = {}
    for n in mine:
        part = had[n] / held if held > 0.0 else 1.0 / len(mine)
        quantities[n] = had[n] + part * (left if left > 0.0 else -released)
    change = order_claims(context, quantities)
    beyond = -left - released
    if beyond <= 0.0:
        return change
    goods = list(change.economy.commodities)
    i = change.economy.commodity_index[good]
    goods[i] = replace(goods[i], opening_stock=goods[i].opening_stock + beyond)
    return replace(change, economy=change.economy.with_commodities(goods))


KIND = Kind(
    name="reserve",
    does="adds goods to the state reserve, or releases them when less than nothing",
    value="quantity",
    targets=("commodity",),
    apply=apply,
)
