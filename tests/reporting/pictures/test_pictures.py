"""Pictures: what matplotlib draws of a figure, bar by bar and point by point."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from matplotlib.patches import FancyArrowPatch

from balances.analysis.network import Arrow, Network, Node
from balances.reporting.figures.figure import (
    Bar,
    BarFigure,
    Bars,
    Line,
    LineFigure,
    NetworkFigure,
    Step,
    StepFigure,
)
from balances.reporting.pictures import pictures
from balances.reporting.pictures.canvas import drawn, on_sheet

OUTPUT = BarFigure(
    name="output",
    title="Output of coal more than doubles & costs $1",
    groups=(Bars("coal", (Bar(2.0, "2 kt in 1932", 2), Bar(5.0, "5 kt in 1933"))),),
    axis="output [kt]",
)
GAINS = BarFigure(
    name="gains",
    title="Up gains most",
    groups=(
        Bars("up", (Bar(0.1, "+10 points"),)),
        Bars("down", (Bar(-0.4, "−40 points", 1),)),
    ),
    axis="fulfilment",
    changes=True,
)
STEPS = StepFigure(
    "steps", "Decrees take 2", Step("approved", 97.0, 100.0),
    (Step("1 set target", 100.0, 101.0), Step("2 scale", 101.0, 98.0)),
    Step("final", 97.0, 98.0), "roubles", 97.0,
)  # fmt: skip
LINES = LineFigure(
    "lines", "Roubles buy less", "budget",
    (Line(((40.0, 40.0), (50.0, 46.0)), "real work"), Line(((40.0, 1.0), (50.0, 1.1)), "prices")),
)  # fmt: skip
NETWORK = NetworkFigure(
    "network", "Coal feeds steel",
    Network(
        (
            Node("c", "Coal (raw)", 0.0, 0.0, 0.25, key=True),
            Node("s", "Steel", 1.0, 1.0, 1.0, key=False),
        ),
        (Arrow("c", "s", 0.8), Arrow("s", "c", 0.2)), 2, 1.0,
    ),
    "How to read it.",
)  # fmt: skip
EVERY = (OUTPUT, GAINS, STEPS, LINES, NETWORK)


def axes_of(figure):
    return on_sheet(figure, "source")[1]


def bars_of(axes):
    """Where each bar begins and how long it is."""
    return [(bar.get_x(), bar.get_width()) for bar in axes.patches]


def test_bars_begin_at_zero_and_are_as_long_as_their_values() -> None:
    axes = axes_of(OUTPUT)
    assert bars_of(axes) == [(0.0, 2.0), (0.0, 5.0)]
    assert axes.get_xlim()[0] == 0.0
    assert [label.get_text() for label in axes.get_yticklabels()] == ["coal"]
    assert [note.get_text() for note in axes.texts] == ["2 kt in 1932", "5 kt in 1933"]


def test_gains_go_right_and_losses_left_with_their_words_opposite() -> None:
    axes = axes_of(GAINS)
    assert bars_of(axes) == [(0.0, 0.1), (0.0, -0.4)]
    assert axes.get_xlim() == (-0.4, 0.4)
    assert [note.get_ha() for note in axes.texts] == ["right", "left"]


def test_a_waterfall_stands_each_step_on_the_one_before() -> None:
    axes = axes_of(STEPS)
    assert bars_of(axes) == [(97.0, 3.0), (100.0, 1.0), (101.0, -3.0), (97.0, 1.0)]
    assert [note.get_text() for note in axes.texts] == ["100", "+1", "−3", "98"]
    assert axes.get_xlim()[0] == 97.0


def test_the_second_line_has_its_own_axis() -> None:
    sheet, axes = on_sheet(LINES, "source")
    first, second = (axis.lines[0].get_xydata().tolist() for axis in sheet.axes)
    assert first == [[40.0, 40.0], [50.0, 46.0]]
    assert second == [[40.0, 1.0], [50.0, 1.1]]
    assert [axis.get_ylabel() for axis in sheet.axes] == ["real work", "prices"]
    assert axes.get_xlabel() == "budget"


def test_a_network_has_a_circle_a_sector_and_an_arrow_a_flow() -> None:
    axes = axes_of(NETWORK)
    at = [tuple(circle.get_offsets()[0]) for circle in axes.collections]
    assert at == [(0.0, 1.0), (1.0, 0.0)]
    sizes = [float(circle.get_sizes()[0]) for circle in axes.collections]
    assert sizes == pytest.approx([30 + 330 / 4, 360.0])
    arrows = [patch for patch in axes.patches if isinstance(patch, FancyArrowPatch)]
    # the smaller flow is drawn first, a quarter as wide as the larger one
    assert [arrow.get_linewidth() for arrow in arrows] == pytest.approx([1.5, 6.0])
    assert [note.get_text() for note in axes.texts] == ["Coal", "Steel"]
    assert [note.get_fontweight() for note in axes.texts] == ["bold", "normal"]


def test_title_and_source_stand_on_the_sheet_as_they_are() -> None:
    sheet, _ = on_sheet(OUTPUT, "plan.xlsx · SYNTHETIC DATA")
    assert sheet.get_suptitle() == "Output of coal more than doubles & costs $1"
    assert sheet.get_supxlabel() == "plan.xlsx · SYNTHETIC DATA"


@pytest.mark.parametrize("figure", EVERY, ids=lambda figure: figure.name)
def test_the_same_figure_gives_the_same_bytes_without_a_date(figure) -> None:
    picture = drawn(figure, "source", "svg")
    assert picture == drawn(figure, "source", "svg")
    assert not re.search(rb"20\d\d-\d\d-\d\d|matplotlib\.org", picture)
    assert drawn(figure, "source", "png") == drawn(figure, "source", "png")


def test_each_figure_is_two_files(tmp_path: Path) -> None:
    found = pictures((OUTPUT, STEPS), "source", tmp_path)
    names = ["output.png", "output.svg", "steps.png", "steps.svg"]
    assert [path.name for path in found] == names
    assert found[tmp_path / "output.png"].startswith(b"\x89PNG")
    assert b"<svg" in found[tmp_path / "steps.svg"]
