"""The fifth plan's drafts and decrees: the printed figures by hand, and what becomes of them."""

from pathlib import Path

import pytest

from balances.api.runs import drafts_of
from balances.gosplan import solve
from balances.politburo import Outcome, replay
from balances.workbook import read
from tests.printed import TABLE_2, records

FIFTH = Path(__file__).parents[2] / "data" / "fifth_plan"
BASE_INVESTMENT = 96_200.0

# Table 1, Stalin's corrections in the margin: growth in percent, low and high end.
STALIN = {
    "Group A": (80, None),
    "Industrial output": (70, None),
    "Group B": (65, None),
    "Grain": (40, 50),
    "Flax": (40, 50),
    "Sugar beets": (65, 70),
    "Sunflower seeds": (50, 60),
    "Feed grains": (2, 3),
}


# ---------------------------------------------------------------- drafts


def test_the_five_drafts_stand_as_scenarios():
    found = {d.name: (d.nominal, d.cost, d.productivity) for d in drafts_of(read(FIFTH))}
    assert list(found) == list(TABLE_2)
    for name, printed in TABLE_2.items():
        assert found[name] == pytest.approx(printed, abs=1e-9)


def test_the_last_draft_keeps_its_printed_label_with_a_note():
    text = (FIFTH / "scenarios.csv").read_text(encoding="utf-8")
    assert "Oct. 1951: printed so" in text
    assert "probably October 1952" in text


@pytest.mark.parametrize("name", ["June 1950", "Oct. 1951"])
def test_mobilised_the_work_of_a_draft_is_what_its_roubles_buy_at_planned_cost(name):
    plan = solve(read(FIFTH, scenario=name).economy, "mobilised")
    investment, cost, _ = TABLE_2[name]
    last = plan.investment.iloc[-1]
    assert last["budget"] == pytest.approx(investment * BASE_INVESTMENT)
    assert last["real"] == pytest.approx(investment / cost * BASE_INVESTMENT, rel=1e-3)


# ---------------------------------------------------------------- decrees


def test_stalins_corrections_are_the_printed_ones():
    rows = [row for row in records(FIFTH / "decrees.csv") if row["kind"] == "growth_target"]
    found = {
        figure: (float(row["value"]), float(row["high"]) if row["high"] else None)
        for row in rows
        if row["authority"] == "Stalin"
        for figure in row["figure"].split("; ")
    }
    assert found == STALIN
    assert all("Table 1" in row["source"] for row in rows if row["authority"] == "Stalin")


def test_the_budget_falls_from_one_draft_to_another():
    (cut,) = [row for row in records(FIFTH / "decrees.csv") if row["kind"] == "budget"]
    factor = TABLE_2["Aug. 1951"][0] / TABLE_2["Jan. 1951"][0]
    assert float(cut["value"]) == pytest.approx(factor, abs=5e-4)


@pytest.fixture(scope="module")
def replayed():
    return replay(read(FIFTH, variant="Malenkov").economy)


@pytest.fixture(scope="module")
def rulings(replayed):
    return {ruling.decree.number: ruling for ruling in replayed.rulings}


def test_every_kind_of_ruling_is_in_the_log(rulings):
    outcomes = {number: ruling.outcome for number, ruling in rulings.items()}
    assert outcomes["1"] is Outcome.PAID
    assert outcomes["7"] is Outcome.SHORT
    assert outcomes["8"] is Outcome.OVERRULED
    assert outcomes["9"] is Outcome.FREE
    assert outcomes["12"] is Outcome.VETOED
    assert outcomes["15"] is Outcome.REFUSED
    assert not {"2", "5", "6"} & set(outcomes)


def test_feed_grains_stop_at_the_land_there_is(rulings):
    # Twice the 18 mln t of 1950 are ordered; the land gives 27.9.
    assert rulings["7"].ordered == pytest.approx(36.0)
    assert rulings["7"].achieved == pytest.approx(27.9, abs=1e-4)
    assert "Feed grains" in rulings["7"].binding[0].words


def test_households_gain_from_the_smaller_order_for_heavy_industry(rulings):
    gained = sum(s.value for s in rulings["1"].gained if "/households/" in s.key)
    paid = sum(s.value for s in rulings["1"].paid if "/households/" in s.key)
    assert gained + paid > 0.0


def test_a_tenth_less_in_1952_is_a_tenth_less_work(replayed):
    work = {
        plan.mode + name: float(plan.investment["real"].iloc[1])
        for name, plan in (("before", replayed.approved), ("after", replayed.plan))
    }
    assert work["mobilisedafter"] == pytest.approx(0.9 * work["mobilisedbefore"], rel=1e-3)


def test_on_the_directives_stalins_corrections_change_nothing():
    steps = replay(read(FIFTH).economy, upto=4).steps
    assert [step.plan is step.before for step in steps] == [True] * 4
    assert {step.ruling.outcome for step in steps} == {Outcome.NOTED, Outcome.SHORT}
