"""Capacity and its retirement."""

from __future__ import annotations

import math

import pytest

from balances.gosplan import solve
from balances.program.families.capacity import capacity_in
from tests.conftest import an_economy, good, made, value, want


def test_output_stops_at_capacity():
    plan = solve(an_economy(good("x"), made("x", 70.0), want("x", 100.0)))
    assert value(plan, "x", "x") == pytest.approx(70.0, rel=1e-9)
    assert plan.outputs["utilisation"].tolist() == pytest.approx([1.0])


def test_a_share_of_capacity_is_retired_each_period():
    # 100, 100 * 0.9 = 90, 90 * 0.9 = 81.
    claims = [want("x", 200.0, period=t) for t in range(3)]
    plan = solve(an_economy(good("x"), made("x", 100.0, depreciation=0.1), *claims, periods=3))
    assert [value(plan, "x", "x", t) for t in range(3)] == pytest.approx([100, 90, 81], rel=1e-9)
    assert plan.outputs["capacity"].tolist() == pytest.approx([100.0, 90.0, 81.0])


def test_during_the_lead_the_smaller_of_capacity_and_opening_output_holds():
    activity = made("x", 100.0, depreciation=0.5, lead=2, opening_output=60.0)
    # Years 1 and 2: min(100, 60), min(50, 60); from year 3 on capacity alone: 25.
    assert [capacity_in(activity, t) for t in range(3)] == [60.0, 50.0, 25.0]


def test_unlimited_capacity_has_no_row_and_no_utilisation():
    plan = solve(an_economy(good("x"), want("x", 100.0)))
    assert not any(key.kind == "capacity" for key in plan.evidence.rows)
    assert math.isnan(plan.outputs["utilisation"].iloc[0])
    assert value(plan, "x", "x") == pytest.approx(100.0, rel=1e-9)
