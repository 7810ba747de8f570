"""What must not be reduced, July 1935: 17.7 bn roubles of capital work, with and without a list.

Gregory, The Dictator's Orders (Davies and Khlevnyuk); Kotkin for Mezhlauk's proposal.
"""

import pytest

from balances.gosplan import solve
from balances.politburo import Outcome, replay
from balances.workbook import read
from tests.history.conftest import DATA

EPISODE = "protected_1935_07"

LISTED = ("NKO", "schools", "light_reequipment", "paper_cellulose", "heavy_necessary")
ASKED, LIMIT, LIST = 23600.0, 17700.0, 7700.0


def capital_work(plan):
    claims = plan.claims[plan.claims["commodity"].isin(["works", "equipment", "locomotives"])]
    price = claims["commodity"].map({"works": 1.0, "equipment": 1.0, "locomotives": 0.5})
    listed = claims["claimant"].isin(LISTED) | (claims["commodity"] == "locomotives")
    return claims.assign(value=price * claims["target"], got=price * claims["delivered"]), listed


def assert_all(values, value):
    assert list(values) == pytest.approx([value] * len(values))
    assert len(values) > 0


def test_the_claims_are_a_third_more_than_the_limit(economy):
    claims, listed = capital_work(solve(economy, "balanced"))
    assert claims["value"].sum() == pytest.approx(ASKED)
    assert claims.loc[listed, "value"].sum() == pytest.approx(LIST)
    assert claims["value"].sum() * 0.75 == pytest.approx(LIMIT)


def test_gosplan_cuts_every_line_by_a_quarter(economy):
    claims, _ = capital_work(solve(economy, "balanced"))
    assert_all(claims["fulfilment"], 0.75)


def test_the_list_is_kept_whole_and_the_others_carry_it(replayed):
    claims, listed = capital_work(replayed.plan)
    assert_all(claims.loc[listed, "fulfilment"], 1.0)
    left = (LIMIT - LIST) / (ASKED - LIST)
    assert_all(claims.loc[~listed, "fulfilment"], left)
    assert left == pytest.approx(0.628931, abs=1e-6)
    assert claims["got"].sum() == pytest.approx(LIMIT)


def test_each_thing_on_the_list_makes_it_more_difficult(replayed):
    kept = (2000, 3000, 3600, 4400, 4700, 7700)
    for step, sum_kept in zip(replayed.steps, kept, strict=True):
        assert step.ruling.outcome is Outcome.PAID
        claims, _ = capital_work(step.plan)
        lowest = claims["fulfilment"].min()
        assert lowest == pytest.approx((LIMIT - sum_kept) / (ASKED - sum_kept))


def test_nothing_but_capital_work_is_touched(replayed):
    claims = replayed.plan.claims
    rest = claims[claims["commodity"].isin(["steel", "coal", "consumer"])]
    assert_all(rest["fulfilment"], 1.0)


def test_a_limit_below_the_list_cuts_those_listed_alike():
    replayed = replay(read(DATA / EPISODE, scenario="less than the list").economy)
    claims, listed = capital_work(replayed.plan)
    assert_all(claims.loc[listed, "fulfilment"], 7000 / LIST)
    assert claims.loc[~listed, "got"].sum() == pytest.approx(0.0, abs=1e-6)
    last = replayed.rulings[-1]
    assert last.outcome is Outcome.SHORT
    assert last.achieved == pytest.approx(3000 * 7000 / LIST)
    assert [binding.words for binding in last.binding] == ["figure 'Capital work' in 1936"]
