"""An explanation in planners' words: a paragraph of short sentences."""

from __future__ import annotations

import math
from collections.abc import Iterator

from balances.analysis.explanation import BindingResource, Explanation
from balances.economy.contradiction import Relaxation

WAYS = 5
"""Additions that are told, each enough alone."""


WITHIN_TOLERANCE = (
    "What is missing is worth less to all others than the millionth to which their levels are "
    "proved: it can be given with what there is."
)
"""Said of a goal that needs no addition."""


def paragraph(told: Explanation) -> tuple[str, ...]:
    """What is wanted and what is given, why, and what it would take."""
    if not told.short:
        return (f"{told.goal}: {quantity(told.target, told.unit)} wanted, met in full.",)
    share = f"{100.0 * told.delivered / told.target:.3g} %"
    given = f"{quantity(told.delivered, told.unit)} in the plan, {share} of "
    first = f"{told.goal}: {given}{quantity(told.target, told.unit)} wanted."
    limits = [_limit_words(limit, told) for limit in told.binding]
    return (first, _stage_words(told), *limits, *_additions(told))


def quantity(amount: float, unit: str) -> str:
    """A quantity to five digits with its unit."""
    return f"{_shown(amount)} {unit}".rstrip()


def _stage_words(told: Explanation) -> str:
    others = told.raised - 1
    shared = f", a level that it shares with {_goals(others)}" if others > 0 else ""
    before = f", after {_goals(told.above)} of earlier classes" if told.above else ""
    why = "What stands in the way:" if told.binding else "No limit has a price there"
    if not told.binding:
        why += ", since projects are whole." if told.whole else "."
    return f"Fixed in stage {told.stage} (class {told.priority:g}{before}{shared}). {why}"


def _goals(number: int) -> str:
    return f"{number} goal" if number == 1 else f"{number} goals"


def _limit_words(limit: BindingResource, told: Explanation) -> str:
    """A limit with its price, how far that holds, and the chain that leads to it."""
    there = f" ({quantity(limit.limit, limit.unit)})" if limit.limit else ""
    effect = (
        f"{quantity(limit.amount, limit.unit)} more: "
        f"{'+' if limit.gives >= 0.0 else '−'}{quantity(abs(limit.gives), told.unit)}"
    )
    chain = f" {limit.chain_words}." if limit.chain_words else ""
    return f"  {limit.words}{there}: {effect}{_range_words(limit)}.{chain}"


def _range_words(limit: BindingResource) -> str:
    """How far the price holds, and whether less costs more than more gives."""
    holds = limit.holds
    if holds is None:
        return ""
    if holds.more == 0.0:
        return "; but not alone, for something else is short with it"
    far = "at any quantity" if math.isinf(holds.high) else f"up to {_shown(holds.high)}"
    if holds.unique:
        return f", {far}"
    gives = limit.gives * holds.more / limit.price
    return f"; but only {_shown(gives)} where nothing else is added, {far}"


def _shown(amount: float) -> str:
    return f"{amount:.0f}" if 1e5 <= abs(amount) < 1e12 else f"{amount:.5g}"


def _additions(told: Explanation) -> Iterator[str]:
    if told.possible is None:
        return
    if not told.possible:
        yield "No addition to resources reaches the target while all other goals stay as they are."
        return
    if told.alone:
        yield "Enough alone, with all other goals as they are:"
        yield from (f"  {_with_change(way)}" for way in told.alone[:WAYS])
        if len(told.together) > 1:
            yield "At least cost, together:"
            yield from (f"  {_with_change(way)}" for way in told.together)
    elif told.together:
        yield "No single addition is enough; these are, together:"
        yield from (f"  {_with_change(way)}" for way in told.together)
    else:
        yield WITHIN_TOLERANCE


def _with_change(way: Relaxation) -> str:
    return f"{way.words} (--set {way.change})" if way.change else way.words
