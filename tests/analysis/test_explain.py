"""Why a figure is short, in words and in numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from balances.analysis import NoPricesError, explain, short_goals
from balances.analysis.explain import sensible_amount
from balances.economy.construction import Finance
from balances.economy.records import LabourCategory
from balances.gosplan import solve
from tests.analysis.conftest import PIG_IRON, pig_iron
from tests.conftest import an_economy, figure, good, made, want


def test_45_of_pig_iron_are_explained_as_an_engineer_would():
    told = explain(solve(pig_iron()), PIG_IRON)
    assert told.words == (
        "Pig iron (output of pig_iron) 1937: 5 t in the plan, 11.1 % of 45 t wanted.",
        "It is cut alike with 1 other goal (stage 1). What stands in the way:",
        # Level 2/9 and so on: 0.9 * 45 of coke and the railways' 2 are 9 at 9.5294 of pig iron.
        "  capacity of Pig iron in 1937, 5 t: 1 t more would give 1 t more, up to 9.529 in all.",
        "To reach it while all others keep what the plan gives them, all of these:",
        "  raise capacity of pig_iron in 1937 from 5 to 45 t "
        "(--set sectors.pig_iron.capacity=45.0)",
        "  raise capacity of coke in 1937 from 9 to 42.5 t (--set sectors.coke.capacity=42.5)",
        "  raise capacity of ore in 1937 from 20 to 81 t (--set sectors.ore.capacity=81.0)",
    )


def test_what_ends_the_chain_is_told_with_the_norms_that_lead_to_it():
    economy = an_economy(
        good("coal", name="Coal"), good("coke", name="Coke"), good("iron", name="Pig iron"),
        made("coal", 63.0), want("iron", 100.0),
        uses={("coal", "coke"): 1.4, ("coke", "iron"): 0.9},
    )  # fmt: skip
    told = explain(solve(economy), "claim:iron/users/other/1")
    (limit,) = told.binding
    assert limit.chain == ("coal", "coke", "iron")
    assert limit.chain_words == "1 t of Pig iron takes 0.9 t of Coke, 1 t of Coke 1.4 t of Coal"
    # 1 / 1.26 of iron a t of coal, of which 10 are a sensible amount of 63.
    assert (limit.price, limit.amount) == pytest.approx((1 / 126.0, 10.0), rel=1e-9)
    assert limit.gives == pytest.approx(10.0 / 1.26, rel=1e-9)
    assert "63 t: 10 t more would give 7.94 t more, up to 126 in all." in told.words[2]


def test_all_goals_of_a_stage_gain_in_proportion_to_their_targets():
    # 90 for 60 and 120: both at a half.
    economy = an_economy(
        good("x"), made("x", 90.0), want("x", 60.0, "A"), want("x", 120.0, "B")
    )  # fmt: skip
    plan = solve(economy)
    gives = [explain(plan, key).binding[0].gives for key in short_goals(plan)]
    assert gives == pytest.approx([60.0 / 18.0, 120.0 / 18.0], rel=1e-9)


def test_goals_of_earlier_classes_are_counted():
    economy = an_economy(
        good("x"), made("x", 50.0), want("x", 40.0, "A", priority=1),
        want("x", 20.0, "B", priority=2),
    )  # fmt: skip
    told = explain(solve(economy, "mobilised"), "claim:x/B/other/1")
    assert told.words[1].startswith(
        "It stands in class 2, behind 1 other goal of earlier classes, and has this level to "
        "itself (stage 2)."
    )
    assert told.words[-1].startswith("  raise capacity of x in 1 from 50 to 60 t")


def test_workers_and_roubles_are_told_in_their_units():
    economy = an_economy(
        good("x"), LabourCategory("hands", (1000.0,)), want("x", 90.0), norms={("hands", "x"): 20.0}
    )  # fmt: skip
    (limit,) = explain(solve(economy), "claim:x/users/other/1").binding
    assert (limit.words, limit.unit, limit.amount) == ("labour 'hands' in 1", "workers", 100.0)
    assert limit.gives == pytest.approx(5.0, rel=1e-9)
    economy = an_economy(
        good("ship", price=1.0), good("steel", price=1.0), made("ship", 10.0),
        figure("real_investment", 100.0), capital={("steel", "ship"): 1.0},
        finance=(Finance(budget=43.0),),
    )  # fmt: skip
    (limit,) = explain(solve(economy), "figure:real_investment/1").binding
    assert (limit.words, limit.unit) == ("investment budget in 1", "roubles")


def test_what_a_hard_figure_takes_is_told_as_a_loss():
    least = figure("stock", 20.0, "x", hard=True)
    economy = an_economy(good("x", storable=True), made("x", 50.0), least, want("x", 60.0))
    told = explain(solve(economy), "claim:x/users/other/1")
    assert [limit.words for limit in told.binding] == [
        "capacity of x in 1",
        "figure 'stock x' in 1",
    ]
    assert any("1 t more of it would take 1 t away" in line for line in told.words)


def test_a_limit_that_is_short_with_another_gives_nothing_alone():
    economy = an_economy(
        good("x"), made("x", 50.0), LabourCategory("hands", (50.0,)), want("x", 100.0),
        norms={("hands", "x"): 1.0},
    )  # fmt: skip
    told = explain(solve(economy), "claim:x/users/other/1")
    assert len(told.binding) == 1
    assert "but not by itself: something else is short with it" in told.words[2]
    assert {way.line.kind for way in told.together} == {"capacity", "labour"}


def test_a_goal_that_is_met_needs_no_reason():
    told = explain(solve(pig_iron(4.0)), PIG_IRON)
    assert told.words == ("Pig iron (output of pig_iron) 1937: 4 t wanted, met in full.",)
    assert not told.short


def test_short_goals_come_by_class_and_the_worst_off_first():
    economy = an_economy(
        good("x"), good("y"), made("x", 50.0), made("y", 10.0), want("x", 60.0, "A", priority=2),
        want("y", 100.0, "B", priority=3), want("y", 1.0, "C", priority=1),
    )  # fmt: skip
    plan = solve(economy, "mobilised")
    assert short_goals(plan) == ("claim:x/A/other/1", "claim:y/B/other/1")


def test_a_weighted_plan_is_explained_by_its_one_stage():
    plan = solve(pig_iron(), method="weighted")
    told = explain(plan, PIG_IRON)
    assert told.stage == 1
    assert told.binding[0].words == "capacity of Pig iron in 1937"


def test_a_plan_by_rounds_has_no_prices_to_explain_it_by():
    economy = an_economy(good("x"), want("x", 60.0))
    plan = solve(economy, method="iterative")
    with pytest.raises(NoPricesError, match="rounds"):
        explain(plan, "claim:x/users/other/1")
    with pytest.raises(KeyError):
        explain(solve(economy), "claim:none")


@pytest.mark.parametrize(
    ("limit", "amount"),
    [(5.0, 1.0), (4.9, 0.1), (63.0, 10.0), (27_300_000.0, 1_000_000.0), (0.0, 1.0), (-30.0, 1.0)],
)
def test_a_sensible_amount_is_a_power_of_ten_up_to_a_fifth(limit, amount):
    assert sensible_amount(limit) == amount


def test_an_explanation_stands_in_the_units_of_the_planner():
    # In thousands of tonnes: the same words but for the unit.
    small = pig_iron(0.045, coke=0.009, ore=0.020, furnaces=0.005)
    small = small.with_claims(replace(c, target=0.002) for c in small.claims)
    told = explain(solve(small), PIG_IRON)
    assert told.binding[0].gives == pytest.approx(0.001, rel=1e-9)
    assert [way.to for way in told.together] == pytest.approx([0.045, 0.0425, 0.081])
