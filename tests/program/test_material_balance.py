"""Material balance: techniques, by-products, stocks over periods, leads."""

from __future__ import annotations

import pytest

from balances.economy.records import Activity
from balances.economy.settings import Settings
from balances.gosplan import solve
from tests.conftest import an_economy, fulfilled, good, made, value, want


def test_a_by_product_nobody_wants_ends_in_surplus():
    # 10 of coke leave 0.5 * 10 = 5 of gas.
    economy = an_economy(
        good("coke"), good("gas"), want("coke", 10.0), makes={("gas", "coke"): 0.5}
    )
    plan = solve(economy)
    assert fulfilled(plan) == [1.0]
    assert value(plan, "s", "gas") == pytest.approx(5.0, rel=1e-9)
    assert value(plan, "x", "gas") == 0.0


def test_a_by_product_is_used_before_more_is_made():
    # Gas wanted: 8; 5 come with the coke, so 3 are made for themselves.
    economy = an_economy(
        good("coke"),
        good("gas"),
        want("coke", 10.0),
        want("gas", 8.0),
        makes={("gas", "coke"): 0.5},
    )
    plan = solve(economy)
    assert value(plan, "x", "gas") == pytest.approx(3.0, rel=1e-9)
    assert value(plan, "s", "gas") == pytest.approx(0.0, abs=1e-9)


def test_the_technique_that_saves_inputs_is_used_first_and_the_other_for_the_rest():
    # Old: 1 ore a unit; new: 0.5 ore, at most 30. Of 50 steel 30 are made the new way: ore 35.
    economy = an_economy(
        good("ore"), good("steel"),
        Activity("new", "steel", capacity=30.0, technique=True),
        want("steel", 50.0),
        uses={("ore", "steel"): 1.0, ("ore", "new"): 0.5},
    )  # fmt: skip
    plan = solve(economy)
    made_ways = [value(plan, "x", way) for way in ("new", "steel", "ore")]
    assert made_ways == pytest.approx([30.0, 20.0, 35.0], rel=1e-9)


def test_storable_goods_are_made_ahead_of_a_year_that_needs_more():
    # 50 a year for 20 and 80: the 30 over are stored.
    economy = an_economy(
        good("grain", storable=True), made("grain", 50.0),
        want("grain", 20.0), want("grain", 80.0, period=1), periods=2,
    )  # fmt: skip
    plan = solve(economy)
    assert fulfilled(plan) == pytest.approx([1.0, 1.0], rel=1e-9)
    assert value(plan, "s", "grain", 0) == pytest.approx(30.0, rel=1e-9)


def test_goods_that_cannot_be_stored_do_not_carry_over():
    economy = an_economy(
        good("power"), made("power", 50.0),
        want("power", 20.0), want("power", 80.0, period=1), periods=2,
    )  # fmt: skip
    assert fulfilled(solve(economy)) == pytest.approx([1.0, 50.0 / 80.0], rel=1e-9)


def test_opening_stock_serves_the_first_period_even_of_goods_that_cannot_be_stored():
    economy = an_economy(
        good("milk", opening_stock=15.0), made("milk", 5.0),
        want("milk", 40.0), want("milk", 40.0, period=1), periods=2,
    )  # fmt: skip
    # 15 + 5 of 40, then 5 of 40.
    assert fulfilled(solve(economy)) == pytest.approx([0.5, 0.125], rel=1e-9)


def leads(growth: float = 0.0, coal: float = 200.0):
    return an_economy(
        good("coal"), good("steel"),
        made("coal", coal), made("steel", lead=1, opening_output=10.0),
        want("steel", 20.0), want("steel", 30.0, period=1),
        uses={("coal", "steel"): 2.0}, periods=2,
        settings=Settings(terminal_growth=growth),
    )  # fmt: skip


def test_with_a_lead_the_first_outputs_are_limited_by_the_opening_output():
    # 10 of 20 in year 1, whatever coal there is; 30 of 30 in year 2 from the coal of year 1.
    plan = solve(leads())
    assert fulfilled(plan) == pytest.approx([0.5, 1.0], rel=1e-9)
    assert value(plan, "x", "coal", 0) == pytest.approx(60.0, rel=1e-9)


def test_outputs_after_the_plan_are_those_of_its_last_period_and_their_growth():
    # Steel of year 3 is 30 * 1.1, so year 2 uses 2 * 33 = 66 of coal.
    assert value(solve(leads(growth=0.1)), "x", "coal", 1) == pytest.approx(66.0, rel=1e-9)


def test_inputs_before_the_output_limit_it():
    # 40 of coal in year 1 make 20 of steel in year 2; year 2 needs 40 again for year 3.
    assert fulfilled(solve(leads(coal=40.0))) == pytest.approx([0.5, 20.0 / 30.0], rel=1e-9)


def test_two_leads_side_by_side_are_each_reckoned_with_their_own():
    # Beams take timber two years before, planks one year before, boxes at once.
    economy = an_economy(
        good("timber"), good("beam"), good("plank"), good("box"),
        made("beam", lead=2, opening_output=9.0), made("plank", lead=1, opening_output=9.0),
        want("beam", 3.0, period=2), want("plank", 5.0, period=1), want("box", 7.0),
        uses={("timber", way): 1.0 for way in ("beam", "plank", "box")}, periods=3,
    )  # fmt: skip
    plan = solve(economy)
    # Year 1: 3 + 5 + 7. Year 2: beams of year 4 = those of year 3 = 3. Year 3: again 3.
    timber = [value(plan, "x", "timber", t) for t in range(3)]
    assert timber == pytest.approx([15.0, 3.0, 3.0], rel=1e-9)


def test_a_negative_norm_is_a_by_product():
    # Gas -0.5 per coke is 0.5 made, as in real tables.
    economy = an_economy(
        good("coke"), good("gas"), want("coke", 10.0), uses={("gas", "coke"): -0.5}
    )
    assert value(solve(economy), "s", "gas") == pytest.approx(5.0, rel=1e-9)


def test_a_sector_that_eats_more_than_it_makes_delivers_nothing():
    economy = an_economy(good("x"), made("x", 100.0), want("x", 10.0), uses={("x", "x"): 1.2})
    assert fulfilled(solve(economy)) == [0.0]
