"""What decrees order agencies to receive, as a frozen plan has to deliver it first.

Source: MODEL sections 4.11 and 6.
"""

from __future__ import annotations

from dataclasses import dataclass

from balances.economy.economy import Economy
from balances.economy.keys import allocation_key
from balances.politburo.authority import HEIGHTS


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a decree orders an agency to receive of a commodity in a period.

    Attributes:
        good: position of the commodity. agency: who receives it.
        quantity: all that it should use and hold more than before [unit_i].
        rank: class of the order.
    """

    good: int
    agency: str
    quantity: float
    rank: float


def receipts_of(before: Economy, now: Economy) -> tuple[tuple[Receipt, ...], ...]:
    """Receipts ordered since the approved plan, period by period.

    An allocation counts where it has a target of the class of orders that is new or has changed.
    """
    old = {allocation_key(before, a): (a.target, a.priority) for a in before.allocations}
    found: list[list[Receipt]] = [[] for _ in now.periods]
    for a in now.allocations:
        ordered = a.target is not None and a.priority < HEIGHTS
        if ordered and old.get(allocation_key(now, a)) != (a.target, a.priority):
            good = now.commodity_index[a.commodity]
            found[a.period].append(Receipt(good, a.agency, a.target or 0.0, a.priority))
    return tuple(map(tuple, found))
