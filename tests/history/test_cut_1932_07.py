"""The cut of July 1932 and its protected list: budgets by hand, sites finished, the protest.

Gregory, The Dictator's Orders; Stalin's letters of July 1932 after Khlevniuk.
"""

from pathlib import Path

import pytest

from balances.politburo import Outcome, replay
from balances.workbook import read

CUT = Path(__file__).parents[2] / "data" / "cut_1932_07"

# Budgets of a quarter [mln roubles]; the list as the two letters have it.
BUDGETS = {
    "NKTP_metal": 500.0,
    "NKTP": 1191.5,
    "NKLegprom": 176.5,
    "NKSnab": 185.5,
    "NKPS": 309.0,
    "NKLes": 137.5,
    "NKVM": 100.0,
    "state_farms": 400.0,
}
FIRST_LIST = ("NKLegprom", "NKTP_metal", "NKPS")
SECOND_LIST = (*FIRST_LIST, "NKSnab")


@pytest.fixture(scope="module")
def economy():
    reading = read(CUT)
    assert not [issue for issue in reading.issues if issue.level == "error"]
    return reading.economy


@pytest.fixture(scope="module")
def replayed(economy):
    return replay(economy)


def budgets(plan):
    first, second = plan.economy.finance
    assert first.agency_budgets == second.agency_budgets
    assert first.budget == second.budget
    return dict(first.agency_budgets), first.budget


def finished(plan):
    projects = plan.projects
    return set(projects.loc[projects["finished"].astype(bool), "project"])


def test_the_cut_lies_between_500_and_700_million(economy):
    industry = ("NKTP_metal", "NKTP", "NKLegprom", "NKSnab", "NKLes", "NKVM")
    assert 2 * sum(BUDGETS[name] for name in industry) == pytest.approx(9164 / 2)
    assert 2 * sum(BUDGETS.values()) == pytest.approx(6000)
    assert 500 < 0.1 * 6000 < 700
    assert dict(economy.finance[0].agency_budgets) == BUDGETS


def test_the_commission_cuts_all_by_a_tenth(replayed):
    after, total = budgets(replayed.steps[0].plan)
    assert total == pytest.approx(2700)
    assert after == pytest.approx({name: 0.9 * had for name, had in BUDGETS.items()})


@pytest.mark.parametrize(("number", "spared"), [(3, FIRST_LIST), (5, SECOND_LIST)])
def test_who_is_not_on_the_list_carries_the_whole_cut(replayed, number, spared):
    after, total = budgets(replayed.steps[number - 1].plan)
    assert total == pytest.approx(2700)
    carried = sum(had for name, had in BUDGETS.items() if name not in spared)
    left = (carried - 300) / carried
    expected = {n: had if n in spared else left * had for n, had in BUDGETS.items()}
    assert after == pytest.approx(expected)
    assert sum(after.values()) == pytest.approx(2700)


def test_the_two_lists_in_figures(replayed):
    first, _ = budgets(replayed.steps[2].plan)
    second, _ = budgets(replayed.steps[4].plan)
    assert first["NKTP"] == pytest.approx(1191.5 * 1714.5 / 2014.5)
    assert second["NKTP"] == pytest.approx(1191.5 * 1529 / 1829)
    assert second["NKVM"] == pytest.approx(83.6, abs=0.01)


def test_a_cut_taken_back_leaves_the_approved_plan(replayed):
    assert replayed.steps[1].plan is replayed.approved
    assert replayed.steps[3].plan is replayed.approved
    outcomes = [ruling.outcome for ruling in replayed.rulings]
    assert outcomes[0] is outcomes[2] is Outcome.VETOED


def test_a_tenth_of_the_money_was_a_fortieth_of_the_work(replayed):
    before = replayed.approved.investment.iloc[0]
    after = replayed.steps[0].plan.investment.iloc[0]
    assert before["nominal"] == pytest.approx(3000)
    assert before["real"] == pytest.approx(2700 * (3000 / 2700) ** (1 - 0.728), rel=2e-3)
    assert [after["real"], after["nominal"]] == pytest.approx([2700, 2700])
    assert after["price_index"] == pytest.approx(1.0)


def test_the_list_finishes_the_mills_that_an_equal_cut_would_stop(replayed):
    left = 0.5 * 680
    assert 0.9 * 2 * 176.5 < 0.9 * 2 * 185.5 < left < 2 * 176.5 < 2 * 185.5
    mills = {"cotton_mill", "sugar_works"}
    assert not mills & finished(replayed.steps[0].plan)
    assert mills & finished(replayed.steps[2].plan) == {"cotton_mill"}
    assert finished(replayed.steps[4].plan) == mills


def test_the_protest_of_heavy_industry_is_overruled(replayed):
    protest = replayed.rulings[5]
    assert protest.decree.authority == "NKTP"
    assert protest.outcome is Outcome.OVERRULED
    assert protest.lines == ("decree 5 of a higher authority has set it",)
    assert replayed.steps[5].plan is replayed.steps[4].plan


def test_concentrating_finishes_all_that_is_well_under_way_and_affordable(replayed):
    spread, concentrated = replayed.steps[4].plan, replayed.plan
    assert finished(concentrated) == {
        *("old_furnaces", "power_station", "machine_works", "cotton_mill", "sugar_works"),
        *("old_line", "state_farms_begun"),
    }
    money = {name: 2 * had for name, had in budgets(concentrated)[0].items()}
    assert money["NKVM"] < 0.5 * 360
    assert money["NKLes"] < 0.5 * 520
    assert money["NKTP"] > 0.4 * 1600 + 0.5 * 1800
    begun = concentrated.projects.set_index(["project", "period"])["share"]
    for site in ("new_furnaces", "new_pits", "new_line", "state_farms_new"):
        assert begun[site].max() == 0
    unfinished = [plan.investment["unfinished"].iloc[-1] for plan in (spread, concentrated)]
    assert unfinished[1] < 0.2 * unfinished[0]


def test_unfinished_construction_after_concentrating_by_hand(replayed):
    factor = 1529 / 1829
    stopped = 0.15 * 2600 + 0.1 * (2200 + 2000 + 1500)
    open_sites = 0.5 * 360 + 2 * factor * 100 + 0.5 * 520 + 2 * factor * 137.5
    unfinished = replayed.plan.investment["unfinished"].iloc[-1]
    assert unfinished == pytest.approx(stopped + open_sites)
