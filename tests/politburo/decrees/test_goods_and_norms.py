"""Decrees on projects, inputs, reserves, prices, norms, stocks and events, by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from balances.economy.construction import Finance
from balances.gosplan import solve
from balances.politburo import with_shocks
from balances.politburo.least_inputs import least_receipts
from balances.reporting.rulings import standings
from tests.conftest import an_economy, figure, good, made, project, value, want
from tests.politburo.logs import changed, decree, got, one_good, outcomes, replayed


def sites():
    """Three sites: one begun, one new and not begun, one an expansion not begun.

    100 of power and the 30 of what is begun; with all three done 250, with the first alone 150.
    """
    return an_economy(
        good("power", price=1.0), made("power", 100.0), want("power", 500.0, period=1),
        project("dam", "power", 50.0, 100.0, done=0.6, agency="north"),
        project("station", "power", 50.0, 100.0, new_site=True, agency="south"),
        project("turbine", "power", 50.0, 100.0, done=0.0),
        periods=2, finance=(Finance(budget=1000.0), Finance(budget=1000.0)),
    )  # fmt: skip


def stopped(change):
    return [p.code for p in change.economy.projects if p.latest < 0]


def test_concentrate_lets_those_begun_go_on():
    begun = decree("concentrate", 1.0, basis="percent")
    assert stopped(changed(sites(), begun)) == ["station", "turbine"]
    most_done = changed(sites(), decree("concentrate", 70.0, basis="percent"))
    assert stopped(most_done) == ["dam", "station", "turbine"]
    assert stopped(changed(sites(), decree("concentrate", agencies="south"))) == ["station"]
    assert stopped(changed(sites(), decree("concentrate", spared="station"))) == []


def test_concentrate_without_a_value_stops_new_sites_and_no_old_factory():
    """25 December 1947: money for what can be placed on line, old factories to be expanded."""
    assert stopped(changed(sites(), decree("concentrate"))) == ["station"]


def test_concentrate_limits_how_many_are_open_and_stops_new_sites():
    change = changed(sites(), decree("concentrate", 1.0, period=1))
    assert stopped(change) == ["station"]
    assert [money.max_open for money in change.economy.finance] == [None, 1]


def test_concentrate_takes_the_money_from_what_is_stopped():
    found = replayed(sites(), decree("concentrate", 1.0, basis="percent"))
    (dam, station, turbine) = (
        value(found.plan, "y", code) for code in ("dam", "station", "turbine")
    )
    assert (dam, station, turbine) == pytest.approx((0.4, 0.0, 0.0))
    assert got(found.approved, "power", "users", period="2") == pytest.approx(250.0)
    assert got(found.plan, "power", "users", period="2") == pytest.approx(150.0)
    assert outcomes(found) == ["PAID"]


def forest():
    """Timber: capacity 20, figure 25, half a tractor for each unit more; 10 tractors are made."""
    return an_economy(
        good("timber", price=1.0), good("tractors", price=1.0),
        made("timber", 20.0, agency="forest"), made("tractors", 10.0),
        figure("output", 25.0, "timber", label="timber"), want("tractors", 100.0, "farms"),
        capital={("tractors", "timber"): 0.5},
    )  # fmt: skip


def test_grant_inputs_finds_the_least_that_the_figure_needs():
    """5 more of timber at half a tractor each are 2.5 tractors; 7.5 are left to the farms."""
    found = replayed(forest(), decree("grant_inputs", commodities="tractors", agencies="forest",
                                      figures="timber"))  # fmt: skip
    (receipts,) = found.plan.economy.allocations
    assert receipts.target == pytest.approx(2.5)
    assert value(found.plan, "x", "timber") == pytest.approx(25.0)
    assert got(found.plan, "tractors", "farms") == pytest.approx(7.5)
    assert outcomes(found) == ["PAID"]


def test_a_hundredth_less_than_the_least_does_not_reach():
    economy = forest()
    least = least_receipts(economy, [0], ("tractors", "forest", 0))
    assert least == pytest.approx(2.5)
    less = replayed(economy, decree("grant_inputs", 0.99 * least, commodities="tractors",
                                    agencies="forest"))  # fmt: skip
    assert value(less.plan, "x", "timber") == pytest.approx(20.0 + 0.99 * 5.0)


def test_the_least_of_a_norm_and_none_where_no_amount_is_enough():
    """50 of steel at 0.6 of coal each are 30; with 40 of capacity no coal makes 50."""

    def steel(capacity):
        return an_economy(
            good("coal"), good("steel"), made("coal", 100.0), made("steel", capacity, agency="m"),
            figure("output", 50.0, "steel"), want("coal", 1000.0, "homes"),
            uses={("coal", "steel"): 0.6},
        )  # fmt: skip

    assert least_receipts(steel(60.0), [0], ("coal", "m", 0)) == pytest.approx(30.0)
    assert least_receipts(steel(40.0), [0], ("coal", "m", 0)) is None
    grant = decree("grant_inputs", commodities="coal", agencies="m", figures="output steel")
    assert changed(steel(40.0), grant).ordered == ()


def test_grant_inputs_adds_to_what_is_received():
    change = changed(
        forest(), decree("grant_inputs", 1.5, commodities="tractors", agencies="forest")
    )
    (receipts,) = change.economy.allocations
    assert (receipts.target, receipts.high, receipts.priority) == (pytest.approx(1.5), None, 0)


def grain(**fields):
    return one_good(
        100.0, want("grain", 80.0, "homes"), want("grain", 20.0, "granary", "reserve"),
        code="grain", **fields,
    )  # fmt: skip


def test_reserve_adds_to_what_is_claimed_for_it():
    found = replayed(grain(), decree("reserve", 30.0, commodities="grain"))
    assert got(found.plan, "grain", "granary", "reserve") == pytest.approx(50.0)
    assert got(found.plan, "grain", "homes") == pytest.approx(50.0)
    new = changed(one_good(10.0, code="grain"), decree("reserve", 3.0, commodities="grain"))
    (claim,) = new.economy.claims
    assert (claim.claimant, claim.use, claim.target) == ("state reserve", "reserve", 3.0)


def test_reserve_releases_claims_first_and_then_no_more_than_is_held():
    """Of 30 the claim gives its 20; of the 10 that are left the granary holds 4."""
    economy = grain(opening_stock=1.0).with_agency_stocks({("grain", "granary"): 4.0})
    change = changed(economy, decree("reserve", -30.0, commodities="grain"))
    assert [c.target for c in change.economy.claims] == pytest.approx([80.0, 0.0])
    assert change.economy.agency_stocks["grain", "granary"] == pytest.approx(0.0)
    assert change.economy.commodities[0].opening_stock == pytest.approx(5.0)


def test_price_changes_retail_prices_and_keeps_what_tax_is_reckoned_on():
    economy = an_economy(
        good("bread", retail_price=2.0, price=1.0, groups=("B",)),
        good("salt", retail_price=4.0, groups=("B",)), good("coal", price=3.0),
    )  # fmt: skip
    cut = decree("price", -10.0, basis="percent", groups="B", spared="salt")
    after = changed(economy, cut).economy
    assert [g.retail_price for g in after.commodities] == [pytest.approx(1.8), 4.0, None]
    assert after.base_retail_prices["bread"] == 2.0
    base = changed(economy, decree("price", 5.0, what="base", commodities=("coal", "salt"))).economy
    assert [g.price for g in base.commodities] == [1.0, None, 5.0]


def test_tighten_norm_cuts_the_inputs_named_in_the_sectors_named():
    economy = an_economy(
        good("coal"), good("steel"), good("cars"), made("coal", 60.0), want("steel", 200.0),
        uses={("coal", "steel"): 0.6, ("coal", "cars"): 0.5},
    )  # fmt: skip
    tight = decree("tighten_norm", 0.5, commodities="coal", sectors="steel")
    found = replayed(economy, tight)
    assert found.plan.economy.inputs.toarray()[0].tolist() == pytest.approx([0.0, 0.3, 0.5])
    assert got(found.approved, "steel", "users") == pytest.approx(100.0)
    assert got(found.plan, "steel", "users") == pytest.approx(200.0)
    nothing = decree("tighten_norm", 0.5, commodities="cars", sectors="steel")
    assert changed(economy, nothing).economy is economy


def test_mobilise_stock_moves_what_is_held_and_no_more():
    economy = one_good(10.0, want("trucks", 50.0)).with_agency_stocks({("trucks", "rail"): 8.0})
    all_of_it = changed(economy, decree("mobilise_stock", commodities="trucks", from_agency="rail"))
    assert all_of_it.economy.commodities[0].opening_stock == 8.0
    assert all_of_it.economy.agency_stocks["trucks", "rail"] == 0.0
    quarter = decree("mobilise_stock", 25.0, basis="percent", commodities="trucks",
                     from_agency="rail", agencies=("a", "b"))  # fmt: skip
    stocks = changed(economy, quarter).economy.agency_stocks
    assert stocks == {("trucks", "rail"): 6.0, ("trucks", "a"): 1.0, ("trucks", "b"): 1.0}
    found = replayed(economy, replace(quarter, basis="", value=99.0, agencies=()))
    assert got(found.plan, "trucks", "users") == pytest.approx(18.0)


def bread():
    """100 of bread; the army claims 60, the navy and the homes 30 each: five sixths for all."""
    return one_good(
        100.0, want("bread", 60.0, "army"), want("bread", 30.0, "navy"),
        want("bread", 30.0, "homes"), code="bread",
    )  # fmt: skip


POOR = decree("shock", 0.6, commodities="bread")
WHO = ("army", "navy", "homes")


def test_a_shock_balanced_leaves_everyone_the_same_part():
    """Supply falls from 100 to 60, and everyone has 0.6 of what he had."""
    economy = bread()
    before = solve(economy)
    after = solve(with_shocks(replace(economy, decrees=(POOR,))))
    for who in WHO:
        assert got(after, "bread", who) == pytest.approx(0.6 * got(before, "bread", who))


def test_a_shock_mobilised_keeps_the_protected_and_scales_the_rest():
    """The army keeps its 50; the others have (60 - 50) / (100 - 50) of their 25: 5."""
    found = replayed(bread(), decree("protect", agencies="army"), POOR)
    assert [got(found.plan, "bread", who) for who in WHO] == pytest.approx([50.0, 5.0, 5.0])
    assert outcomes(found) == ["FREE", "PAID"]


def test_when_too_much_is_protected_the_cut_is_equal_and_the_ruling_short():
    """50 + 25 are protected and 60 is left: 0.8 of each."""
    found = replayed(bread(), POOR, decree("protect", agencies=("army", "navy")))
    assert [got(found.plan, "bread", who) for who in WHO] == pytest.approx([40.0, 20.0, 0.0])
    ruling = found.rulings[1]
    assert ruling.outcome == "SHORT"
    assert [achieved for _, achieved in ruling.orders] == pytest.approx([40.0, 20.0])
    assert ruling.binding[0].words == "capacity of bread in 1"


def test_what_was_protected_before_the_shock_is_short_after_it():
    """50 + 25 are kept of 100 and FREE; the 60 that the shock leaves give 0.8 of each."""
    found = replayed(bread(), decree("protect", agencies=("army", "navy")), POOR)
    assert outcomes(found) == ["FREE", "PAID"]
    assert [got(found.plan, "bread", who) for who in WHO] == pytest.approx([40.0, 20.0, 0.0])
    stand = [(order.stands, order.achieved) for order in standings(found)]
    assert stand == [("short", pytest.approx(40.0)), ("short", pytest.approx(20.0))]


def test_a_higher_rank_puts_what_it_protects_above():
    """Gosplan protects the navy, the Politburo the army: 50 first, and the 10 that are left."""
    found = replayed(
        bread(), POOR, decree("protect", agencies="navy", authority="Gosplan"),
        decree("protect", agencies="army", authority="Politburo"),
    )  # fmt: skip
    assert [got(found.plan, "bread", who) for who in WHO] == pytest.approx([50.0, 10.0, 0.0])


def test_shocks_touch_yield_imports_and_stocks_and_may_be_in_percent():
    economy = an_economy(
        good("grain", import_limit=10.0, opening_stock=5.0), made("grain", 50.0), periods=2
    )
    lost = decree("shock", -20.0, basis="percent", commodities="grain", period=1)
    factors = {what: changed(economy, replace(lost, what=what)).economy for what in
               ("capacity", "yield", "imports", "stock")}  # fmt: skip
    assert factors["capacity"].capacity_factor.tolist() == [[1.0, pytest.approx(0.8)]]
    assert factors["yield"].yield_factor.tolist() == [[1.0, pytest.approx(0.8)]]
    assert factors["imports"].import_factor.tolist() == [[1.0, pytest.approx(0.8)]]
    assert factors["stock"].commodities[0].opening_stock == pytest.approx(4.0)
