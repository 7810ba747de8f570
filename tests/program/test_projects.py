"""Construction projects: divisible and whole, early and late, concentrated and spread."""

from __future__ import annotations

import pytest

from balances.certificate import certify
from balances.economy.construction import Finance
from balances.gosplan import solve
from balances.program.lp import UnknownSolverError
from tests.conftest import an_economy, figure, good, made, project, value, want


def plant(*projects, budget: float | None = None, periods: int = 3, **finance):
    """10 of x a year, 100 wanted; projects at planned cost out of a budget a year."""
    return an_economy(
        good("x", price=1.0), made("x", 10.0), *projects,
        *(want("x", 100.0, period=t) for t in range(periods)), periods=periods,
        finance=(Finance(budget=budget, **finance),) * periods,
    )  # fmt: skip


def outputs(plan, code: str = "x"):
    return [value(plan, "x", code, t) for t in range(len(plan.economy.periods))]


def test_a_divisible_project_gives_capacity_pro_rata_in_the_period_after():
    # 40 for 100 roubles, 25 a year: a quarter each year.
    plan = solve(plant(project("a", "x", 40.0, 100.0), budget=25.0))
    assert outputs(plan) == pytest.approx([10.0, 20.0, 30.0], rel=1e-9)
    assert plan.projects["capacity_added"].tolist() == pytest.approx([0.0, 10.0, 20.0], abs=1e-7)
    # The last quarter gives nothing within the plan, so that it is not built.
    assert plan.projects["share"].tolist() == pytest.approx([0.25, 0.25, 0.0], abs=1e-7)


def test_what_was_done_before_the_plan_is_there_at_once_and_not_done_again():
    # Half of 40 is there; two years of a quarter complete it, and no more can be done.
    plan = solve(plant(project("a", "x", 40.0, 100.0, done=0.5), budget=25.0, periods=4))
    assert outputs(plan) == pytest.approx([30.0, 40.0, 50.0, 50.0], rel=1e-9)
    assert plan.projects["cumulative"].tolist() == pytest.approx([0.75, 1.0, 1.0, 1.0], rel=1e-9)


def test_a_whole_project_gives_its_capacity_only_when_it_is_finished():
    plan = solve(plant(project("a", "x", 40.0, 100.0, integer=True), budget=50.0))
    assert outputs(plan) == pytest.approx([10.0, 10.0, 50.0], rel=1e-9)
    assert plan.projects["finished"].tolist() == [False, True, True]
    # After the first year half of it is unfinished, 50 roubles; then nothing.
    assert plan.projects["unfinished"].tolist() == pytest.approx([50.0, 0.0, 0.0], abs=1e-7)
    assert plan.investment["unfinished"].tolist() == pytest.approx([50.0, 0.0, 0.0], abs=1e-7)


def test_a_whole_project_that_cannot_be_finished_gives_nothing():
    plan = solve(plant(project("a", "x", 40.0, 100.0, integer=True), budget=45.0))
    assert outputs(plan) == pytest.approx([10.0, 10.0, 10.0], rel=1e-9)


def test_a_project_is_built_no_sooner_no_later_and_no_faster_than_it_may():
    only_second = project("a", "x", 40.0, 100.0, earliest=1, latest=1)
    assert outputs(solve(plant(only_second))) == pytest.approx([10.0, 10.0, 50.0], rel=1e-9)
    slow = project("a", "x", 40.0, 100.0, min_duration=2)
    assert outputs(solve(plant(slow))) == pytest.approx([10.0, 30.0, 50.0], rel=1e-9)
    late = project("a", "x", 40.0, 100.0, earliest=1, min_duration=2)
    assert outputs(solve(plant(late))) == pytest.approx([10.0, 10.0, 30.0], rel=1e-9)


def test_the_goods_that_a_project_takes_come_out_of_the_balance():
    # 40 of steel for the whole; 12 a year allow 0.3 of it.
    economy = an_economy(
        good("x"), good("steel"), made("x", 10.0), made("steel", 12.0),
        project("a", "x", 40.0, 100.0, inputs={"steel": 40.0}), want("x", 100.0),
        want("x", 100.0, period=1), periods=2,
    )  # fmt: skip
    assert outputs(solve(economy)) == pytest.approx([10.0, 22.0], rel=1e-9)


def test_the_plan_is_made_with_the_declared_cost_and_the_true_one_is_shown():
    # Declared 80 of true 100: 40 roubles a year are thought to build half a year.
    plan = solve(plant(project("a", "x", 40.0, 100.0, declared_cost=80.0), budget=40.0))
    assert outputs(plan) == pytest.approx([10.0, 30.0, 50.0], rel=1e-9)
    assert plan.projects["work"].tolist() == pytest.approx([40.0, 40.0, 0.0], abs=1e-7)
    assert plan.projects["true_work"].tolist() == pytest.approx([50.0, 50.0, 0.0], abs=1e-7)


def two_sites(**finance):
    """Two works of 40 for 100 roubles each, 100 roubles a year."""
    sites = (project(c, "x", 40.0, 100.0, agency="heavy", integer=True) for c in ("a", "b"))
    return plant(*sites, budget=100.0, **finance)


def finished_by(plan):
    return plan.projects.groupby("period")["finished"].sum().astype(int).tolist()


def test_sites_one_after_the_other_are_in_operation_sooner_than_sites_side_by_side():
    one, both = solve(two_sites(max_open=1)), solve(two_sites(spread=True))
    # One a year: 50 in year 2 and 90 in year 3. Half of each a year: nothing before year 3.
    assert outputs(one) == pytest.approx([10.0, 50.0, 90.0], rel=1e-9)
    assert outputs(both) == pytest.approx([10.0, 10.0, 90.0], rel=1e-9)
    assert (finished_by(one), finished_by(both)) == ([1, 2, 2], [0, 2, 2])
    assert one.investment["unfinished"].tolist() == pytest.approx([0.0, 0.0, 0.0], abs=1e-6)
    assert both.investment["unfinished"].tolist() == pytest.approx([100.0, 0.0, 0.0], abs=1e-6)
    assert both.projects["share"].tolist()[:2] == pytest.approx([0.5, 0.5], rel=1e-9)


def test_no_more_sites_are_open_than_may_be():
    # A year's work on both at once would finish both in year 2; one may be open.
    sites = (project(c, "x", 40.0, 100.0, integer=True, min_duration=2) for c in ("a", "b"))
    plan = solve(plant(*sites, max_open=1, periods=5))
    open_now = [value(plan, "open", "a", t) + value(plan, "open", "b", t) for t in range(5)]
    assert max(open_now) == 1.0
    assert outputs(plan) == pytest.approx([10.0, 10.0, 50.0, 50.0, 90.0], rel=1e-9)


def test_a_site_begun_stays_open_until_it_is_finished():
    # Half of a is done in year 1; b would be quick, but the site is taken until a is finished.
    a = project("a", "x", 40.0, 100.0, integer=True, latest=0, min_duration=2)
    b = project("b", "x", 30.0, 10.0, integer=True, earliest=1)
    economy = plant(a, b, max_open=1)
    economy = economy.with_figures([figure("real_investment", 50.0, "", 0, hard=True)])
    plan = solve(economy)
    assert outputs(plan) == pytest.approx([10.0, 10.0, 10.0], rel=1e-9)
    assert [value(plan, "open", "a", t) for t in range(3)] == [1.0, 1.0, 1.0]


def test_each_agency_has_its_own_budget_at_planned_cost():
    # 30 and 20 roubles at a cost index of 1.25: 24 and 16 of work, of 96.
    sites = (
        project("a", "x", 40.0, 96.0, agency="heavy"),
        project("b", "x", 40.0, 96.0, agency="light"),
    )
    budgets = {"heavy": 30.0, "light": 20.0}
    plan = solve(plant(*sites, periods=2, agency_budgets=budgets, cost_index=1.25))
    done = plan.projects.set_index(["project", "period"])["share"]
    assert done["a", "1"] == pytest.approx(0.25, rel=1e-9)
    assert done["b", "1"] == pytest.approx(16.0 / 96.0, rel=1e-9)


def test_whole_projects_state_their_gap_and_their_prices_are_of_the_program_with_them_fixed():
    plan = solve(two_sites(max_open=1))
    assert 0.0 <= plan.mip_gap <= 1e-6
    assert plan.certificate.passed
    assert all(stage.whole for stage in plan.evidence.stages)
    assert {key.kind for key in plan.evidence.stages[-1].whole} == {"open", "finished"}
    assert set(plan.evidence.stages[-1].whole.values()) <= {0.0, 1.0}
    # Year 1 is limited by capacity: 1 more of 100 wanted.
    prices = plan.prices.set_index(["row", "item", "period"])
    assert prices.loc[("capacity", "x", "1"), "shadow_price"].item() == pytest.approx(0.01)


def test_without_whole_projects_there_is_no_gap():
    plan = solve(plant(project("a", "x", 40.0, 100.0), budget=25.0))
    assert plan.evidence.mip_gap is None
    assert plan.mip_gap != plan.mip_gap


def test_other_solvers_refuse_whole_projects():
    with pytest.raises(UnknownSolverError, match="HiGHS only"):
        solve(two_sites(max_open=1), solver="cbc")


def test_divisible_projects_are_planned_alike_by_another_solver():
    economy = plant(project("a", "x", 40.0, 100.0), budget=25.0)
    found = solve(economy, solver="cbc")
    assert outputs(found) == pytest.approx([10.0, 20.0, 30.0], rel=1e-6)
    assert certify(economy, found.evidence).grade == "1e-6"


def test_whole_projects_are_built_for_those_who_are_worst_off():
    # Either site takes two years and no two are open at once: one of them is ready for year 3.
    # Both ways x stays at 0.10 in years 1 and 2; only the site for x helps it in year 3.
    cases = [(26.0, 125.0, 49.0, 107.0, 90.0), (48.0, 115.0, 31.0, 135.0, 105.0)]
    for for_x, cost_of_x, for_y, cost_of_y, budget in cases:
        economy = an_economy(
            good("x", price=1.0), good("y", price=1.0), made("x", 10.0), made("y", 15.0),
            project("a", "x", for_x, cost_of_x, integer=True),
            project("b", "y", for_y, cost_of_y, integer=True),
            *(want(c, 100.0, period=t) for c in "xy" for t in range(3)), periods=3,
            finance=(Finance(budget=budget, max_open=1),) * 3,
        )  # fmt: skip
        found = sorted(solve(economy).goals["fulfilment"])
        best = [0.10, 0.10, 0.15, 0.15, 0.15, 0.10 + for_x / 100.0]
        assert found == pytest.approx(best, rel=1e-9)
