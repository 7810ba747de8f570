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


def quantity(amount: float, unit: str, digits: int = 5) -> str:
    """A quantity to so many digits with its unit."""
    return f"{_shown(amount, digits)} {unit}".rstrip()


def _stage_words(told: Explanation) -> str:
    """With whom it shares the cut, and what is to follow."""
    others = told.raised - 1
    cut = f"is cut alike with {_goals(others)}" if others > 0 else "has this level to itself"
    stands = f"stands in class {told.priority:g}, behind {_goals(told.above)} of earlier classes, "
    place = f"It {stands}and {cut}" if told.above else f"It {cut}"
    if told.binding:
        why = "What stands in the way:"
    elif told.whole:
        why = "No limit has a price there, since projects are whole."
    else:
        why = "No limit has a price there."
    return f"{place} (stage {told.stage}). {why}"


def _goals(number: int) -> str:
    return f"{number} other goal" if number == 1 else f"{number} other goals"


def _limit_words(limit: BindingResource, told: Explanation) -> str:
    """A limit with its price, how far that holds, and the chain that leads to it."""
    there = f", {quantity(limit.limit, limit.unit)}" if limit.limit else ""
    chain = f" {limit.chain_words}." if limit.chain_words else ""
    amount = quantity(limit.amount, limit.unit)
    if limit.gives < 0.0:
        lost = quantity(-limit.gives, told.unit, 3)
        return f"  {limit.words}{there}: {amount} more of it would take {lost} away.{chain}"
    return f"  {limit.words}{there}: {amount} more would give {_given(limit, told)}.{chain}"


def _given(limit: BindingResource, told: Explanation) -> str:
    """What more of a limit gives, how far, and whether it does so by itself."""
    gives, holds = f"{quantity(limit.gives, told.unit, 3)} more", limit.holds
    if holds is None:
        return gives
    if holds.more == 0.0:
        return f"{gives}, but not by itself: something else is short with it"
    far = "" if math.isinf(holds.high) else f", up to {_shown(holds.high, 4)} in all"
    if holds.unique:
        return f"{gives}{far}"
    alone = limit.gives * holds.more / limit.price
    return f"{gives}, but only {_shown(alone, 3)} by itself{far}"


def _additions(told: Explanation) -> Iterator[str]:
    """The ways to reach the target, as changes of the workbook to try."""
    if told.possible is None:
        return
    if not told.possible:
        yield "No more of anything reaches it while all others keep what the plan gives them."
        return
    if not (told.alone or told.together):
        yield WITHIN_TOLERANCE
        return
    reach = "To reach it while all others keep what the plan gives them,"
    if told.alone:
        which = "this is enough:" if len(told.alone) == 1 else "any one of these is enough:"
        yield f"{reach} {which}"
        yield from (f"  {_with_change(way)}" for way in told.alone[:WAYS])
    if len(told.together) > 1:
        yield "Or, at least cost, all of these:" if told.alone else f"{reach} all of these:"
        yield from (f"  {_with_change(way)}" for way in told.together)


def _with_change(way: Relaxation) -> str:
    return f"{way.words} (--set {way.change})" if way.change else way.words


def _shown(amount: float, digits: int = 5) -> str:
    """A number to so many digits, in full where it is not beyond reading."""
    return f"{amount:.0f}" if 1e4 <= abs(amount) < 1e12 else f"{amount:.{digits}g}"
