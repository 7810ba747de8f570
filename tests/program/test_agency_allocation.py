"""What an agency receives: least, most, share, and what it hoards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from balances.economy.records import Allocation, Claim
from balances.gosplan import solve
from tests.conftest import an_economy, fulfilled, fulfilments, good, made, value, want


def arms(*allocations: Allocation, opening: float = 0.0, guns: float = 25.0):
    """100 of steel; the army's works make guns of it, one for one; homes want 100 of steel."""
    return an_economy(
        good("steel", opening_stock=opening), good("gun"),
        made("steel", 100.0), made("gun", guns, agency="army"),
        want("steel", 100.0, "homes"), want("gun", 60.0, "army"),
        *allocations, uses={("steel", "gun"): 1.0},
    )  # fmt: skip


def test_a_maximum_limits_what_the_agency_makes():
    # At most 15 of steel: 15 of the 25 guns; homes get the other 85.
    plan = solve(arms(Allocation("steel", "army", 0, high=15.0)))
    assert value(plan, "x", "gun") == pytest.approx(15.0, rel=1e-9)
    assert fulfilled(plan) == pytest.approx([0.85, 0.25], rel=1e-9)


def test_what_an_agency_cannot_use_of_its_minimum_it_hoards():
    # 40 to the army: 25 become guns, 15 are held; homes get 60.
    plan = solve(arms(Allocation("steel", "army", 0, low=40.0)))
    assert value(plan, "u", "steel", 0, "army") == pytest.approx(15.0, rel=1e-9)
    assert fulfilled(plan) == pytest.approx([0.60, 25.0 / 60.0], rel=1e-9)
    row = plan.allocations.set_index(["commodity", "agency"]).loc[("steel", "army")]
    assert (row["production"], row["hoard"], row["total"]) == pytest.approx((25.0, 15.0, 40.0))
    assert row["share"] == pytest.approx(0.40)


def test_a_minimum_that_the_agency_wants_anyway_costs_nothing():
    plan = solve(arms(Allocation("steel", "army", 0, low=10.0)))
    assert fulfilled(plan) == pytest.approx([0.75, 25.0 / 60.0], rel=1e-9)
    assert value(plan, "u", "steel", 0, "army") == pytest.approx(0.0, abs=1e-9)


def test_a_share_is_of_all_sources_opening_stock_included():
    # Half of 100 + 20 is 60: 25 become guns, 35 are held.
    plan = solve(arms(Allocation("steel", "army", 0, share=0.5), opening=20.0))
    assert value(plan, "u", "steel", 0, "army") == pytest.approx(35.0, rel=1e-9)
    assert fulfilments(plan)["claim:steel/homes/other/1"] == pytest.approx(0.60, rel=1e-9)


def test_a_share_below_what_is_wanted_limits_the_agency():
    # A fifth of 100: 20 guns, homes 80.
    plan = solve(arms(Allocation("steel", "army", 0, share=0.2)))
    assert fulfilled(plan) == pytest.approx([0.80, 20.0 / 60.0], rel=1e-9)


def test_claims_of_the_agency_itself_count_as_received():
    economy = an_economy(
        good("car"), made("car", 90.0), want("car", 60.0, "police"), want("car", 60.0, "homes"),
        Allocation("car", "police", 0, high=20.0),
    )  # fmt: skip
    assert fulfilled(solve(economy)) == pytest.approx([20.0 / 60.0, 1.0], rel=1e-9)


def test_a_hoard_is_used_in_the_next_period():
    # Steel is made in year 1 only (40). 25 guns at once, and 15 from the hoard in year 2.
    economy = an_economy(
        good("steel"), good("gun"),
        made("steel", 40.0, depreciation=1.0), made("gun", 25.0, agency="army"),
        want("gun", 25.0, "army"), want("gun", 15.0, "army", period=1),
        Allocation("steel", "army", 0, low=40.0), uses={("steel", "gun"): 1.0}, periods=2,
    )  # fmt: skip
    plan = solve(economy)
    assert fulfilled(plan) == pytest.approx([1.0, 1.0], rel=1e-9)
    assert value(plan, "u", "steel", 0, "army") == pytest.approx(15.0, rel=1e-9)
    assert value(plan, "u", "steel", 1, "army") == pytest.approx(0.0, abs=1e-9)


def test_minimum_and_maximum_of_one_pair_hold_together():
    plan = solve(arms(Allocation("steel", "army", 0, low=30.0, high=30.0)))
    assert fulfilled(plan) == pytest.approx([0.70, 25.0 / 60.0], rel=1e-9)


def test_a_hoard_is_no_store_for_others():
    # Power cannot be stored. Rubber-stamping an allotment of nothing to the army must not let
    # homes use in year 2 what was made in year 1: 50 of 80.
    economy = an_economy(
        good("power"), made("power", 50.0),
        want("power", 20.0, "homes"), want("power", 80.0, "homes", period=1),
        Allocation("power", "army", 0, low=0.0), periods=2,
    )  # fmt: skip
    assert fulfilled(solve(economy)) == pytest.approx([1.0, 50.0 / 80.0], rel=1e-9)


def test_what_an_agency_should_receive_is_a_goal_among_goals():
    # Guns stop at the 25 of 60 that can be made. The army should receive 40 of steel, homes want
    # 100, and there are 100: five sevenths of each. What is not made into guns is held.
    plan = solve(arms(Allocation("steel", "army", 0, target=40.0)))
    assert fulfilments(plan) == pytest.approx(
        {
            "claim:steel/homes/other/1": 5 / 7,
            "claim:gun/army/other/1": 25 / 60,
            "allocation:steel/army/1": 5 / 7,
        },
        rel=1e-9,
    )
    assert value(plan, "u", "steel", 0, "army") == pytest.approx(200 / 7 - 25.0, rel=1e-9)


def test_an_order_of_class_0_comes_before_the_claims():
    plan = solve(arms(Allocation("steel", "army", 0, target=40.0)), "mobilised")
    assert fulfilments(plan)["allocation:steel/army/1"] == 1.0
    assert fulfilments(plan)["claim:steel/homes/other/1"] == pytest.approx(0.60, rel=1e-9)
    row = plan.goals.set_index("kind").loc["allocation"]
    assert (row["commodity"], row["claimant"], row["unit"]) == ("steel", "army", "t")


def test_an_order_of_a_later_class_takes_what_the_claims_leave():
    # Homes want 90 of the 100; guns need none of it here, so 10 are left of the 40.
    economy = arms(Allocation("steel", "army", 0, target=40.0, priority=3), guns=0.0)
    claims = [replace(c, target=90.0) for c in economy.claims if c.commodity == "steel"]
    plan = solve(economy.with_claims(claims), "mobilised")
    assert fulfilled(plan) == pytest.approx([1.0, 0.25], rel=1e-9)


def test_an_order_beyond_what_there_is_makes_no_plan_impossible():
    plan = solve(arms(Allocation("steel", "army", 0, target=400.0)), "mobilised")
    assert fulfilments(plan)["allocation:steel/army/1"] == pytest.approx(0.25, rel=1e-9)


def test_a_goal_stands_beside_a_hard_maximum_of_the_same_pair():
    # 40 are wanted and 30 allowed: three quarters of the order, 70 for homes.
    plan = solve(arms(Allocation("steel", "army", 0, high=30.0, target=40.0)), "mobilised")
    assert fulfilments(plan)["allocation:steel/army/1"] == pytest.approx(0.75, rel=1e-9)
    assert fulfilments(plan)["claim:steel/homes/other/1"] == pytest.approx(0.70, rel=1e-9)


def test_rounds_by_hand_count_what_an_agency_uses():
    # 60 guns are wanted and 25 can be made: all outputs are scaled to 25 / 60, and the works use
    # 25 of the 40 of steel that they should receive.
    economy = arms(Allocation("steel", "army", 0, target=40.0))
    plan = solve(economy, method="iterative")
    assert fulfilments(plan)["allocation:steel/army/1"] == pytest.approx(25 / 40, rel=1e-9)


def holders(stock: float, *claims: Claim, periods: int = 1, storable: bool = False):
    """20 of steel are made a year; the army holds a stock of it and can make 100 guns."""
    return an_economy(
        good("steel", storable=storable), good("gun"),
        made("steel", 20.0), made("gun", 100.0, agency="army"), *claims,
        agency_stocks={("steel", "army"): stock}, uses={("steel", "gun"): 1.0}, periods=periods,
    )  # fmt: skip


def test_an_agency_uses_what_it_held_before_the_plan():
    # 12 of steel held and 20 made: homes get their 15, guns the other 5 and the 12.
    plan = solve(holders(12.0, want("steel", 15.0, "homes"), want("gun", 17.0, "army")))
    assert fulfilled(plan) == pytest.approx([1.0, 1.0], rel=1e-9)
    row = plan.allocations.set_index(["commodity", "agency"]).loc[("steel", "army")]
    # It received 5: it used 17, of which 12 were its own.
    assert (row["production"], row["hoard"], row["total"]) == pytest.approx((17.0, -12.0, 5.0))
    lines = plan.balances.set_index(["commodity", "line"])["quantity"]
    assert lines["steel", "agency stocks brought forward"] == pytest.approx(12.0)


def test_what_an_agency_held_before_the_plan_is_for_nobody_else():
    # Homes want 30 and get the 20 that are made; the army keeps its 12 without a use for them.
    plan = solve(holders(12.0, want("steel", 30.0, "homes")))
    assert fulfilled(plan) == pytest.approx([20.0 / 30.0], rel=1e-9)
    assert value(plan, "u", "steel", 0, "army") == pytest.approx(12.0, rel=1e-9)
    assert not len(plan.allocations[plan.allocations["agency"] == "army"])


def test_a_stock_held_before_the_plan_lasts_until_it_is_used():
    # Steel cannot be stored, but a hoard is kept: 5 guns in year 1 and 7 in year 2 from 12 held,
    # homes take all that is made.
    plan = solve(
        holders(
            12.0,
            *(want("steel", 20.0, "homes", period=t) for t in (0, 1)),
            want("gun", 5.0, "army"),
            want("gun", 7.0, "army", period=1),
            periods=2,
        )
    )
    assert fulfilled(plan) == pytest.approx([1.0] * 4, rel=1e-9)
    held = [value(plan, "u", "steel", t, "army") for t in (0, 1)]
    assert held == pytest.approx([7.0, 0.0], abs=1e-9)


def test_a_minimum_is_received_on_top_of_what_was_held():
    # 10 must be received and 12 are held; 4 guns are wanted: 18 are held in the end.
    economy = holders(12.0, want("steel", 20.0, "homes"), want("gun", 4.0, "army"))
    plan = solve(economy.with_allocations([Allocation("steel", "army", 0, low=10.0)]))
    assert fulfilled(plan) == pytest.approx([0.5, 1.0], rel=1e-9)
    assert value(plan, "u", "steel", 0, "army") == pytest.approx(18.0, rel=1e-9)


def test_rounds_by_hand_leave_hoards_where_they_are():
    # 15 and 17 are wanted of 20: what the balance lacks the rounds do not take from the army.
    economy = holders(12.0, want("steel", 15.0, "homes"), want("gun", 5.0, "army"))
    plan = solve(economy, method="iterative")
    assert fulfilled(plan) == pytest.approx([1.0, 1.0], rel=1e-9)
    assert value(plan, "u", "steel", 0, "army") == 12.0


def test_what_an_agency_holds_without_any_use_is_in_its_distribution_too():
    plan = solve(an_economy(
        good("steel"), made("steel", 20.0), want("steel", 20.0, "homes"),
        Allocation("steel", "army", 0, low=8.0),
    ))  # fmt: skip
    row = plan.allocations.set_index("agency").loc["army"]
    assert (row["hoard"], row["total"], row["share"]) == pytest.approx((8.0, 8.0, 0.4))
