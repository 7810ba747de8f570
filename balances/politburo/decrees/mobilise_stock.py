"""mobilise_stock: goods that an agency holds are moved to others."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.decrees import Decree
from balances.economy.records import Commodity
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context, amount_of


def apply(decree: Decree, context: Context) -> Change:
    """Stock of `from_agency` less the value; the agencies named get it in equal parts.

    Without an agency named it is opened to all: it joins the opening stock. Blank = all of it;
    no more is moved than there is.
    """
    economy = context.economy
    stocks, goods = dict(economy.agency_stocks), list(economy.commodities)
    subjects = []
    for good in decree.commodities:
        held = stocks.get((good, decree.from_agency), 0.0)
        wanted = held if decree.value is None else amount_of(decree.value, decree.basis, held)
        moved = min(held, wanted)
        subjects.append(f"stock:{good}/{decree.from_agency}")
        if moved <= 0.0:
            continue
        stocks[good, decree.from_agency] = held - moved
        for agency in decree.agencies:
            had = stocks.get((good, agency), 0.0)
            stocks[good, agency] = had + moved / len(decree.agencies)
        if not decree.agencies:
            i = economy.commodity_index[good]
            goods[i] = _with_stock(goods[i], moved)
    if stocks == dict(economy.agency_stocks):
        return Change(economy, subjects=tuple(subjects))
    changed = economy.with_agency_stocks(stocks).with_commodities(goods)
    return Change(changed, subjects=tuple(subjects))


def _with_stock(good: Commodity, quantity: float) -> Commodity:
    return replace(good, opening_stock=good.opening_stock + quantity)


KIND = Kind(
    name="mobilise_stock",
    does="moves goods that an agency holds to others, or opens them to all",
    value="quantity, or share or factor as said; blank = all",
    needs_value=False,
    targets=("commodity",),
    apply=apply,
)
