"""Control: who is planned before producers, and what it wins, by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balances.analysis.control import PRODUCERS, control_of, worth_of_goals
from balances.economy.records import Allocation, LabourCategory
from balances.gosplan import solve
from balances.program.goals import MOBILISED
from tests.conftest import an_economy, figure, fulfilments, good, made, want
from tests.gosplan.conftest import a_random_economy, under_orders

STEEL = {("steel", "guns"): 1.0, ("steel", "tractors"): 1.0}


def arsenal(*more, steel=80.0):
    """80 t of steel for guns, tractors of three times their price, and export; all are wanted."""
    return an_economy(
        good("steel", price=1.0, groups=("metal",)),
        good("guns", price=1.0, groups=("metal",)),
        good("tractors", price=3.0),
        *(made(code, most) for code, most in (("steel", steel), ("guns", 60), ("tractors", 60))),
        want("guns", 50.0, priority=1),
        want("tractors", 20.0, priority=1),
        want("steel", 10.0, use="export", priority=1),
        *more,
        uses=STEEL,
    )


def delivered(economy, *chosen):
    plan = solve(control_of(economy).economy_with(chosen), MOBILISED)
    goals = plan.goals[plan.goals["kind"] == "claim"]
    return dict(zip(goals["commodity"], goals["delivered"].round(6), strict=True))


def test_producers_left_to_themselves_make_what_is_dear():
    # 60 tractors at 3 take 60 of the steel, guns the other 20, and none is left to export.
    assert delivered(arsenal()) == {"guns": 20.0, "tractors": 20.0, "steel": 0.0}


def test_what_is_controlled_comes_before_gross_output():
    # 50 guns leave steel for 30 tractors; 10 of export leave 10 guns beside 60 tractors.
    assert delivered(arsenal(), "guns") == {"guns": 50.0, "tractors": 20.0, "steel": 0.0}
    assert delivered(arsenal(), "steel") == {"guns": 10.0, "tractors": 20.0, "steel": 10.0}
    full = {"guns": 50.0, "tractors": 20.0, "steel": 10.0}
    assert delivered(arsenal(), "guns", "steel") == full


def test_goals_of_lower_classes_share_what_producers_leave():
    # 60 tractors are left over, and two claims of 20 and 80 get six tenths each.
    economy = arsenal(want("tractors", 80.0, "farms", priority=3))
    plan = solve(control_of(economy).economy_with(("tractors",)), MOBILISED)
    assert plan.goals["delivered"].tolist()[:4] == pytest.approx([20.0, 20.0, 0.0, 40.0])
    alone = solve(control_of(economy).economy_with(()), MOBILISED)
    assert alone.goals["delivered"].tolist()[:4] == pytest.approx([20.0, 12.0, 0.0, 48.0])


def test_a_total_is_set_when_all_that_it_counts_are_controlled():
    both = figure("group_output", 100.0, "metal", priority=1)
    whole = figure("national_income", 100.0, label="income", priority=0)
    found = control_of(arsenal(both, whole, figure("output", 9.0, "tractors", priority=2)))
    assert found.last == 1
    claims = {f"claim:{code}/users/other/1" for code in ("guns", "tractors")}
    claims |= {"claim:steel/users/export/1"}
    totals = {"figure:group_output metal/1", "figure:income/1"}
    assert set(found.goals) == claims | totals
    assert found.set_by(("guns",)) == {"claim:guns/users/other/1"}
    assert "figure:group_output metal/1" in found.set_by(("guns", "steel"))
    assert found.set_by(("guns", "steel", "tractors")) == claims | totals


def test_without_heights_the_first_class_that_is_declared_counts():
    economy = arsenal()
    ordinary = economy.with_claims(replace(c, priority=2 + n) for n, c in enumerate(economy.claims))
    found = control_of(ordinary)
    assert (found.last, set(found.goals)) == (2, {"claim:guns/users/other/1"})


def test_least_closing_stocks_can_be_left_too():
    economy = an_economy(good("grain", opening_stock=9.0, min_stock=5.0, storable=True))
    found = control_of(economy)
    assert set(found.goals) == {"figure:least closing stock of grain/1"}
    left = found.economy_with(())
    assert [k.priority for k in left.figures if k.label != PRODUCERS] == [found.last + 2]
    assert fulfilments(solve(economy, MOBILISED)) == {"stock:grain": 1.0}
    assert solve(found.economy_with(("grain",)), MOBILISED).goals["delivered"].iloc[0] == 5.0


def test_what_is_protected_or_allotted_is_set_with_its_commodity():
    economy = under_orders(a_random_economy(3)).with_allocations(
        (Allocation("g1", "a1", 0, target=30.0),)
    )
    found = control_of(economy)
    assert "protection:g0/h0/household/1" in found.set_by(("g0",))
    assert "allocation:g1/a1/1" in found.set_by(("g1",))
    left = found.economy_with(())
    assert not any(claim.protected for claim in left.claims)
    assert left.allocations[0].priority == found.last + 2


def test_goals_are_worth_base_prices_and_workers_nothing():
    staff = LabourCategory("hands", (100.0,), wage=2.0)
    economy = an_economy(
        *(good("steel", price=4.0), staff, want("steel", 1.0)),
        figure("output", 1.0, "steel"),
        figure("group_output", 1.0, "all"),
        figure("employment", 1.0, "hands"),
        norms={("hands", "steel"): 1.0},
    )
    goals = solve(economy).goals
    assert worth_of_goals(economy, goals).tolist() == [4.0, 4.0, 1.0, 0.0]


@given(st.integers(0, 10_000))
def test_full_control_gives_the_heights_what_the_mobilised_plan_gives(seed):
    economy = a_random_economy(seed, goods=4)
    found = control_of(economy)
    full = fulfilments(solve(found.economy_with(tuple(economy.commodity_index)), MOBILISED))
    mobilised = fulfilments(solve(economy, MOBILISED))
    assert found.goals
    for key in found.goals:
        assert full[key] == pytest.approx(mobilised[key], abs=1e-7)
