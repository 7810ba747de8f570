"""ceiling: claims, or a control figure, at most this much."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.decrees import Decree
from balances.economy.records import ControlFigure
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context, amount_of
from balances.politburo.orders import ceiling_label, lower_claims, merged, order_figures
from balances.politburo.retarget import base_or_target
from balances.politburo.targets import GOAL_COLUMNS, by_commodity, claims_of, figures_of


def apply(decree: Decree, context: Context) -> Change:
    """Sum of the claims named <= value, cut pro rata; each figure named <= value, as a limit.

    Claims are added up by commodity and period. Targets are lowered in their own class. What a
    figure measures is held to the value: an index or a percentage is of its base-year value.
    """
    first = _on_claims(decree, context)
    return merged(first, _on_figures(decree, context.at(first.economy)))


def _on_claims(decree: Decree, context: Context) -> Change:
    economy = context.economy
    targets: dict[int, float] = {}
    for mine in by_commodity(economy, claims_of(decree, economy)).values():
        together = sum(economy.claims[n].target for n in mine)
        had = sum(context.reckoned_on(decree, economy.claims[n]) for n in mine)
        most = amount_of(decree.value or 0.0, decree.basis, had)
        left = min(1.0, most / together) if together > 0.0 else 1.0
        targets |= {n: left * economy.claims[n].target for n in mine}
    return lower_claims(context, targets)


def _on_figures(decree: Decree, context: Context) -> Change:
    economy, lowered, limits = context.economy, {}, []
    for k in figures_of(decree, economy):
        figure = economy.figures[k]
        most = amount_of(decree.value or 0.0, decree.basis, base_or_target(figure))
        lowered[k] = min(figure.target, most), figure.high
        limits.append(_limit(figure, most, decree))
    change = order_figures(context, lowered, order=False)
    renewed = {(limit.label, limit.period) for limit in limits}
    kept = [k for k in change.economy.figures if (k.label, k.period) not in renewed]
    same = (*kept, *limits) == change.economy.figures
    held = change.economy if same else change.economy.with_figures((*kept, *limits))
    return Change(held, subjects=change.subjects)


def _limit(figure: ControlFigure, most: float, decree: Decree) -> ControlFigure:
    """A hard figure at most this much, beside the figure that it limits."""
    return replace(
        figure,
        label=ceiling_label(figure),
        target=most,
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
    does="Holds the claims on a commodity together, or a control figure, to at most this much.",
    value="quantity; or index or percent growth, on what the claims get in the approved plan or "
    "on a figure's base-year value",
    bases=("quantity", "index", "percent"),
    least=0.0,
    targets=GOAL_COLUMNS,
    selects=(claims_of, figures_of),
    apply=apply,
    episode="12 September 1933, Stalin: no more than 21 billion for capital work in 1934.",
)
