"""A waterfall: from one level of a sum to another, step by step."""

from __future__ import annotations

from matplotlib.axes import Axes

from balances.reporting.figures.figure import Step, StepFigure
from balances.reporting.pictures.colours import FALL, LEVEL, QUIET, RISE, RULE
from balances.reporting.wording import amount, gained_words


def draw_steps(axes: Axes, figure: StepFigure) -> None:
    """Draw the first level, the steps and the last level, from top to bottom."""
    every = (figure.start, *figure.steps, figure.end)
    for at, step in enumerate(every):
        ends = at in (0, len(every) - 1)
        change = step.after - step.before
        colour = LEVEL if ends else RISE if change >= 0.0 else FALL
        axes.barh(at, change, left=step.before, height=0.7, color=colour)
        words = amount(step.after) if ends else gained_words(change)
        axes.annotate(words, (max(step.before, step.after), at), (4, 0), va="center",
                      textcoords="offset points", color=QUIET, fontsize=8)  # fmt: skip
    for at, step in enumerate(every[:-1]):
        axes.plot((step.after, step.after), (at - 0.35, at + 1.35), color=QUIET, linewidth=0.6)
    axes.set_yticks(range(len(every)), [step.label for step in every])
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(figure.least, _end(every, figure.least))
    axes.xaxis.set_major_formatter("{x:,.10g}")
    axes.set_xlabel(figure.axis)
    axes.grid(axis="x", color=RULE, linewidth=0.6)


def _end(steps: tuple[Step, ...], least: float) -> float:
    """Where the axis ends, with room for the words beside the longest bar."""
    highest = max(max(step.before, step.after) for step in steps)
    return least + 1.18 * (highest - least or 1.0)
