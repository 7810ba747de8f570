"""The network of the structure: sectors as circles, main flows as arrows."""

from __future__ import annotations

import math
import textwrap

from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch

from balances.reporting.figures.figure import NetworkFigure
from balances.reporting.pictures.colours import INK, QUIET, SERIES

FREE = 0.08
"""Room around the nodes, as a part of the drawing."""


def draw_network(axes: Axes, figure: NetworkFigure) -> None:
    """Draw the arrows, the smallest first, and the sectors with their names over them."""
    found = figure.network
    at = {node.code: (node.x, 1.0 - node.y) for node in found.nodes}
    size = {node.code: 30.0 + 330.0 * node.size for node in found.nodes}
    widest = max(arrow.share for arrow in found.arrows)
    for arrow in reversed(found.arrows):
        thick = max(0.5, 6.0 * arrow.share / widest)
        ends = size[arrow.supplier], size[arrow.user]
        axes.add_patch(
            FancyArrowPatch(
                at[arrow.supplier], at[arrow.user], connectionstyle="arc3,rad=0.12",
                arrowstyle=f"-|>,head_length={3.0 + thick:.3f},head_width={1.5 + 0.5 * thick:.3f}",
                shrinkA=math.sqrt(ends[0]) / 2.0, shrinkB=math.sqrt(ends[1]) / 2.0 + 1.0,
                linewidth=thick, color=SERIES[0], alpha=0.4, mutation_scale=1.0,
            )
        )  # fmt: skip
    for node in found.nodes:
        axes.scatter(*at[node.code], s=size[node.code], color=SERIES[int(node.key)], zorder=3)
        below = -math.sqrt(size[node.code]) / 2.0 - 2.0
        axes.annotate(node.label, at[node.code], (0.0, below), textcoords="offset points",
                      ha="center", va="top", fontsize=8, color=INK, zorder=4,
                      fontweight="bold" if node.key else "normal")  # fmt: skip
    axes.set_xlim(-FREE, 1.0 + FREE)
    axes.set_ylim(-FREE, 1.0 + FREE / 2.0)
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_xlabel(textwrap.fill(figure.reading, 110), loc="left", color=QUIET, fontsize=8)
