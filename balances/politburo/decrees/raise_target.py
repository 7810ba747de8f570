"""raise_target: a claim or a control figure is raised by a quantity or a percentage."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.decrees import Decree
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context
from balances.politburo.orders import merged, order_claims, order_figures
from balances.politburo.targets import claims_of, figures_of


def apply(decree: Decree, context: Context) -> Change:
    """Target += value; a claim's on its approved delivery, a figure's on its target now."""
    economy = context.economy
    claims = {
        n: _raised(decree, context.reckoned_on(decree, economy.claims[n]))
        for n in claims_of(decree, economy)
    }
    first = order_claims(context, claims)
    after = replace(context, economy=first.economy)
    figures = {
        k: (_raised(decree, economy.figures[k].target), economy.figures[k].high)
        for k in figures_of(decree, economy)
    }
    return merged(first, order_figures(after, figures, order=decree.order))


def _raised(decree: Decree, before: float) -> float:
    value = decree.value or 0.0
    by_percent = decree.basis == "percent"
    return before * (1.0 + value / 100.0) if by_percent else before + value


KIND = Kind(
    name="raise_target",
    does="raises a claim or a control figure by a quantity; less than nothing lowers it",
    value="quantity or percent",
    targets=("claim", "commodity", "sector", "group", "agency", "agency_kind", "use", "figure"),
    apply=apply,
)
