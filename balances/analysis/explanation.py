"""Why a goal gets what it gets: what an explanation says, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from balances.analysis.price_ranges import Validity
from balances.economy.contradiction import Relaxation
from balances.economy.keys import Key
from balances.economy.noticed import MET


@dataclass(frozen=True)
class BindingResource:
    """A limit that keeps a goal down.

    Attributes:
        row: key of its row, or of the unknown that stands at its bound.
        words: the same for a reader. unit: of the limit. limit: how much there is.
        price: gain in the objective of the stage from one more unit; below zero for a minimum,
            which takes from the goal.
        amount: a sensible amount of it [unit]: a power of ten, a twentieth to a fifth of the limit.
        gives: what that much more gives [unit of the goal]: price * amount * target. In a stage
            that raises several goals all of them gain as large a part of their targets.
        chain: commodities from the limit to the goal. chain_words: the same with their norms.
        holds: price on both sides and how far it holds; None where it was not asked for.
    """

    row: Key
    words: str
    unit: str
    limit: float
    price: float
    amount: float
    gives: float
    chain: tuple[str, ...]
    chain_words: str
    holds: Validity | None = None


@dataclass(frozen=True)
class Explanation:
    """Why a goal gets what it gets.

    Attributes:
        key: of the goal. goal: in words, with its period. unit: of its quantities.
        target, delivered: [unit].
        stage: number of the stage that fixed it, from 1. priority: its class in the plan.
        raised: how many goals shared the level of that stage. above: how many goals of earlier
            classes came before it.
        whole: whether projects are whole, so that prices tell only of those chosen.
        binding: what keeps it down, what is worth most first.
        alone, together: what would reach the target; see `Additions`.
        possible: whether additions can reach it; None where that was not asked.
        words: all of it, for a reader, a sentence or two a line.
    """

    key: str
    goal: str
    unit: str
    target: float
    delivered: float
    stage: int
    priority: float
    raised: int
    above: int
    whole: bool = False
    binding: tuple[BindingResource, ...] = ()
    alone: tuple[Relaxation, ...] = ()
    together: tuple[Relaxation, ...] = ()
    possible: bool | None = None
    words: tuple[str, ...] = ()

    @property
    def short(self) -> bool:
        """Whether the goal gets less than its target."""
        return self.delivered < MET * self.target
