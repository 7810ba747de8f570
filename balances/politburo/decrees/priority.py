"""priority: claims and figures move to a class; commanding heights are class 1."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.decrees import Decree
from balances.economy.keys import claim_key, figure_key
from balances.economy.records import Claim, ControlFigure
from balances.politburo.authority import HEIGHTS
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context
from balances.politburo.targets import GOAL_COLUMNS, claims_of, figures_of


def apply(decree: Decree, context: Context) -> Change:
    """Class := value for every claim and figure named.

    Class 0 is that of orders, so a lower authority gets no further than its own class of orders.
    """
    economy = context.economy
    rank: float = HEIGHTS if decree.value is None else round(decree.value)
    rank = context.order_class if rank < HEIGHTS else rank
    claims, figures = list(economy.claims), list(economy.figures)
    subjects: list[str] = []
    for n in claims_of(decree, economy):
        subjects += _subjects(claim_key(economy, claims[n]), claims[n], rank)
        claims[n] = replace(claims[n], priority=rank)
    for k in figures_of(decree, economy):
        subjects += _subjects(figure_key(economy, figures[k]), figures[k], rank)
        figures[k] = replace(figures[k], priority=rank)
    if tuple(claims) != economy.claims:
        economy = economy.with_claims(claims)
    if tuple(figures) != economy.figures:
        economy = economy.with_figures(figures)
    return Change(economy, subjects=tuple(subjects))


def _subjects(key: str, goal: Claim | ControlFigure, rank: float) -> tuple[str, ...]:
    """The class, and the order itself where it would be one no more."""
    ends_order = goal.priority < HEIGHTS <= rank
    return (f"class of {key}", key) if ends_order else (f"class of {key}",)


KIND = Kind(
    name="priority",
    does="Moves claims and control figures to a class; the commanding heights are class 1.",
    value="class, a whole number; blank = 1",
    needs_value=False,
    least=0.0,
    targets=GOAL_COLUMNS,
    selects=(claims_of, figures_of),
    apply=apply,
    episode="September 1932: in vehicles, “preference to union over regional organizations”.",
)
