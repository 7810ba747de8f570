"""Orders on claims, by hand.

Trucks: 1,000 are made; the Kazak committee claims 100, the army 600, the farms 1,300. All 2,000
cannot be had, so each gets half: 50, 300, 650. Ordered three times as many, the committee has
150, and the others share 850 where they had 950.

Cars: 1,000 are made; A claims 300, B 100, C 800, D 600 and the army 200, so each gets half. A
and B get 0.9 * 1000 = 900 in the proportion of their claims, 675 and 225, and the rest share
100 in proportion to theirs: 50, 37.5, 12.5. With the army's 100 protected A and B get
0.9 * (1000 - 100) = 810; C and D share 90 in the proportion 800 : 600, for the army stands at a
half of its claim already.
"""

from __future__ import annotations

import pytest

from balances.economy.records import Agency, Allocation
from tests.conftest import an_economy, good, made, want
from tests.politburo.logs import changed, decree, got, one_good, outcomes, replayed

KAZAK = "trucks/kazak/other"


def trucks():
    return one_good(
        1000.0, want("trucks", 100.0, "kazak"), want("trucks", 600.0, "army", "defence"),
        want("trucks", 1300.0, "farms"), Agency("army", kind="union"),
    )  # fmt: skip


def cars():
    claims = {"A": 300.0, "B": 100.0, "C": 800.0, "D": 600.0}
    return one_good(
        1000.0, *(want("cars", q, who) for who, q in claims.items()),
        want("cars", 200.0, "army", "defence"), code="cars",
    )  # fmt: skip


def test_scale_triples_the_trucks_of_one_and_the_others_carry_it_alike():
    found = replayed(trucks(), decree("scale", 3.0, claims=KAZAK))
    assert got(found.approved, "trucks", "kazak") == pytest.approx(50.0)
    assert got(found.plan, "trucks", "kazak") == pytest.approx(150.0)
    assert got(found.plan, "trucks", "army", "defence") == pytest.approx(300.0 * 850 / 950)
    assert got(found.plan, "trucks", "farms") == pytest.approx(650.0 * 850 / 950)
    (ruling,) = found.rulings
    assert ruling.outcome == "PAID"
    assert (ruling.ordered, ruling.achieved) == pytest.approx((150.0, 150.0))
    assert [shift.key for shift in ruling.gained] == ["claim:trucks/kazak/other/1"]
    assert sum(shift.after - shift.before for shift in ruling.paid) == pytest.approx(-100.0)


def test_protect_leaves_all_of_it_to_the_rest():
    found = replayed(
        trucks(), decree("protect", uses="defence"), decree("scale", 3.0, claims=KAZAK)
    )
    assert outcomes(found) == ["FREE", "PAID"]
    assert got(found.plan, "trucks", "army", "defence") == pytest.approx(300.0)
    assert got(found.plan, "trucks", "farms") == pytest.approx(1000.0 - 150.0 - 300.0)


def test_protect_keeps_the_target_and_only_a_part_where_it_says_so():
    (_, army, _) = changed(trucks(), decree("protect", 0.5, agency_kinds="union")).economy.claims
    assert (army.target, army.priority) == (600.0, 2)
    assert (army.protected, army.protected_priority) == pytest.approx((150.0, 0))
    by_percent = changed(trucks(), decree("protect", 50.0, basis="percent", uses="defence"))
    assert by_percent.economy.claims[1].protected == pytest.approx(150.0)


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"value": 70.0}, 70.0),
        ({"value": 1.2, "basis": "factor"}, 60.0),
        ({"value": 20.0, "basis": "percent"}, 60.0),
        ({"value": 0.5, "basis": "share", "of": "claim"}, 50.0),
        ({"value": 70.0, "high": 80.0}, 70.0),
    ],
)
def test_set_target_reckons_on_the_approved_delivery_or_on_the_claim(fields, wanted):
    change = changed(trucks(), decree("set_target", claims=KAZAK, **fields))
    claim = change.economy.claims[0]
    assert (claim.target, claim.priority) == pytest.approx((wanted, 0))
    assert change.economy.claims[1:] == trucks().claims[1:]
    assert change.subjects == ("claim:trucks/kazak/other/1",)


def test_set_target_makes_a_claim_that_is_new_but_none_that_is_spared():
    named = ("trucks/navy/defence", "trucks/guard/defence")
    change = changed(trucks(), decree("set_target", 10.0, claims=named, spared="guard"))
    (new,) = change.economy.claims[3:]
    assert (new.claimant, new.use, new.target, new.priority) == ("navy", "defence", 10.0, 0)


def test_set_target_after_an_order_of_nothing_speaks_to_the_same_claim():
    found = replayed(
        trucks(), decree("scale", 0.0, claims=KAZAK), decree("set_target", 40.0, claims=KAZAK)
    )
    assert [claim.target for claim in found.plan.economy.claims] == [40.0, 600.0, 1300.0]
    assert got(found.plan, "trucks", "kazak") == pytest.approx(40.0)


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"value": 25.0}, 75.0),
        ({"value": -60.0}, 0.0),
        ({"value": 10.0, "basis": "percent"}, 55.0),
        ({"value": 25.0, "of": "claim"}, 125.0),
    ],
)
def test_raise_target_adds_to_the_approved_delivery(fields, wanted):
    claim = changed(trucks(), decree("raise_target", claims=KAZAK, **fields)).economy.claims[0]
    assert claim.target == pytest.approx(wanted)


def test_scale_by_percent_is_growth_and_no_factor():
    claim = changed(trucks(), decree("scale", 10.0, basis="percent", claims=KAZAK)).economy.claims[
        0
    ]
    assert claim.target == pytest.approx(55.0)


def test_several_target_columns_narrow_each_other():
    both = decree("scale", 2.0, commodities="trucks", uses="defence")
    targets = [claim.target for claim in changed(trucks(), both).economy.claims]
    assert targets == pytest.approx([100.0, 600.0, 1300.0])
    assert changed(trucks(), both).subjects == ("claim:trucks/army/defence/1",)
    spared = decree("scale", 2.0, commodities="trucks", spared=("union", "kazak"))
    assert changed(trucks(), spared).subjects == ("claim:trucks/farms/other/1",)


def test_priority_moves_claims_to_a_class_the_heights_if_none_is_given():
    found = replayed(trucks(), decree("priority", agencies="farms"))
    assert got(found.plan, "trucks", "farms") == pytest.approx(1000.0)
    assert found.plan.economy.claims[2].priority == 1
    residual = changed(trucks(), decree("priority", 3.0, uses="defence"))
    assert residual.economy.claims[1].priority == 3
    assert residual.subjects == ("class of claim:trucks/army/defence/1",)


def test_share_gives_nine_tenths_to_those_named_and_the_rest_in_proportion():
    found = replayed(cars(), decree("share", 0.9, commodities="cars", agencies=("A", "B")))
    shares = [got(found.plan, "cars", who) for who in "ABCD"]
    assert shares == pytest.approx([675.0, 225.0, 50.0, 37.5])
    assert got(found.plan, "cars", "army", "defence") == pytest.approx(12.5)


def test_share_is_of_what_is_left_beyond_protected_deliveries():
    found = replayed(
        cars(),
        decree("protect", uses="defence"),
        decree("share", 90.0, basis="percent", commodities="cars", agencies=("A", "B")),
    )
    shares = [got(found.plan, "cars", who) for who in "ABCD"]
    assert shares == pytest.approx([607.5, 202.5, 90 * 8 / 14, 90 * 6 / 14])
    assert got(found.plan, "cars", "army", "defence") == pytest.approx(100.0)


def test_share_is_a_least_share():
    change = changed(cars(), decree("share", 0.1, commodities="cars", agencies=("A", "B")))
    assert [c.target for c in change.economy.claims[:2]] == pytest.approx([150.0, 50.0])


def coal():
    """100 of coal; steel (of the steelmen) takes 0.5 each and is claimed at 100; homes claim 50."""
    return an_economy(
        good("coal"), good("steel"), made("coal", 100.0), made("steel", agency="steelmen"),
        want("steel", 100.0), want("coal", 50.0, "homes"), want("coal", 50.0, "trade"),
        uses={("coal", "steel"): 0.5},
    )  # fmt: skip


def test_share_of_an_agency_that_only_produces_is_of_its_receipts():
    """All get two thirds: steel 33.3 of coal, homes 33.3. Of 100, 0.9 go 45 : 45 by use and claim.

    Weights are the receipts of 33.33 and the claim of 50: 90 * 33.33 / 83.33 = 36 and 54.
    """
    change = changed(
        coal(), decree("share", 0.9, commodities="coal", agencies=("steelmen", "homes"))
    )
    (receipts,) = change.economy.allocations
    assert (receipts.agency, receipts.target) == ("steelmen", pytest.approx(36.0))
    assert change.economy.claims[1].target == pytest.approx(54.0)


def test_allocate_orders_the_claims_of_who_only_claims():
    found = replayed(cars(), decree("allocate", 300.0, commodities="cars", agencies="A"))
    assert got(found.plan, "cars", "A") == pytest.approx(300.0)
    assert got(found.plan, "cars", "B") == pytest.approx(50.0 * 700 / 850)


def test_allocate_orders_the_receipts_of_who_produces_and_no_more():
    found = replayed(coal(), decree("allocate", 40.0, commodities="coal", agencies="steelmen"))
    (receipts,) = found.plan.economy.allocations
    assert (receipts.target, receipts.high, receipts.priority) == (40.0, 40.0, 0)
    assert got(found.plan, "steel", "users") == pytest.approx(80.0)
    assert got(found.plan, "coal", "homes") == pytest.approx(30.0)


def test_allocate_by_a_factor_of_what_is_received_and_over_a_share_in_the_workbook():
    economy = coal().with_allocations([Allocation("coal", "steelmen", 0, share=0.2)])
    change = changed(
        economy, decree("allocate", 2.0, basis="factor", commodities="coal", agencies="steelmen")
    )
    (receipts,) = change.economy.allocations
    assert (receipts.share, receipts.target) == (None, pytest.approx(40.0))
