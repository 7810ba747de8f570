"""allocate: a commission sets what an agency receives of a commodity."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.decrees import Decree
from balances.politburo.change import Change, Kind
from balances.politburo.context import RELATIVE, Context, amount_of
from balances.politburo.orders import merged, order_claims, order_receipts
from balances.politburo.targets import agencies_of, claims_of, known_agencies, periods_of


def apply(decree: Decree, context: Context) -> Change:
    """Receipts := value, for each commodity and agency named.

    An agency that has claims on the commodity and uses none of it in production has its claims
    rescaled pro rata; any other has its receipts ordered, and holds what it cannot use.
    """
    economy = context.economy
    quantities: dict[int, float] = {}
    receipts: dict[tuple[str, str, int], float] = {}
    for good in decree.commodities:
        for agency in agencies_of(decree, economy):
            for t in periods_of(decree, economy):
                only = replace(decree, commodities=(good,), agencies=(agency,), period=t)
                mine = claims_of(only, economy)
                claimed = sum(economy.claims[n].target for n in mine)
                before = context.received(good, agency, t)
                wanted = amount_of(decree.value or 0.0, decree.basis, before)
                if claimed > 0.0 and not _produces_with(context, good, agency):
                    for n in mine:
                        quantities[n] = wanted * economy.claims[n].target / claimed
                else:
                    receipts[good, agency, t] = wanted
    first = order_claims(context, quantities)
    return merged(first, order_receipts(context.at(first.economy), receipts, exact=True))


def _produces_with(context: Context, good: str, agency: str) -> bool:
    """Whether activities of the agency, or what it builds, take the commodity."""
    economy = context.economy
    i = economy.commodity_index[good]
    takes = economy.inputs[[i]].toarray()[0] + economy.capital[[i]].toarray()[0]
    owned = any(
        takes[j] != 0.0 and activity.agency == agency
        for j, activity in enumerate(economy.activities)
    )
    return owned or any(p.agency == agency and good in p.inputs for p in economy.projects)


KIND = Kind(
    name="allocate",
    does="Sets what an agency receives of a commodity; what it cannot use it holds.",
    value="quantity; or factor, index, share or percent growth, of what it receives in the "
    "approved plan",
    bases=("quantity", *RELATIVE),
    least=0.0,
    needs=("commodity",),
    targets=("agency", "agency_kind"),
    selects=(known_agencies,),
    apply=apply,
    episode="The Molotov commission, which allocated vehicles.",
)
