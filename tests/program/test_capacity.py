"""Capacity and its retirement."""

from __future__ import annotations

import math

import numpy as np
import pytest

from balances.gosplan import solve
from balances.program.families.capacity import capacity_in
from tests.conftest import an_economy, good, made, value, want
from tests.program.conftest import layout_of


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
    economy = an_economy(good("x"), activity, want("x", 9.0), periods=3)
    unknowns = layout_of(economy).unknowns
    nothing = np.zeros(len(unknowns.keys))
    # Years 1 and 2: min(100, 60), min(50, 60); from year 3 on capacity alone: 25.
    found = [capacity_in(economy, unknowns, nothing, 0, t) for t in range(3)]
    assert found == [60.0, 50.0, 25.0]


def test_the_opening_output_is_a_limit_of_its_own_which_construction_does_not_move():
    economy = an_economy(
        good("x"), good("steel"), made("x", 50.0, lead=1, opening_output=20.0),
        want("x", 90.0), want("x", 90.0, period=1), capital={("steel", "x"): 1.0}, periods=2,
    )  # fmt: skip
    plan = solve(economy)
    rows = [key for key in plan.evidence.rows if key.kind == "capacity" and key.item == "x"]
    assert [(key.period, key.holder) for key in rows] == [(0, ""), (0, "opening"), (1, "")]
    # Steel is without limit: 40 of new capacity in year 2, nothing helps in year 1.
    assert [value(plan, "x", "x", t) for t in (0, 1)] == pytest.approx([20.0, 90.0], rel=1e-9)


def test_unlimited_capacity_has_no_row_and_no_utilisation():
    plan = solve(an_economy(good("x"), want("x", 100.0)))
    assert not any(key.kind == "capacity" for key in plan.evidence.rows)
    assert math.isnan(plan.outputs["utilisation"].iloc[0])
    assert value(plan, "x", "x") == pytest.approx(100.0, rel=1e-9)
