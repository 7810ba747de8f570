"""Triangulation: the order of sectors in which most goods flow one way, from supplier to user.

This is the linear ordering problem. Up to `EXACT` sectors it is solved exactly; beyond, by
insertion from two starts, which never ends below the given order.
Source: Chenery & Watanabe (1958); Korte & Oberhofer (1970); Chanas & Kobylanski (1996).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from balances.economy.economy import Vector

EXACT = 10
"""Most sectors for which every order is weighed."""

GAIN = 1e-12
"""Least gain for which a sector is moved, as a share of all flows."""


def linearity(flows: Vector, order: Sequence[int]) -> float:
    r"""Share of the flows between different sectors that go from an earlier to a later one.

    .. math:: \lambda = \sum_{k < l} z_{o(k) o(l)} / \sum_{k \ne l} z_{o(k) o(l)}

    Args:
        flows: z_ij, from i to j, in one measure, n x n.
        order: positions of the sectors, n.

    It is 1 where there are no such flows.
    """
    placed = flows[np.ix_(order, order)]
    between = float(placed.sum() - np.trace(placed))
    return float(np.triu(placed, 1).sum()) / between if between else 1.0


def triangulated(flows: Vector) -> tuple[int, ...]:
    """The order of highest linearity: exact up to `EXACT` sectors, else a good one.

    Args:
        flows: z_ij >= 0, from i to j, in one measure, n x n.

    Equal orders are decided by the given one, so the answer is always the same.
    """
    return _best_of_all(flows) if len(flows) <= EXACT else _best_found(flows)


def _best_of_all(flows: Vector) -> tuple[int, ...]:
    """The best order of each set of first sectors, from that of the sets one smaller."""
    count = len(flows)
    received = np.zeros((1 << count, count))
    gained, last = np.zeros(1 << count), np.zeros(1 << count, dtype=int)
    for chosen in range(1, 1 << count):
        members = [i for i in range(count) if chosen >> i & 1]
        received[chosen] = received[chosen & (chosen - 1)] + flows[members[0]]
        ending = [gained[chosen ^ 1 << j] + received[chosen ^ 1 << j, j] for j in members]
        # Of equals the one that is last in the given order stands last.
        best = len(members) - 1 - int(np.argmax(ending[::-1]))
        gained[chosen], last[chosen] = ending[best], members[best]
    order: list[int] = []
    left = (1 << count) - 1
    while left:
        order.append(int(last[left]))
        left ^= 1 << order[-1]
    return tuple(reversed(order))


def _best_found(flows: Vector) -> tuple[int, ...]:
    """The better of what insertion makes of the given order and of net suppliers first."""
    between = flows - np.diag(np.diag(flows))
    supplied, used = between.sum(axis=1), between.sum(axis=0)
    both = np.maximum(supplied + used, np.finfo(float).tiny)
    by_supply = np.argsort(-supplied / both, kind="stable")
    found = [_inserted(between, start) for start in (np.arange(len(flows)), by_supply)]
    return max(found, key=lambda order: linearity(flows, order))


def _inserted(flows: Vector, order: npt.NDArray[np.intp]) -> tuple[int, ...]:
    """Move sectors one by one to where most flows go their way, until no move gains."""
    net, least = flows - flows.T, GAIN * float(flows.sum())
    moved = True
    while moved:
        moved = False
        for sector in range(len(flows)):
            place = int(np.flatnonzero(order == sector)[0])
            others = np.delete(order, place)
            # What it would supply to those before it, net, is lost by standing after them.
            lost = np.concatenate(([0.0], np.cumsum(net[sector, others])))
            best = int(np.argmin(lost))
            if lost[place] - lost[best] > least:
                order = np.insert(others, best, sector)
                moved = True
    return tuple(order.tolist())
