"""The frozen replay: hand cases of MODEL section 6, and what holds whatever the economy.

Coal: capacity 100. Steel takes 0.6 of coal each and is claimed at 100; households claim 40 of
coal. The approved plan is coal 100, steel 100, households 40. Railways, who had nothing, are
ordered 20 of coal.

Frozen: the order is taken in full, so 100 - 20 = 80 is left for the planned unprotected uses of
60 + 40 = 100 (the railways had no planned use to take out of them): rho = 0.8, steel 80,
households 32. The claims on steel share round k-1's steel, so they still get 100 in round 1 and
80 from round 2. Replanned: 0.6 * 100 v + 40 v = 80 gives v = 0.8, the same.

With ore (capacity 130, one a steel, exports claim 50): 100 v + 50 v = 130 gives v = 0.8667, steel
86.67, exports 43.33; steel then takes 52 of coal, households 40, and coal 92 is made, for
capacity beyond what is planned stays idle. After the order 92 - 20 = 72 meets uses of 92:
rho = 0.7826, steel 86.67 * 0.7826 = 67.83, households 31.30. Ore is not short: exports keep
43.33 and 130 - 43.33 - 67.83 = 18.84 lies idle. Replanned, coal runs at 100: steel 80,
households 32, exports 50.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balances.economy.economy import Economy, frozen_matrix
from balances.economy.records import Activity, Allocation
from balances.economy.settings import Settings as PlanSettings
from balances.gosplan import Plan, solve
from balances.politburo import FrozenPlan, damage, run_frozen
from tests.conftest import an_economy, good, made, project, value, want
from tests.gosplan.conftest import a_random_economy, under_orders

RAILWAYS = want("coal", 20.0, "railways", priority=0)


def ordered(economy: Economy, *orders) -> Economy:
    return economy.with_claims((*economy.claims, *orders))


def got(frozen: FrozenPlan, key: str, column: str = "frozen") -> float:
    return float(frozen.claims.set_index("key")[column]["claim:" + key])


def output(frozen: FrozenPlan, activity: str, period: int = 0) -> float:
    return float(frozen.levels[period, frozen.run.economy.activity_index[activity]])


def at(frozen: FrozenPlan, commodity: str, column: str, period: str = "1") -> float:
    return float(frozen.rho.set_index(["commodity", "period"])[column][commodity, period])


def coal_and_steel(**coal) -> Economy:
    return an_economy(
        good("coal", price=1.0, **coal), good("steel", price=5.0),
        made("coal", 100.0), made("steel", 200.0),
        want("steel", 100.0), want("coal", 40.0, "homes", "household"),
        uses={("coal", "steel"): 0.6},
    )  # fmt: skip


def with_ore() -> Economy:
    return an_economy(
        good("coal", price=1.0), good("ore", price=1.0), good("steel", price=5.0),
        made("coal", 100.0), made("ore", 130.0), made("steel", 200.0),
        want("steel", 100.0), want("coal", 40.0, "homes", "household"),
        want("ore", 50.0, "trade", "export"),
        uses={("coal", "steel"): 0.6, ("ore", "steel"): 1.0},
    )  # fmt: skip


def cycle(**coal) -> Economy:
    """Coal needs half of a steel, steel half of a coal; 50 of each is claimed: 100 of each."""
    return an_economy(
        good("coal", price=1.0, **coal), good("steel", price=1.0),
        made("coal", 100.0), made("steel", 100.0),
        want("coal", 50.0), want("steel", 50.0),
        uses={("coal", "steel"): 0.5, ("steel", "coal"): 0.5},
    )  # fmt: skip


def test_twenty_of_coal_ordered_away_leaves_steel_at_eighty():
    economy = coal_and_steel()
    approved = solve(economy)
    frozen = run_frozen(approved, ordered(economy, RAILWAYS))
    assert output(frozen, "steel") == pytest.approx(80.0)
    assert output(frozen, "coal") == pytest.approx(100.0)
    assert got(frozen, "coal/homes/household/1") == pytest.approx(32.0)
    assert got(frozen, "coal/railways/other/1") == pytest.approx(20.0)
    assert at(frozen, "coal", "rho") == pytest.approx(0.8)
    assert frozen.collapsing == {"1": False}
    short = frozen.short.iloc[0]
    assert (short["commodity"], short["use"], short["user"]) == ("coal", "production", "steel")
    assert [short["planned"], short["received"], short["used"]] == pytest.approx([60.0, 48.0, 48.0])


@pytest.mark.parametrize(("rounds", "delivered"), [(1, 100.0), (2, 80.0), (5, 80.0)])
def test_claims_on_steel_are_cut_from_the_second_round(rounds, delivered):
    economy = coal_and_steel()
    frozen = run_frozen(solve(economy), ordered(economy, RAILWAYS), rounds)
    assert got(frozen, "steel/users/other/1") == pytest.approx(delivered)


def test_replanning_gives_the_same_where_the_cut_is_equal():
    economy = coal_and_steel()
    after = ordered(economy, RAILWAYS)
    lost = damage(run_frozen(solve(economy), after), solve(after, "mobilised"))
    assert lost["damage"].to_numpy(float) == pytest.approx(0.0, abs=1e-6)


def test_idle_capacity_and_ore_are_the_damage_of_not_replanning():
    economy = with_ore()
    approved, after = solve(economy), ordered(economy, RAILWAYS)
    frozen, rebalanced = run_frozen(approved, after), solve(after, "mobilised")
    assert value(approved, "x", "steel") == pytest.approx(260.0 / 3.0)
    assert output(frozen, "coal") == pytest.approx(92.0)
    assert output(frozen, "steel") == pytest.approx(260.0 / 3.0 * 72.0 / 92.0)
    assert output(frozen, "steel") == pytest.approx(67.83, abs=0.005)
    assert got(frozen, "coal/homes/household/1") == pytest.approx(31.30, abs=0.005)
    assert got(frozen, "ore/trade/export/1") == pytest.approx(130.0 / 3.0)
    assert at(frozen, "ore", "idle") == pytest.approx(18.84, abs=0.005)
    lost = damage(frozen, rebalanced).set_index(["kind", "item"])
    assert lost["rebalanced"]["output", "steel"] == pytest.approx(80.0)
    assert lost["damage"]["output", "steel"] == pytest.approx(12.17, abs=0.005)
    assert lost["value"]["output", "steel"] == pytest.approx(5.0 * 12.174, abs=0.005)
    assert lost["rebalanced"]["claim", "claim:ore/trade/export/1"] == pytest.approx(50.0)
    assert lost["damage"]["claim", "claim:coal/homes/household/1"] == pytest.approx(0.70, abs=0.005)
    assert set(lost["value_unit"]) == {"roubles"}


def test_an_ordered_claimant_gives_up_its_own_planned_use():
    """Homes had 40 and are ordered 50: 100 - 50 is left for steel's 60, rho = 5/6."""
    economy = coal_and_steel()
    claims = [
        replace(c, target=50.0, priority=0) if c.claimant == "homes" else c for c in economy.claims
    ]
    frozen = run_frozen(solve(economy), economy.with_claims(claims), 1)
    assert got(frozen, "coal/homes/household/1") == pytest.approx(50.0)
    assert output(frozen, "steel") == pytest.approx(100.0 * 5.0 / 6.0)


def test_a_protected_claim_keeps_its_delivery_and_the_rest_is_rationed():
    """Homes keep 30 of 40; 100 - 20 - 30 = 50 meets 60 + 10: rho = 5/7."""
    economy = coal_and_steel()
    after = ordered(economy, RAILWAYS)
    claims = [replace(c, protected=30.0) if c.claimant == "homes" else c for c in after.claims]
    frozen = run_frozen(solve(economy), after.with_claims(claims), 1)
    assert at(frozen, "coal", "rho") == pytest.approx(5.0 / 7.0)
    assert got(frozen, "coal/homes/household/1") == pytest.approx(30.0 + 10.0 * 5.0 / 7.0)
    assert list(frozen.claims["status"]) == ["", "protected", "ordered"]


def test_a_claim_of_class_nought_that_no_decree_touched_keeps_what_it_was_planned():
    """Coal of 100 is planned as 50 each for two who want 60; the order of 20 falls on one."""
    economy = an_economy(
        good("coal"), made("coal", 100.0),
        want("coal", 60.0, "homes", priority=0), want("coal", 60.0, "works"),
    )  # fmt: skip
    frozen = run_frozen(solve(economy), ordered(economy, RAILWAYS))
    assert got(frozen, "coal/homes/other/1") == pytest.approx(50.0)
    assert got(frozen, "coal/works/other/1") == pytest.approx(30.0)
    assert list(frozen.claims["status"]) == ["protected", "", "ordered"]


def test_orders_beyond_supply_are_cut_alike_and_a_class_above_goes_before():
    """Orders of 60 (class -1), 80 and 40 (class 0) meet 100: 60 in full, the others a third."""
    economy = coal_and_steel()
    orders = [
        want("coal", 60.0, "front", "defence", priority=-1),
        want("coal", 80.0, "railways", priority=0),
        want("coal", 40.0, "fleet", priority=0),
    ]
    frozen = run_frozen(solve(economy), ordered(economy, *orders), 1)
    assert got(frozen, "coal/front/defence/1") == pytest.approx(60.0)
    assert got(frozen, "coal/railways/other/1") == pytest.approx(80.0 / 3.0)
    assert got(frozen, "coal/fleet/other/1") == pytest.approx(40.0 / 3.0)
    assert output(frozen, "steel") == pytest.approx(0.0, abs=1e-9)
    assert got(frozen, "coal/homes/household/1") == pytest.approx(0.0, abs=1e-9)
    assert frozen.collapsing == {"1": False}, "nothing feeds on itself here"


def test_a_target_lowered_below_the_plan_is_all_that_is_delivered():
    economy = coal_and_steel()
    claims = [replace(c, target=25.0) if c.claimant == "homes" else c for c in economy.claims]
    frozen = run_frozen(solve(economy), economy.with_claims(claims))
    assert got(frozen, "coal/homes/household/1") == pytest.approx(25.0)
    assert at(frozen, "coal", "idle") == pytest.approx(15.0)


def test_a_cycle_without_a_stock_collapses():
    """An order of 10 on coal's 100: rho = 0.9 each time coal goes round.

    Rounds 1, 2: steel 90, then coal 90. Round 3: coal is 90 - 10 = 80, steel 80. So coal and
    steel lose 10 in turn, every round, until nothing is left.
    """
    economy = cycle()
    frozen = run_frozen(solve(economy), ordered(economy, want("coal", 10.0, "army", priority=0)))
    by_round = frozen.path_of_activities.pivot_table("output", "round", "activity")
    assert list(by_round["coal"]) == pytest.approx([100.0, 100.0, 90.0, 90.0, 80.0])
    assert list(by_round["steel"]) == pytest.approx([100.0, 90.0, 90.0, 80.0, 80.0])
    assert list(frozen.path["fall"]) == pytest.approx([0.0, 10.0, 10.0, 10.0, 10.0])
    assert frozen.path["share_of_plan"].iloc[-1] == pytest.approx(0.8)
    assert frozen.run.rest == pytest.approx(np.zeros((1, 2)))
    assert frozen.collapsing == {"1": True}


def test_a_stock_that_covers_the_order_stops_the_collapse():
    """A planned stock of 20 is drawn on beside output; an order of 10 comes to rest.

    Planned coal uses 50 + 70 = 120 from 100 made and 20 in stock. At rest coal and steel run at
    a share v with 120 v = 100 v + 20 - 10: v = 1/2.
    """
    economy = cycle(opening_stock=20.0)
    claims = [replace(c, target=70.0) if c.commodity == "coal" else c for c in economy.claims]
    economy = economy.with_claims(claims)
    approved = solve(economy)
    frozen = run_frozen(approved, ordered(economy, want("coal", 10.0, "army", priority=0)))
    assert frozen.run.rest == pytest.approx(np.full((1, 2), 50.0), rel=1e-3)
    assert frozen.collapsing == {"1": False}
    drained = run_frozen(approved, ordered(economy, want("coal", 30.0, "army", priority=0)))
    assert drained.collapsing == {"1": True}


def test_a_producers_own_use_is_met_first():
    """Coal uses a tenth of itself: 100 made, 10 kept, 90 shared. Ordered 9: rho = 81/90.

    Coal goes on at 100 in every round: the shortage does not come back to it.
    """
    economy = an_economy(
        good("coal"), made("coal", 100.0), want("coal", 90.0), uses={("coal", "coal"): 0.1}
    )
    after = ordered(economy, want("coal", 9.0, "army", priority=0))
    frozen = run_frozen(solve(economy), after, 20)
    assert output(frozen, "coal") == pytest.approx(100.0)
    assert got(frozen, "coal/users/other/1") == pytest.approx(81.0)
    assert frozen.collapsing == {"1": False}


def test_a_technique_that_makes_none_of_what_it_lacks_waits_for_the_others():
    """Steel by coal (0.5 each, capacity 60) or by ore: only the first falls when coal does.

    Coal 30 goes to 60 of steel; ore makes 40 of 100 claimed. 15 of coal ordered away: half of
    the first way stands, steel 30 + 40.
    """
    economy = an_economy(
        good("coal"), good("ore"), good("steel"),
        made("coal", 30.0), made("ore", 40.0), made("steel", 60.0),
        Activity("by ore", "steel", capacity=40.0, technique=True), want("steel", 100.0),
        uses={("coal", "steel"): 0.5, ("ore", "by ore"): 1.0},
    )  # fmt: skip
    after = ordered(economy, want("coal", 15.0, "army", priority=0))
    frozen = run_frozen(solve(economy), after, 2)
    assert (output(frozen, "steel"), output(frozen, "by ore")) == pytest.approx((30.0, 40.0))
    assert got(frozen, "steel/users/other/1") == pytest.approx(70.0)


def test_a_shock_to_capacity_is_felt_from_round_nought():
    """Coal at 70 of 100: rho = 0.7 in the first round already."""
    economy = coal_and_steel()
    less = [replace(a, capacity=70.0) if a.code == "coal" else a for a in economy.activities]
    frozen = run_frozen(solve(economy), economy.with_activities(less), 1)
    assert frozen.path["share_of_plan"].iloc[0] == pytest.approx((70.0 + 500.0) / 600.0)
    assert output(frozen, "steel") == pytest.approx(70.0)
    assert frozen.outputs.set_index("activity")["idle_capacity"]["steel"] == pytest.approx(130.0)


def test_a_shock_to_the_opening_stock_is_felt_in_full():
    """20 in stock and 80 made were planned for 100; 10 in stock give rho = 0.9."""
    economy = an_economy(good("coal", opening_stock=20.0), made("coal", 80.0), want("coal", 100.0))
    shocked = replace(economy, commodities=(good("coal", opening_stock=10.0),))
    assert at(run_frozen(solve(economy), shocked), "coal", "rho") == pytest.approx(0.9)


def test_every_period_is_run_by_itself_with_its_planned_stocks():
    """Coal 100 a year, 80 and 120 claimed: 20 goes into stock. The order of 20 falls on year 1.

    Year 1: 100 - 20 - 20 = 60 meets 80; year 2 has its planned stock and all it wants.
    """
    economy = an_economy(
        good("coal", storable=True), made("coal", 100.0),
        want("coal", 80.0), want("coal", 120.0, period=1), periods=2,
    )  # fmt: skip
    frozen = run_frozen(solve(economy), ordered(economy, RAILWAYS))
    assert got(frozen, "coal/users/other/1") == pytest.approx(60.0)
    assert got(frozen, "coal/users/other/2") == pytest.approx(120.0)


def test_what_is_not_begun_is_missing_a_lead_later():
    """Steel of year 2 takes the coal of year 1; half of that coal is ordered away.

    Steel may open with 10, so it runs at 10 and 10 and its inputs beyond the plan are 10 too.
    """
    economy = an_economy(
        good("coal"), good("steel"), made("coal", 10.0),
        made("steel", 10.0, lead=1, opening_output=10.0),
        want("steel", 10.0), want("steel", 10.0, period=1),
        uses={("coal", "steel"): 1.0}, periods=2,
    )  # fmt: skip
    frozen = run_frozen(solve(economy), ordered(economy, want("coal", 5.0, "army", priority=0)))
    assert output(frozen, "steel", 0) == pytest.approx(10.0)
    assert output(frozen, "steel", 1) == pytest.approx(5.0)
    assert got(frozen, "steel/users/other/2") == pytest.approx(5.0)


def test_seed_is_kept_before_anyone_is_supplied():
    """Grain 100 keeps 10 for seed of next year's 100; 45 ordered leaves 45 for the homes' 90."""
    economy = an_economy(
        good("grain"), made("grain", 100.0, lead=1, opening_output=100.0),
        want("grain", 90.0, "homes"), want("grain", 90.0, "homes", period=1),
        uses={("grain", "grain"): 0.1}, periods=2,
    )  # fmt: skip
    frozen = run_frozen(solve(economy), ordered(economy, want("grain", 45.0, "army", priority=0)))
    assert got(frozen, "grain/homes/other/1") == pytest.approx(45.0)
    assert output(frozen, "grain", 1) == pytest.approx(100.0)


def test_building_falls_pro_rata_with_what_it_lacks():
    """A plant takes 40 of cement, homes 60; an order of 20 leaves 80 for 100: 0.8 of the work."""
    economy = an_economy(
        good("cement", price=2.0), good("steel", price=1.0), made("cement", 100.0),
        made("steel", 0.0), want("cement", 60.0), want("steel", 10.0, period=1),
        project("mill", "steel", 10.0, 80.0, inputs={"cement": 40.0}, latest=0), periods=2,
    )  # fmt: skip
    frozen = run_frozen(
        solve(economy), ordered(economy, want("cement", 20.0, "army", priority=0))
    )  # fmt: skip
    work = frozen.construction.set_index(["item", "period"]).loc[("mill", "1")]
    assert [work["planned"], work["done"]] == pytest.approx([1.0, 0.8])
    assert work["value"] == pytest.approx(2.0 * 40.0 * 0.2)
    assert output(frozen, "steel", 1) == pytest.approx(10.0), "capacity is as planned"


def test_what_an_agency_planned_to_hold_stays_held():
    """Ten of coal is allotted to an agency that uses none: 90 for the users' 90, no shortage."""
    economy = an_economy(
        good("coal"), made("coal", 100.0), want("coal", 90.0),
        Allocation("coal", "army", 0, low=10.0),
    )  # fmt: skip
    frozen = run_frozen(solve(economy), ordered(economy, want("coal", 9.0, "rail", priority=0)))
    assert got(frozen, "coal/users/other/1") == pytest.approx(81.0)


def test_a_yield_shock_takes_output_from_what_is_sown():
    """Grain 100 goes to 60 of bread, one each, and to 40 of exports. The yield falls to 0.7.

    All 100 are sown as planned and give 70: rho = 0.7 in the first round. Bread 42, exports 28.
    """
    economy = an_economy(
        good("grain", price=1.0), good("bread", price=2.0), made("grain", 100.0),
        made("bread", 60.0), want("bread", 60.0), want("grain", 40.0, "trade", "export"),
        uses={("grain", "bread"): 1.0},
    )  # fmt: skip
    poor = economy.with_yield_factor([[0.7], [1.0]])
    frozen = run_frozen(solve(economy), poor, 1)
    assert at(frozen, "grain", "supply") == pytest.approx(70.0)
    assert output(frozen, "bread") == pytest.approx(42.0)
    assert got(frozen, "grain/trade/export/1") == pytest.approx(28.0)
    grain = frozen.outputs.set_index("activity").loc["grain"]
    assert [grain[c] for c in ("planned", "frozen", "capacity", "idle_capacity")] == pytest.approx(
        [100.0, 70.0, 70.0, 0.0]
    )
    # Worth 100 + 2 x 60 as planned; 70 + 2 x 60 before anyone is short, 70 + 2 x 42 after.
    assert list(frozen.path["share_of_plan"]) == pytest.approx([190.0 / 220.0, 154.0 / 220.0])


def test_seed_is_kept_out_of_a_poor_harvest_too():
    """Grain keeps a tenth of a level for the next: of 50 harvested 10 is sown, 40 meets 90."""
    economy = an_economy(
        good("grain"), made("grain", 100.0, lead=1, opening_output=100.0),
        want("grain", 90.0, "homes"), want("grain", 90.0, "homes", period=1),
        uses={("grain", "grain"): 0.1}, periods=2,
    )  # fmt: skip
    frozen = run_frozen(solve(economy), economy.with_yield_factor([[0.5, 1.0]]))
    assert got(frozen, "grain/homes/other/1") == pytest.approx(40.0)
    assert got(frozen, "grain/homes/other/2") == pytest.approx(90.0)


def test_a_producer_of_a_poor_yield_uses_its_own_product_from_what_it_makes():
    """Coal takes 0.2 of itself: 100 made, 20 kept, 80 shared. At half the yield 30 is left."""
    economy = an_economy(
        good("coal"), made("coal", 100.0), want("coal", 80.0), uses={("coal", "coal"): 0.2}
    )
    frozen = run_frozen(solve(economy), economy.with_yield_factor([[0.5]]), 5)
    assert output(frozen, "coal") == pytest.approx(100.0)
    assert got(frozen, "coal/users/other/1") == pytest.approx(30.0)


def test_a_shock_to_imports_takes_them_out_of_the_supply():
    """60 made and 40 imported, all that may be; a quarter of the imports is left: rho = 0.7."""
    abroad = {"import_limit": 40.0, "import_price": 1.0}
    economy = an_economy(
        good("oil", **abroad), made("oil", 60.0), want("oil", 100.0), foreign_credit=(100.0,)
    )
    frozen = run_frozen(solve(economy), economy.with_import_factor([[0.25]]))
    assert at(frozen, "oil", "supply") == pytest.approx(70.0)
    assert at(frozen, "oil", "rho") == pytest.approx(0.7)


def two_mills() -> Economy:
    """Coal 100: mills of two agencies take 40 and 20 for as much steel, homes 40."""
    return an_economy(
        good("coal", price=1.0), good("steel", price=1.0), good("tubes", price=1.0),
        made("coal", 100.0),
        made("steel", 40.0, agency="north"), made("tubes", 20.0, agency="south"),
        want("steel", 40.0), want("tubes", 20.0), want("coal", 40.0, "homes", "household"),
        uses={("coal", "steel"): 1.0, ("coal", "tubes"): 1.0},
    )  # fmt: skip


def allotted(economy: Economy, agency: str, quantity: float, **fields) -> Economy:
    order = Allocation("coal", agency, 0, target=quantity, **fields)
    return economy.with_allocations((*economy.allocations, order))


def test_what_an_agency_is_ordered_to_receive_is_taken_out_of_the_supply():
    """South used 20 and is ordered 30: it holds the 10 it cannot use.

    100 - 30 = 70 is left for the planned uses of the others, 40 + 40: rho = 7/8.
    """
    economy = two_mills()
    approved = solve(economy)
    frozen = run_frozen(approved, allotted(economy, "south", 30.0))
    assert at(frozen, "coal", "first") == pytest.approx(30.0)
    assert at(frozen, "coal", "planned_uses") == pytest.approx(80.0)
    assert at(frozen, "coal", "rho") == pytest.approx(7.0 / 8.0)
    assert output(frozen, "tubes") == pytest.approx(20.0)
    assert output(frozen, "steel") == pytest.approx(35.0)
    assert got(frozen, "coal/homes/household/1") == pytest.approx(35.0)
    assert at(frozen, "coal", "idle") == pytest.approx(0.0, abs=1e-9), "what is held is not idle"


def test_an_agency_ordered_less_makes_do_with_that():
    """South is left 15 of 20: tubes 15, and 85 more than meets the others' 80."""
    economy = two_mills()
    frozen = run_frozen(solve(economy), allotted(economy, "south", 15.0, high=15.0))
    assert output(frozen, "tubes") == pytest.approx(15.0)
    assert output(frozen, "steel") == pytest.approx(40.0)
    assert at(frozen, "coal", "idle") == pytest.approx(5.0)
    short = frozen.short.iloc[0]
    assert (short["commodity"], short["user"]) == ("coal", "tubes")
    assert [short["planned"], short["received"]] == pytest.approx([20.0, 15.0])


def test_receipts_and_claims_ordered_beyond_supply_are_cut_alike():
    """Receipts of 80 and an order of 120 meet 100: each gets half; South's 40 is enough for it."""
    economy = ordered(two_mills(), want("coal", 120.0, "railways", priority=0))
    approved, after = solve(two_mills()), allotted(economy, "south", 80.0)
    frozen = run_frozen(approved, after, 1)
    assert got(frozen, "coal/railways/other/1") == pytest.approx(60.0)
    assert output(frozen, "tubes") == pytest.approx(20.0)
    assert output(frozen, "steel") == pytest.approx(0.0)
    above = [replace(a, priority=-1) for a in after.allocations]
    frozen = run_frozen(approved, after.with_allocations(above), 1)
    assert got(frozen, "coal/railways/other/1") == pytest.approx(20.0)


def test_claims_of_an_agency_share_what_it_is_ordered_to_receive():
    """South claims 10 of coal besides its mill's 20; ordered 15 it meets half of both."""
    economy = ordered(two_mills(), want("coal", 10.0, "south"))
    approved = solve(economy.with_activities(
        replace(a, capacity=110.0) if a.code == "coal" else a for a in economy.activities
    ))  # fmt: skip
    frozen = run_frozen(approved, allotted(approved.economy, "south", 15.0))
    assert got(frozen, "coal/south/other/1") == pytest.approx(5.0)
    assert output(frozen, "tubes") == pytest.approx(10.0)
    assert output(frozen, "steel") == pytest.approx(40.0)


def test_an_order_counts_what_an_agency_makes_for_itself_and_holds_already():
    """Coal of North takes a tenth of itself, 10; the agency is ordered 30 of coal.

    10 it has anyhow, so 20 is delivered first; its own mill takes 18 of that.
    100 - 10 - 20 = 70 meets the homes' 72: rho = 35/36.
    """
    economy = an_economy(
        good("coal"), good("steel"), made("coal", 100.0, agency="north"),
        made("steel", 18.0, agency="north"),
        want("steel", 18.0), want("coal", 72.0, "homes"),
        uses={("coal", "coal"): 0.1, ("coal", "steel"): 1.0},
    )  # fmt: skip
    frozen = run_frozen(solve(economy), allotted(economy, "north", 30.0))
    assert at(frozen, "coal", "first") == pytest.approx(20.0)
    assert at(frozen, "coal", "rho") == pytest.approx(35.0 / 36.0)
    assert output(frozen, "steel") == pytest.approx(18.0)


def test_stocks_of_agencies_are_held_until_a_decree_opens_them():
    """The army holds 20 of coal; 100 made meet 100. Ordered 20 away: rho = 0.8.

    Opened to all, the stock meets the order. Moved to the fleet, it is held there.
    """
    economy = replace(coal_and_steel(), agency_stocks={("coal", "army"): 20.0})
    approved, after = solve(economy), ordered(economy, RAILWAYS)
    assert at(run_frozen(approved, economy), "coal", "rho") == pytest.approx(1.0)
    assert at(run_frozen(approved, after), "coal", "rho") == pytest.approx(0.8)
    opened = replace(
        after, commodities=coal_and_steel(opening_stock=20.0).commodities, agency_stocks={}
    )
    assert at(run_frozen(approved, opened), "coal", "rho") == pytest.approx(1.0)
    moved = replace(after, agency_stocks={("coal", "fleet"): 20.0})
    assert at(run_frozen(approved, moved), "coal", "rho") == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("settings", "rounds"),
    [
        (PlanSettings(), 4),
        (PlanSettings(period_name="quarter"), 1),
        (PlanSettings(frozen_rounds=7), 7),
    ],
)
def test_rounds_are_one_a_quarter_unless_set(settings, rounds):
    economy = coal_and_steel().with_settings(settings)
    assert run_frozen(solve(economy), economy).rounds == rounds


def test_fewer_than_one_round_is_refused():
    economy = coal_and_steel()
    with pytest.raises(ValueError, match="at least one supply round"):
        run_frozen(solve(economy), economy, 0)


def a_pair(seed: int) -> tuple[Plan, Economy]:
    """A random plan, and its economy after random orders, shocks and negative norms."""
    r = np.random.default_rng(seed)
    economy = a_random_economy(seed)
    return solve(economy), _disturbed(economy, r)


def _disturbed(economy: Economy, r: np.random.Generator) -> Economy:
    claims = [
        replace(c, target=c.target * float(r.uniform(0.5, 3.0)), priority=0)
        if r.random() < 0.3
        else c
        for c in economy.claims
    ]
    factors = r.uniform(0.6, 1.0, len(economy.activities))
    activities = [
        replace(a, capacity=a.capacity * float(f))
        for a, f in zip(economy.activities, factors, strict=True)
    ]
    return economy.with_claims(claims).with_activities(activities)


SEEDS = st.integers(0, 10_000)


@given(SEEDS)
def test_without_an_order_the_frozen_plan_is_the_approved_one(seed):
    economy = a_random_economy(seed)
    if seed % 2:
        norms = economy.inputs.toarray()
        norms[0, 1] = -0.05
        economy = replace(economy, inputs=frozen_matrix(norms))
    frozen = run_frozen(solve(economy), economy, 20)
    outputs, claims = frozen.outputs, frozen.claims
    assert outputs["frozen"].to_numpy() == pytest.approx(outputs["planned"].to_numpy(), rel=1e-9)
    assert claims["frozen"].to_numpy() == pytest.approx(claims["planned"].to_numpy(), rel=1e-9)
    assert not any(frozen.collapsing.values())


@given(SEEDS)
def test_orders_and_shocks_that_the_plan_knows_already_change_nothing(seed):
    economy = under_orders(a_random_economy(seed))
    frozen = run_frozen(solve(economy), economy, 20)
    outputs, claims = frozen.outputs, frozen.claims
    assert outputs["frozen"].to_numpy() == pytest.approx(outputs["planned"].to_numpy(), rel=1e-9)
    assert claims["frozen"].to_numpy() == pytest.approx(claims["planned"].to_numpy(), rel=1e-9)


@given(SEEDS)
def test_nothing_is_negative_or_beyond_shocked_capacity(seed):
    approved, after = a_pair(seed)
    frozen = run_frozen(approved, after)
    capacity = np.array([p.capacity for p in frozen.run.periods])
    assert (frozen.run.path >= 0.0).all()
    assert (frozen.run.path <= capacity).all()
    assert (frozen.claims["frozen"] >= 0.0).all()
    assert frozen.rho["rho"].between(0.0, 1.0).all()


@given(SEEDS)
def test_more_rounds_never_raise_output(seed):
    approved, after = a_pair(seed)
    frozen = run_frozen(approved, after, 12)
    assert (np.diff(frozen.run.path, axis=0) <= 1e-9).all()
    assert (frozen.run.rest <= frozen.levels + 1e-9).all()


@given(SEEDS)
def test_no_more_is_used_than_there_is(seed):
    approved, after = a_pair(seed)
    rho = run_frozen(approved, after).rho
    assert (rho["used"] <= np.maximum(rho["supply"], 0.0) + 1e-3).all()
