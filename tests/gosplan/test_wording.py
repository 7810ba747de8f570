"""Rows in planners' words, with the unit of their limits."""

from __future__ import annotations

import pytest

from balances.economy.keys import Key
from balances.economy.records import LabourCategory
from balances.gosplan import solve
from balances.gosplan.wording import goal_words, row_unit, row_words
from tests.conftest import an_economy, figure, good, made, want

ROWS = [
    (Key("capacity", "steel", 0), "capacity of Steel in 1", "t"),
    (Key("capacity", "steel", 1, "opening"), "opening output of Steel in 2", "t"),
    (Key("material_balance", "steel", 0), "supply of Steel in 1", "t"),
    (Key("m", "steel", 0), "import limit of Steel in 1", "t"),
    (Key("labour", "hands", 0), "labour 'hands' in 1", "workers"),
    (Key("agency_allocation", "steel", 1, "army/max"), "allotment of Steel to army in 2", "t"),
    (Key("control_figures", "At most", 1), "figure 'At most' in 2", "t"),
    (Key("investment_budget", "budget", 0), "investment budget in 1", "roubles"),
    (Key("investment_budget", "price_cap", 0), "price cap of investment in 1", "roubles"),
    (Key("investment_budget", "agency", 0, "army"), "investment budget of army in 1", "roubles"),
    (Key("state_budget", "", 0), "state budget in 1", "roubles"),
    (Key("household_money", "", 1), "household money in 2", "roubles"),
    (Key("foreign_exchange", "", 0), "foreign exchange in 1", "foreign currency"),
    (Key("projects", "whole", -1, "dam"), "what is left to do of project dam", "of the whole"),
    (Key("projects", "max_open", 0), "number of projects under construction in 1", "projects"),
    (Key("z", "0", 0), "capital work to be had at planned cost in 1", "roubles"),
]


@pytest.mark.parametrize(("key", "words", "unit"), ROWS, ids=[row[1] for row in ROWS])
def test_a_row_is_told_as_a_planner_would(key, words, unit):
    economy = an_economy(
        good("steel", name="Steel"), made("steel", 5.0), LabourCategory("hands", (1.0, 1.0)),
        figure("output", 4.0, "steel", 1, sense="at_most", hard=True, label="At most"), periods=2,
    )  # fmt: skip
    assert row_words(economy, key) == words
    assert row_unit(economy, key) == unit


def test_goals_are_told_by_who_wants_what():
    economy = an_economy(
        good("x", min_stock=1.0, storable=True), want("x", 5.0, "homes", "household"),
        figure("output", 9.0, "x", label="X"),
    )  # fmt: skip
    goals = solve(economy).goals.to_dict("records")
    assert [goal_words(goal) for goal in goals] == [
        *("homes: x (household)", "X (output of x)", "closing stock of x"),
    ]
