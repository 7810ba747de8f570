"""Rulings as records: what was ordered, what became of it, who paid, how orders stand."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from balances.economy.noticed import MET, NOTICED
from balances.gosplan.plan import Plan
from balances.politburo import Outcome, Replay, Ruling, Shift, Step
from balances.politburo.binding import binding_rows
from balances.reporting.frames import Record, plain
from balances.reporting.named import named_goals

NOT_IN_FORCE = (Outcome.REFUSED, Outcome.OVERRULED, Outcome.VETOED)
"""Outcomes of decrees that the final plan does not carry out."""

TOLD = 3
"""Lines of a reason that a cell has room for."""

NOT_CARRIED_OUT = (Outcome.SHORT, *NOT_IN_FORCE)
"""Outcomes of decrees that were not, or not wholly, carried out."""


def ruling_record(ruling: Ruling) -> Record:
    """A ruling in plain values; `lost_by_others` is worth at base prices."""
    decree = ruling.decree
    return {
        "number": decree.number,
        "date": decree.date,
        "authority": decree.authority,
        "in_the_name_of": decree.delegated_by,
        "kind": decree.kind,
        "words": ruling.words,
        "outcome": str(ruling.outcome),
        "ordered": plain(ruling.ordered) if ruling.orders else None,
        "achieved": plain(ruling.achieved) if ruling.orders else None,
        "unit": ruling.unit,
        "binding": why_words(ruling),
        "lost_by_others": lost_by_others(ruling),
    }


def shift_record(ruling: Ruling, shift: Shift, names: Mapping[str, Record]) -> Record:
    """What one goal got more or less by a decree."""
    named = names[shift.key]
    return {
        "number": ruling.decree.number,
        "outcome": str(ruling.outcome),
        "key": shift.key,
        "words": named["words"],
        "period": named["period"],
        "unit": shift.unit,
        "ordered": shift.ordered,
        "before": shift.before,
        "after": shift.after,
        "difference": shift.after - shift.before,
        "target": shift.target,
        "share": shift.share,
        "value": plain(shift.value),
    }


def money_records(step: Step) -> list[Record]:
    """What a decree costs or frees in money, line by line and period by period."""
    return [
        {
            "number": step.ruling.decree.number,
            "what": line.what,
            "period": line.period,
            "unit": line.unit,
            "before": line.before,
            "after": line.after,
            "difference": line.after - line.before,
            "side": side_words(costs=line.costs),
        }
        for line in step.money
    ]


def side_words(*, costs: bool) -> str:
    """What a change of money is called."""
    return "costs" if costs else "frees"


def names_of(replay: Replay) -> Mapping[str, Record]:
    """Names of every goal of every step, as the last plan that has it calls it."""
    plans = [replay.approved, *(step.plan for step in replay.steps)]
    return named_goals(dict.fromkeys(reversed(plans)))


def authority_words(ruling: Ruling) -> str:
    """Who decreed, and in whose name."""
    decree = ruling.decree
    if not decree.delegated_by:
        return decree.authority
    return f"{decree.authority}, in the name of {decree.delegated_by}"


def why_words(ruling: Ruling, most: int | None = None) -> str:
    """What keeps the decree down with its price, or why it does not hold.

    Args:
        ruling: on the decree.
        most: lines that are told, the others being counted; None = all.
    """
    found = ruling.lines or [f"{row.words} (price {row.price:.4g})" for row in ruling.binding]
    told = "; ".join(found[:most])
    more = len(found) - len(found[:most])
    return f"{told}; and {more} more, all in data_rulings" if more else told


def lost_by_others(ruling: Ruling) -> float:
    """Worth at base prices of what goals that the decree is not about got less by it."""
    lost = (shift.value for shift in ruling.paid if not shift.ordered)
    return math.fsum(-value for value in lost if math.isfinite(value))


def counts(replay: Replay) -> Counter[Outcome]:
    """How many decrees came to each outcome."""
    return Counter(ruling.outcome for ruling in replay.rulings)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one order stands in the final plan.

    Attributes:
        number: of the decree. outcome: of the ruling.
        words: what was ordered. period: its label. unit: of the quantities.
        ordered: what was ordered; None where the decree does not hold at all.
        achieved: in the final plan.
        stands: in full, short, moved since, undone or not in force.
        why: what keeps it short, or who moved it.
    """

    number: str
    outcome: Outcome
    words: str
    period: str
    unit: str
    ordered: float | None
    achieved: float | None
    stands: str
    why: str


IN_FULL, SHORT, MOVED, UNDONE, NOT_HELD = (
    "in full",
    "short",
    "moved since",
    "undone",
    "not in force",
)


def standings(replay: Replay) -> Iterator[Standing]:
    """Every order of the log in the final plan, in the order of the log."""
    names, final = names_of(replay), replay.plan
    got = final.delivered
    asked = {goal.key: goal.target for goal in final.layout.goals}
    last = {
        order.goal: ruling.decree.number
        for ruling in replay.rulings
        if ruling.outcome not in NOT_IN_FORCE
        for order, _ in ruling.orders
    }
    for ruling in replay.rulings:
        number = ruling.decree.number
        if not ruling.orders and ruling.outcome in NOT_IN_FORCE:
            why = why_words(ruling, TOLD)
            yield Standing(number, ruling.outcome, ruling.words, "", "", None, None, NOT_HELD, why)
        for order, _ in ruling.orders:
            named = names.get(order.goal, {"words": order.goal, "period": ""})
            achieved = got.get(order.goal, 0.0)
            stands, why = _stands(ruling, order.quantity, achieved)
            if stands != UNDONE and last[order.goal] != number:
                stands, why = MOVED, f"by decree {last[order.goal]}"
            elif stands != UNDONE and _differs(asked.get(order.goal, 0.0), order.quantity):
                stands, why = MOVED, "by a later decree"
            elif stands == SHORT:
                why = _binding(final, order.goal)
            yield Standing(
                *(number, ruling.outcome, named["words"], named["period"], order.unit),
                *(order.quantity, achieved, stands, why),
            )


def _stands(ruling: Ruling, ordered: float, achieved: float) -> tuple[str, str]:
    if ruling.outcome is Outcome.VETOED:
        return UNDONE, why_words(ruling, TOLD)
    return (SHORT if achieved < ordered * MET else IN_FULL), ""


def _differs(target: float, ordered: float) -> bool:
    return abs(target - ordered) > NOTICED * max(abs(target), abs(ordered))


def _binding(plan: Plan, goal: str) -> str:
    rows = binding_rows(plan, [goal])
    return "; ".join(f"{row.words} (price {row.price:.4g})" for row in rows)
