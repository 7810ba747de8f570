"""Control figures of every measure: goals, least, most, equal, and ranges."""

from __future__ import annotations

import pytest

from balances.economy.issue import InfeasiblePlanError
from balances.economy.records import LabourCategory
from balances.gosplan import solve
from tests.conftest import an_economy, figure, fulfilments, good, made, value, want


def village(*figures, capacity: float = 100.0):
    """Grain: grown with half a worker (4 roubles each) or imported; eaten and exported.

    A tonne grown counts 2 + 0.5 * 4 = 4 of effort, one imported 2: imports of at most 30 come
    first. For claims of 40 and 20 the plan is m = 30, x = 30.
    """
    return an_economy(
        good(
            "grain", groups=("B",), price=2.0, retail_price=3.0, storable=True,
            import_limit=30.0,
        ),
        made("grain", capacity), LabourCategory("hands", (1000.0,), wage=4.0),
        want("grain", 40.0, "homes", "household"), want("grain", 20.0, "trade", "export"),
        *figures, norms={("hands", "grain"): 0.5},
    )  # fmt: skip


# Measure, item, and what the plan comes to without the figure: m = 30, x = 30, s = 0.
FREE = [
    ("output", "grain", 30.0),
    ("group_output", "B", 60.0),  # 2 * 30
    ("national_income", "", 60.0),  # 2 * 30, no inputs
    ("consumption", "grain", 40.0),
    ("consumption", "all", 80.0),  # 2 * 40
    ("retail_turnover", "", 120.0),  # 3 * 40
    ("employment", "", 15.0),  # 0.5 * 30
    ("wage_fund", "", 60.0),  # 4 * 15
    ("exports", "grain", 20.0),
    ("imports", "grain", 30.0),
    ("stock", "grain", 0.0),
]


@pytest.mark.parametrize(("measure", "item", "free"), FREE)
def test_without_figures_the_measure_is_what_was_reckoned_by_hand(measure, item, free):
    plan = solve(village())
    assert plan.measure(measure, item).tolist() == pytest.approx([free], rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(("measure", "item", "free"), [row for row in FREE if row[0] != "stock"])
def test_a_figure_of_at_most_half_binds_at_half(measure, item, free):
    # Half the growing leaves 15 + 30 of 60; half the imports are grown instead; half the
    # deliveries are simply not made. What is grown or delivered costs, so half it is.
    plan = solve(village(figure(measure, free / 2, item, sense="at_most", hard=True)))
    assert plan.measure(measure, item).tolist() == pytest.approx([free / 2], rel=1e-9)
    assert plan.figures["held"].tolist() == [True]


# A least figure above what the plan would come to, with 15 + 30 = 45 for claims of 60 where
# it is about deliveries (they would get 30 and 15), and capacity for all elsewhere.
LEAST = [
    ("output", "grain", 45.0, 100.0),
    ("group_output", "B", 90.0, 100.0),
    ("national_income", "", 90.0, 100.0),
    ("employment", "", 22.5, 100.0),
    ("wage_fund", "", 90.0, 100.0),
    ("stock", "grain", 10.0, 100.0),
    ("consumption", "grain", 38.0, 15.0),
    ("consumption", "B", 76.0, 15.0),
    ("retail_turnover", "", 114.0, 15.0),
    ("exports", "grain", 18.0, 15.0),
]


@pytest.mark.parametrize(("measure", "item", "target", "capacity"), LEAST)
@pytest.mark.parametrize("sense", ["at_least", "equal"])
def test_a_hard_figure_above_what_would_be_is_met_exactly(measure, item, target, capacity, sense):
    plan = solve(village(figure(measure, target, item, sense=sense, hard=True), capacity=capacity))
    assert plan.measure(measure, item).tolist() == pytest.approx([target], rel=1e-9)
    assert plan.figures["held"].tolist() == [True]


def test_a_least_of_imports_replaces_what_is_grown():
    # Claims of 10 could be grown; at least 8 must be bought. (Free, all 10 would be bought.)
    plan = solve(village(figure("imports", 8.0, "grain", sense="equal", hard=True)))
    assert value(plan, "m", "grain") == pytest.approx(8.0, rel=1e-9)
    assert value(plan, "x", "grain") == pytest.approx(52.0, rel=1e-9)


def test_who_pays_for_a_hard_figure_is_the_other_claim():
    # 45 for 40 and 20: households at least 38 leaves exports 7.
    plan = solve(village(figure("consumption", 38.0, "grain", hard=True), capacity=15.0))
    found = fulfilments(plan)
    assert found["claim:grain/homes/household/1"] == pytest.approx(38.0 / 40.0, rel=1e-9)
    assert found["claim:grain/trade/export/1"] == pytest.approx(7.0 / 20.0, rel=1e-9)


# Twice the most that there can be: 100 grown, 30 bought, 40 and 20 delivered.
SOFT = [
    ("output", "grain", 200.0, 0.5),
    ("group_output", "B", 400.0, 0.5),
    ("national_income", "", 400.0, 0.5),
    ("employment", "", 100.0, 0.5),
    ("wage_fund", "", 400.0, 0.5),
    ("imports", "grain", 60.0, 0.5),
    ("consumption", "grain", 80.0, 0.5),
    ("retail_turnover", "", 240.0, 0.5),
    ("exports", "grain", 40.0, 0.5),
    # 130 for claims of 60 and a stock of 200: all at 130 / 260.
    ("stock", "grain", 200.0, 0.5),
]


@pytest.mark.parametrize(("measure", "item", "target", "reached"), SOFT)
def test_a_soft_figure_is_a_goal_that_is_met_as_far_as_can_be(measure, item, target, reached):
    plan = solve(village(figure(measure, target, item)))
    key = f"figure:{measure} {item}".strip() + "/1"
    assert fulfilments(plan)[key] == pytest.approx(reached, rel=1e-9)
    assert plan.figures["attained"].tolist() == pytest.approx([reached * target], rel=1e-9)
    assert plan.figures["held"].tolist() == [False]


def test_a_soft_figure_that_was_met_anyway_changes_nothing():
    plan = solve(village(figure("output", 25.0, "grain")))
    assert value(plan, "x", "grain") == pytest.approx(30.0, rel=1e-9)
    assert set(fulfilments(plan).values()) == {1.0}


def test_a_range_is_met_at_its_low_end_and_the_place_in_it_is_reported():
    plan = solve(village(figure("output", 45.0, "grain", high=60.0)))
    row = plan.figures.iloc[0]
    assert (row["attained"], row["position"]) == pytest.approx((45.0, 0.0), abs=1e-8)
    # 30 is what the plan comes to anyway: half way from 20 to 40.
    row = solve(village(figure("output", 20.0, "grain", high=40.0))).figures.iloc[0]
    assert (row["attained"], row["position"]) == pytest.approx((30.0, 0.5), abs=1e-8)


def test_a_soft_figure_of_zero_is_no_goal():
    plan = solve(village(figure("output", 0.0, "grain")))
    assert len(plan.goals) == 2
    assert plan.figures["fulfilment"].tolist() == [1.0]


def test_a_hard_figure_of_zero_forbids():
    plan = solve(village(figure("imports", 0.0, "grain", sense="at_most", hard=True)))
    assert value(plan, "x", "grain") == pytest.approx(60.0, rel=1e-9)
    assert value(plan, "m", "grain") == pytest.approx(0.0, abs=1e-9)


def test_a_figure_is_about_its_own_period():
    economy = an_economy(
        good("x"), made("x", 100.0), want("x", 10.0), want("x", 10.0, period=1),
        figure("output", 40.0, "x", 1, hard=True), periods=2,
    )  # fmt: skip
    plan = solve(economy)
    assert [value(plan, "x", "x", t) for t in (0, 1)] == pytest.approx([10.0, 40.0], rel=1e-9)


def test_a_hard_figure_out_of_reach_makes_no_plan():
    with pytest.raises(InfeasiblePlanError):
        solve(village(figure("output", 101.0, "grain", hard=True)))


def test_classes_of_figures_count_when_mobilised():
    # Imports apart, 100 can be grown; all 130 may go to the stock of class 0 before any claim.
    plan = solve(village(figure("stock", 130.0, "grain", priority=0)), "mobilised")
    assert fulfilments(plan)["figure:stock grain/1"] == 1.0
    assert fulfilments(plan)["claim:grain/homes/household/1"] == pytest.approx(0.0, abs=1e-9)


def test_a_group_output_counts_every_way_and_by_product_at_base_prices():
    economy = an_economy(
        good("coke", groups=("A",), price=5.0), good("gas", groups=("A",), price=2.0),
        good("bread", groups=("B",), price=1.0), want("coke", 10.0), want("bread", 4.0),
        makes={("gas", "coke"): 0.5},
    )  # fmt: skip
    plan = solve(economy)
    # Group A makes 10 of coke at 5 and 5 of gas at 2, in all 60; group B 4 of bread at 1.
    assert plan.measure("group_output", "A").tolist() == pytest.approx([60.0], rel=1e-9)
    assert plan.measure("group_output", "B").tolist() == pytest.approx([4.0], rel=1e-9)


def test_national_income_is_output_less_inputs_at_base_prices():
    economy = an_economy(
        good("ore", price=2.0), good("steel", price=9.0), want("steel", 10.0),
        uses={("ore", "steel"): 1.5, ("steel", "ore"): 0.1},
    )  # fmt: skip
    plan = solve(economy)
    # Steel x = 10 + 0.1 y, ore y = 1.5 x: x = 10 / 0.85, y = 15 / 0.85.
    # Added: 9x - 2*1.5x + 2y - 9*0.1y = 6x + 1.1y = (60 + 16.5) / 0.85 = 90.
    assert plan.measure("national_income").tolist() == pytest.approx([90.0], rel=1e-9)


def yard(*figures, **fields):
    """Ships of 100 a year; a unit of new berths takes 2 of steel (price 3), used a year later."""
    return an_economy(
        good("ship", price=5.0), good("steel", price=3.0),
        made("ship", 100.0, construction_lag=1), want("ship", 10.0), *figures,
        capital={("steel", "ship"): 2.0}, periods=2, **fields,
    )  # fmt: skip


def test_a_capacity_figure_may_lie_after_the_plan():
    # 130 by year 3: 30 are started within the plan, and with nothing to do for them earlier.
    plan = solve(yard(figure("capacity", 130.0, "ship", 2)))
    assert fulfilments(plan) == pytest.approx(dict.fromkeys(fulfilments(plan), 1.0))
    assert value(plan, "n", "ship") + value(plan, "n", "ship", 1) == pytest.approx(30.0, rel=1e-9)
    assert plan.figures["attained"].tolist() == pytest.approx([130.0], rel=1e-9)


@pytest.mark.parametrize(
    ("case", "started"),
    # 20 more by year 2; 90 roubles of work at 2 * 3 a unit.
    [(("capacity", 120.0, "ship", 1), 20.0), (("real_investment", 90.0), 15.0)],
)
@pytest.mark.parametrize("sense", ["at_least", "equal"])
def test_hard_figures_of_construction_are_met_exactly(case, started, sense):
    plan = solve(yard(figure(*case, hard=True, sense=sense)))
    assert value(plan, "n", "ship") == pytest.approx(started, rel=1e-9)
    assert plan.figures["attained"].tolist() == pytest.approx([case[1]], rel=1e-9)
    assert plan.figures["held"].tolist() == [True]


def test_a_least_of_real_investment_is_a_goal_met_as_far_as_steel_goes():
    # 24 of steel: 12 units of berths, work of 72 of the 90 wanted.
    economy = yard(figure("real_investment", 90.0), made("steel", 24.0))
    plan = solve(economy)
    assert fulfilments(plan)["figure:real_investment/1"] == pytest.approx(0.8, rel=1e-9)
    assert plan.measure("real_investment").tolist() == pytest.approx([72.0, 0.0], abs=1e-7)
