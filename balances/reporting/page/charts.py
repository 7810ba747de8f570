"""Bar charts as inline SVG that needs no script: it stretches with the page, its words do not.

Widths are percent of the chart and heights are pixels, so a phone shows the same words as a
desk. Colours are classes, for the style sheet to set in light and dark; every bar carries its
figure and the name of its series in words, so nothing is said by colour only.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from balances.reporting.figures.figure import BarFigure, Bars
from balances.reporting.page.markup import described, element

WIDEST = 55.0
"""Length of the longest bar [percent of the chart]; its words stand beside it."""

WIDEST_CHANGE = 40.0
"""Length of the longest bar to either side of the middle [percent]."""

LABEL, BAR, GAP = 20, 18, 12
"""Heights of a name, of a bar and of the space below [pixels]."""

LONGEST = 52
"""Characters of a name that fit the width of a phone."""


def drawn(figure: BarFigure, mode: str = "") -> Element:
    """The chart of a figure; `mode` keeps the charts of two plans apart."""
    name = "-".join(filter(None, ("chart", figure.name.replace("_", "-"), mode)))
    if figure.changes:
        return change_chart(name, figure.title, figure.groups)
    return bar_chart(name, figure.title, figure.groups, whole=figure.whole)


def bar_chart(
    name: str, title: str, groups: Sequence[Bars], *, whole: float | None = None
) -> Element:
    """Bars from the left edge.

    Args:
        name: of the figure in the page.
        title: the finding.
        groups: from top to bottom.
        whole: value at which a line marks the whole (1 for shares); None = no line.
    """
    longest = max((bar.value for of in groups for bar in of.bars), default=0.0)
    scale = WIDEST / max(longest, whole or 0.0, 1e-300)
    drawn: list[Element] = []
    top = 0
    for of in groups:
        drawn.append(_label(of.label, top))
        for position, bar in enumerate(of.bars):
            at, length = top + LABEL + position * BAR, scale * max(bar.value, 0.0)
            beside = max(length, scale * (whole or 0.0))
            drawn += [_bar(0.0, length, at, bar.series), _words(bar.words, at, beside, "start")]
        if whole is not None:
            kinds = ("halo", "mark") if longest > whole else ("mark",)
            drawn += [_upright(scale * whole, top, len(of.bars), kind) for kind in kinds]
        top += LABEL + len(of.bars) * BAR + GAP
    return _figure(name, title, groups, drawn, top)


def change_chart(name: str, title: str, groups: Sequence[Bars]) -> Element:
    """Gains to the right of the middle, losses to its left, each with its words opposite."""
    longest = max((abs(bar.value) for of in groups for bar in of.bars), default=0.0)
    scale = WIDEST_CHANGE / max(longest, 1e-300)
    drawn: list[Element] = []
    top = 0
    for of in groups:
        drawn.append(_label(of.label, top))
        for position, bar in enumerate(of.bars):
            at, length = top + LABEL + position * BAR, scale * abs(bar.value)
            start = 50.0 if bar.value >= 0.0 else 50.0 - length
            side = "end" if bar.value >= 0.0 else "start"
            drawn += [_bar(start, length, at, bar.series), _words(bar.words, at, 50.0, side)]
        drawn.append(_upright(50.0, top, len(of.bars), "axis"))
        top += LABEL + len(of.bars) * BAR + GAP
    return _figure(name, title, groups, drawn, top)


def shortened(words: str, most: int) -> str:
    """The words, cut to a number of characters."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _label(words: str, top: int) -> Element:
    return element(
        "text", element("title", words), shortened(words, LONGEST), x=0, y=top + LABEL - 6
    )


def _bar(start: float, length: float, top: int, series: int) -> Element:
    return element(
        "rect",
        x=f"{start:.4g}%",
        y=top,
        width=f"{length:.4g}%",
        height=BAR - 4,
        class_=f"s{series}",
    )


def _upright(at: float, top: int, bars: int, kind: str) -> Element:
    """A line across the bars of one thing, but not through its name."""
    x = f"{at:.4g}%"
    low = top + LABEL + bars * BAR
    return element("line", x1=x, x2=x, y1=top + LABEL - 3, y2=low, class_=kind)


def _words(words: str, top: int, at: float, anchor: str) -> Element:
    return element(
        "text",
        words,
        x=f"{at:.4g}%",
        dx=6 if anchor == "start" else -6,
        y=top + BAR - 7,
        text_anchor=anchor,
        class_="figure",
    )


def _figure(
    name: str, title: str, groups: Sequence[Bars], drawn: list[Element], height: int
) -> Element:
    """The chart with its finding above it, and all its figures in words for who cannot see it."""
    listed = "; ".join(f"{of.label}: {', '.join(bar.words for bar in of.bars)}" for of in groups)
    return described(name, title, f"Bar chart. {listed}.", *drawn, height=height)
