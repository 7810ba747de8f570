"""Why this figure, and what would it take.

Why: the limits with a price in the stage that fixed the goal, each with the supply chain that
leads to it and what more of it would give. What: the least additions to resources that reach
the target while all other goals stay at the plan.
Source: MODEL section 10.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from balances.analysis.additions import least_additions
from balances.analysis.chains import chain_to, chain_words, goods_of, period_of
from balances.analysis.explanation import BindingResource, Explanation
from balances.analysis.grounds import Grounds
from balances.analysis.paragraph import paragraph
from balances.analysis.price_ranges import Validity, validity
from balances.analysis.scarcity import Scarce, scarce_limits, short_goods
from balances.economy.issue import BalancesError
from balances.economy.noticed import MET
from balances.gosplan.plan import Plan
from balances.gosplan.wording import goal_in_period, row_unit, row_words
from balances.program.goals import Goal

NAMED = 5
"""Limits that are told of a goal."""


class NoPricesError(BalancesError):
    """The plan was not made by linear programs, so nothing in it has a shadow price."""


def explain(
    plan: Plan,
    goal: str,
    *,
    grounds: Grounds | None = None,
    ranges: bool = True,
    additions: bool = True,
    alone: bool = True,
    seconds: float = math.inf,
) -> Explanation:
    """Explain one goal of a plan.

    Args:
        plan: a plan by linear programs.
        goal: key of the goal; see `balances.analysis.goal_names`.
        grounds: of the same plan, where several goals are explained.
        ranges: whether to tell how far prices hold.
        additions: whether to tell what would reach the target.
        alone: whether to look for every addition that is enough alone.
        seconds: time limit of the additions.

    Raises:
        KeyError: the plan has no such goal.
        NoPricesError: the plan was made by rounds.
        SolverStoppedError: nothing was proved within the time.
    """
    if not plan.evidence.stages:
        raise NoPricesError("A plan made by rounds has no shadow prices to explain it by.")
    shared = grounds or Grounds(plan)
    row = shared.goals[goal]
    about = next(g for g in plan.layout.goals if g.key == goal)
    told = _standing(plan, about, row)
    if told.short:
        told = replace(told, binding=_binding(shared, about, told.stage, ranges=ranges))
        if additions:
            found = least_additions(plan, goal, shared.holding, seconds, alone=alone)
            told = replace(
                told, alone=found.alone, together=found.together, possible=found.possible
            )
    return replace(told, words=paragraph(told))


def short_goals(plan: Plan) -> tuple[str, ...]:
    """Keys of the goals below their targets, the first class first, then the worst off.

    Goals that are cut alike stand in the order of the plan, whatever their rounding.
    """
    short = plan.goals[plan.goals["fulfilment"] < MET].copy()
    short["fulfilment"] = short["fulfilment"].round(9)
    ranked = short.sort_values(["priority", "fulfilment"], kind="stable")
    return tuple(ranked["key"])


def _standing(plan: Plan, goal: Goal, row: Mapping[str, Any]) -> Explanation:
    """What a goal gets, in which stage and behind whom; nothing yet of why."""
    number = _deciding_stage(plan, int(row["stage"]))
    stage = plan.evidence.stages[number - 1]
    classes = plan.evidence.priorities.values()
    return Explanation(
        key=goal.key,
        goal=goal_in_period(row),
        unit=str(row["unit"]),
        target=goal.target,
        delivered=float(row["delivered"]),
        stage=number,
        priority=goal.priority,
        raised=len(stage.raised),
        whole=bool(stage.whole),
        above=sum(priority < goal.priority for priority in classes),
    )


def _deciding_stage(plan: Plan, fixed_in: int) -> int:
    """The stage that fixed a goal; where none did, the first, which weighs all goals."""
    return fixed_in if plan.evidence.stages[fixed_in - 1].kind == "leximin" else 1


def _binding(
    grounds: Grounds, goal: Goal, number: int, *, ranges: bool
) -> tuple[BindingResource, ...]:
    """The limits worth most in the stage; only where there are none, the goods that are short."""
    stage = grounds.plan.evidence.stages[number - 1]
    scarce = scarce_limits(grounds, stage)[:NAMED]
    chosen = scarce or short_goods(grounds, stage)[:NAMED]
    holds: Sequence[Validity | None] = [None] * len(chosen)
    if ranges and scarce:
        holds = validity(grounds, number, scarce)
    return tuple(
        _resource(grounds, goal, each, range_) for each, range_ in zip(chosen, holds, strict=True)
    )


def _resource(
    grounds: Grounds, goal: Goal, scarce: Scarce, holds: Validity | None
) -> BindingResource:
    economy = grounds.plan.economy
    # Norms lead from one year's limit to that year's goods; what was built before goes by none.
    at_once = scarce.key.period in (-1, period_of(economy, goal))
    chain = chain_to(grounds, goods_of(economy, goal), scarce.key) if at_once else ()
    amount = sensible_amount(scarce.limit)
    return BindingResource(
        row=scarce.key,
        words=row_words(economy, scarce.key),
        unit=row_unit(economy, scarce.key),
        limit=scarce.limit,
        price=scarce.price,
        amount=amount,
        gives=scarce.price * amount * goal.target,
        chain=chain,
        chain_words=chain_words(economy, chain),
        holds=holds,
    )


def sensible_amount(limit: float) -> float:
    """A power of ten, of a limit not more than a fifth; 1 where there is no limit to go by."""
    if limit == 0.0 or not math.isfinite(limit):
        return 1.0
    power = math.floor(math.log10(abs(limit) / 5.0))
    return 10.0**power if power >= 0 else 1.0 / 10.0**-power
