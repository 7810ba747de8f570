"""Gorky timber, 1935: 23 asked, 25 kept, and the least tractors set against the fifty granted.

Hauling: 22 by what is at hand, and 1 for each 22 tractors. The 22 allotted make 23, 25 takes
3 x 22 = 66.
"""

from pathlib import Path

import pytest

from balances.gosplan import solve
from balances.politburo import Outcome, replay
from balances.politburo.least_inputs import least_receipts
from balances.workbook import read

FOLDER = Path(__file__).parents[2] / "data" / "timber_1935"

# Gregory, The Dictator's Orders: mln cubic metres wanted and asked for, tractors granted.
TARGET, ASKED, GRANTED = 25.0, 23.0, 50.0
ALLOTTED, PER_MLN, AT_HAND, ALL_TRACTORS = 22.0, 22.0, 22.0, 400.0


def output(plan) -> float:
    return float(plan.outputs.set_index("sector")["output"]["timber"])


def tractors_of_stations(plan) -> float:
    return float(plan.claims.set_index("commodity")["delivered"]["tractors"])


@pytest.mark.parametrize("mode", ["balanced", "mobilised"])
def test_what_the_region_asks_for_is_all_that_it_can_haul(mode):
    plan = solve(read(FOLDER).economy, mode)
    assert output(plan) == pytest.approx(ASKED)
    timber = plan.claims[plan.claims["commodity"] == "timber"]
    assert timber["fulfilment"].to_numpy() == pytest.approx(ASKED / TARGET)
    assert tractors_of_stations(plan) == pytest.approx(ALL_TRACTORS - ALLOTTED)


def test_the_least_number_of_tractors_is_44_against_the_50_granted():
    economy = read(FOLDER).economy
    least = least_receipts(economy, [0], ("tractors", "Gorky", 0))
    assert least == pytest.approx((TARGET - AT_HAND) * PER_MLN)
    assert least - ALLOTTED == pytest.approx(44.0)
    assert GRANTED > 44.0


def test_the_target_is_kept_and_the_stations_pay_for_fifty_tractors():
    log = replay(read(FOLDER).economy)
    target, request, grant = log.rulings
    assert (target.outcome, target.ordered, target.achieved) == (Outcome.SHORT, TARGET, ASKED)
    assert request.outcome is Outcome.OVERRULED
    assert grant.outcome is Outcome.PAID
    assert grant.achieved == pytest.approx(ALLOTTED + GRANTED)
    assert output(log.plan) == pytest.approx(TARGET)
    assert [shift.key for shift in grant.paid] == ["claim:tractors/MTS/other/1935"]
    assert tractors_of_stations(log.plan) == pytest.approx(ALL_TRACTORS - ALLOTTED - GRANTED)


def test_a_grant_without_a_number_is_the_least_and_costs_the_stations_six_fewer():
    log = replay(read(FOLDER, scenario="least tractors").economy)
    grant = log.rulings[-1]
    assert grant.decree.value is None
    assert grant.achieved == pytest.approx(66.0)
    assert output(log.plan) == pytest.approx(TARGET)
    assert tractors_of_stations(log.plan) == pytest.approx(ALL_TRACTORS - 66.0)
    least = tractors_of_stations(log.plan)
    granted = tractors_of_stations(replay(read(FOLDER).economy).plan)
    assert least - granted == pytest.approx(6.0)
