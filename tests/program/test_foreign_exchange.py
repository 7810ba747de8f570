"""Imports: limited, and paid by exports and credit."""

from __future__ import annotations

import math

import pytest

from balances.gosplan import solve
from tests.conftest import an_economy, fulfilments, good, made, value, want


def trading(limit: float = 100.0, credit: tuple[float, ...] | None = (10.0,)):
    return an_economy(
        good("ore", import_limit=limit, import_price=2.0), good("oil", export_price=4.0),
        made("ore", 0.0), made("oil", 5.0),
        want("ore", 30.0), want("oil", 5.0, "trade", "export"),
        foreign_credit=credit,
    )  # fmt: skip


def test_imports_are_paid_by_exports_and_credit():
    # 5 of oil at 4 earn 20, credit 10: 30 buy 15 of ore at 2.
    plan = solve(trading())
    assert value(plan, "m", "ore") == pytest.approx(15.0, rel=1e-9)
    account = plan.foreign_exchange.iloc[0]
    assert (account["earned"], account["credit"], account["spent"]) == pytest.approx((20, 10, 30))


def test_the_import_limit_holds_where_there_is_currency_enough():
    assert value(solve(trading(limit=12.0)), "m", "ore") == pytest.approx(12.0, rel=1e-9)


def test_without_the_block_imports_need_no_currency():
    plan = solve(trading(limit=25.0, credit=None))
    assert value(plan, "m", "ore") == pytest.approx(25.0, rel=1e-9)
    assert plan.foreign_exchange.empty


def test_unlimited_imports_are_limited_by_currency_alone():
    assert value(solve(trading(limit=math.inf)), "m", "ore") == pytest.approx(15.0, rel=1e-9)


def test_goods_without_an_import_limit_are_not_imported():
    economy = an_economy(good("ore"), made("ore", 3.0), want("ore", 30.0), foreign_credit=(99.0,))
    plan = solve(economy)
    assert fulfilments(plan) == {"claim:ore/users/other/1": pytest.approx(0.1)}
    assert not any(key.kind == "m" for key in plan.evidence.columns)


def test_currency_is_not_carried_from_one_period_to_the_next():
    economy = an_economy(
        good("ore", import_limit=100.0, import_price=2.0), made("ore", 0.0),
        want("ore", 30.0), want("ore", 30.0, period=1), periods=2, foreign_credit=(60.0, 20.0),
    )  # fmt: skip
    plan = solve(economy)
    assert [value(plan, "m", "ore", t) for t in (0, 1)] == pytest.approx([30.0, 10.0], rel=1e-9)


def test_a_debt_to_be_repaid_is_earned_before_anything_is_bought():
    # 20 earned, 8 owed: 12 buy 6 of ore.
    assert value(solve(trading(credit=(-8.0,))), "m", "ore") == pytest.approx(6.0, rel=1e-9)


def test_exports_go_as_far_as_output_where_nothing_is_imported():
    plan = solve(trading(limit=0.0, credit=(0.0,)))
    assert fulfilments(plan)["claim:oil/trade/export/1"] == 1.0
    assert fulfilments(plan)["claim:ore/users/other/1"] == 0.0
