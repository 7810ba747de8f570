"""The most that a figure can be, by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from balances.economy.issue import InfeasiblePlanError, SolverStoppedError
from balances.economy.records import LabourCategory
from balances.gosplan import solve
from balances.gosplan.conflict import most_of
from tests.conftest import an_economy, figure, fulfilments, good, made, project, want


def mill(ordered: float = 10.0, **fields):
    """Steel takes 0.5 of ore; 60 of ore, of which the army has 10 for certain."""
    return an_economy(
        good("ore"), good("steel"), made("ore", 60.0),
        figure("output", ordered, "steel", **fields), want("ore", 20.0, "army", floor=10.0),
        want("steel", 5.0), uses={("ore", "steel"): 0.5},
    )  # fmt: skip


@pytest.mark.parametrize(
    "fields",
    [{}, {"hard": True}, {"hard": True, "sense": "at_most"}, {"ordered": 500.0, "hard": True}],
    ids=["a goal", "a limit", "a ceiling", "more than there can be"],
)
def test_a_figure_can_be_what_the_hard_lines_leave(fields):
    # (60 - 10) / 0.5, whatever it asks for itself.
    economy = mill(**fields)
    assert most_of(economy, economy.figures[0]) == pytest.approx(100.0, rel=1e-9)


def test_other_goals_are_not_held():
    economy = mill()
    assert most_of(economy, economy.claims[1]) == pytest.approx(100.0, rel=1e-9)


def test_a_claim_can_have_more_than_it_wants_and_its_floor_is_no_limit():
    economy = mill()
    assert most_of(economy, economy.claims[0]) == pytest.approx(60.0, rel=1e-9)


def test_another_hard_figure_is_held():
    economy = mill(40.0, hard=True)
    assert most_of(economy, economy.claims[0]) == pytest.approx(60.0 - 20.0, rel=1e-9)


def test_a_capacity_counts_what_is_there_and_what_is_built():
    economy = an_economy(
        good("x"), made("x", 5.0, depreciation=0.2), project("p", "x", 12.0, 1.0), periods=2
    ).with_figures([figure("capacity", 9.0, "x", 1)])
    assert most_of(economy, economy.figures[0]) == pytest.approx(4.0 + 12.0, rel=1e-9)


def test_what_nothing_limits_is_infinite():
    economy = an_economy(good("x"), want("x", 5.0))
    assert most_of(economy, economy.claims[0]) == math.inf


def test_what_the_others_contradict_is_named():
    economy = an_economy(
        good("x"), good("y"), made("x", 80.0), want("x", 100.0, floor=100.0), want("y", 1.0)
    )
    with pytest.raises(InfeasiblePlanError) as caught:
        most_of(economy, economy.claims[1])
    assert caught.value.lines[1] == "capacity of x in 1: at most 80 t"
    assert most_of(economy, economy.claims[0]) == pytest.approx(80.0, rel=1e-9)


def test_without_time_nothing_is_said():
    economy = mill()
    with pytest.raises(SolverStoppedError):
        most_of(economy, economy.figures[0], seconds=0.0)


def test_the_most_is_reached_by_a_plan_and_a_little_more_is_not():
    economy = mill().with_figures([])
    hands = LabourCategory("hands", (30.0,))
    economy = replace(
        economy, labour=(hands,), labour_norms=an_economy(
            good("ore"), good("steel"), hands, norms={("hands", "steel"): 0.4}
        ).labour_norms,
    )  # fmt: skip
    most = most_of(economy, economy.claims[1])
    assert most == pytest.approx(75.0, rel=1e-9)
    army, users = economy.claims
    for target, reached in ((most, 1.0), (most * 1.01, 1.0 / 1.01)):
        wanted = [replace(army, target=10.0), replace(users, target=target)]
        found = fulfilments(solve(economy.with_claims(wanted)))
        assert found["claim:steel/users/other/1"] == pytest.approx(reached, rel=1e-9)
