"""Orders: claims, figures and receipts with what a decree wants of them, in class 0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from balances.economy.keys import allocation_key, claim_key, figure_key
from balances.economy.measures import measure_unit
from balances.economy.records import Allocation, ControlFigure
from balances.politburo.change import Change, Ordered
from balances.politburo.context import Context

ORDERS = 0
"""Class of orders."""


def order_claims(context: Context, quantities: Mapping[int, float]) -> Change:
    """Claims at these positions with these quantities as targets in class 0.

    An order of nothing leaves a claim without a target, which is met.
    """
    economy = context.economy
    claims, ordered, subjects = list(economy.claims), [], []
    for n, quantity in quantities.items():
        claim = claims[n]
        key = claim_key(economy, claim)
        wanted = max(quantity, 0.0)
        claims[n] = replace(
            claim,
            target=wanted,
            floor=min(claim.floor, wanted),
            protected=min(claim.protected, wanted),
            priority=ORDERS,
        )
        unit = economy.commodities[economy.commodity_index[claim.commodity]].unit
        ordered.append(Ordered(key, wanted, unit))
        subjects.append(key)
    same = tuple(claims) == economy.claims
    changed = economy if same else economy.with_claims(claims)
    return Change(changed, tuple(ordered), tuple(subjects))


def lower_claims(context: Context, targets: Mapping[int, float]) -> Change:
    """Claims at these positions with lower targets, each in its own class."""
    economy = context.economy
    claims, subjects = list(economy.claims), []
    for n, target in targets.items():
        claim = claims[n]
        wanted = min(claim.target, max(target, 0.0))
        floor, protected = min(claim.floor, wanted), min(claim.protected, wanted)
        claims[n] = replace(claim, target=wanted, floor=floor, protected=protected)
        subjects.append(claim_key(economy, claim))
    same = tuple(claims) == economy.claims
    return Change(economy if same else economy.with_claims(claims), subjects=tuple(subjects))


def order_figures(
    context: Context, targets: Mapping[int, tuple[float, float | None]], *, order: bool
) -> Change:
    """Control figures at these positions with these targets and upper ends of a range.

    They keep their class unless it is an `order`.
    """
    economy = context.economy
    figures, ordered, subjects = list(economy.figures), [], []
    for n, (target, high) in targets.items():
        figure = figures[n]
        priority = ORDERS if order else figure.priority
        figures[n] = _with_target(replace(figure, priority=priority, high=high), target)
        key = figure_key(economy, figure)
        if not figure.hard:
            unit = measure_unit(economy, figure.measure, figure.item)
            ordered.append(Ordered(key, target, unit))
        subjects.append(key)
    same = tuple(figures) == economy.figures
    changed = economy if same else economy.with_figures(figures)
    return Change(changed, tuple(ordered), tuple(subjects))


def _with_target(figure: ControlFigure, target: float) -> ControlFigure:
    """The figure with another target; what was printed is no longer what it says."""
    if target == figure.target:
        return figure
    return replace(figure, target=target, printed=target, basis="quantity", on_path=False)


def order_receipts(
    context: Context, wanted: Mapping[tuple[str, str, int], float], *, exact: bool
) -> Change:
    """What agencies should receive, by (commodity, agency, period), in class 0.

    With `exact` no more than that either; a maximum that the workbook sets is moved in any
    case, since the order is about it.
    """
    economy = context.economy
    allocations, ordered, subjects = list(economy.allocations), [], []
    for (good, agency, t), quantity in wanted.items():
        at = [
            n
            for n, a in enumerate(allocations)
            if (a.commodity, a.agency, a.period) == (good, agency, t)
        ]
        old = allocations[at[0]] if at else Allocation(good, agency, t)
        most = quantity if exact else None if old.high is None else max(old.high, quantity)
        low = None if old.low is None else min(old.low, quantity)
        new = replace(old, low=low, high=most, target=quantity, priority=ORDERS)
        if at:
            allocations[at[0]] = new
        else:
            allocations.append(new)
        unit = economy.commodities[economy.commodity_index[good]].unit
        key = allocation_key(economy, new)
        ordered.append(Ordered(key, quantity, unit))
        subjects.append(key)
    same = tuple(allocations) == economy.allocations
    changed = economy if same else economy.with_allocations(allocations)
    return Change(changed, tuple(ordered), tuple(subjects))


def merged(*changes: Change) -> Change:
    """Changes made one after another, as one; each started from the economy before it."""
    return Change(
        changes[-1].economy,
        tuple(order for change in changes for order in change.ordered),
        tuple(subject for change in changes for subject in change.subjects),
    )
