"""The ledger of a decree: through which scarce limit each payer paid for what was ordered.

An order draws on limits in full: by its own making and by all that goes into it. Where such a
limit is used up in the stage that fixed a payer, and the payer draws on it too, what the payer
lost has set a part of it free.
Source: MODEL section 6 (PAID: who, how much) and section 10.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from balances.analysis.chains import chain_to, chain_words, goods_of, need_of
from balances.analysis.grounds import Grounds
from balances.analysis.paragraph import quantity
from balances.analysis.scarcity import Scarce, scarce_limits
from balances.economy.economy import Vector
from balances.economy.keys import Key
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


def payments(step: Step, grounds: Grounds | None = None) -> tuple[Payment, ...]:
    """What each payer of a decree gave up, the largest part of a target first.

    Args:
        step: a decree of a replay with its ruling.
        grounds: of the plan after it.
    """
    shared = grounds or Grounds(step.plan)
    goals = {goal.key: goal for goal in step.plan.layout.goals}
    gained = [shift for shift in step.ruling.gained if shift.key in goals]
    order = [shift for shift in gained if shift.ordered] or gained
    payers = [s for s in step.ruling.paid if not s.ordered and s.key in goals]
    return tuple(_payment(shared, goals, order, payer) for payer in payers)


def _payment(
    grounds: Grounds, goals: Mapping[str, Goal], order: list[Shift], payer: Shift
) -> Payment:
    """The payment through the shared limit that is worth most to the order."""
    lost = payer.before - payer.after
    shared = max(
        _shared(grounds, goals, order, payer),
        key=lambda found: found[1] * found[0].price,
        default=None,
    )
    if shared is None:
        how = "through no limit that both draw on by current inputs"
        told = f"{_lost_words(grounds, payer)}, {how if order else 'by the decree itself'}."
        return Payment(payer.key, lost, payer.unit, None, 0.0, 0.0, "", (), (), told)
    scarce, drawn, freed = shared
    economy = grounds.plan.economy
    unit = row_unit(economy, scarce.key)
    ordered = max(order, key=lambda s: _draw(grounds, goals, s, scarce.key))
    chains = [
        chain_to(grounds, goods_of(economy, goals[shift.key]), scarce.key)
        for shift in (ordered, payer)
    ]
    norms = [f" ({words})" if (words := chain_words(economy, chain)) else "" for chain in chains]
    return Payment(
        payer=payer.key,
        lost=lost,
        unit=payer.unit,
        row=scarce.key,
        drawn=drawn,
        freed=freed,
        of_unit=unit,
        order_chain=chains[0],
        payer_chain=chains[1],
        words=(
            f"The order takes {quantity(drawn, unit)} of the {row_words(economy, scarce.key)}, "
            f"which is used up{norms[0]}; {_lost_words(grounds, payer)} "
            f"and sets {quantity(freed, unit)} of it free{norms[1]}."
        ),
    )


def _shared(
    grounds: Grounds, goals: Mapping[str, Goal], order: list[Shift], payer: Shift
) -> Iterator[tuple[Scarce, float, float]]:
    """Scarce limits on which both draw, with what the order draws and what the payer frees."""
    stages = grounds.plan.evidence.stages
    fixed_in = [stage for stage in stages if payer.key in stage.fixed] or list(stages[:1])
    for scarce in scarce_limits(grounds, fixed_in[0]):
        drawn = sum(_draw(grounds, goals, shift, scarce.key) for shift in order)
        freed = -_draw(grounds, goals, payer, scarce.key)
        if scarce.price > 0.0 and drawn > 0.0 and freed > 0.0:
            yield scarce, drawn, freed


def _draw(grounds: Grounds, goals: Mapping[str, Goal], shift: Shift, row: Key) -> float:
    """What a change draws on a limit of its own period in full [unit of the limit]."""
    goal = goals[shift.key]
    if row.period not in (-1, _period_of(grounds, goal)):
        return 0.0
    asked: Vector = goods_of(grounds.plan.economy, goal) * (shift.after - shift.before)
    drawn = need_of(grounds, np.abs(asked), row)
    return drawn if shift.after > shift.before else -drawn


def _period_of(grounds: Grounds, goal: Goal) -> int:
    economy = grounds.plan.economy
    if goal.kind in ("claim", "protection"):
        return economy.claims[goal.position].period
    if goal.kind == "figure":
        return economy.figures[goal.position].period
    if goal.kind == "allocation":
        return economy.allocations[goal.position].period
    return len(economy.periods) - 1


def _lost_words(grounds: Grounds, payer: Shift) -> str:
    goals = grounds.plan.goals
    rows: list[Any] = goals[goals["key"] == payer.key].to_dict("records")
    named = f"{goal_words(rows[0])} {rows[0]['period']}" if rows else payer.key
    return f"{named} gives up {quantity(payer.before - payer.after, payer.unit)}"
