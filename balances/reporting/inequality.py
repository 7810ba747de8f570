"""How unequal the cuts are, and how much changed hands: summary measures of a comparison."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence


def gini(shares: Sequence[float]) -> float | None:
    """Gini coefficient of fulfilments: 0 where all are cut alike; None without goals."""
    total = math.fsum(shares)
    if not shares or total <= 0.0:
        return None
    ranked = sorted(shares)
    weighted = math.fsum(rank * share for rank, share in enumerate(ranked, start=1))
    count = len(ranked)
    return max(0.0, 2.0 * weighted / (count * total) - (count + 1.0) / count)


def coefficient_of_variation(shares: Sequence[float]) -> float | None:
    """Standard deviation over mean of fulfilments; None without goals."""
    total = math.fsum(shares)
    if not shares or total <= 0.0:
        return None
    mean = total / len(shares)
    variance = math.fsum((share - mean) ** 2 for share in shares) / len(shares)
    return math.sqrt(variance) / mean


def reallocated(pairs: Iterable[tuple[str, float, float]]) -> float | None:
    """Half the L1 distance of allotments, as a share, averaged over products of the first plan.

    Each item is (product, before, after). Products have their own units, so each is taken as
    a share of its own total before.
    """
    moved: dict[str, list[float]] = defaultdict(list)
    before: dict[str, list[float]] = defaultdict(list)
    for product, old, new in pairs:
        moved[product].append(abs((new or 0.0) - (old or 0.0)))
        before[product].append(old or 0.0)
    shares = [
        math.fsum(moved[p]) / (2.0 * math.fsum(before[p]))
        for p in moved
        if math.fsum(before[p]) > 0
    ]
    return math.fsum(shares) / len(shares) if shares else None
