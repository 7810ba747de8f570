"""The network of the structure as inline SVG: sectors as circles, main flows as arrows."""

from __future__ import annotations

import math
from xml.etree.ElementTree import Element

from balances.analysis.network import Arrow, Network, Node
from balances.reporting.figures.figure import NetworkFigure
from balances.reporting.page.charts import shortened
from balances.reporting.page.markup import element
from balances.reporting.wording import percent

WIDE, HIGH, MARGIN = 960.0, 640.0, 60.0
"""Of the drawing and of the free space around the nodes [pixels]; a small screen scrolls it."""

LONGEST = 26
"""Characters of a name."""

BEND = 0.12
"""How far an arrow bows out, as a part of its length: there and back are seen apart."""

TOLD = 20
"""Flows that the description names; the others are drawn only."""


def network_diagram(figure: NetworkFigure) -> Element:
    """The drawing under its finding, in a box that scrolls by touch and by keyboard."""
    found = figure.network
    at = {node.code: node for node in found.nodes}
    widest = max(arrow.share for arrow in found.arrows)
    arrows = [
        part
        for arrow in reversed(found.arrows)
        for part in _arrow(arrow, at[arrow.supplier], at[arrow.user], widest)
    ]
    svg = element(
        "svg",
        element("title", figure.title, id="network-title"),
        element("desc", in_words(found), id="network-desc"),
        element("g", *arrows, *map(_circle, found.nodes), *map(_name, found.nodes),
                aria_hidden="true"),
        role="img",
        aria_labelledby="network-title network-desc",
        viewBox=f"0 0 {WIDE:.6g} {HIGH:.6g}",
    )  # fmt: skip
    return element(
        "figure",
        element("figcaption", figure.title, id="network-caption"),
        element("div", svg, class_="scroll", role="region", tabindex=0,
                aria_labelledby="network-caption"),
        element("p", figure.reading, class_="note"),
        class_="network",
        id="chart-network",
    )  # fmt: skip


def place(node: Node) -> tuple[float, float]:
    """Where the middle of the circle stands [pixels]."""
    return (
        MARGIN + node.x * (WIDE - 2.0 * MARGIN),
        MARGIN / 2.0 + node.y * (HIGH - 1.5 * MARGIN),
    )


def radius(node: Node) -> float:
    """Of the circle [pixels]: it grows with output."""
    return 5.0 + 13.0 * math.sqrt(node.size)


def thickness(arrow: Arrow, widest: float) -> float:
    """Of the arrow [pixels]: as the flow, but never too thin to be seen."""
    return max(0.75, 9.0 * arrow.share / widest)


def _arrow(arrow: Arrow, supplier: Node, user: Node, widest: float) -> tuple[Element, Element]:
    """A bow from circle to circle and the head at its end."""
    (x0, y0), (x1, y1) = place(supplier), place(user)
    dx, dy = x1 - x0, y1 - y0
    bow_x, bow_y = (x0 + x1) / 2.0 - BEND * dy, (y0 + y1) / 2.0 + BEND * dx
    thick = thickness(arrow, widest)
    head = 6.0 + 1.6 * thick
    tip = _towards((x1, y1), (bow_x, bow_y), radius(user))
    end = _towards((x1, y1), (bow_x, bow_y), radius(user) + head)
    side = (end[0] - tip[0]) / head * 0.4 * head, (end[1] - tip[1]) / head * 0.4 * head
    corners = (tip, (end[0] - side[1], end[1] + side[0]), (end[0] + side[1], end[1] - side[0]))
    line = f"M{x0:.4g} {y0:.4g}Q{bow_x:.4g} {bow_y:.4g} {end[0]:.4g} {end[1]:.4g}"
    return (
        element("path", d=line, class_="arrow", stroke_width=f"{thick:.3g}"),
        element("polygon", points=" ".join(f"{x:.4g},{y:.4g}" for x, y in corners), class_="head"),
    )


def _towards(
    start: tuple[float, float], goal: tuple[float, float], step: float
) -> tuple[float, float]:
    """The point so many pixels from the start on the way to the goal."""
    dx, dy = goal[0] - start[0], goal[1] - start[1]
    length = math.hypot(dx, dy) or 1.0
    return start[0] + dx / length * step, start[1] + dy / length * step


def _circle(node: Node) -> Element:
    x, y = place(node)
    return element("circle", cx=x, cy=y, r=radius(node), class_="s1" if node.key else "s0")


def _name(node: Node) -> Element:
    x, y = place(node)
    return element(
        "text",
        element("title", f"{node.name}, key sector" if node.key else node.name),
        shortened(node.label, LONGEST),
        x=x,
        y=y + radius(node) + 14.0,
        text_anchor="middle",
        font_weight="bold" if node.key else None,
    )


def in_words(found: Network) -> str:
    """The drawing in a sentence or two, for who cannot see it."""
    names = {node.code: node.name for node in found.nodes}
    told = "; ".join(
        f"{names[arrow.supplier]} to {names[arrow.user]} {percent(arrow.share)}"
        for arrow in found.arrows[:TOLD]
    )
    keys = ", ".join(node.name for node in found.nodes if node.key) or "none"
    return f"Network of flows. The largest: {told}. Key sectors: {keys}."
