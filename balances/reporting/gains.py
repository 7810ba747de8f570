"""Who gained and who paid: goals by what the mobilised plan delivers against the balanced one."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from balances.gosplan.plan import Plan
from balances.politburo.ruling import Shift, shifts
from balances.reporting.classes import declared_classes
from balances.reporting.frames import plain
from balances.reporting.named import named_goals


@dataclass(frozen=True, slots=True)
class Gain:
    """What a goal gets more or less when mobilised.

    Attributes:
        key: of the goal. words: its name. claimant: whose claim; empty for other goals.
        period: its label. unit: of the quantities.
        priority: class in which the mobilised plan has it.
        target: as it stands in the mobilised plan. stated: before any decree.
        balanced, mobilised: what it gets [unit].
        worth: of the difference at base prices; None for a control figure.
    """

    key: str
    words: str
    claimant: str
    period: str
    unit: str
    priority: float
    target: float
    stated: float
    balanced: float
    mobilised: float
    worth: float | None

    @property
    def share(self) -> float:
        """The difference as a part of the target."""
        return (self.mobilised - self.balanced) / self.target if self.target > 0.0 else 0.0

    @property
    def change(self) -> float:
        """Change of fulfilment of the target as stated."""
        if self.stated <= 0.0:
            return 0.0
        return min(1.0, self.mobilised / self.stated) - min(1.0, self.balanced / self.stated)


def gains(balanced: Plan, mobilised: Plan) -> tuple[tuple[Gain, ...], tuple[Gain, ...]]:
    """Goals that gained and goals that paid, the largest part of a target first."""
    names = named_goals((mobilised, balanced))
    declared = declared_classes(mobilised)
    stated = {goal.key: goal.target for goal in balanced.layout.goals}

    def made(shift: Shift) -> Gain:
        named = names[shift.key]
        return Gain(
            key=shift.key,
            words=named["words"],
            claimant=named["claimant"] if named["kind"] == "claim" else "",
            period=named["period"],
            unit=shift.unit,
            priority=declared.get(shift.key, 0),
            target=shift.target,
            stated=stated.get(shift.key, shift.target),
            balanced=shift.before,
            mobilised=shift.after,
            worth=plain(shift.value),
        )

    gained, paid = shifts(balanced, mobilised)
    return tuple(map(made, gained)), tuple(map(made, paid))


def worth_of(found: Iterable[Gain]) -> float:
    """Worth of all differences together, control figures apart."""
    return math.fsum(gain.worth or 0.0 for gain in found)
