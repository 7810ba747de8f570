"""ceiling: claims, figures or capital work at most this much."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.decrees import Decree
from balances.economy.records import ControlFigure
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context, amount_of
from balances.politburo.orders import lower_claims, merged, order_figures
from balances.politburo.targets import claims_of, figures_of


def apply(decree: Decree, context: Context) -> Change:
    """Sum of the claims named <= value, cut pro rata; each figure named <= value, as a limit.

    A figure's own target is lowered in its class, and what it measures is held to the value:
    a percentage or an index is of its base-year value.
    """
    economy, value = context.economy, decree.value or 0.0
    mine = claims_of(decree, economy)
    together = sum(economy.claims[n].target for n in mine)
    most = amount_of(value, decree.basis, together)
    cut = min(1.0, most / together) if together > 0.0 else 1.0
    first = lower_claims(context, {n: cut * economy.claims[n].target for n in mine})
    lowered, limits = {}, []
    for k in figures_of(decree, economy):
        figure = economy.figures[k]
        base = figure.base if figure.base is not None else figure.target
        limit = amount_of(value, decree.basis, base)
        if figure.target > limit:
            lowered[k] = limit, None
        limits.append(_limit(figure, limit, decree))
    second = order_figures(replace(context, economy=first.economy), lowered, order=False)
    if limits:
        held = second.economy.with_figures((*second.economy.figures, *limits))
        second = replace(second, economy=held, ordered=())
    return merged(first, second)


def _limit(figure: ControlFigure, limit: float, decree: Decree) -> ControlFigure:
    """A hard figure at most the limit, beside the figure that it limits."""
    return replace(
        figure,
        label=f"{figure.label} (ceiling of decree {decree.number})",
        target=limit,
        high=None,
        printed=decree.value or 0.0,
        basis=decree.basis or "quantity",
        sense="at_most",
        hard=True,
        source=decree.source,
        where=decree.where,
    )


KIND = Kind(
    name="ceiling",
    does="holds claims together, or a control figure, to at most this much",
    value="quantity, or index or percent on the base year",
    targets=("claim", "commodity", "sector", "group", "agency", "agency_kind", "use", "figure"),
    apply=apply,
)
