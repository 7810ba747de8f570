"""set_target: a claim or a control figure is set to a quantity."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.economy.records import Claim, ControlFigure
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context, amount_of
from balances.politburo.orders import merged, order_claims, order_figures
from balances.politburo.targets import claim_name, claims_of, figures_of, periods_of


def apply(decree: Decree, context: Context) -> Change:
    """Target := value, for each claim and figure named; a claim that is new is made.

    A share, factor or percent is of the approved delivery; an index or percent on a figure is
    of its base-year value.
    """
    value = decree.value or 0.0
    context = replace(context, economy=_with_new_claims(decree, context.economy))
    claims = {
        n: amount_of(value, decree.basis, context.reckoned_on(decree, context.economy.claims[n]))
        for n in claims_of(decree, context.economy)
    }
    first = order_claims(context, claims)
    after = replace(context, economy=first.economy)
    figures = {}
    for k in figures_of(decree, after.economy):
        figure = after.economy.figures[k]
        high = None if decree.high is None else _of_figure(decree.high, decree, figure)
        figures[k] = _of_figure(value, decree, figure), high
    return merged(first, order_figures(after, figures, order=decree.order))


def _of_figure(value: float, decree: Decree, figure: ControlFigure) -> float:
    base = figure.base if figure.base is not None else figure.target
    return amount_of(value, decree.basis, base)


def _with_new_claims(decree: Decree, economy: Economy) -> Economy:
    """The economy with the claims that the decree names and that nobody has made yet."""
    there = {(claim_name(claim), claim.period) for claim in economy.claims}
    new = [
        _new_claim(name, t, decree)
        for name in decree.claims
        for t in periods_of(decree, economy)
        if (name, t) not in there
    ]
    return economy.with_claims((*economy.claims, *new)) if new else economy


def _new_claim(name: str, period: int, decree: Decree) -> Claim:
    good, claimant, use = name.split("/")
    return Claim(good, claimant, use, period, decree.value or 0.0, where=decree.where)


KIND = Kind(
    name="set_target",
    does="sets a claim or a control figure to a quantity",
    value="quantity, or index, factor, share or percent as said",
    targets=("claim", "commodity", "sector", "group", "agency", "agency_kind", "use", "figure"),
    apply=apply,
)
