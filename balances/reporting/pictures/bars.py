"""Bars from left to right under the name of each thing, with the figure beside each bar."""

from __future__ import annotations

import textwrap

from matplotlib.axes import Axes

from balances.reporting.figures.figure import Bar, BarFigure
from balances.reporting.pictures.colours import QUIET, RULE, SERIES

ROOM = 1.35
"""How far the axis reaches beyond the longest bar, for the words beside it."""

NAME = 34
"""Characters of a line of a name."""


def draw_bars(axes: Axes, figure: BarFigure) -> None:
    """Draw the bars of each group one under another, the first group on top."""
    ticks: list[float] = []
    top = 0.0
    for of in figure.groups:
        for position, bar in enumerate(of.bars):
            axes.barh(top + position, bar.value, height=0.85, color=SERIES[bar.series])
            _say(axes, figure, bar, top + position)
        ticks.append(top + (len(of.bars) - 1) / 2.0)
        top += len(of.bars) + 0.55
    axes.set_yticks(ticks, [textwrap.fill(of.label, NAME) for of in figure.groups])
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(figure.axis)
    axes.grid(axis="x", color=RULE, linewidth=0.6)
    _reach(axes, figure)


def _say(axes: Axes, figure: BarFigure, bar: Bar, at: float) -> None:
    """The words of a bar: beyond it and the whole; of a change, across the middle."""
    beside = 0.0 if figure.changes else max(bar.value, figure.whole or 0.0)
    left = figure.changes and bar.value >= 0.0
    axes.annotate(
        bar.words,
        (beside, at),
        (-5 if left else 5, 0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center",
        color=QUIET,
        fontsize=8,
    )


def _reach(axes: Axes, figure: BarFigure) -> None:
    """The value axis: from zero, or to both sides of it; shares in percent."""
    values = [abs(bar.value) for of in figure.groups for bar in of.bars]
    longest = max((*values, figure.whole or 0.0)) or 1.0
    axes.set_xlim(-longest if figure.changes else 0.0, longest * (1.0 if figure.changes else ROOM))
    if figure.changes:
        axes.xaxis.set_major_formatter(lambda value, _: f"{100.0 * value:+,.6g}")
    elif figure.shares:
        axes.xaxis.set_major_formatter(lambda value, _: f"{100.0 * value:,.6g} %")
    else:
        axes.xaxis.set_major_formatter("{x:,.10g}")
    if figure.whole is not None or figure.changes:
        axes.axvline(figure.whole or 0.0, color=QUIET, linewidth=1.0)
