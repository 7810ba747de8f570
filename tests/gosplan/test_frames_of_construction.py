"""Frames of investment, construction, projects, state budget and household money, by hand."""

from __future__ import annotations

import math

import pytest

from balances.economy.construction import AUTHORISED, Finance
from balances.gosplan import solve
from tests.conftest import an_economy, figure, good, made, project, want


def works(periods: int = 4):
    """Capacity for 30 more of steel by year 4: three years in building, at 4 roubles a unit."""
    return an_economy(
        good("steel", name="Steel", price=1.0), good("brick", price=2.0),
        made("steel", 50.0, depreciation=0.1, construction_lag=3,
             spending_profile=(0.5, 0.25, 0.25)),
        figure("capacity", 60.0, "steel", 3, hard=True),
        capital={("brick", "steel"): 2.0}, periods=periods,
    )  # fmt: skip


def test_construction_lists_what_is_started_in_operation_paid_and_unfinished():
    frame = solve(works()).construction
    assert frame["activity"].tolist() == ["steel"] * 4
    assert frame["unit"].tolist() == ["t"] * 4
    # 50, 45, 40.5, 36.45 are left of the old; 60 need 23.55 more.
    new = 60.0 - 36.45
    assert frame["started"].tolist() == pytest.approx([new, 0.0, 0.0, 0.0], abs=1e-7)
    assert frame["in_operation"].tolist() == pytest.approx([50.0, 45.0, 40.5, 60.0], rel=1e-9)
    work = [4.0 * new * share for share in (0.5, 0.25, 0.25, 0.0)]
    assert frame["work"].tolist() == pytest.approx(work, abs=1e-7)
    unfinished = [4.0 * new * share for share in (0.5, 0.75, 1.0, 0.0)]
    assert frame["unfinished"].tolist() == pytest.approx(unfinished, abs=1e-7)


def test_investment_without_money_counts_work_and_unfinished_construction_only():
    frame = solve(works()).investment
    assert frame["real"].tolist() == pytest.approx([47.1, 23.55, 23.55, 0.0], abs=1e-7)
    assert frame["unfinished"].tolist() == pytest.approx([47.1, 70.65, 94.2, 0.0], abs=1e-7)
    assert frame[["budget", "nominal", "price_index"]].isna().all().all()


def test_without_construction_there_are_no_rows():
    plan = solve(an_economy(good("x"), want("x", 5.0)))
    assert plan.investment.empty
    assert plan.construction.empty
    assert plan.projects.empty
    assert plan.state_budget.empty
    assert plan.household_money.empty


def test_investment_with_money_says_what_work_costs_and_what_is_left():
    # 40 at planned cost 1.25 and 20 more at 2.5 times that: 30 of goods are 30, 50 are 81.25.
    finance = (
        Finance(budget=90.0, rule=AUTHORISED, curve=((40.0, 1.0), (60.0, 1.5)), cost_index=1.25,
                normal_work=40.0, price_cap=1.6),
        Finance(curve=((40.0, 1.0), (60.0, 1.5))),
    )  # fmt: skip
    economy = an_economy(
        good("x"), made("x", 10.0), project("dam", "x", 10.0, 1000.0),
        figure("real_investment", 50.0, "", 0, hard=True, sense="equal"),
        finance=finance, periods=2,
    )  # fmt: skip
    first, second = solve(economy).investment.to_dict("records")
    assert first["real"] == pytest.approx(50.0, rel=1e-9)
    # (40 + 10 * 2.5) * 1.25.
    assert first["nominal"] == pytest.approx(81.25, rel=1e-9)
    assert first["price_index"] == pytest.approx(81.25 / 62.5, rel=1e-9)
    assert first["open_price_index"] == pytest.approx(90.0 / 62.5, rel=1e-9)
    assert first["overhang"] == pytest.approx(8.75, rel=1e-9)
    assert (first["budget"], first["rule"], first["normal_work"]) == (90.0, AUTHORISED, 40.0)
    assert (first["cost_index"], first["price_cap"]) == (1.25, 1.6)
    # Nothing is built in year 2: no price index, no budget, no overhang.
    assert (second["real"], second["nominal"], second["overhang"]) == (0.0, 0.0, 0.0)
    assert math.isnan(second["price_index"])
    assert math.isnan(second["budget"])
    assert math.isnan(second["price_cap"])


def test_projects_are_listed_with_what_is_done_and_what_they_add():
    economy = an_economy(
        good("x", price=1.0), made("x", 10.0),
        project("a", "x", 40.0, 100.0, agency="heavy", declared_cost=80.0, done=0.25,
                new_site=True),
        want("x", 100.0, period=1), want("x", 100.0, period=2), periods=3,
        finance=(Finance(budget=40.0),) * 3,
    )  # fmt: skip
    plan = solve(economy)
    frame = plan.projects
    assert frame["agency"].tolist() == ["heavy"] * 3
    assert frame["sector"].tolist() == ["x"] * 3
    assert frame["new_site"].all()
    assert not frame["integer"].any()
    # 40 of the declared 80 do a half; a quarter is left for year 2.
    assert frame["share"].tolist() == pytest.approx([0.5, 0.25, 0.0], abs=1e-7)
    assert frame["cumulative"].tolist() == pytest.approx([0.75, 1.0, 1.0], rel=1e-9)
    assert frame["work"].tolist() == pytest.approx([40.0, 20.0, 0.0], abs=1e-7)
    assert frame["true_work"].tolist() == pytest.approx([50.0, 25.0, 0.0], abs=1e-7)
    assert frame["capacity_added"].tolist() == pytest.approx([10.0, 30.0, 40.0], rel=1e-9)
    assert frame["finished"].tolist() == [False, True, True]
    # What was done in a year is in use in the next.
    assert frame["unfinished"].tolist() == pytest.approx([40.0, 20.0, 0.0], abs=1e-7)


def test_real_investment_and_capacity_can_be_measured_over_the_plan():
    plan = solve(works())
    assert plan.measure("real_investment").tolist() == pytest.approx(
        [47.1, 23.55, 23.55, 0.0], abs=1e-7
    )
    found = plan.measure("capacity", "steel").tolist()
    assert found == pytest.approx([50.0, 45.0, 40.5, 60.0], rel=1e-9)


def test_rounds_build_nothing_and_count_the_capacity_there_is():
    economy = works()
    economy = economy.with_figures([figure("capacity", 81.0, "steel", 2)])
    plan = solve(economy, method="iterative")
    # 50 * 0.9^2 of 81.
    assert plan.goals["fulfilment"].tolist() == pytest.approx([0.5], rel=1e-9)
    assert plan.measure("real_investment").tolist() == [0.0] * 4
