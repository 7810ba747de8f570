"""The order of 20 of coal: the plan run on without replanning against the plan made again.

By hand, as the workbook's README has it: with ore short 86.67 of steel and 92 of coal are planned;
the order leaves 92 - 20 = 72 for uses of 92.
"""

from pathlib import Path

import pytest

from balances.politburo import Outcome, replay, run_frozen
from balances.workbook import read

FOLDER = Path(__file__).parents[2] / "data" / "textbook" / "frozen_coal"


def both_answers(scenario=None):
    """What users get frozen and replanned, by commodity, and the frozen run."""
    log = replay(read(FOLDER, scenario=scenario).economy)
    assert [ruling.outcome for ruling in log.rulings] == [Outcome.PAID]
    frozen = run_frozen(log.approved, log.plan.economy)
    replanned = log.plan.claims.set_index(["commodity", "claimant"])["delivered"]
    return frozen.claims.set_index(["commodity", "claimant"])["frozen"], replanned, frozen


def test_with_ore_in_plenty_both_answers_are_the_same():
    frozen, replanned, _ = both_answers("ore in plenty")
    for got in (frozen, replanned):
        assert got["coal", "railways"] == pytest.approx(20.0)
        assert got["steel", "machine_works"] == pytest.approx(80.0)
        assert got["coal", "households"] == pytest.approx(32.0)
        assert got["ore", "foreign_trade"] == pytest.approx(50.0)


def test_with_ore_short_the_plan_that_nobody_makes_again_loses_steel_and_leaves_ore_idle():
    frozen, replanned, run = both_answers()
    rho = 72.0 / 92.0
    assert frozen["steel", "machine_works"] == pytest.approx(260.0 / 3.0 * rho)
    assert frozen["steel", "machine_works"] == pytest.approx(67.83, abs=0.005)
    assert frozen["coal", "households"] == pytest.approx(31.30, abs=0.005)
    assert frozen["ore", "foreign_trade"] == pytest.approx(43.33, abs=0.005)
    idle = run.rho.set_index("commodity")["idle"]
    assert idle["ore"] == pytest.approx(18.84, abs=0.005)
    assert replanned["steel", "machine_works"] == pytest.approx(80.0)
    assert replanned["coal", "households"] == pytest.approx(32.0)
    assert replanned["ore", "foreign_trade"] == pytest.approx(50.0)
