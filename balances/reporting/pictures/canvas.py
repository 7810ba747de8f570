"""A figure on a sheet of its own: title, drawing, source; the bytes of a file."""

from __future__ import annotations

import io
import textwrap
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Sheet

from balances.reporting.figures.figure import BarFigure, Figure, LineFigure, StepFigure
from balances.reporting.pictures.bars import draw_bars
from balances.reporting.pictures.lines import draw_lines
from balances.reporting.pictures.network import draw_network
from balances.reporting.pictures.steps import draw_steps

Kind = Literal["png", "svg"]

WIDE = 8.0
"""Width of a figure [inches]."""

_STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9.0,
    "svg.hashsalt": "balances",
    "svg.fonttype": "path",
    "text.parse_math": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.edgecolor": "#8892A0",
    "axes.labelcolor": "#404040",
    "xtick.color": "#404040",
}
"""On top of the defaults, whatever the user's own settings are. The font comes with matplotlib;
the salt makes names in a file the same each time; a dollar in a name is no formula."""

_METADATA: dict[Kind, dict[str, str | None]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
}


def drawn(figure: Figure, source: str, kind: Kind) -> bytes:
    """The figure as a file.

    Args:
        figure: what is drawn.
        source: one line under it.
        kind: png or svg.
    """
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)
        file = io.BytesIO()
        sheet, _ = on_sheet(figure, source)
        sheet.savefig(file, format=kind, dpi=200, metadata=_METADATA[kind])
        return file.getvalue()


def on_sheet(figure: Figure, source: str) -> tuple[Sheet, Axes]:
    """The sheet and the axes on which the figure is drawn."""
    title = textwrap.fill(figure.title, 84)
    sheet = Sheet(figsize=(WIDE, _height(figure) + 0.2 * title.count("\n")), layout="constrained")
    FigureCanvasAgg(sheet)
    axes = sheet.add_subplot()
    if isinstance(figure, BarFigure):
        draw_bars(axes, figure)
    elif isinstance(figure, StepFigure):
        draw_steps(axes, figure)
    elif isinstance(figure, LineFigure):
        draw_lines(axes, figure)
    else:
        draw_network(axes, figure)
    sheet.suptitle(title, x=0.01, ha="left", fontsize=11, fontweight="bold", color="#24406B")
    sheet.supxlabel(textwrap.fill(source, 130), x=0.01, ha="left", fontsize=7, color="#595959")
    return sheet, axes


def _height(figure: Figure) -> float:
    """Enough for every bar [inches]."""
    if isinstance(figure, BarFigure):
        bars = sum(len(of.bars) for of in figure.groups)
        return 1.6 + 0.22 * bars + 0.12 * len(figure.groups)
    if isinstance(figure, StepFigure):
        return 1.8 + 0.28 * (len(figure.steps) + 2)
    return 4.5 if isinstance(figure, LineFigure) else 6.5
