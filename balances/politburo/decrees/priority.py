"""priority: claims and figures move to a class; commanding heights are class 1."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.decrees import Decree
from balances.economy.keys import claim_key, figure_key
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context
from balances.politburo.targets import claims_of, figures_of

HEIGHTS = 1


def apply(decree: Decree, context: Context) -> Change:
    """Class := value for every claim and figure named."""
    economy = context.economy
    rank = HEIGHTS if decree.value is None else round(decree.value)
    claims, figures, subjects = list(economy.claims), list(economy.figures), []
    for n in claims_of(decree, economy):
        claims[n] = replace(claims[n], priority=rank)
        subjects.append(f"class of {claim_key(economy, claims[n])}")
    for k in figures_of(decree, economy):
        figures[k] = replace(figures[k], priority=rank)
        subjects.append(f"class of {figure_key(economy, figures[k])}")
    if tuple(claims) != economy.claims:
        economy = economy.with_claims(claims)
    if tuple(figures) != economy.figures:
        economy = economy.with_figures(figures)
    return Change(economy, subjects=tuple(subjects))


KIND = Kind(
    name="priority",
    does="moves claims and figures to a class; the commanding heights are class 1",
    value="class; blank = 1",
    needs_value=False,
    targets=("claim", "commodity", "sector", "group", "agency", "agency_kind", "use", "figure"),
    apply=apply,
)
