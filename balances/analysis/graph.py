"""The flow graph: commodities, and who supplies whom. The only module that knows networkx."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Any, TypeAlias, cast

import networkx as nx
import numpy as np
import scipy.sparse as sp

from balances.analysis.betweenness import betweenness as betweenness_of
from balances.analysis.norms import MainNorms, main_norms
from balances.analysis.triangulation import linearity as linearity_of
from balances.analysis.triangulation import triangulated
from balances.economy.economy import Economy, Matrix, frozen_matrix

FlowGraph: TypeAlias = "nx.DiGraph[str]"
"""Nodes are commodity codes in sector order; a link i → j bears `share` and `flow`."""

Block: TypeAlias = tuple[str, ...]
"""Commodities that all need each other, directly or not; one alone where there is no circuit."""

CHAINS = 10
"""How many of the longest supply chains are told."""

TOLL = 1e-9
"""What a further link costs, so that of equally strong chains the one of fewest links wins."""


def flow_graph(economy: Economy) -> FlowGraph:
    """The flow graph of the main activities.

    A link i → j stands for a positive norm a_ij, i other than j. Its `share` is that of i in
    making j, w_i a_ij / w_j; its `flow` is w_i a_ij s_j, at base outputs where they are given.
    Weights w and sizes s are those of `balances.analysis.norms`. Negative norms are no links.
    Source: MODEL section 9.
    """
    return graph_of(main_norms(economy))


def graph_of(norms: MainNorms) -> FlowGraph:
    """The flow graph of these norms; see `flow_graph`."""
    graph: FlowGraph = nx.DiGraph()
    graph.add_nodes_from(norms.codes)
    shares, worths = sp.coo_array(norms.shares), norms.worths
    for i, j, share in zip(*shares.coords, shares.data, strict=True):
        if i != j and share > 0.0:
            supplier, user = norms.codes[i], norms.codes[j]
            graph.add_edge(supplier, user, share=float(share), flow=float(share * worths[j]))
    return graph


def blocks(graph: FlowGraph) -> tuple[Block, ...]:
    """Strongly connected blocks, suppliers before users; within a block in sector order.

    Blocks that do not depend on each other stand in the order of their first sectors.
    """
    whole = _condensed(graph)
    return tuple(whole.nodes[n]["block"] for n in _in_supply_order(whole))


def _condensed(graph: FlowGraph) -> nx.DiGraph[int]:
    """One node a block, with its sectors and the position of the first; links bear `flow`."""
    place = {code: n for n, code in enumerate(graph)}
    whole: nx.DiGraph[int] = nx.condensation(graph)
    for node, members in whole.nodes(data="members"):
        block = tuple(sorted(members, key=place.__getitem__))
        whole.add_node(node, block=block, first=place[block[0]])
    home: Mapping[str, int] = whole.graph["mapping"]
    flows: defaultdict[tuple[int, int], float] = defaultdict(float)
    for supplier, user, link in graph.edges(data=True):
        if home[supplier] != home[user]:
            flows[home[supplier], home[user]] += link["flow"]
    nx.set_edge_attributes(whole, flows, "flow")
    return whole


def _in_supply_order(whole: nx.DiGraph[int]) -> list[int]:
    return list(nx.lexicographical_topological_sort(whole, key=lambda n: whole.nodes[n]["first"]))


def triangulated_order(graph: FlowGraph) -> tuple[str, ...]:
    """Sectors in the order in which most flows go from an earlier to a later one.

    Blocks stand in supply order, so nothing flows back between them; within a block the order
    is exact for up to ten sectors, else found by insertion (`balances.analysis.triangulation`).
    """
    order: list[str] = []
    for block in blocks(graph):
        order.extend(block[n] for n in triangulated(_matrix(graph, block, "flow").toarray()))
    return tuple(order)


def linearity(graph: FlowGraph, order: Sequence[str]) -> float:
    """Share of the flows that go from an earlier to a later sector of the order; 1 if none."""
    return linearity_of(_matrix(graph, order, "flow").toarray(), range(len(order)))


def betweenness(graph: FlowGraph) -> Mapping[str, float]:
    """Share of the pairs of other sectors whose shortest path leads through each sector.

    A link is as long as 1 / share, so strong links are short.
    """
    codes = tuple(graph)
    shares = _matrix(graph, codes, "share")
    lengths = sp.csr_array((1.0 / shares.data, shares.indices, shares.indptr), shape=shares.shape)
    return MappingProxyType(dict(zip(codes, betweenness_of(lengths).tolist(), strict=True)))


def longest_chains(graph: FlowGraph, most: int = CHAINS) -> tuple[tuple[Block, ...], ...]:
    """The longest supply chains, block by block: one for each block that supplies no other.

    The longest first. Of chains of equal length into a block the one with the larger flow along
    its links is told, then the one whose last supplier stands first in supply order. Blocks that
    supply no other and need no other are no chains.
    """
    whole = _condensed(graph)
    order = _in_supply_order(whole)
    rank = {node: n for n, node in enumerate(order)}
    best: dict[int, tuple[int, float]] = {}
    before: dict[int, int | None] = {}
    for node in order:
        ways = [
            (best[n][0] + 1, best[n][1] + whole.edges[n, node]["flow"], n)
            for n in sorted(whole.predecessors(node), key=rank.__getitem__)
        ]
        steps, flow, last = max(ways, key=lambda way: way[:2], default=(1, 0.0, None))
        best[node], before[node] = (steps, flow), last
    ends = [n for n in order if whole.out_degree(n) == 0 and best[n][0] > 1]
    ends.sort(key=lambda n: (-best[n][0], -best[n][1]))
    return tuple(_walked(whole, before, end) for end in ends[:most])


def _walked(
    whole: nx.DiGraph[int], before: Mapping[int, int | None], end: int
) -> tuple[Block, ...]:
    chain: list[Block] = []
    at: int | None = end
    while at is not None:
        chain.append(whole.nodes[at]["block"])
        at = before[at]
    return tuple(reversed(chain))


def strength(graph: FlowGraph, chain: Sequence[str]) -> float:
    """Product of the shares along the chain: how much of its first goes into its last this way."""
    shares = (graph.edges[link]["share"] for link in pairwise(chain))
    return float(math.prod(shares))


def supply_chain(graph: FlowGraph, source: str, goal: str) -> tuple[str, ...]:
    """The strongest chain from a supplier to what is made of it, both included; empty if none.

    Raises:
        KeyError: the source or the goal is no commodity of the graph.

    See `upstream` for what is strongest.
    """
    if source not in graph:
        raise KeyError(source)
    return upstream(graph, goal).get(source, ())


def upstream(graph: FlowGraph, goal: str) -> Mapping[str, tuple[str, ...]]:
    """The strongest chain to the goal from each of its suppliers, direct or not.

    The strongest first, each from the supplier to the goal. A chain is as strong as the product
    of its shares (one above 1 counts as 1); of equally strong ones the chain of fewest links.

    Raises:
        KeyError: the goal is no commodity of the graph.

    Source: MODEL section 10, "walked upstream on the flow graph".
    """
    if goal not in graph:
        raise KeyError(goal)
    backwards = graph.reverse(copy=False)
    # The stubs of networkx only know what comes back for a single target.
    found: object = nx.single_source_dijkstra(backwards, goal, weight=_weakening)
    distances, paths = cast("tuple[dict[str, float], dict[str, list[str]]]", found)
    # The distances come in rising order, the paths do not.
    chains = {code: tuple(reversed(paths[code])) for code in distances if code != goal}
    return MappingProxyType(chains)


def _weakening(_user: str, _supplier: str, link: Mapping[str, Any]) -> float:
    return TOLL - math.log(min(link["share"], 1.0))


def places(
    codes: Sequence[str], links: Sequence[tuple[str, str]]
) -> Mapping[str, tuple[float, float]]:
    """Where each node, of at least one, is drawn: linked ones close, coordinates from 0 to 1.

    Distances come as close as may be to the number of links between nodes (Kamada & Kawai 1989),
    started from a circle in the order given, so the same graph always gives the same places;
    they are rounded to a thousandth. Parts without a link between them are joined to the first
    node of the largest part.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(codes)
    graph.add_edges_from(links)
    parts = sorted(nx.connected_components(graph), key=len, reverse=True)
    firsts = [next(code for code in codes if code in part) for part in parts]
    graph.add_edges_from((firsts[0], first) for first in firsts[1:])
    found = nx.kamada_kawai_layout(graph) if len(codes) > 2 else nx.circular_layout(graph)
    at = np.array([found[code] for code in codes], dtype=np.float64).reshape(-1, 2)
    low, high = at.min(axis=0), at.max(axis=0)
    spread = np.where(high - low > 1e-6, high - low, 1.0)
    return {
        code: (round(float(x), 3), round(float(y), 3))
        for code, (x, y) in zip(codes, (at - low) / spread, strict=True)
    }


def _matrix(graph: FlowGraph, order: Sequence[str], field: str) -> Matrix:
    """A field of the links between these sectors, suppliers by users."""
    found = nx.to_scipy_sparse_array(graph, nodelist=list(order), weight=field)
    return frozen_matrix(found)
