"""mobilise_stock: goods that an agency holds are moved to others."""

from __future__ import annotations

from balances.economy.decrees import Decree
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context, share_of
from balances.politburo.stocks import moved, opened
from balances.politburo.targets import agencies_of, goods_of


def apply(decree: Decree, context: Context) -> Change:
    """Stock of `from_agency` less the value; the agencies named get it in equal parts.

    Without an agency named it is opened to all: it joins the opening stock. Blank = all of it;
    no more is moved than there is.
    """
    economy, subjects = context.economy, []
    in_parts = decree.value is None or decree.basis in ("share", "percent")
    for i in goods_of(decree, economy):
        good, holder = economy.commodities[i].code, decree.from_agency
        held = economy.agency_stocks.get((good, holder), 0.0)
        wanted = share_of(decree) * held if in_parts else decree.value or 0.0
        quantity = min(held, wanted)
        agencies = agencies_of(decree, economy)
        if agencies:
            economy = moved(economy, good, holder, agencies, quantity)
        else:
            economy = opened(economy, good, holder, quantity)
        subjects.append(f"stock:{good}/{holder}")
    return Change(economy, subjects=tuple(subjects))


KIND = Kind(
    name="mobilise_stock",
    does="Moves goods that an agency holds to others, or opens them to all.",
    value="quantity; or share, or percent, of what it holds; blank = all of it",
    needs_value=False,
    bases=("quantity", "share", "percent"),
    least=0.0,
    needs=("from_agency",),
    targets=("commodity", "group"),
    selects=(goods_of,),
    apply=apply,
)
