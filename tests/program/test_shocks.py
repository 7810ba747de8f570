"""Shocks: what is left of capacity, yield and imports in a period."""

from __future__ import annotations

import math

import pytest

from balances.economy.base_year import base_value
from balances.economy.economy import Economy
from balances.economy.records import Allocation
from balances.gosplan import solve
from balances.program.families import FAMILIES
from tests.conftest import an_economy, figure, fulfilled, good, made, project, value, want
from tests.program.conftest import algebra, layout_of


def farm(**fields: object) -> Economy:
    """Grain from fields: 0.1 of it is sown per unit of level; 100 can be sown; two years."""
    return an_economy(
        good("grain", price=2.0), made("grain", 100.0, base_output=100.0),
        want("grain", 90.0), want("grain", 90.0, period=1),
        uses={("grain", "grain"): 0.1}, periods=2, **fields,
    )  # fmt: skip


def rows_of(economy: Economy, name: str) -> list[str]:
    (family,) = (family for family in FAMILIES if family.name == name)
    return algebra(layout_of(economy), family)


def test_a_bad_harvest_lowers_output_and_not_what_is_sown():
    # In year 2 a level of 100 gives 70, of which 10 are sown: 60 of the 90.
    plan = solve(farm().with_yield_factor([[1.0, 0.7]]))
    assert fulfilled(plan) == pytest.approx([1.0, 60.0 / 90.0], rel=1e-9)
    assert value(plan, "x", "grain", 1) == pytest.approx(100.0, rel=1e-9)
    found = plan.outputs.set_index("period")
    assert found["output"].tolist() == pytest.approx([100.0, 70.0], rel=1e-9)
    # Of the most that there can be at that yield, all is made.
    assert found["capacity"].tolist() == pytest.approx([100.0, 70.0], rel=1e-9)
    assert found["utilisation"].tolist() == pytest.approx([1.0, 1.0], rel=1e-9)
    line = plan.balances.set_index(["line", "period"])["quantity"]
    assert line["production", "2"] == pytest.approx(70.0, rel=1e-9)


def test_every_measure_that_counts_production_counts_it_at_the_yield():
    # Year 2: output 70; its value at 2 roubles 140; less 10 sown, 120.
    plan = solve(farm().with_yield_factor([[1.0, 0.7]]))
    by_hand = {"output": (100.0, 70.0), "group_output": (200.0, 140.0)}
    for name, years in by_hand.items():
        assert plan.measure(name, "grain").tolist() == pytest.approx(years, rel=1e-9)
    assert plan.measure("national_income").tolist() == pytest.approx((180.0, 120.0), rel=1e-9)


def test_a_share_of_sources_is_a_share_of_what_the_yield_gives():
    economy = farm().with_allocations([Allocation("grain", "mills", 1, share=0.5)])
    plan = solve(economy.with_yield_factor([[1.0, 0.7]]))
    # Half of 70 is held by the mills; 10 are sown, 25 delivered.
    assert value(plan, "u", "grain", 1, "mills") == pytest.approx(35.0, rel=1e-9)
    assert fulfilled(plan) == pytest.approx([1.0, 25.0 / 90.0], rel=1e-9)


def test_a_shock_to_capacity_cuts_old_and_new_and_the_opening_output():
    economy = an_economy(
        good("x"), made("x", 100.0, depreciation=0.1, lead=1, opening_output=60.0),
        project("p", "x", 20.0, 50.0, done=0.5), want("x", 90.0), periods=2,
    ).with_capacity_factor([[0.5, 0.8]])  # fmt: skip
    # Year 1: half of 100 + 10, and of 60; year 2: 0.8 of 90 + 10 + 20 y.
    assert rows_of(economy, "capacity") == [
        "capacity/x/1: +1 x[x,1] <= 55",
        "capacity/x/opening/1: +1 x[x,1] <= 30",
        "capacity/x/2: +1 x[x,2] -16 y[p,1] <= 80",
    ]
    plan = solve(economy)
    assert plan.outputs["capacity"].tolist()[0] == pytest.approx(30.0)


def test_after_the_plan_capacity_is_whole_again():
    economy = an_economy(
        good("x"), made("x", 100.0), project("p", "x", 20.0, 50.0), want("x", 90.0),
        figure("capacity", 110.0, "x", 0), figure("capacity", 110.0, "x", 1, label="next"),
    ).with_capacity_factor([[0.5]])  # fmt: skip
    assert rows_of(economy, "control_figures") == [
        "control_figures/capacity x/1: -1 f[figure:capacity x/1] >= -50",
        "control_figures/next/2: -1 f[figure:next/2] +20 y[p,1] >= -100",
    ]


@pytest.mark.parametrize(("left", "made_of_it"), [(0.5, 50.0), (0.0, 0.0)])
def test_unlimited_capacity_and_imports_stay_so_unless_nothing_is_left(left, made_of_it):
    economy = an_economy(good("x", import_limit=math.inf), made("x"), want("x", 50.0))
    shocked = economy.with_capacity_factor([[left]]).with_import_factor([[0.0]])
    plan = solve(shocked)
    assert value(plan, "x", "x") == pytest.approx(made_of_it, abs=1e-9)
    assert value(plan, "m", "x") == 0.0


def test_a_shock_to_imports_holds_in_its_period():
    # 30 may be imported a year; a quarter of it in year 2.
    economy = an_economy(
        good("tea", import_limit=30.0, import_price=1.0), made("tea", 0.0),
        want("tea", 30.0), want("tea", 30.0, period=1), periods=2, foreign_credit=(99.0, 99.0),
    ).with_import_factor([[1.0, 0.25]])  # fmt: skip
    plan = solve(economy)
    assert fulfilled(plan) == pytest.approx([1.0, 0.25], rel=1e-9)
    assert plan.trade["import_limit"].tolist() == [30.0, 7.5]


def test_the_base_year_knows_no_shock():
    economy = farm().with_yield_factor([[0.5, 0.5]]).with_capacity_factor([[0.5, 0.5]])
    assert base_value(economy, "output", "grain") == 100.0
    assert base_value(economy, "national_income", "") == pytest.approx(180.0)
    assert base_value(economy, "capacity", "grain") == 100.0


def test_rounds_by_hand_meet_the_shock_too():
    # 100 are planned for 90 (and 10 of seed), half the capacity is left: scaled to 50.
    plan = solve(farm().with_capacity_factor([[1.0, 0.5]]), method="iterative")
    assert plan.outputs["output"].tolist() == pytest.approx([100.0, 50.0], rel=1e-6)


def test_without_a_shock_nothing_is_copied_or_changed():
    economy = farm()
    assert economy.outputs_in(1) is economy.outputs
    assert not economy.yield_factor.flags.writeable
    ones = economy.with_yield_factor([[1.0, 1.0]]).with_import_factor([[1.0, 1.0]])
    for family in FAMILIES:
        assert algebra(layout_of(ones), family) == algebra(layout_of(economy), family)
