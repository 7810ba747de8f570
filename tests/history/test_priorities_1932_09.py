"""The priority statement of September 1932 under a supply shock: equal cuts against priority.

Gregory, The Dictator's Orders: "give preference to union over regional organizations".
"""

import pytest

from balances.gosplan import solve
from balances.politburo import Outcome, with_shocks
from tests.history.claimants import by_claimant

EPISODE = "priorities_1932_09"

UNION = ("agriculture_food", "NKTP", "army", "control", "railways", "other_union")
REGIONAL = ("land_departments", "republics", "local")
TYRES_EACH, RUBBER_EACH = 0.007, 10.0
TYRES_LEFT = 0.9 * 800 / RUBBER_EACH


def fulfilled(plan, good):
    return by_claimant(plan, good, "fulfilment")


def test_before_the_shock_there_are_vehicles_for_all(replayed):
    assert list(fulfilled(replayed.approved, "vehicles").values()) == pytest.approx([1.0] * 10)
    tyres = 6000 * TYRES_EACH + 38
    assert tyres == pytest.approx(800 / RUBBER_EACH)


def test_gosplan_cuts_all_by_a_tenth(economy):
    plan = solve(with_shocks(economy), "balanced")
    for good in ("vehicles", "tyres"):
        for share in fulfilled(plan, good).values():
            assert share == pytest.approx(0.9)


def test_the_shock_alone_is_cut_equally_in_the_replay_too(replayed):
    assert list(fulfilled(replayed.steps[0].plan, "vehicles").values()) == pytest.approx([0.9] * 10)


def test_current_users_keep_their_tyres(replayed):
    after = replayed.steps[1].plan
    assert by_claimant(after, "tyres") == {"current_users": pytest.approx(38)}
    vehicles = (TYRES_LEFT - 38) / TYRES_EACH
    assert sum(by_claimant(after, "vehicles").values()) == pytest.approx(vehicles)
    assert vehicles == pytest.approx(4857.142857)


def test_union_organizations_get_all_and_regional_ones_what_is_left(replayed):
    got = by_claimant(replayed.plan, "vehicles")
    union = 1800 + 1074 + 828 + 396 + 120 + 180
    light = 1.1 * 198
    assert got["NKLegprom"] == pytest.approx(light)
    assert sum(got[user] for user in UNION) == pytest.approx(union)
    left = (TYRES_LEFT - 38) / TYRES_EACH - union - light
    shares = fulfilled(replayed.plan, "vehicles")
    for user in REGIONAL:
        assert shares[user] == pytest.approx(left / 1404)
    assert left == pytest.approx(241.342857)


def test_agriculture_keeps_its_tractors_and_timber_pays(replayed):
    got = by_claimant(replayed.plan, "tractors")
    assert got == {"agriculture_food": pytest.approx(13000), "timber": pytest.approx(1350)}


def test_only_regional_users_pay_for_the_preference(replayed):
    preference = replayed.rulings[-1]
    assert preference.outcome is Outcome.PAID
    payers = {shift.key.split("/")[1] for shift in preference.paid}
    gainers = {shift.key.split("/")[1] for shift in preference.gained}
    assert payers == set(REGIONAL)
    assert gainers == set(UNION)
