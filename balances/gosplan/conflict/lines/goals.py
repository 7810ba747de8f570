"""Lines that ask for something: control figures, floors and targets of claims, least stocks."""

from __future__ import annotations

from collections.abc import Iterator

from balances.economy.contradiction import DOWN, HIGH, LOW, ROW, WAYS, Field, Line, Part
from balances.economy.economy import Economy
from balances.economy.keys import Key, claim_key, figure_key, stock_key
from balances.economy.measures import measure_unit
from balances.economy.records import Claim, ControlFigure
from balances.gosplan.conflict.lines.line_kind import Asked, in_period, same_cell


def figures(asked: Asked) -> Iterator[Line]:
    """Hard control figures; every control figure where all goals are limits."""
    economy = asked.economy
    for n, figure in enumerate(economy.figures):
        goal = Key("f", figure_key(economy, figure))
        if figure.hard:
            parts = [Part(ROW, Key("control_figures", figure.label, figure.period))]
        elif asked.all_limits and figure.target > 0.0:
            parts = [Part(LOW, goal), Part(HIGH, goal)]
        else:
            continue
        yield Line(
            kind="figure",
            at=(n,),
            name=f"control figure {figure.label!r} {economy.label(figure.period)}",
            limit=figure.target,
            sense=figure.sense,
            unit=measure_unit(economy, figure.measure, figure.item),
            ways=WAYS[figure.sense],
            parts=tuple(parts),
            size=abs(figure.target) or 1.0,
            where=figure.where,
            field=_field_of_figure(economy, figure),
        )


def _field_of_figure(economy: Economy, figure: ControlFigure) -> Field | None:
    """The cell of the value, where the target is reckoned on it alone and the base year."""
    if figure.on_path or any(k.on_path and k.where == figure.where for k in economy.figures):
        return None
    alike = [k for k in economy.figures if k.label == figure.label]
    period = "*" if len(alike) == 1 else economy.label(figure.period)
    key = "/".join(part for part in (figure.label, period, figure.variant) if part)
    key = key.removesuffix("/*")
    if figure.basis == "quantity":
        return Field("control_figures", key, "value")
    base = figure.base
    if not base:
        return None
    ratio, near = figure.target / base, 1e-9
    if figure.basis == "index" and abs(ratio - figure.printed) <= near * ratio:
        return Field("control_figures", key, "value", 1.0 / base)
    growth = (ratio - 1.0, 100.0 * (ratio - 1.0))
    if figure.basis == "percent" and any(abs(g - figure.printed) <= 100.0 * near for g in growth):
        return Field("control_figures", key, "value", 100.0 / base, -100.0)
    return None


def _groups(economy: Economy, limit: str) -> Iterator[tuple[int, ...]]:
    """Positions of the claims that share one cell and one figure in it."""
    groups: dict[object, list[int]] = {}
    for n, claim in enumerate(economy.claims):
        if claim.target > 0.0:
            who = (claim.commodity, claim.claimant, claim.use, getattr(claim, limit))
            groups.setdefault((who, same_cell(claim.where, n)), []).append(n)
    return (tuple(found) for found in groups.values())


def floors(asked: Asked) -> Iterator[Line]:
    """Floors of claims above nothing."""
    if asked.all_limits:
        return
    for at in _groups(asked.economy, "floor"):
        claim = asked.economy.claims[at[0]]
        if claim.floor > 0.0:
            yield _of_claims(asked.economy, at, ("floor", claim.floor), (LOW,))


def targets(asked: Asked) -> Iterator[Line]:
    """Targets of claims: nobody gets more; where all goals are limits, nor less."""
    places = (LOW, HIGH) if asked.all_limits else (HIGH,)
    for at in _groups(asked.economy, "target"):
        claim = asked.economy.claims[at[0]]
        yield _of_claims(asked.economy, at, ("target", claim.target), places)


def _of_claims(
    economy: Economy, at: tuple[int, ...], about: tuple[str, float], places: tuple[str, ...]
) -> Line:
    what, limit = about
    claims = [economy.claims[n] for n in at]
    claim, periods = claims[0], [c.period for c in claims]
    sense = "equal" if len(places) > 1 else "at_least" if LOW in places else "at_most"
    claimed = f"{claim.commodity}/{claim.claimant}/{claim.use}"
    keys = [Key("f", claim_key(economy, c)) for c in claims]
    return Line(
        kind=what,
        at=at,
        name=f"the {what} of claim {claimed}{in_period(economy, periods)}",
        limit=limit,
        sense=sense,
        unit=economy.commodities[economy.commodity_index[claim.commodity]].unit,
        ways=WAYS[sense],
        parts=tuple(Part(place, key) for key in keys for place in places),
        size=limit,
        least=0.0,
        where=claim.where,
        field=_field_of_claims(economy, claims, what),
    )


def _field_of_claims(economy: Economy, claims: list[Claim], what: str) -> Field | None:
    """The cell of a floor; of a target only where it cannot be a growth on a base year."""
    claim = claims[0]
    grows = any(good == claim.commodity for good, _ in economy.final_demand)
    if claim.where.sheet == "final_demand" or (what == "target" and grows):
        return None
    alone = len(claims) == 1 and len(economy.periods) > 1
    label = [economy.periods[claim.period]] if alone else []
    key = "/".join([claim.commodity, claim.claimant, claim.use, *label])
    return Field("claims", key, "quantity" if what == "target" else "floor")


def stocks(asked: Asked) -> Iterator[Line]:
    """Least closing stocks, where all goals are limits."""
    for i, good in enumerate(asked.economy.commodities if asked.all_limits else ()):
        if good.min_stock > 0.0:
            goal = Key("f", stock_key(good))
            yield Line(
                kind="stock",
                at=(i,),
                name=f"the least closing stock of {good.code}",
                limit=good.min_stock,
                sense="at_least",
                unit=good.unit,
                ways=(DOWN,),
                parts=(Part(LOW, goal), Part(HIGH, goal)),
                size=good.min_stock,
                least=0.0,
                where=good.where,
                field=Field("sectors", good.code, "min_stock"),
            )
