"""Lines over a true scale, the second with an axis of its own."""

from __future__ import annotations

from matplotlib.axes import Axes

from balances.reporting.figures.figure import Line, LineFigure
from balances.reporting.pictures.colours import RULE, SERIES


def draw_lines(axes: Axes, figure: LineFigure) -> None:
    """Draw each line with a point where the figures are, in the colour of its axis."""
    axes.set_xlabel(figure.x_axis)
    axes.xaxis.set_major_formatter("{x:,.10g}")
    axes.grid(color=RULE, linewidth=0.6)
    for position, line in enumerate(figure.lines):
        own = axes if position == 0 else _right(axes)
        _draw(own, line, SERIES[position], "o-" if position == 0 else "s--")


def _right(axes: Axes) -> Axes:
    """An axis at the right for the second line."""
    found = axes.twinx()
    found.spines["right"].set_visible(True)
    return found


def _draw(axes: Axes, line: Line, colour: str, mark: str) -> None:
    x, y = zip(*line.points, strict=True)
    axes.plot(x, y, mark, color=colour, linewidth=1.6, markersize=4)
    axes.set_ylabel(line.axis, color=colour)
    axes.tick_params(axis="y", colors=colour)
    axes.yaxis.set_major_formatter("{x:,.10g}")
