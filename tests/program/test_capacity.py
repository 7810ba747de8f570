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


@pytest.mark.parametrize(
    ("lag", "outputs"),
    # 20 of steel a year build 20; 100, 90, 81 are left of the old, and 0.9 a year of the new.
    [
        (0, [120.0, 90.0 + 18.0 + 20.0, 81.0 + 16.2 + 18.0 + 20.0]),
        (1, [100.0, 90.0 + 20.0, 81.0 + 18.0 + 20.0]),
        # Over two years at a half each, 20 a year pay for 40 in year 1 and none in year 2.
        (2, [100.0, 90.0, 81.0 + 40.0]),
    ],
)
def test_new_capacity_comes_after_its_lag_and_is_retired_in_its_turn(lag, outputs):
    economy = an_economy(
        good("x"), good("steel"), made("steel", 20.0),
        made("x", 100.0, depreciation=0.1, construction_lag=lag),
        *(want("x", 500.0, period=t) for t in range(3)),
        capital={("steel", "x"): 1.0}, periods=3,
    )  # fmt: skip
    plan = solve(economy)
    assert [value(plan, "x", "x", t) for t in range(3)] == pytest.approx(outputs, rel=1e-9)
    in_operation = plan.construction["in_operation"].tolist()
    assert in_operation == pytest.approx(outputs, rel=1e-9)


def test_a_profile_spends_what_the_shares_say():
    # A quarter first: 20 of steel in year 1 would start 80, but 60 fall due in year 2: 80 / 3.
    economy = an_economy(
        good("x"), good("steel"), made("steel", 20.0),
        made("x", 100.0, construction_lag=2, spending_profile=(0.25, 0.75)),
        *(want("x", 500.0, period=t) for t in range(3)),
        capital={("steel", "x"): 1.0}, periods=3,
    )  # fmt: skip
    plan = solve(economy)
    assert value(plan, "x", "x", 2) == pytest.approx(100.0 + 80.0 / 3.0, rel=1e-9)
    assert plan.construction["work"].iloc[1] == pytest.approx(
        3.0 * plan.construction["work"].iloc[0], rel=1e-9
    )
