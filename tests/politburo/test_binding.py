"""What keeps a short order down: rows in words, and no row of a mere goal."""

from pathlib import Path

from balances.economy.keys import Key
from balances.gosplan.wording import row_words
from balances.politburo import replay
from balances.politburo.binding import binding_rows
from balances.workbook import read

PIG_IRON = Path(__file__).parents[2] / "data" / "pig_iron_1937"


def test_rows_in_words():
    economy = read(PIG_IRON).economy
    words = {
        Key(
            "projects", "whole", -1, "furnaces_begun"
        ): "what is left to do of project furnaces_begun",
        Key("projects", "open", 0, "furnaces_begun"): "project furnaces_begun in 1931",
        Key("projects", "max_open", 0): "number of projects under construction in 1931",
        Key("capacity", "iron", 1): "capacity of Pig iron in 1932",
        Key("material_balance", "coke", 0): "supply of Coke in 1931",
    }
    assert {key: row_words(economy, key) for key in words} == words


def test_a_soft_figure_does_not_bind_itself():
    plan = replay(read(PIG_IRON).economy, upto=0).approved
    goal = "figure:Pig iron 1932/1932"
    rows = [binding.row for binding in binding_rows(plan, [goal])]
    assert Key("capacity", "iron", 1) in rows
    assert all(row.kind != "control_figures" for row in rows)
