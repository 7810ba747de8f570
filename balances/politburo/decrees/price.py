"""price: retail or base prices are changed."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.economy.records import Commodity
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context, amount_of


def apply(decree: Decree, context: Context) -> Change:
    """Price := value, or a factor, index or percent of it, for the goods and groups named.

    A change of retail prices falls on the turnover tax one for one, since the price that tax is
    reckoned on stays (MODEL section 4.8).
    """
    economy = context.economy
    named = decree.commodities + decree.sectors
    goods, subjects = list(economy.commodities), []
    for i, good in enumerate(goods):
        picked = good.code in named or any(group in decree.groups for group in good.groups)
        if picked and good.code not in decree.spared:
            goods[i] = _priced(good, decree)
            subjects.append(f"price:{good.code}/{decree.what or 'retail'}")
    if tuple(goods) == economy.commodities:
        return Change(economy, subjects=tuple(subjects))
    return Change(_keeping_tax_base(economy).with_commodities(goods), subjects=tuple(subjects))


def _priced(good: Commodity, decree: Decree) -> Commodity:
    value = decree.value or 0.0
    if decree.what == "base":
        return replace(good, price=amount_of(value, decree.basis, good.price or 0.0))
    if good.retail_price is None:
        return good
    return replace(good, retail_price=amount_of(value, decree.basis, good.retail_price))


def _keeping_tax_base(economy: Economy) -> Economy:
    """The economy with today's retail prices written down as those of the base."""
    known = dict(economy.base_retail_prices)
    for good in economy.commodities:
        if good.retail_price is not None:
            known.setdefault(good.code, good.retail_price)
    return replace(economy, base_retail_prices=known)


KIND = Kind(
    name="price",
    does="changes retail prices, or base prices as said",
    value="money, or factor, index or percent of the price",
    targets=("commodity", "sector", "group"),
    apply=apply,
)
