"""The ledger of a decree: through which scarce limit each payer paid for what was ordered.

An order draws on limits in full: by its own making and by all that goes into it. Where such a
limit is used up in the stage that fixed a payer, and the payer draws on it too, what the payer
lost has set a part of it free.
Source: MODEL section 6 (PAID: who, how much) and section 10.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from balances.analysis.basket import basket_of
from balances.analysis.chains import chain_to, chain_words, draw_on, period_of
from balances.analysis.grounds import Grounds
from balances.analysis.paragraph import quantity
from balances.analysis.scarcity import Scarce, scarce_limits
from balances.economy.economy import Vector
from balances.economy.evidence import Stage
from balances.economy.keys import Key
from balances.gosplan.frames.goals import about
from balances.gosplan.plan import Plan
from balances.gosplan.wording import goal_words, row_unit, row_words
from balances.politburo import Shift, Step
from balances.program.goals import Goal


@dataclass(frozen=True)
class Payment:
    """What one payer gave up, and for what.

    Attributes:
        payer: key of its goal. lost: what it lost [unit]. unit: of that.
        row: key of the scarce limit through which it paid; None where they share none.
        drawn: what the order draws on it in full. freed: what the loss sets free of it [of_unit].
        of_unit: unit of the limit.
        order_chain, payer_chain: commodities from the limit to what was ordered, and to what
            the payer lost.
        words: the same for a reader, in one sentence.
    """

    payer: str
    lost: float
    unit: str
    row: Key | None
    drawn: float
    freed: float
    of_unit: str
    order_chain: tuple[str, ...]
    payer_chain: tuple[str, ...]
    words: str


def payments(
    step: Step, grounds: Grounds | None = None, most: int | None = None
) -> tuple[Payment, ...]:
    """What each payer of a decree gave up, the largest part of a target first.

    Args:
        step: a decree of a replay with its ruling.
        grounds: of the plan after it.
        most: how many payers are told; None = all.
    """
    shared = grounds or Grounds(step.plan)
    goals = {goal.key: goal for goal in step.plan.layout.goals}
    gained = [shift for shift in step.ruling.gained if shift.key in goals]
    ordered = [shift for shift in gained if shift.ordered] or gained
    order = [_change(shared, goals[shift.key], shift) for shift in ordered]
    paid = [s for s in step.ruling.paid if not s.ordered and s.key in goals][:most]
    payers = [_change(shared, goals[shift.key], shift) for shift in paid]
    stages = [_stage_of(step.plan, payer.shift.key) for payer in payers]
    taken = {n: _taken(shared, step.plan.evidence.stages[n], order) for n in set(stages)}
    return tuple(
        _payment(shared, order, payer, taken[n], _name(step.plan, goals[payer.shift.key]))
        for n, payer in zip(stages, payers, strict=True)
    )


@dataclass(frozen=True, eq=False)
class _Change:
    """What a goal gets more or less, and all that goes into it.

    Attributes:
        shift: of the goal. period: of the goal.
        goods: what one unit of the goal is made of, I.
        needs: what the change takes of each commodity in full, less than nothing where it sets
            free, I [unit_i].
    """

    shift: Shift
    period: int
    goods: Vector
    needs: Vector

    def draw(self, row: Key, each: Vector) -> float:
        """What it draws on a limit of its own period, by the draw of one unit of each good."""
        return float(self.needs @ each) if row.period in (-1, self.period) else 0.0


def _change(grounds: Grounds, goal: Goal, shift: Shift) -> _Change:
    economy = grounds.plan.economy
    goods = basket_of(grounds.plan, goal)
    needs: Vector = grounds.full @ goods * (shift.after - shift.before)
    return _Change(shift, period_of(economy, goal), goods, needs)


@dataclass(frozen=True, eq=False)
class _Taken:
    """A scarce limit of which an order takes.

    Attributes:
        scarce: the limit with its price.
        each: what one unit made of each commodity draws on it, I [unit of the limit / unit_i].
        drawn: what the order draws on it in full.
    """

    scarce: Scarce
    each: Vector
    drawn: float


def _taken(grounds: Grounds, stage: Stage, order: Sequence[_Change]) -> list[_Taken]:
    """The limits of a stage on which an order draws.

    Not what is left to do of a project: no current input makes a thing draw on it.
    """
    found = []
    for scarce in scarce_limits(grounds, stage):
        each = draw_on(grounds, scarce.key)
        drawn = sum(change.draw(scarce.key, each) for change in order)
        if scarce.price > 0.0 and drawn > 0.0 and scarce.key.kind != "projects":
            found.append(_Taken(scarce, each, drawn))
    return found


def _stage_of(plan: Plan, goal: str) -> int:
    """Position of the stage that fixed a goal; where none did, the first."""
    fixed_in = (n for n, stage in enumerate(plan.evidence.stages) if goal in stage.fixed)
    return next(fixed_in, 0)


def _payment(
    grounds: Grounds, order: Sequence[_Change], payer: _Change, taken: Sequence[_Taken], name: str
) -> Payment:
    """The payment through the shared limit that is worth most to the order."""
    shift, economy = payer.shift, grounds.plan.economy
    lost = shift.before - shift.after
    gives_up = f"{name} gives up {quantity(lost, shift.unit)}"
    shared = [found for found in taken if payer.draw(found.scarce.key, found.each) < 0.0]
    if not shared:
        how = "through no limit that both draw on by current inputs"
        told = f"{gives_up}, {how if order else 'by the decree itself'}."
        return Payment(shift.key, lost, shift.unit, None, 0.0, 0.0, "", (), (), told)
    most = max(shared, key=lambda found: found.drawn * found.scarce.price)
    row, freed = most.scarce.key, -payer.draw(most.scarce.key, most.each)
    ordered = max(order, key=lambda change: change.draw(row, most.each))
    chains = [chain_to(grounds, change.goods, row) for change in (ordered, payer)]
    takes = "The order takes" if ordered.shift.ordered else "What gains by it takes"
    norms = [f" ({words})" if (words := chain_words(economy, chain)) else "" for chain in chains]
    unit = row_unit(economy, row)
    return Payment(
        payer=shift.key,
        lost=lost,
        unit=shift.unit,
        row=row,
        drawn=most.drawn,
        freed=freed,
        of_unit=unit,
        order_chain=chains[0],
        payer_chain=chains[1],
        words=(
            f"{takes} {quantity(most.drawn, unit)} of the {row_words(economy, row)}, "
            f"which is used up{norms[0]}; {gives_up} "
            f"and sets {quantity(freed, unit)} of it free{norms[1]}."
        ),
    )


def _name(plan: Plan, goal: Goal) -> str:
    """A goal in words."""
    told = {"kind": goal.kind, **about(plan.economy, goal)}
    return f"{goal_words(told)} {told['period']}"
