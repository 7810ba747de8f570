"""The rows that raise goals together."""

from __future__ import annotations

import numpy as np
import pytest

from balances.gosplan import solve
from balances.program.families import fulfilment
from balances.program.program import Program
from tests.conftest import an_economy, fulfilled, good, made, want
from tests.program.conftest import layout_of


def pair():
    return an_economy(good("x"), made("x", 90.0), want("x", 60.0, "A"), want("x", 120.0, "B"))


def test_a_goal_that_is_not_raised_is_free_whatever_the_level():
    layout = layout_of(pair())
    rows, limits = fulfilment.rows(layout), fulfilment.limits(layout)
    values = np.zeros(len(layout.unknowns.keys))
    values[layout.unknowns.level_of_class] = 1.0
    assert (rows.matrix @ values - limits).tolist() == [0.0, 0.0]


def test_a_goal_that_is_raised_needs_the_level_times_its_target():
    layout = layout_of(pair())
    values = np.zeros(len(layout.unknowns.keys))
    values[layout.unknowns.level_of_class] = 0.5
    # Opened rows have a limit of 0: f >= 0.5 * 60 and f >= 0.5 * 120.
    assert (fulfilment.rows(layout).matrix @ values).tolist() == [-30.0, -60.0]


def test_raising_one_goal_leaves_the_other_at_its_floor():
    program = Program(pair(), "balanced", "highs", 60.0)
    optimum = program.solve(program.raising_costs(), [1])
    # All 90 for B's 120.
    assert optimum.values[program.layout.unknowns.level_of_class] == pytest.approx(0.75)


def test_the_prices_of_goals_times_their_targets_add_up_to_one():
    program = Program(pair(), "balanced", "highs", 60.0)
    optimum = program.solve(program.raising_costs(), [0, 1])
    # One more unit of level takes 60 for A and 120 for B, 180 in all: a unit is worth 1/180.
    prices = optimum.solution.duals[-2:]
    assert prices.tolist() == pytest.approx([1 / 180, 1 / 180])
    assert prices @ [60.0, 120.0] == pytest.approx(1.0)
    assert optimum.keep_down().tolist() == optimum.share_level().tolist() == [0, 1]


def test_goals_that_share_a_level_are_tied_by_their_targets():
    layout = Program(pair(), "balanced", "highs", 60.0).layout
    values = np.zeros(len(layout.unknowns.keys))
    values[layout.unknowns.deliveries] = 30.0, 50.0
    values[layout.unknowns.level_of_class] = 0.5
    # The first is free as ever: 30 - 60 x 0.5. The second: 60 x 50 - 120 x 30, over 64.
    rows = fulfilment.with_ties(layout, np.array([-1, 0]))
    assert rows.sums(values).tolist() == [0.0, -600.0 / 64.0]


def test_no_goal_counts_more_than_its_target():
    plan = solve(an_economy(good("x"), made("x", 90.0), want("x", 60.0)))
    assert fulfilled(plan) == [1.0]
    assert plan.goals["delivered"].tolist() == [60.0]
