"""Vehicles in the first quarter of 1933: the two interventions and the commission, by hand.

Gregory, The Dictator's Orders; wholesale shares of 1933 after Lazarev & Gregory.
"""

import pytest

from balances.gosplan import solve
from balances.politburo import Outcome
from tests.history.claimants import by_claimant

EPISODE = "vehicles_1933"

# Printed wholesale shares, and what they leave to nine others.
SHARES = {
    "agriculture_food": 0.454,
    "NKTP": 0.179,
    "army": 0.138,
    "control": 0.066,
    "nine_others": 0.113,
}
LOCAL = 0.05
TRUCKS, CARS = 5000.0, 1500.0


@pytest.mark.parametrize(("good", "made"), [("trucks", TRUCKS), ("cars", CARS)])
def test_the_balanced_plan_gives_everybody_his_wholesale_share(economy, good, made):
    got = by_claimant(solve(economy, "balanced"), good)
    for user, share in SHARES.items():
        assert got[user] == pytest.approx(share * made)
    assert got["Kazak"] + got["other_local"] == pytest.approx(LOCAL * made)


def test_the_kazak_committee_gets_three_times_and_the_others_scale(replayed):
    before, after = (
        by_claimant(step, "trucks") for step in (replayed.approved, step_of(replayed, 2))
    )
    assert before["Kazak"] == pytest.approx(50)
    assert after["Kazak"] == pytest.approx(150)
    assert after["army"] == pytest.approx(690)
    for user in ("agriculture_food", "NKTP", "control", "other_local", "nine_others"):
        assert after[user] / before[user] == pytest.approx(4160 / 4260)


def test_nine_tenths_of_the_cars_that_the_army_leaves_go_to_the_organs_of_control(replayed):
    before, after = (
        by_claimant(step, "cars") for step in (replayed.approved, step_of(replayed, 3))
    )
    assert before["control"] == pytest.approx(99)
    assert after["army"] == pytest.approx(207)
    assert after["control"] == pytest.approx(0.9 * (1500 - 207))
    left, had = 0.1 * (1500 - 207), 1500 - 207 - 99
    for user in ("agriculture_food", "NKTP", "Kazak", "other_local", "nine_others"):
        assert after[user] / before[user] == pytest.approx(left / had)


def test_the_commission_acts_in_the_name_of_the_politburo_and_the_protest_is_overruled(replayed):
    army, kazak, control, commission, protest = replayed.rulings
    outcomes = [ruling.outcome for ruling in (army, kazak, control, protest)]
    assert outcomes == [Outcome.FREE, Outcome.PAID, Outcome.PAID, Outcome.OVERRULED]
    assert (commission.rank, protest.rank) == (1, 3)
    assert protest.lines == ("decree 4 of a higher authority has set it",)
    assert by_claimant(replayed.plan, "trucks")["NKTP"] == pytest.approx(800)
    others = 5000 - 150 - 690 - 800
    assert by_claimant(replayed.plan, "trucks")["nine_others"] == pytest.approx(
        others * 678 / (2724 + 396 + 240 + 678)
    )


def test_what_is_made_of_vehicles_stays_the_same_whoever_gets_them(replayed):
    for step in replayed.steps:
        made = step.plan.outputs.set_index("sector")["output"]
        assert made["trucks"] == pytest.approx(TRUCKS)
        assert made["cars"] == pytest.approx(CARS)


def step_of(replayed, number):
    return replayed.steps[number - 1].plan
