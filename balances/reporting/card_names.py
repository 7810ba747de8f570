"""Products found by what a reader calls them, to ask for their balance cards."""

from __future__ import annotations

from balances.economy.economy import Economy
from balances.economy.issue import BalancesError
from balances.workbook.words import did_you_mean, shown

ALL = "all"


class ProductNameError(BalancesError):
    """No product is called so; the message names the nearest."""


def products_named(economy: Economy, names: str) -> tuple[str, ...]:
    """Codes of the products named, in the order asked for; of all, in that of the economy.

    Args:
        economy: with the products.
        names: codes or names with commas between, whatever their case; `all`; empty = none.

    Raises:
        ProductNameError: no product is called so.
    """
    called = {good.title.casefold(): good.code for good in economy.commodities}
    called |= {good.code.casefold(): good.code for good in economy.commodities}
    asked = [name.strip() for name in names.split(",") if name.strip()]
    if asked == [ALL] and ALL not in called:
        return tuple(good.code for good in economy.commodities)
    for name in asked:
        if name.casefold() not in called:
            near = did_you_mean(name, [good.code for good in economy.commodities])
            raise ProductNameError(f"there is no product {shown(name)}.{near}")
    return tuple(dict.fromkeys(called[name.casefold()] for name in asked))
