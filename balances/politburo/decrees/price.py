"""price: retail or base prices are changed."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.economy.records import Commodity
from balances.politburo.change import Change, Kind
from balances.politburo.context import RELATIVE, Context, amount_of
from balances.politburo.targets import goods_of


def apply(decree: Decree, context: Context) -> Change:
    """Price := value, or a factor, index, share or percent growth of it, where there is one.

    A change of retail prices falls on the turnover tax one for one, since the price that tax is
    reckoned on stays (MODEL section 4.8).
    """
    economy = context.economy
    what = decree.what or "retail"
    goods, subjects = list(economy.commodities), []
    for i in goods_of(decree, economy):
        goods[i] = _priced(goods[i], decree, what)
        subjects.append(f"price:{goods[i].code}/{what}")
    if tuple(goods) == economy.commodities:
        return Change(economy, subjects=tuple(subjects))
    return Change(_keeping_tax_base(economy).with_commodities(goods), subjects=tuple(subjects))


def _priced(good: Commodity, decree: Decree, what: str) -> Commodity:
    before = price_of(good, what)
    if before is None:
        return good
    price = amount_of(decree.value or 0.0, decree.basis, before)
    return replace(good, price=price) if what == "base" else replace(good, retail_price=price)


def price_of(good: Commodity, what: str) -> float | None:
    """The price that a decree about `retail` or `base` prices changes."""
    return good.price if what == "base" else good.retail_price


def _keeping_tax_base(economy: Economy) -> Economy:
    """The economy with today's retail prices written down as those of the base."""
    known = dict(economy.base_retail_prices)
    for good in economy.commodities:
        if good.retail_price is not None:
            known.setdefault(good.code, good.retail_price)
    return replace(economy, base_retail_prices=known)


KIND = Kind(
    name="price",
    does="Changes retail prices, or base prices where `what` says base.",
    value="money; or factor, index, share or percent growth, of the price",
    bases=("quantity", *RELATIVE),
    least=0.0,
    whats=("retail", "base"),
    targets=("commodity", "sector", "group"),
    selects=(goods_of,),
    apply=apply,
    episode="December 1947: lower prices and the end of rationing had cost 50 billion roubles.",
)
