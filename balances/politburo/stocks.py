"""Stocks that agencies hold, moved to others or opened to all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from balances.economy.economy import Economy


def opened(economy: Economy, good: str, holder: str, quantity: float) -> Economy:
    """The economy once an agency has given this much to all: it joins the opening stock."""
    if quantity <= 0.0:
        return economy
    goods = list(economy.commodities)
    i = economy.commodity_index[good]
    goods[i] = replace(goods[i], opening_stock=goods[i].opening_stock + quantity)
    return moved(economy, good, holder, (), quantity).with_commodities(goods)


def moved(
    economy: Economy, good: str, holder: str, agencies: Sequence[str], quantity: float
) -> Economy:
    """The economy once an agency has given this much to others, in equal parts."""
    if quantity <= 0.0:
        return economy
    stocks = dict(economy.agency_stocks)
    stocks[good, holder] -= quantity
    for agency in agencies:
        stocks[good, agency] = stocks.get((good, agency), 0.0) + quantity / len(agencies)
    return economy.with_agency_stocks(stocks)
