"""What counts as a goal, and in which class."""

from __future__ import annotations

from balances.program.goals import BALANCED, MOBILISED, goals_of
from tests.conftest import an_economy, figure, good, want
from tests.program.conftest import everything


def test_goals_are_claims_soft_figures_and_least_stocks_in_this_order():
    assert [goal.key for goal in goals_of(everything(), MOBILISED)] == [
        "claim:coal/homes/household/1",
        "claim:coal/homes/household/2",
        "claim:steel/trade/export/1",
        "claim:steel/army/defence/2",
        "claim:coal/heavy/reserve/2",
        "figure:national_income/2",
        "stock:coal",
    ]


def test_classes_are_as_declared_when_mobilised_and_one_when_balanced():
    declared = [goal.priority for goal in goals_of(everything(), MOBILISED)]
    assert declared == [2, 2, 2, 1, 2, 2, 2]
    assert {goal.priority for goal in goals_of(everything(), BALANCED)} == {0}


def test_zero_targets_and_hard_figures_are_no_goals():
    economy = an_economy(
        good("x"),
        want("x", 0.0),
        figure("output", 0.0, "x"),
        figure("stock", 5.0, "x", sense="equal", hard=True),
    )
    assert goals_of(economy, MOBILISED) == ()


def test_a_floor_and_a_weight_go_with_their_claim():
    economy = an_economy(good("x"), want("x", 9.0, floor=4.0, weight=2.5))
    (goal,) = goals_of(economy, BALANCED)
    assert (goal.target, goal.floor, goal.weight, goal.position) == (9.0, 4.0, 2.5, 0)
