"""What counts as a goal, and in which class."""

from __future__ import annotations

from dataclasses import replace

from balances.program.goals import ASLEEP, BALANCED, MOBILISED, goals_of
from tests.conftest import an_economy, figure, good, want
from tests.program.conftest import everything


def test_goals_are_claims_figures_stocks_protected_parts_and_allocations_in_this_order():
    assert [goal.key for goal in goals_of(everything(), MOBILISED)] == [
        "claim:coal/homes/household/1",
        "claim:coal/homes/household/2",
        "claim:steel/trade/export/1",
        "claim:steel/army/defence/2",
        "claim:coal/heavy/reserve/2",
        "figure:national_income/2",
        "stock:coal",
        "protection:steel/army/defence/2",
        "allocation:coal/heavy/1",
    ]


def test_classes_are_as_declared_when_mobilised_and_one_when_balanced():
    declared = [goal.priority for goal in goals_of(everything(), MOBILISED)]
    assert declared == [2, 2, 2, 1, 2, 2, 2, 0, 1]
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


def test_a_protected_part_is_at_most_the_claim_and_weighs_nothing():
    claims = want("x", 9.0, "A", protected=4.0), want("x", 9.0, "B", protected=12.0)
    goals = goals_of(an_economy(good("x"), *claims, want("x", 0.0, "C", protected=5.0)), MOBILISED)
    parts = [goal for goal in goals if goal.kind == "protection"]
    assert [(g.position, g.target, g.weight) for g in parts] == [(0, 4.0, 0.0), (1, 9.0, 0.0)]


def test_a_protection_that_may_be_ordered_is_asleep_until_it_is():
    claim = want("x", 60.0, "A", priority=2)
    key = "protection:x/A/other/1"
    asleep = goals_of(an_economy(good("x"), claim), MOBILISED, {key})[-1]
    assert (asleep.key, asleep.priority, asleep.target, asleep.most) == (key, ASLEEP, 60.0, 0.0)
    ordered = replace(claim, protected=45.0, protected_priority=0.3)
    awake = goals_of(an_economy(good("x"), ordered), MOBILISED, {key})[-1]
    assert (awake.key, awake.priority, awake.target, awake.most) == (key, 0.3, 45.0, 45.0)
