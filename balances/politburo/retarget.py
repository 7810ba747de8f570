"""New targets of claims and control figures by one rule: claims first, then figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from balances.economy.decrees import Decree
from balances.economy.records import Claim, ControlFigure
from balances.politburo.change import Change
from balances.politburo.context import Context
from balances.politburo.orders import merged, order_claims, order_figures
from balances.politburo.targets import claims_of, figures_of

Rule: TypeAlias = Callable[[float, float], float]
"""The quantity that a value makes of the one that it is reckoned on."""


def retargeted(
    decree: Decree,
    context: Context,
    rule: Rule,
    *,
    claim_base: Callable[[Claim], float | None],
    figure_base: Callable[[ControlFigure], float | None],
    moves_range: bool = False,
) -> Change:
    """Every claim and figure that a decree is about, with the target that a rule gives.

    Args:
        decree: with a value; of a range, the low end is what is to be met.
        context: as it stands.
        rule: what the value makes of the base.
        claim_base: what the value is reckoned on for a claim; None = leave it as it is.
        figure_base: the same for a figure.
        moves_range: whether the upper end of a figure's range moves along where the decree
            gives none; else a figure set to one value has no range.
    """
    value = decree.value or 0.0
    claims = {}
    for n in claims_of(decree, context.economy):
        base = claim_base(context.economy.claims[n])
        if base is not None:
            claims[n] = rule(value, base)
    first = order_claims(context, claims)
    figures = {}
    for k in figures_of(decree, first.economy):
        figure = first.economy.figures[k]
        base = figure_base(figure)
        if base is not None:
            high = None if decree.high is None else rule(decree.high, base)
            if high is None and moves_range and figure.high is not None:
                high = rule(value, figure.high)
            figures[k] = rule(value, base), high
    second = order_figures(context.at(first.economy), figures, order=decree.order)
    return merged(first, second)


def base_or_target(figure: ControlFigure) -> float:
    """What an index or a percentage on a figure refers to: the base year, where it is known."""
    return figure.target if figure.base is None else figure.base
