"""Tasks of 1932/33: a balanced plan of the basic ones, a mobilised one of the additional ones.

Labour is short for the additional tasks: 4,500 thousand. Balanced, all are cut alike; mobilised,
fuels, metals and tractors go first, and who stands last is left with a floor.
"""

from functools import cache
from pathlib import Path

import pytest

from balances.gosplan import Plan, solve
from balances.workbook import read

FOLDER = Path(__file__).parents[2] / "data" / "tasks_1932_33"
MODES = ("balanced", "mobilised")

# Prudnikova, Strategiia Pobedy: optimal and additional tasks, and their quotient as printed to
# three digits; mln t, mln roubles, thousands.
TASKS = {
    "Coal": (75.0, 102.5, 1.367),
    "Oil": (21.7, 40.0, 1.843),
    "Pig iron": (10.0, 17.65, 1.765),
    "Open-hearth steel": (10.4, 19.315, 1.857),
    "Rolled steel": (8.0, 15.135, 1.892),
    "General machine building": (1145.0, 2059.0, 1.798),
    "Agricultural machinery": (498.0, 1100.0, 2.209),
    "Machine tools": (71.0, 144.1, 2.030),
    "Tractors": (50.0, 197.1, 3.942),
    "Motor vehicles": (130.0, 350.0, 2.692),
}
# Sozdanie fundamenta sotsialisticheskoi ekonomiki, table 1: the basic variant.
BASIC = {
    "Coal": 68.0,
    "Oil": 19.0,
    "Iron ore": 15.0,
    "Pig iron": 8.0,
    "Cement": 35.0,
    "Bricks": 7.7,
}

HEIGHTS = ("Coal", "Oil", "Pig iron", "Rolled steel", "Tractors")


@cache
def plan_of(variant: str, mode: str) -> Plan:
    return solve(read(FOLDER, variant=variant).economy, mode)


def targets(variant: str) -> dict[str, float]:
    return {f.label: f.target for f in read(FOLDER, variant=variant).economy.figures}


def figures(plan: Plan) -> dict[str, float]:
    rows = plan.goals[plan.goals["kind"] == "figure"]
    return dict(zip(rows["figure"], rows["fulfilment"], strict=True))


def claim(plan: Plan, *names: str) -> float:
    return float(plan.claims.set_index(["commodity", "claimant"])["fulfilment"][names])


def outputs(plan: Plan) -> dict[str, float]:
    return dict(zip(plan.outputs["sector"], plan.outputs["output"], strict=True))


def test_tasks_are_the_printed_ones():
    assert targets("Basic") == BASIC
    optimal, additional = targets("Optimal"), targets("Additional")
    for label, (first, second, quotient) in TASKS.items():
        assert (optimal[label], additional[label]) == (first, second)
        assert second / first == pytest.approx(quotient, abs=5e-4)
    silent = ("Iron ore", "Cement", "Bricks")
    assert [additional[label] for label in silent] == [optimal[label] for label in silent]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("variant", ["Basic", "Optimal"])
def test_basic_and_optimal_tasks_are_met_and_nobody_is_cut(variant, mode):
    assert plan_of(variant, mode).goals["fulfilment"].to_numpy() == pytest.approx(1.0)


@pytest.mark.parametrize("mode", MODES)
def test_labour_is_what_the_additional_tasks_lack(mode):
    plan = plan_of("Additional", mode)
    labour = plan.labour.iloc[0]
    assert labour["required"] == pytest.approx(4500.0)


def test_balanced_all_are_cut_alike():
    plan = plan_of("Additional", "balanced")
    found = figures(plan)
    level = found["Coal"]
    assert level == pytest.approx(0.728, abs=1e-3)
    alike = (*HEIGHTS, "Motor vehicles", "Agricultural machinery")
    assert [found[label] for label in alike] == pytest.approx([level] * len(alike))
    assert claim(plan, "consumer", "households") == pytest.approx(level)


def test_mobilised_the_heights_go_before_and_others_are_left_with_their_floors():
    plan = plan_of("Additional", "mobilised")
    found, before = figures(plan), figures(plan_of("Additional", "balanced"))
    level = found["Coal"]
    assert level == pytest.approx(0.846, abs=1e-3)
    assert [found[label] for label in HEIGHTS] == pytest.approx([level] * len(HEIGHTS))
    assert all(found[label] > before[label] + 0.11 for label in HEIGHTS)
    assert claim(plan, "consumer", "households") == pytest.approx(12.0 / 19.0)
    assert claim(plan, "bricks", "construction_sites") == pytest.approx(4.0 / 6.0)
    assert claim(plan, "cement", "construction_sites") == pytest.approx(18.0 / 27.0)
    assert found["Agricultural machinery"] == pytest.approx(300.0 / 1100.0)
    assert found["Motor vehicles"] == pytest.approx((40.0 + 25.0 * level) / 350.0)


def test_ore_and_steel_follow_the_norms_of_the_optimal_tasks():
    """The additional tasks leave ore at 19.4, where 17.65 of pig iron ask 1.94 x 17.65 = 34.2."""
    made = outputs(plan_of("Additional", "mobilised"))
    assert made["pig_iron"] == pytest.approx(
        17.65 * figures(plan_of("Additional", "mobilised"))["Pig iron"]
    )
    assert made["ore"] == pytest.approx(1.94 * made["pig_iron"])
    assert made["ore"] > 19.4
    assert made["steel"] == pytest.approx(1.3 * made["rolled"])
