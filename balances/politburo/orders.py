"""Orders: claims, figures and receipts with what a decree wants of them, in class 0.

An authority below the highest orders in a sub-class after class 0; see
`balances.politburo.authority.order_class`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from balances.economy.economy import Economy
from balances.economy.keys import allocation_key, claim_key, figure_key, protection_key
from balances.economy.measures import measure_unit
from balances.economy.records import Allocation, Claim, ControlFigure
from balances.politburo.authority import HEIGHTS, reduction_of
from balances.politburo.change import Change, Ordered
from balances.politburo.context import Context


def order_claims(context: Context, quantities: Mapping[int, float]) -> Change:
    """Claims at these positions with these quantities as targets in the class of orders.

    An order of nothing leaves a claim without a target, which is met.
    """
    economy = context.economy
    claims, ordered = list(economy.claims), []
    subjects: list[str] = []
    for n, quantity in quantities.items():
        claim, wanted = claims[n], max(quantity, 0.0)
        claims[n] = replace(_claim_at(claim, wanted), priority=context.order_class)
        unit = economy.commodities[economy.commodity_index[claim.commodity]].unit
        ordered.append(Ordered(claim_key(economy, claim), wanted, unit))
        subjects += _subjects(context, claim, wanted)
    return Change(_with_claims(economy, claims), tuple(ordered), tuple(subjects))


def lower_claims(context: Context, targets: Mapping[int, float]) -> Change:
    """Claims at these positions with lower targets, each in its own class."""
    economy = context.economy
    claims = list(economy.claims)
    subjects: list[str] = []
    for n, target in targets.items():
        claim = claims[n]
        wanted = min(claim.target, max(target, 0.0))
        claims[n] = _claim_at(claim, wanted)
        subjects += _subjects(context, claim, wanted)
    return Change(_with_claims(economy, claims), subjects=tuple(subjects))


def _claim_at(claim: Claim, target: float) -> Claim:
    """The claim with another target; its floor and what is protected are no more than that."""
    floor, protected = min(claim.floor, target), min(claim.protected, target)
    return replace(claim, target=target, floor=floor, protected=protected)


def _subjects(context: Context, claim: Claim, target: float) -> Iterator[str]:
    """What a new target sets: the claim, and what is protected or spared where it is less."""
    key = claim_key(context.economy, claim)
    yield key
    if target < claim.protected:
        yield protection_key(context.economy, claim)
    if target < min(claim.target, context.deliveries.get(key, 0.0)):
        yield reduction_of(key)


def _with_claims(economy: Economy, claims: list[Claim]) -> Economy:
    return economy if tuple(claims) == economy.claims else economy.with_claims(claims)


def order_figures(
    context: Context, targets: Mapping[int, tuple[float, float | None]], *, order: bool
) -> Change:
    """Control figures at these positions with these targets and upper ends of a range.

    They keep their class unless it is an `order`. A ceiling that a decree set on a figure
    gives way to a target above it.
    """
    economy = context.economy
    figures, ordered, subjects = list(economy.figures), [], []
    for n, (target, high) in targets.items():
        figure = figures[n]
        priority = context.order_class if order else figure.priority
        figures[n] = _figure_at(replace(figure, priority=priority, high=high), target)
        key = figure_key(economy, figure)
        if not figure.hard:
            unit = measure_unit(economy, figure.measure, figure.item)
            ordered.append(Ordered(key, target, unit))
        subjects.append(key)
    raised = {(ceiling_label(figures[n]), figures[n].period): figures[n].target for n in targets}
    kept = [k for k in figures if raised.get((k.label, k.period), k.target) <= k.target]
    same = tuple(kept) == economy.figures
    changed = economy if same else economy.with_figures(kept)
    return Change(changed, tuple(ordered), tuple(subjects))


def ceiling_label(figure: ControlFigure) -> str:
    """Label of the hard figure by which a decree holds a figure to a ceiling."""
    return f"{figure.label} (ceiling by decree)"


def _figure_at(figure: ControlFigure, target: float) -> ControlFigure:
    """The figure with another target; what was printed is no longer what it says."""
    if target == figure.target:
        return figure
    return replace(figure, target=target, printed=target, basis="quantity", on_path=False)


def order_receipts(
    context: Context, wanted: Mapping[tuple[str, str, int], float], *, exact: bool
) -> Change:
    """What agencies should receive, by (commodity, agency, period), in the class of orders.

    With `exact` no more than that either. A minimum, maximum or share that the workbook sets
    gives way, since the order is about it. An agency that may have no more than the order is
    held to less than its own claims that are ordered or protected, if these come to more.
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
        limits = replace(old, low=low, high=most, share=None)
        new = replace(limits, target=quantity, priority=context.order_class)
        if at:
            allocations[at[0]] = new
        else:
            allocations.append(new)
        unit = economy.commodities[economy.commodity_index[good]].unit
        key = allocation_key(economy, new)
        ordered.append(Ordered(key, quantity, unit))
        subjects.append(key)
        subjects += _held_down(economy, new) if exact else ()
    same = tuple(allocations) == economy.allocations
    changed = economy if same else economy.with_allocations(allocations)
    return Change(changed, tuple(ordered), tuple(subjects))


def _held_down(economy: Economy, allocation: Allocation) -> Iterator[str]:
    """Orders and protections of an agency's own claims that its receipts do not reach."""
    place = allocation.commodity, allocation.agency, allocation.period
    mine = [c for c in economy.claims if (c.commodity, c.claimant, c.period) == place]
    first = sum(c.target if c.priority < HEIGHTS else min(c.protected, c.target) for c in mine)
    if (allocation.target or 0.0) < first:
        for claim in mine:
            yield claim_key(economy, claim)
            yield protection_key(economy, claim)


def merged(*changes: Change) -> Change:
    """Changes made one after another, as one; each started from the economy before it."""
    return Change(
        changes[-1].economy,
        tuple(order for change in changes for order in change.ordered),
        tuple(subject for change in changes for subject in change.subjects),
        tuple(key for change in changes for key in change.spared),
    )
