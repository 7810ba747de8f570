"""The network of an economy to draw: its main sectors, the main flows, and a place for each."""

from __future__ import annotations

import math
from dataclasses import dataclass

from balances.analysis.graph import FlowGraph, graph_of, places
from balances.analysis.norms import main_norms
from balances.analysis.structure import structure
from balances.economy.economy import Economy

MOST = 40
"""Sectors that a drawing can hold with readable names."""

SUPPLIERS, USERS = 2, 1
"""Largest flows into and out of each sector that are drawn."""


@dataclass(frozen=True, slots=True)
class Node:
    """A sector in the drawing.

    Attributes:
        code, name: of the sector.
        x, y: its place, 0 to 1 from left to right and from top to bottom.
        size: its output against the largest of those drawn, by worth; 0 to 1.
        key: whether its backward and forward linkages are both above the mean.
    """

    code: str
    name: str
    x: float
    y: float
    size: float
    key: bool

    @property
    def label(self) -> str:
        """The name without what stands in brackets."""
        return self.name.partition(" (")[0]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A flow at base outputs, as a share of all flows between sectors."""

    supplier: str
    user: str
    share: float


@dataclass(frozen=True, slots=True)
class Network:
    """What is drawn of the flow graph.

    Attributes:
        nodes: in the order of the economy. arrows: the largest flow first.
        sectors: how many the economy has.
        drawn: share of all flows between sectors that the arrows stand for.
    """

    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    sectors: int
    drawn: float


def network(economy: Economy) -> Network | None:
    """The network to draw; None where no sector supplies another.

    Of more than forty sectors those with the largest flows are drawn. Of each the two largest
    flows into it and the largest out of it are, so that none stands alone where it trades.
    Places are those of `balances.analysis.graph.places`.
    """
    norms = main_norms(economy)
    graph = graph_of(norms)
    total = math.fsum(link["flow"] for *_, link in graph.edges(data=True))
    if total <= 0.0:
        return None
    codes = _with_the_largest_flows(graph)
    links = _main_flows(graph, codes)
    at = places(codes, links)
    worth = dict(zip(norms.codes, norms.worths.tolist(), strict=True))
    largest = max(worth[code] for code in codes)
    keys = structure(economy).key_sectors
    names = {good.code: good.title for good in economy.commodities}
    nodes = tuple(
        Node(code, names[code], *at[code], worth[code] / largest, code in keys) for code in codes
    )
    arrows = [Arrow(i, j, graph.edges[i, j]["flow"] / total) for i, j in links]
    arrows.sort(key=lambda arrow: (-arrow.share, arrow.supplier, arrow.user))
    drawn = math.fsum(arrow.share for arrow in arrows)
    return Network(nodes, tuple(arrows), len(norms.codes), drawn)


def _with_the_largest_flows(graph: FlowGraph) -> tuple[str, ...]:
    """The sectors with the largest flows in and out together, in the order of the graph."""
    flows: dict[str, float] = dict.fromkeys(graph, 0.0)
    for supplier, user, link in graph.edges(data=True):
        flows[supplier] += link["flow"]
        flows[user] += link["flow"]
    ranked = sorted(flows, key=lambda code: -flows[code])[:MOST]
    return tuple(code for code in graph if code in ranked)


def _main_flows(graph: FlowGraph, codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The largest flows into and out of each of these sectors, in the order of the graph."""
    shown = graph.subgraph(codes)
    kept: set[tuple[str, str]] = set()
    for code in codes:
        into = sorted(shown.in_edges(code, data=True), key=lambda link: -link[2]["flow"])
        out_of = sorted(shown.out_edges(code, data=True), key=lambda link: -link[2]["flow"])
        kept |= {(i, j) for i, j, _ in (*into[:SUPPLIERS], *out_of[:USERS])}
    return tuple(link for link in graph.edges if link in kept)
