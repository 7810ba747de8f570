"""grant_inputs: the target stays, and the agency gets inputs to reach it."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.decrees import Decree
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context
from balances.politburo.least_inputs import least_receipts
from balances.politburo.orders import order_receipts
from balances.politburo.targets import agencies_of, figures_of, known_agencies, periods_of


def apply(decree: Decree, context: Context) -> Change:
    """Receipts of each agency and commodity += value, in class 0.

    Blank: the least receipts with which the figures named can reach their targets, be it at the
    cost of all others; nothing is granted where no amount is enough or where none is needed.
    """
    economy, wanted = context.economy, {}
    figures = figures_of(replace(decree, commodities=(), period=None), economy)
    for good in decree.commodities:
        for agency in agencies_of(decree, economy):
            for t in periods_of(decree, economy):
                before = context.received(good, agency, t)
                if decree.value is not None:
                    wanted[good, agency, t] = before + decree.value
                    continue
                least = least_receipts(economy, figures, (good, agency, t))
                if least is not None and least > before:
                    wanted[good, agency, t] = least
    return order_receipts(context, wanted, exact=False)


KIND = Kind(
    name="grant_inputs",
    does="Grants an agency inputs: a quantity more, or the least that its figure needs.",
    value="quantity more than it receives in the approved plan; blank = the least with which the "
    "figure named can be reached",
    needs_value=False,
    least=0.0,
    needs=("commodity",),
    targets=("agency", "agency_kind"),
    selects=(known_agencies,),
    apply=apply,
    episode="3 November 1935: Gorky keeps its timber target and gets fifty more tractors.",
)
