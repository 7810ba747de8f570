"""The least closing stock is a goal like others."""

from __future__ import annotations

import pytest

from balances.gosplan import solve
from tests.conftest import an_economy, fulfilments, good, made, value, want


def test_a_least_closing_stock_shares_a_shortage_with_claims():
    # 100 for a claim of 90 and a stock of 30: both at 100 / 120.
    plan = solve(
        an_economy(good("x", storable=True, min_stock=30.0), made("x", 100.0), want("x", 90.0))
    )
    assert fulfilments(plan) == pytest.approx(
        {"claim:x/users/other/1": 5 / 6, "stock:x": 5 / 6}, rel=1e-9
    )
    assert value(plan, "s", "x") == pytest.approx(25.0, rel=1e-9)


def test_a_least_closing_stock_is_of_the_last_period():
    # Both years give 100; year 1 keeps nothing, since year 2 can make its own 10 of stock.
    economy = an_economy(
        good("x", storable=True, min_stock=10.0), made("x", 100.0),
        want("x", 100.0), want("x", 90.0, period=1), periods=2,
    )  # fmt: skip
    plan = solve(economy)
    assert set(fulfilments(plan).values()) == {1.0}
    assert [value(plan, "s", "x", t) for t in (0, 1)] == pytest.approx([0.0, 10.0], abs=1e-9)


def test_a_least_closing_stock_is_an_ordinary_goal_where_classes_count():
    # Class 1 takes its 90 of 100 first; 10 of 30 are left for the stock, of class 2.
    economy = an_economy(
        good("x", storable=True, min_stock=30.0), made("x", 100.0), want("x", 90.0, priority=1)
    )
    found = fulfilments(solve(economy, "mobilised"))
    assert found["stock:x"] == pytest.approx(1 / 3, rel=1e-9)
    assert found["claim:x/users/other/1"] == 1.0
