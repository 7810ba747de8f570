r"""Supply rounds of one period when nobody replans: plain arrays in, plain arrays out.

.. math::
    \rho_i^k = \max\Big(0, \min\Big(1,
        \frac{\sum_j (o_{ij} - e_{ij}) x_j^{k-1} + given_i - first_i}{planned_i}\Big)\Big), \qquad
    x_j^k = \min\Big(K_j, x_j^* \min_{i: a_{ij} > e_{ij}} \rho_i^k\Big)

given = planned imports + opening stock - closing stock and hoards; first = ordered and protected
deliveries; planned = planned uses of everybody else; o = what shocks leave of the make; e =
min(a, o), a producer's use of its own product, which it meets out of its output before anyone is
supplied. All act together, so every round follows from the one before. Levels never rise from
round to round: the sources are the same and output is no larger.
What an agency is ordered to receive is a first delivery too: its users share that, and no more.
Users are the activities and, behind them, building: when a good is short, capital work falls
pro rata too.
Source: MODEL section 6.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

from balances.economy.economy import Matrix, Vector

ROUNDING = 1e-6
"""A good counts as short when supply misses planned uses by more than this share of its size."""

AT_REST = 1e-6
"""Output has come to rest when nothing falls by more than this share of its plan in a round."""

LONGEST = 500
"""Rounds after which a path that still falls is given up as having no rest."""


@dataclass(frozen=True, eq=False)
class Norms:
    """Norms of a period: I goods, J activities, V users (activities first), K ordered receipts.

    Attributes:
        make: output per unit of level less the producer's own use, I x J [unit_i / unit_j].
        draw: use per unit of level by column, D x V with D = 2I + K. Rows 0 .. I-1 are drawn from
            what all share; rows I .. 2I-1 are a producer's own use for output of a later period,
            which cannot be met out of that output and is met before anyone else is supplied; the
            last K rows are drawn from what an agency was ordered to receive.
        goods: good of each row of `draw`, D.
        later: whether the inputs of an activity are for a later period, J.
        sizes: natural size of each good, I [unit_i].
    """

    make: Matrix
    draw: sp.csc_array
    goods: npt.NDArray[np.int64]
    later: npt.NDArray[np.bool_]
    sizes: Vector

    def least(self, rho: Vector) -> Vector:
        """Smallest rho (D) among what each user draws, V; 1 for who draws nothing."""
        filled = np.flatnonzero(np.diff(self.draw.indptr))
        share = np.ones(self.draw.shape[1])
        if filled.size:
            drawn = rho[self.draw.indices]
            share[filled] = np.minimum.reduceat(drawn, self.draw.indptr[filled])
        return share

    def by_good(self) -> sp.csc_array:
        """Use per unit of level whoever it is drawn from, I x V [unit_i / unit of the user]."""
        rows, count = self.goods, self.make.shape[0]
        summed = sp.csr_array((np.ones(rows.size), (rows, np.arange(rows.size))),
                              shape=(count, rows.size))  # fmt: skip
        return sp.csc_array(summed @ self.draw)

    def in_cycles(self) -> npt.NDArray[np.bool_]:
        """Which activities need, through others, what they make themselves in the period, J."""
        ways = self.make.shape[1]
        at_once = sp.diags_array((~self.later).astype(float))
        needs = self.by_good()[:, :ways] @ at_once
        feeds = (needs > 0.0).astype(float).T @ (self.make > 0.0).astype(float)
        _, group = connected_components(feeds, directed=True, connection="strong")
        several: npt.NDArray[np.bool_] = np.bincount(group)[group] > 1
        return several


@dataclass(frozen=True, eq=False)
class Claimed:
    """Claims of one period, and after them the K receipts of agencies that a decree orders, n.

    Attributes:
        goods: position of the good of each.
        first: ordered or protected, delivered before other uses [unit_i].
        rank: class in which `first` is delivered; a smaller one goes before.
        rest: planned delivery that shares in the rationing [unit_i]; nothing of a receipt.
        rows: row of `Norms.draw` with which the rest is rationed.
    """

    goods: npt.NDArray[np.int64]
    first: Vector
    rank: Vector
    rest: Vector
    rows: npt.NDArray[np.int64]

    def ahead(self) -> tuple[Vector, Vector]:
        """What of the same good goes before each claim, and together with it [unit_i]."""
        before, along = np.zeros(self.first.size), np.zeros(self.first.size)
        count = int(self.goods.max(initial=-1)) + 1
        done = np.zeros(count)
        for rank in np.unique(self.rank):
            of_rank = self.rank == rank
            total = np.bincount(self.goods[of_rank], self.first[of_rank], count)
            before[of_rank] = done[self.goods[of_rank]]
            along[of_rank] = total[self.goods[of_rank]]
            done = done + total
        return before, along


@dataclass(frozen=True, eq=False)
class Period:
    """What is planned for one period, and what has changed about it.

    Attributes:
        levels: planned output of the period, less what was not begun in time, J [unit_j].
        capacity: shocked capacity, J [unit_j].
        fed: planned level that the users' inputs of the period are for, V.
        given: planned imports + opening - closing stock and hoards, I [unit_i].
        claimed: the claims.
    """

    levels: Vector
    capacity: Vector
    fed: Vector
    given: Vector
    claimed: Claimed


@dataclass(frozen=True, eq=False)
class Round:
    """One supply round.

    Attributes:
        levels: output, J [unit_j].
        worked: level that the users' inputs were used for, V.
        supply: what there is, producers' own use met, I [unit_i].
        first: share of its ordered or protected quantity that each claim or receipt got, n.
        planned: planned uses that share the rest, I [unit_i].
        rho: share of planned uses that is met, by row of `Norms.draw`, D.
        used: by users and claims of both kinds, and received by order, I [unit_i].
    """

    levels: Vector
    worked: Vector
    supply: Vector
    first: Vector
    planned: Vector
    rho: Vector
    used: Vector


def supply_rounds(norms: Norms, period: Period) -> Iterator[Round]:
    """The rounds of a period without end, from round 1."""
    claimed = period.claimed
    goods, ways = norms.make.shape
    need = norms.draw @ period.fed
    need += np.bincount(claimed.rows, claimed.rest, need.size)
    planned, own, of_agencies = np.split(need, [goods, 2 * goods])
    slack = ROUNDING * np.maximum(norms.sizes, planned)
    before, along = claimed.ahead()
    levels = np.minimum(period.levels, period.capacity)
    while True:
        supply = norms.make @ levels + period.given
        shared = np.maximum(supply - own, 0.0)
        first = _share(shared[claimed.goods] - before, along, slack[claimed.goods])
        got = claimed.first * first
        gone = np.bincount(claimed.goods, got, goods)
        received = got[got.size - of_agencies.size :]
        rho = np.concatenate(
            [
                _share(shared - gone, planned, slack),
                _share(supply, own, slack),
                _share(received, of_agencies, slack[norms.goods[2 * goods :]]),
            ]
        )
        worked = period.fed * norms.least(rho)
        worked[:ways] = np.where(
            norms.later, worked[:ways], np.minimum(worked[:ways], period.capacity)
        )
        levels = np.where(norms.later, levels, worked[:ways])
        drawn = norms.draw @ worked
        drawn += np.bincount(claimed.rows, claimed.rest * rho[claimed.rows], drawn.size)
        used = drawn[:goods] + drawn[goods : 2 * goods] + gone
        yield Round(levels, worked, supply, first, planned, rho, used)


def _share(supply: Vector, wanted: Vector, slack: Vector) -> Vector:
    """Share of what is wanted that the supply meets, 0 .. 1; 1 where only rounding lacks."""
    met = np.divide(supply, wanted, out=np.ones_like(supply), where=wanted > 0.0)
    share: Vector = np.where(wanted - supply <= slack, 1.0, np.clip(met, 0.0, 1.0))
    return share


def at_rest(period: Period, levels: Vector, further: Iterator[Round]) -> Vector:
    """Levels at which output comes to rest if nobody answers, J [unit_j].

    Levels never rise, so there is such a rest; a path that still falls after `LONGEST` rounds
    is taken to end in nothing wherever it falls.
    """
    path = [levels]
    for _, after in zip(range(LONGEST), further, strict=False):
        path.append(after.levels)
        if np.all(path[-2] - path[-1] <= AT_REST * period.levels):
            return path[-1]
    # In a cycle the fall goes round: not everything falls in every round.
    falling = path[len(path) // 2] - path[-1] > AT_REST * period.levels
    return np.where(falling, 0.0, path[-1])
