"""What it would take: additions that are enough, and a hundredth less that is not."""

from __future__ import annotations

import math

import pytest

from balances.analysis import explain, short_goals
from balances.analysis.additions import least_additions, resources, stretched
from balances.economy.construction import Finance
from balances.economy.records import Allocation, LabourCategory
from balances.gosplan import solve
from tests.analysis.conftest import PIG_IRON, is_enough, pig_iron
from tests.conftest import an_economy, figure, good, made, project, want
from tests.gosplan.conftest import a_random_economy, under_orders

LITTLE_LESS = 0.99


def moves(ways) -> dict[str, float]:
    return {way.line.name: way.to for way in ways}


def test_45_of_pig_iron_take_furnaces_coke_and_ore_together():
    plan = solve(pig_iron())
    found = least_additions(plan, PIG_IRON)
    assert found.possible
    assert found.alone == ()
    # 45 of furnaces; 0.9 * 45 and the railways' 2 of coke; 1.8 * 45 of ore.
    assert moves(found.together) == pytest.approx(
        {
            "capacity of pig_iron in 1937": 45.0,
            "capacity of coke in 1937": 42.5,
            "capacity of ore in 1937": 81.0,
        }
    )
    assert is_enough(plan, PIG_IRON, found.together)
    assert not is_enough(plan, PIG_IRON, found.together, LITTLE_LESS)
    for left_out in found.together:
        others = [way for way in found.together if way is not left_out]
        assert not is_enough(plan, PIG_IRON, others)


def test_where_only_furnaces_are_short_they_are_enough_alone():
    # Coke for (9 - 2) / 0.9 = 7.8 and ore for 11.1.
    plan = solve(pig_iron(7.0))
    found = least_additions(plan, PIG_IRON)
    assert moves(found.alone) == moves(found.together) == {"capacity of pig_iron in 1937": 7.0}
    assert found.alone[0].change == "sectors.pig_iron.capacity=7.0"
    assert is_enough(plan, PIG_IRON, found.alone)
    assert not is_enough(plan, PIG_IRON, found.alone, LITTLE_LESS)


def test_other_goals_keep_what_they_have_and_need_not_be_met():
    # 10 for 8 and 8: 5 each; 8 for A with 5 for B take 13, not 16.
    plan = solve(an_economy(good("x"), made("x", 10.0), want("x", 8.0, "A"), want("x", 8.0, "B")))
    assert moves(least_additions(plan, "claim:x/A/other/1").alone) == {"capacity of x in 1": 13.0}


SHORT = {
    # 2 workers a unit of 90.
    "labour": (
        an_economy(good("x"), LabourCategory("hands", (100.0,)), want("x", 90.0),
                   norms={("hands", "x"): 2.0}),
        "labour 'hands' in 1", 180.0,
    ),
    "opening stock": (
        an_economy(good("ore", opening_stock=80.0), good("x"), made("ore", 0.0), want("x", 50.0),
                   uses={("ore", "x"): 4.0}),
        "opening stock of ore", 200.0,
    ),
    "imports": (
        an_economy(good("x", import_limit=30.0), made("x", 0.0), want("x", 40.0)),
        "imports of x in 1", 40.0,
    ),
    "currency": (
        an_economy(good("x", import_limit=math.inf, import_price=2.0), made("x", 0.0),
                   want("x", 100.0), foreign_credit=(120.0,)),
        "foreign exchange in 1, credit", 200.0,
    ),
    "allotment": (
        an_economy(good("steel"), good("gun"), made("gun", 50.0, agency="army"),
                   want("gun", 30.0, "army"), Allocation("steel", "army", 0, high=3.0),
                   uses={("steel", "gun"): 1.0}),
        "allocation of steel to army, max in 1", 30.0,
    ),
    "ceiling": (
        an_economy(good("x"), want("x", 40.0),
                   figure("output", 30.0, "x", sense="at_most", hard=True)),
        "control figure 'output x' 1", 40.0,
    ),
    "budget": (
        an_economy(good("ship", price=1.0), good("steel", price=1.0), made("ship", 10.0),
                   figure("real_investment", 100.0), capital={("steel", "ship"): 1.0},
                   finance=(Finance(budget=43.0),)),
        "investment budget in 1", 100.0,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SHORT)
def test_every_kind_of_resource_can_be_what_is_missing(case):
    economy, name, to = SHORT[case]
    plan = solve(economy)
    (goal,) = short_goals(plan)
    found = least_additions(plan, goal)
    assert moves(found.alone)[name] == pytest.approx(to, rel=2e-3)
    way = next(way for way in found.alone if way.line.name == name)
    assert is_enough(plan, goal, [way])
    assert not is_enough(plan, goal, [way], LITTLE_LESS)


def test_what_others_claim_is_no_resource():
    economy = an_economy(
        good("x"), made("x", 10.0), want("x", 8.0, "A", floor=2.0), want("x", 8.0, "B"),
        figure("output", 5.0, "x", hard=True),
    )  # fmt: skip
    assert [line.kind for line in resources(economy)] == ["capacity"]


def test_where_nothing_can_be_added_that_is_said():
    # What limits x is that it takes all of itself.
    plan = solve(an_economy(good("x"), want("x", 40.0), uses={("x", "x"): 1.0}))
    found = least_additions(plan, "claim:x/users/other/1")
    assert (found.possible, found.alone, found.together) == (False, (), ())


def test_a_project_adds_what_it_can_and_the_rest_is_furnaces():
    economy = an_economy(
        good("x"), made("x", 5.0), want("x", 45.0, period=1), project("works", "x", 12.0, 1.0),
        periods=2,
    )  # fmt: skip
    found = least_additions(solve(economy), "claim:x/users/other/2")
    assert moves(found.alone) == {"capacity of x": 33.0}


def test_a_whole_project_is_not_begun_for_a_part_of_it():
    # 5 more of 10 are wanted; half of the project's 10 would do, but it is whole and takes 100.
    economy = an_economy(
        good("x", price=1.0), made("x", 5.0), want("x", 10.0, period=1),
        project("works", "x", 10.0, 100.0, integer=True), periods=2,
        finance=(Finance(budget=60.0), Finance(budget=0.0)),
    )  # fmt: skip
    plan = solve(economy)
    told = explain(plan, "claim:x/users/other/2")
    assert moves(told.alone) == {"capacity of x": 10.0, "investment budget in 1": 100.0}
    for way in told.alone:
        assert is_enough(plan, "claim:x/users/other/2", [way])
        assert not is_enough(plan, "claim:x/users/other/2", [way], LITTLE_LESS)


def test_a_shock_leaves_a_part_of_what_is_added():
    economy = an_economy(good("x"), made("x", 10.0), want("x", 8.0)).with_capacity_factor([[0.5]])
    plan = solve(economy)
    found = least_additions(plan, "claim:x/users/other/1")
    assert moves(found.alone) == {"capacity of x in 1": 16.0}
    assert is_enough(plan, "claim:x/users/other/1", found.alone)


def test_a_shock_leaves_a_part_of_imports_too():
    economy = an_economy(good("x", import_limit=10.0), made("x", 0.0), want("x", 8.0))
    plan = solve(economy.with_import_factor([[0.5]]))
    found = least_additions(plan, "claim:x/users/other/1")
    assert moves(found.alone) == {"imports of x in 1": 16.0, "capacity of x in 1": 3.0}
    assert is_enough(plan, "claim:x/users/other/1", found.alone[:1])
    assert not is_enough(plan, "claim:x/users/other/1", found.alone[:1], LITTLE_LESS)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("orders", [False, True])
def test_additions_are_enough_and_least_in_random_economies(seed, orders):
    economy = a_random_economy(seed)
    plan = solve(under_orders(economy) if orders else economy, "mobilised")
    holding, asked = stretched(plan), 0
    for goal in short_goals(plan)[:3]:
        found = least_additions(plan, goal, holding)
        ways = [*([way] for way in found.alone[:2]), found.together]
        for way in (w for w in ways if w):
            assert is_enough(plan, goal, way)
            assert not is_enough(plan, goal, way, LITTLE_LESS)
            asked += 1
    assert asked
