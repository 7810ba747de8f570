"""A figure as a value: the finding and the numbers drawn, and nothing about how they are drawn.

The page draws figures as SVG that the style sheet colours; `balances.reporting.pictures` draws
them for papers. A figure has the same numbers and the same words in both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from balances.analysis.network import Network


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        value: its length, at least 0; of a change, any sign.
        words: beside it: the figure with its unit.
        series: 0, 1 or 2: which colour.
    """

    value: float
    words: str
    series: int = 0


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars of one thing, one under another, under its name."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class BarFigure:
    """Bars from left to right.

    Attributes:
        name: of the figure in links and files; lower case and underscores.
        title: the finding.
        groups: from top to bottom.
        axis: words at the value axis, with the unit.
        whole: value at which a line marks the whole (1 for shares); None = no line.
        shares: whether the values are shares of a whole, to be read in percent.
        changes: whether they are changes of shares, gains to the right and losses to the left.
    """

    name: str
    title: str
    groups: tuple[Bars, ...]
    axis: str
    whole: float | None = None
    shares: bool = False
    changes: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """From one level of a sum to the next; the first and the last step stand on the axis."""

    label: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class StepFigure:
    """A waterfall: a sum that each step makes larger or smaller.

    Attributes:
        name: of the figure in files.
        title: the finding.
        start: level before the first step, with its name.
        steps: from top to bottom.
        end: level after the last one.
        axis: words at the value axis, with the unit.
        least: where that axis begins.
    """

    name: str
    title: str
    start: Step
    steps: tuple[Step, ...]
    end: Step
    axis: str
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points: x and y in the order of x, and words at the axis of y."""

    points: tuple[tuple[float, float], ...]
    axis: str


@dataclass(frozen=True, slots=True)
class LineFigure:
    """One or two lines over a common axis; the second has an axis of its own at the right.

    Attributes:
        name: of the figure in files.
        title: the finding.
        x_axis: words at the axis of x, with the unit.
        lines: one or two.
    """

    name: str
    title: str
    x_axis: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class NetworkFigure:
    """Sectors as nodes and the main flows between them as arrows.

    Attributes:
        name: of the figure in links and files.
        title: the finding.
        network: what is drawn and where.
        reading: how to read it, a sentence or two.
    """

    name: str
    title: str
    network: Network
    reading: str


Figure: TypeAlias = BarFigure | StepFigure | LineFigure | NetworkFigure
