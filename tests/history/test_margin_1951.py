"""Stalin's margin of January 1951 on Malenkov's figures: Table 1 as decrees, and what it asks."""

from pathlib import Path

import pytest

from balances.gosplan import solve
from balances.politburo import Outcome, Replay, replay
from balances.workbook import read

FOLDER = Path(__file__).parents[2] / "data" / "margin_1951"

# Gregory, The Dictator's Orders, Table 1, as multiples of 1950: low and high end of the range.
MALENKOV = {
    "Industrial output": (1.80, None),
    "Group A": (1.90, None),
    "Group B": (1.70, None),
    "Grain": (1.35, 1.40),
    "Wheat": (0.0, None),
    "Cotton": (1.55, 1.65),
    "Flax": (1.35, 1.40),
    "Sugar beets": (1.60, 1.65),
    "Sunflower seeds": (1.40, 1.45),
    "Feed grains": (2.5, 3.0),
}
STALIN = {
    "Industrial output": (1.70, None),
    "Group A": (1.80, None),
    "Group B": (1.65, None),
    "Grain": (1.40, 1.50),
    "Wheat": (1.55, 1.65),
    "Flax": (1.40, 1.50),
    "Sugar beets": (1.65, 1.70),
    "Sunflower seeds": (1.50, 1.60),
    "Feed grains": (2.0, 3.0),
}


@pytest.fixture(scope="module")
def log() -> Replay:
    return replay(read(FOLDER).economy)


def multiples(economy):
    """Low and high end of every figure as a multiple of 1950."""
    return {
        f.label: (
            pytest.approx(f.target / f.base),
            None if f.high is None else pytest.approx(f.high / f.base),
        )
        for f in economy.figures
    }


def targets(economy):
    return {f.label: (f.target, f.high) for f in economy.figures}


def fulfilment(plan) -> dict[str, float]:
    figures = plan.goals[plan.goals["kind"] == "figure"]
    return dict(zip(figures["figure"], figures["fulfilment"], strict=True))


def test_malenkovs_figures_are_the_printed_ones(log):
    assert multiples(log.approved.economy) == MALENKOV


def test_where_stalin_is_silent_the_other_figure_stands(log):
    effective = MALENKOV | STALIN
    assert multiples(log.plan.economy) == effective
    assert effective["Cotton"] == (1.55, 1.65)
    decreed = [label for step in log.steps for label in step.ruling.decree.figures]
    assert decreed == list(STALIN)


def test_each_correction_changes_its_own_figure_alone(log):
    for step in log.steps:
        before, after = targets(step.before.economy), targets(step.plan.economy)
        changed = {label for label in after if before[label] != after[label]}
        assert changed == set(step.ruling.decree.figures)


def test_the_margin_makes_industry_easier(log):
    """A can make 370, which is 1.85 of 200: short of 380, enough for 360."""
    assert fulfilment(log.approved)["Group A"] == pytest.approx(370.0 / 380.0)
    assert fulfilment(log.plan)["Group A"] == pytest.approx(1.0)
    assert fulfilment(log.plan)["Industrial output"] == pytest.approx(1.0)
    assert [r.outcome for r in log.rulings[:3]] == [Outcome.FREE] * 3


def test_the_margin_asks_more_land_than_there_is(log):
    """Malenkov's crops take 117.7 of 118 mln ha, Stalin's 121.6, so they are met to 118 / 121.6.

    Wheat 48.05; other grain as households and B (1.65 x 130 = 214.5) need it, 18 + 0.03 x 214.5;
    feed grains the rest of 1.4 x 81 = 113.4; cotton 5.425, flax 357, beets 34.32, sunflower 2.7.
    """
    other = 18.0 + 0.03 * 214.5
    feed = 113.4 - 48.05 - other
    crops = 0.5 * 5.425 + 0.0055 * 357.0 + 0.06 * 34.32 + 1.6 * 2.7
    land = 48.05 + 0.9 * feed + 1.05 * other + crops
    assert land == pytest.approx(121.585, abs=5e-4)
    assert feed * 118.0 / land > 36.0
    before, after = fulfilment(log.approved), fulfilment(log.plan)
    for label in ("Grain", "Wheat", "Flax", "Sugar beets", "Sunflower seeds", "Cotton", "Group B"):
        assert before.get(label, 1.0) == pytest.approx(1.0)
        assert after[label] == pytest.approx(118.0 / land, rel=1e-6)
    assert after["Feed grains"] == pytest.approx(1.0)
    assert [r.outcome for r in log.rulings[3:]] == [*[Outcome.SHORT] * 5, Outcome.PAID]


def test_the_balanced_plan_cannot_give_a_nine_tenths_more_either():
    plan = solve(read(FOLDER).economy, "balanced")
    assert fulfilment(plan)["Group A"] == pytest.approx(370.0 / 380.0)
    assert min(value for label, value in fulfilment(plan).items() if label != "Group A") > 0.999
