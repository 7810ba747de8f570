"""Pig iron for 1937: 45 mln t against plants that gave 5, as an engineer of 1931 reckons it.

Gregory, The Dictator's Orders; Khlevnyuk, "The People's Commissariat of Heavy Industry", p. 105.
"""

from pathlib import Path

import pytest

from balances import explain
from balances.economy.issue import InfeasiblePlanError
from balances.gosplan import solve
from balances.politburo import Outcome, replay
from balances.workbook import read
from tests.printed import records

PIG_IRON = Path(__file__).parents[2] / "data" / "pig_iron_1937"
MODES = ("balanced", "mobilised")

AT_HAND = {"iron": 5.2 + 1.6, "coke": 6.2 + 1.8, "ore": 11.5}


@pytest.fixture(scope="module")
def economy():
    return read(PIG_IRON).economy


@pytest.fixture(scope="module")
def replayed(economy):
    return replay(economy)


def made(plan, good="iron"):
    outputs = plan.outputs[plan.outputs["sector"] == good]
    return dict(zip(outputs["period"].astype(str), outputs["output"], strict=True))


def works_for(iron):
    """Building works for furnaces, ore and coke alone [mln roubles]."""
    per_unit = next(
        row for row in records(PIG_IRON / "capital.csv") if row["good\\sector"] == "construction"
    )
    needed = {"iron": iron, "coke": 1.1 * iron, "ore": 1.9 * iron}
    return sum(float(per_unit[g]) * (needed[g] - have) for g, have in AT_HAND.items())


def works_left():
    """What the builders of 1931-1936 can do, less what others are promised in any case."""
    builders = [float(row["available"]) for row in records(PIG_IRON / "labour.csv")][:6]
    floors = [
        float(r["floor"])
        for r in records(PIG_IRON / "claims.csv")
        if r["commodity"] == "construction"
    ]
    return sum(builders) / 400 - 6 * sum(floors)


def test_an_engineer_needs_no_computer_to_refuse_45():
    assert works_for(45) == pytest.approx(16994)
    assert works_left() == pytest.approx(15075)
    assert works_for(45) > works_left() > works_for(30) > works_for(25)
    assert works_for(25) == pytest.approx(8114)


@pytest.mark.parametrize("mode", MODES)
def test_1932_has_the_furnaces_that_stand_and_those_begun(economy, mode):
    assert made(solve(economy, mode))["1932"] == pytest.approx(AT_HAND["iron"])


@pytest.mark.parametrize("mode", MODES)
def test_45_as_a_goal_is_short_and_drags_the_others_down(economy, mode):
    plan = solve(economy, mode)
    assert 25 < made(plan)["1937"] < 32
    claims = plan.claims
    assert claims["fulfilment"].mean() < 0.8
    lowered = solve(read(PIG_IRON, scenario="25 from the start").economy, mode)
    assert lowered.claims["fulfilment"].mean() > claims["fulfilment"].mean() + 0.05


@pytest.mark.parametrize("mode", MODES)
def test_45_as_a_law_is_refused_with_the_lines_that_contradict_it(mode):
    with pytest.raises(InfeasiblePlanError) as refused:
        solve(read(PIG_IRON, scenario="45 as a law").economy, mode)
    text = "\n".join(refused.value.lines)
    assert "'Pig iron at the least' 1937: at least 45 mln t" in text
    assert "control_figures!E9" in text
    for line in ("capacity of iron", "capacity of coke", "capacity of ore", "capacity of machines"):
        assert line in text
    assert "capacity of construction" in text
    assert "labour in 1934" in text
    assert "lower control figure 'Pig iron at the least' 1937 from 45 to 31.4" in str(refused.value)


def test_45_is_explained_as_an_engineer_would(economy):
    told = explain(solve(economy), "pig iron 1937").words
    assert told[0].startswith("Pig iron 1937 (output of iron): 28.514 mln t in the plan, 63.4 %")
    # Ore and steel of the first years, and the builders of those in which furnaces are begun.
    first = [line.partition(",")[0].strip() for line in told[2:7]]
    assert first == [
        *("capacity of Iron ore in 1931", "capacity of Steel in 1932"),
        *("labour in 1934", "labour in 1933", "labour in 1935"),
    ]
    # Of furnaces and ovens that stand in 1932, 5.2 + 1.6: what is left to do of the first.
    told = explain(solve(economy), "pig iron 1932").words
    assert told[0].startswith("Pig iron 1932 (output of iron): 6.8 mln t in the plan, 40 %")
    assert "furnaces_begun, 0.6 of the whole: 0.1 of the whole more would give 0.16" in told[3]


def test_the_log_of_1931(replayed):
    law, order, gosplan, figure_1932 = replayed.rulings
    outcomes = [ruling.outcome for ruling in replayed.rulings]
    assert outcomes == [Outcome.REFUSED, Outcome.SHORT, Outcome.FREE, Outcome.SHORT]
    assert any("capacity of coke" in line for line in law.lines)
    assert replayed.steps[0].plan is replayed.approved
    assert (order.ordered, gosplan.achieved) == (45, pytest.approx(25))
    assert gosplan.rank == 1
    assert figure_1932.ordered == 9
    assert figure_1932.achieved == pytest.approx(6.8)
    assert "capacity of Pig iron in 1932" in [binding.words for binding in figure_1932.binding]


def test_the_order_for_45_comes_to_the_most_that_the_figure_can_be(replayed):
    order = replayed.rulings[1]
    assert order.achieved == pytest.approx(31.445, abs=5e-3)
    assert works_for(order.achieved) < works_left()


def test_what_binds_the_order_is_plants_coke_ore_machines_and_builders(replayed):
    prices = replayed.steps[1].plan.prices
    first = prices[(prices["stage"] == 1) & (prices["shadow_price"] > 0)]
    bound = set(zip(first["row"], first["item"], first["period"].astype(str), strict=True))
    for good in ("iron", "coke", "ore", "coal"):
        assert ("capacity", good, "1937") in bound
    assert ("capacity", "machines", "1933") in bound
    assert ("capacity", "construction", "1933") in bound
    for year in ("1933", "1934", "1935"):
        assert ("labour", "labour", year) in bound


def test_the_range_of_gosplan_is_met_at_its_low_end_and_steel_is_made_of_it(replayed):
    plan = replayed.plan
    figures = plan.figures.set_index("figure")
    assert (figures.loc["Pig iron 1937", "target"], figures.loc["Pig iron 1937", "high"]) == (
        25,
        30,
    )
    assert (figures.loc["Pig iron 1932", "target"], figures.loc["Pig iron 1932", "high"]) == (9, 10)
    assert made(plan)["1937"] == pytest.approx(25)
    assert made(plan, "steel")["1937"] == pytest.approx(18)
    army = plan.claims[plan.claims["claimant"] == "army"]
    assert army["fulfilment"].iloc[-1] == pytest.approx(1.0)


def test_new_furnaces_of_1937_are_begun_by_1934(replayed):
    work = replayed.plan.construction
    started = work[(work["activity"] == "iron") & (work["started"] > 1e-6)]
    assert set(started["period"].astype(str)) <= {"1931", "1932", "1933", "1934"}
    assert started["started"].sum() == pytest.approx(25 - 6.8, abs=1e-3)
