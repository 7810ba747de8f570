"""scale: a claim or a control figure is multiplied."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.decrees import Decree
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context
from balances.politburo.orders import merged, order_claims, order_figures
from balances.politburo.targets import claims_of, figures_of


def apply(decree: Decree, context: Context) -> Change:
    """Target := factor times the approved delivery of a claim, or the target of a figure."""
    economy, factor = context.economy, decree.value or 0.0
    claims = {
        n: factor * context.reckoned_on(decree, economy.claims[n])
        for n in claims_of(decree, economy)
    }
    first = order_claims(context, claims)
    after = replace(context, economy=first.economy)
    figures = {k: (factor * economy.figures[k].target, None) for k in figures_of(decree, economy)}
    return merged(first, order_figures(after, figures, order=decree.order))


KIND = Kind(
    name="scale",
    does="multiplies a claim or a control figure",
    value="factor",
    targets=("claim", "commodity", "sector", "group", "agency", "agency_kind", "use", "figure"),
    apply=apply,
)
