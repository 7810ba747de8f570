"""Betweenness: how many shortest paths lead through a sector."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import dijkstra

from balances.economy.economy import Matrix, Vector

TIE = 1e-12
"""Paths whose lengths differ by less, relatively, are equally short."""

SHORTEST = 1e-9
"""Links are taken to be at least this long, as a share of the longest, so that sums stay exact."""


def betweenness(lengths: Matrix) -> Vector:
    r"""Share of the pairs of other sectors between which the shortest path leads through each, n.

    .. math:: b_v = \frac{1}{(n-1)(n-2)} \sum_{s \ne v \ne t} \sigma_{st}(v) / \sigma_{st}

    where sigma counts the shortest paths, and those through v; several that are equally short
    share the pair. Zero where there are fewer than three sectors.

    Args:
        lengths: of the links from row to column, positive, nothing on the diagonal, n x n.

    Distances come from scipy and only the links on shortest paths are walked: that takes a
    fraction of a second for hundreds of sectors, where a general graph library takes ten.
    Source: Freeman (1977); Brandes (2001).
    """
    count = lengths.shape[0]
    if count < 3 or not lengths.nnz:
        return np.zeros(count)
    links = sp.coo_array(lengths)
    tails, heads = links.coords
    length = np.maximum(links.data, SHORTEST * links.data.max())
    distances = dijkstra(sp.csr_array((length, (tails, heads)), shape=lengths.shape))
    through = np.zeros(count)
    for source, distance in enumerate(distances):
        start, end = distance[tails], distance[heads]
        shortest = np.flatnonzero(np.isfinite(start) & (start + length <= end * (1.0 + TIE)))
        outward = shortest[np.argsort(end[shortest], kind="stable")]
        dependent = _dependencies(tails[outward].tolist(), heads[outward].tolist(), source, count)
        dependent[source] = 0.0
        through += dependent
    through /= (count - 1.0) * (count - 2.0)
    return through


def _dependencies(tails: Sequence[int], heads: Sequence[int], source: int, count: int) -> Vector:
    """For each sector the shortest paths from the source that go on beyond it, in shares.

    The links are those of the shortest paths, in the order of the distance of their heads.
    """
    paths = [0.0] * count
    paths[source] = 1.0
    for tail, head in zip(tails, heads, strict=True):
        paths[head] += paths[tail]
    dependent = [0.0] * count
    for tail, head in zip(reversed(tails), reversed(heads), strict=True):
        dependent[tail] += paths[tail] / paths[head] * (1.0 + dependent[head])
    return np.array(dependent)
