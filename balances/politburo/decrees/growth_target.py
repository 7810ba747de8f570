"""growth_target: a figure or a claim grows by so many percent on the base year."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.decrees import Decree
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context
from balances.politburo.orders import merged, order_claims, order_figures
from balances.politburo.targets import claims_of, figures_of


def apply(decree: Decree, context: Context) -> Change:
    """Target := base (1 + growth); growth in percent, or an index when said so."""
    economy = context.economy
    claims = {}
    for n in claims_of(decree, economy):
        base = economy.final_demand.get((economy.claims[n].commodity, economy.claims[n].use))
        if base is not None:
            claims[n] = _grown(decree, decree.value, base)
    first = order_claims(context, claims)
    after = replace(context, economy=first.economy)
    figures = {}
    for k in figures_of(decree, economy):
        base = economy.figures[k].base
        if base is not None:
            high = None if decree.high is None else _grown(decree, decree.high, base)
            figures[k] = _grown(decree, decree.value, base), high
    return merged(first, order_figures(after, figures, order=decree.order))


def _grown(decree: Decree, value: float | None, base: float) -> float:
    growth = value or 0.0
    return base * growth if decree.basis in ("index", "factor") else base * (1.0 + growth / 100.0)


KIND = Kind(
    name="growth_target",
    does="lets a control figure or a claim grow on the base year",
    value="percent, or index as said",
    targets=("claim", "commodity", "sector", "group", "agency", "agency_kind", "use", "figure"),
    apply=apply,
)
