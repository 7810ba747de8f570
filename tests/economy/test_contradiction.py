"""Lines and their moves in words, and as changes of a workbook."""

from __future__ import annotations

from dataclasses import replace

import pytest

from balances.economy.contradiction import DOWN, ROW, Field, Line, Part, Relaxation
from balances.economy.issue import InfeasiblePlanError, Where
from balances.economy.keys import Key

IRON = Line(
    kind="figure", at=(0,), name="control figure 'Pig iron' 1937", limit=45.0, sense="at_least",
    unit="mln t", ways=(DOWN,), parts=(Part(ROW, Key("control_figures", "Pig iron", 4)),),
    size=45.0, where=Where("plan.xlsx", "control_figures", "E7"),
    field=Field("control_figures", "Pig iron", "value"),
)  # fmt: skip


def test_a_line_is_told_with_its_figure_and_its_cell():
    cell = " (plan.xlsx / control_figures!E7)"
    assert IRON.words == f"control figure 'Pig iron' 1937: at least 45 mln t{cell}"
    bare = replace(IRON, sense="equal", unit="", where=Where(), limit=1.0 / 3.0)
    assert bare.words == "control figure 'Pig iron' 1937: exactly 0.333333"
    assert replace(bare, limit=36750000.0).words.endswith("exactly 36750000")


def test_a_move_is_told_and_costs_a_part_of_the_size():
    way = Relaxation(IRON, 17.2)
    assert way.words == "lower control figure 'Pig iron' 1937 from 45 to 17.2 mln t"
    assert way.cost == pytest.approx(27.8 / 45.0)
    assert Relaxation(IRON, 50.0).words.startswith("raise control figure")


def test_a_move_is_a_change_of_the_cell_the_line_comes_from():
    assert Relaxation(IRON, 17.2).change == "control_figures.Pig iron.value=17.2"
    # 30 of a base of 20 were + 50 %; 25 are + 25 %.
    growth = Field("control_figures", "Pig iron", "value", factor=5.0, shift=-100.0)
    grown = replace(IRON, field=growth)
    assert Relaxation(grown, 25.0).change == "control_figures.Pig iron.value=25.0"
    assert Relaxation(replace(IRON, field=None), 17.2).change is None


def test_the_error_tells_the_lines_and_then_the_ways_out():
    error = InfeasiblePlanError("No plan.", ("a line",), ("lower it", "raise the other"))
    assert error.explanation == ("No plan.", "a line", "lower it", "raise the other")
    assert str(error).splitlines() == [
        "No plan.",
        "  - a line",
        "The cheapest ways out:",
        "  - lower it",
        "  - raise the other",
    ]
    assert str(InfeasiblePlanError("No plan.")) == "No plan."
