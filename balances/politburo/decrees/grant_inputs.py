"""grant_inputs: the target stays, and the agency gets inputs to reach it."""

from __future__ import annotations

from balances.economy.decrees import Decree
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context
from balances.politburo.least_inputs import least_receipts
from balances.politburo.orders import order_receipts
from balances.politburo.targets import figures_of, periods_of


def apply(decree: Decree, context: Context) -> Change:
    """Receipts of each agency and commodity += value, in class 0.

    Blank: the least receipts with which the figures named can reach their targets, be it at the
    cost of all others; nothing is granted where no amount is enough or where none is needed.
    """
    economy, wanted = context.economy, {}
    for good in decree.commodities:
        for agency in decree.agencies:
            for t in periods_of(decree, economy):
                before = context.received(good, agency, t)
                if decree.value is not None:
                    wanted[good, agency, t] = before + decree.value
                    continue
                figures = figures_of(decree, economy)
                least = least_receipts(economy, figures, (good, agency, t))
                if least is not None and least > before:
                    wanted[good, agency, t] = least
    return order_receipts(context, wanted, exact=False)


KIND = Kind(
    name="grant_inputs",
    does="grants an agency inputs: a quantity more, or the least that its figure needs",
    value="quantity; blank = the least that makes the target reachable",
    needs_value=False,
    targets=("commodity", "agency"),
    apply=apply,
)
