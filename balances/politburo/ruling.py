"""Rulings: what became of a decree, who gained and who paid."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from balances.economy.decrees import Decree
from balances.economy.noticed import MET, NOTICED
from balances.economy.valuation import price_weights
from balances.gosplan.plan import Plan
from balances.politburo.binding import Binding, binding_rows
from balances.politburo.change import Change, Ordered
from balances.politburo.words import decree_words

TIES = 9
"""Decimals of a share to which changes are alike, so that rounding does not rank them."""

COUNTED = ("claim", "figure", "stock")
"""Kinds of goals that gain and lose; the others are about the same deliveries."""


class Outcome(StrEnum):
    """What became of a decree."""

    FREE = "FREE"
    """Carried out, and no other goal lost."""
    PAID = "PAID"
    """Carried out, and others lost."""
    SHORT = "SHORT"
    """Only a part is possible."""
    REFUSED = "REFUSED"
    """It contradicts hard limits."""
    OVERRULED = "OVERRULED"
    """A higher authority has set it otherwise."""
    VETOED = "VETOED"
    """A later decree has undone it."""
    NOTED = "NOTED"
    """It changes nothing."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What one goal gets more or less than in the step before.

    Attributes:
        key: of the goal. unit: of the quantities.
        before, after: what it gets [unit]. target: of the goal after, or before where it is gone.
        value: worth of the difference at base prices, or in natural sizes where a price is
            missing; not a number for a control figure.
        ordered: whether the decree itself sets it.
    """

    key: str
    unit: str
    before: float
    after: float
    target: float
    value: float
    ordered: bool

    @property
    def share(self) -> float:
        """The difference as a part of the target."""
        return (self.after - self.before) / self.target if self.target > 0.0 else 0.0


@dataclass(frozen=True, eq=False)
class Ruling:
    """The ruling on one decree.

    Attributes:
        decree: what was decreed. words: the same in a sentence. rank: at which it acts.
        outcome: what became of it.
        orders: what was ordered, goal by goal, with what was achieved of each.
        binding: what keeps a short order down, the dearest first.
        gained, paid: goals that get more or less than before, the largest part of a target first;
            what got as little as the decree itself wants it to get has not paid.
        lines: why it was refused, or by whom overruled or undone, in words.
    """

    decree: Decree
    words: str
    rank: int
    outcome: Outcome
    orders: tuple[tuple[Ordered, float], ...] = ()
    binding: tuple[Binding, ...] = ()
    gained: tuple[Shift, ...] = ()
    paid: tuple[Shift, ...] = ()
    lines: tuple[str, ...] = ()

    @property
    def ordered(self) -> float:
        """Sum of what was ordered, in one unit; not a number where nothing was, or in several."""
        return self._total([order.quantity for order, _ in self.orders])

    @property
    def achieved(self) -> float:
        """Sum of what was achieved of it."""
        return self._total([achieved for _, achieved in self.orders])

    @property
    def unit(self) -> str:
        """Unit of both sums; empty where there are several."""
        units = {order.unit for order, _ in self.orders}
        return units.pop() if len(units) == 1 else ""

    def _total(self, quantities: Sequence[float]) -> float:
        one = len({order.unit for order, _ in self.orders}) == 1
        return math.fsum(quantities) if one else math.nan


def ruled(
    decree: Decree, rank: int, change: Change, before: Plan, after: Plan, *, noted: bool = False
) -> Ruling:
    """The ruling on a decree that was carried out, as far as could be."""
    got = after.delivered
    orders = tuple((order, got.get(order.goal, 0.0)) for order in change.ordered)
    short = [o for o, achieved in orders if achieved < o.quantity * MET]
    as_decreed = _decreed(change, after)
    gained, lost = shifts(before, after, frozenset(as_decreed))
    paid = tuple(s for s in lost if s.after < as_decreed.get(s.key, math.inf) * MET)
    others_lost = any(not shift.ordered for shift in paid)
    outcome = Outcome.PAID if others_lost else Outcome.FREE
    if noted:
        outcome = Outcome.NOTED
    if short:
        outcome = Outcome.SHORT
    return Ruling(
        decree=decree,
        words=decree_words(decree, after.economy),
        rank=rank,
        outcome=outcome,
        orders=orders,
        binding=binding_rows(after, [o.goal for o in short]),
        gained=gained,
        paid=paid,
    )


def _decreed(change: Change, after: Plan) -> Mapping[str, float]:
    """What the decree itself wants of goals, by key: who gets that has paid nothing.

    Claims that a cut or a ceiling lowers are not among them: they pay.
    """
    targets = _targets(after)
    figures = {key: targets.get(key, 0.0) for key in change.subjects if key.startswith("figure:")}
    return {**figures, **{order.goal: order.quantity for order in change.ordered}}


def shifts(
    before: Plan, after: Plan, subjects: frozenset[str] = frozenset()
) -> tuple[tuple[Shift, ...], tuple[Shift, ...]]:
    """Goals that gained and goals that lost from one plan to another, largest part first."""
    had, got = before.delivered, after.delivered
    if before is after:
        return (), ()
    targets = {**_targets(before), **_targets(after)}
    found = []
    for key in dict.fromkeys((*had, *got)):
        kind = key.partition(":")[0]
        old, new, target = had.get(key, 0.0), got.get(key, 0.0), targets[key]
        if kind in COUNTED and abs(new - old) > NOTICED * target:
            found.append((key, old, new, target))
    worth = _worth(after)
    made = [
        Shift(
            key=key,
            unit=_unit(after, before, key),
            before=old,
            after=new,
            target=target,
            value=worth.get(key.partition(":")[2].split("/")[0], math.nan) * (new - old)
            if not key.startswith("figure:")
            else math.nan,
            ordered=key in subjects,
        )
        for key, old, new, target in found
    ]
    ranked = sorted(made, key=lambda shift: (-round(abs(shift.share), TIES), shift.key))
    gained = tuple(shift for shift in ranked if shift.after > shift.before)
    return gained, tuple(shift for shift in ranked if shift.after < shift.before)


def _targets(plan: Plan) -> Mapping[str, float]:
    return {goal.key: goal.target for goal in plan.asked}


def _worth(plan: Plan) -> Mapping[str, float]:
    codes = (good.code for good in plan.economy.commodities)
    return dict(zip(codes, price_weights(plan.economy).tolist(), strict=True))


def _unit(after: Plan, before: Plan, key: str) -> str:
    return after.units_of_goals.get(key) or before.units_of_goals.get(key, "")
