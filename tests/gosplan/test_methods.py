"""The other methods: weighted, least effort alone; and what holds for all."""

from __future__ import annotations

import pytest

from balances.economy.issue import InfeasiblePlanError, SolverStoppedError
from balances.economy.records import Activity
from balances.economy.settings import Settings
from balances.gosplan import solve
from balances.gosplan.methods import METHODS
from tests.conftest import an_economy, fulfilled, fulfilments, good, made, value, want
from tests.gosplan.conftest import a_random_economy


def test_weighted_gives_first_where_a_unit_counts_most():
    # A counts 1/60 a unit, B 2/60: of 90 B gets its 60 and A 30.
    economy = an_economy(
        good("x"), made("x", 90.0), want("x", 60.0, "A"), want("x", 60.0, "B", weight=2.0)
    )
    plan = solve(economy, method="weighted")
    assert fulfilled(plan) == pytest.approx([0.5, 1.0], rel=1e-9)
    assert plan.stages["level"].iloc[0] == pytest.approx(0.5 + 2.0, rel=1e-9)


def test_weighted_counts_fulfilment_and_not_tonnes():
    # A counts 1/20 a unit, B 2/60: of 50 A gets its 20 and B 30.
    economy = an_economy(
        good("x"), made("x", 50.0), want("x", 20.0, "A"), want("x", 60.0, "B", weight=2.0)
    )
    assert fulfilled(solve(economy, method="weighted")) == pytest.approx([1.0, 0.5], rel=1e-9)


def test_weighted_knows_no_classes():
    economy = an_economy(
        good("x"), made("x", 60.0),
        want("x", 60.0, "A", priority=0), want("x", 60.0, "B", priority=3, weight=2.0),
    )  # fmt: skip
    found = fulfilled(solve(economy, "mobilised", method="weighted"))
    assert found == pytest.approx([0.0, 1.0], abs=1e-9)


def test_weighted_keeps_floors():
    economy = an_economy(
        good("x"), made("x", 90.0),
        want("x", 60.0, "A", floor=45.0), want("x", 60.0, "B", weight=2.0),
    )  # fmt: skip
    assert fulfilled(solve(economy, method="weighted")) == pytest.approx([0.75, 0.75], rel=1e-9)


def ways(capacity: float):
    return an_economy(
        good("ore"), good("steel"), made("ore", 100.0),
        Activity("new", "steel", capacity=capacity, technique=True), want("steel", 90.0),
        uses={("ore", "steel"): 1.5, ("ore", "new"): 0.5},
    )  # fmt: skip


def test_least_effort_meets_every_goal_in_the_way_that_takes_least():
    # 40 the new way take 20 of ore, 50 the old way 75: 95 of 100.
    plan = solve(ways(40.0), method="least_effort")
    assert fulfilled(plan) == [1.0]
    assert value(plan, "x", "ore") == pytest.approx(95.0, rel=1e-9)
    assert [stage.kind for stage in plan.evidence.stages] == ["least_effort"]


def test_least_effort_refuses_what_cannot_all_be_met():
    # 30 the new way and 60 the old way would take 15 + 90 = 105 of 100.
    with pytest.raises(InfeasiblePlanError, match="capacity of ore in 1"):
        solve(ways(30.0), method="least_effort")


def test_the_method_of_the_workbook_is_used_unless_another_is_asked_for():
    economy = an_economy(
        good("x"), made("x", 90.0), want("x", 60.0, "A"), want("x", 60.0, "B", weight=2.0),
        settings=Settings(method="weighted"),
    )  # fmt: skip
    assert solve(economy).method == "weighted"
    assert fulfilled(solve(economy, method="leximin")) == pytest.approx([0.75, 0.75], rel=1e-9)


@pytest.mark.parametrize("method", sorted(METHODS))
def test_progress_is_told_one_line_a_stage(method):
    economy = an_economy(good("x"), made("x", 90.0), want("x", 60.0), want("x", 20.0, "B"))
    told = []
    plan = solve(economy, method=method, progress=told.append)
    stages = len(plan.evidence.stages) + (method == "least_effort")
    assert len(told) == stages
    assert told[-1].startswith("least effort")


@pytest.mark.parametrize("method", ["leximin", "weighted"])
@pytest.mark.parametrize("seed", range(10))
def test_ordinary_plans_are_unique_and_certified(method, seed):
    plan = solve(a_random_economy(seed).with_figures(()), "mobilised", method=method)
    assert plan.unique
    assert plan.certificate.grade == "1e-9"


def test_a_plan_whose_figure_just_binds_is_still_unique():
    # The one plan makes exactly the output that its figure was fixed at: the row of the
    # figure is tight and its price is zero, but nothing else is as good.
    assert solve(a_random_economy(1), "mobilised", method="weighted").unique


@pytest.mark.parametrize("method", sorted(METHODS))
def test_a_time_limit_that_has_passed_makes_no_plan(method):
    economy = an_economy(good("x"), made("x", 90.0), want("x", 60.0))
    with pytest.raises(SolverStoppedError):
        solve(economy, method=method, seconds=0.0)


def test_a_tie_between_weighted_claims_is_settled_by_effort_and_not_by_order():
    # 90 for two claims of 60 of one weight: what is short falls on one of them, and on the same
    # one whichever of them is named first.
    claims = want("x", 60.0, "A"), want("x", 60.0, "B")
    plans = [
        solve(an_economy(good("x"), made("x", 90.0), *order), method="weighted")
        for order in (claims, claims[::-1])
    ]
    assert [plan.unique for plan in plans] == [True, True]
    first, second = (fulfilments(plan) for plan in plans)
    assert first == pytest.approx(second, abs=1e-12)
    assert sorted(first.values()) == pytest.approx([0.5, 1.0])
