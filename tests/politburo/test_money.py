"""What decrees cost and free in money, by hand."""

from __future__ import annotations

import pytest

from balances.economy.construction import Finance
from tests.conftest import an_economy, figure, good, made, project, want
from tests.politburo.logs import decree, replayed


def site():
    """A mill that costs 100 at base prices, of 100 of cement at a rouble; homes claim 60 of 120.

    The budget is 50: half of the mill is built and takes 50 of cement; the other 70 are there
    for the homes. With 100, the mill wants 100 of cement.
    """
    return an_economy(
        good("cement", price=1.0), good("steel", price=1.0),
        made("cement", 120.0), made("steel", 0.0),
        want("cement", 60.0, "homes", "household"),
        figure("capacity", 10.0, "steel", period=1, label="mill", priority=1),
        project("mill", "steel", 10.0, 100.0, inputs={"cement": 100.0}),
        finance=(Finance(budget=50.0, other_income=100.0, other_spending=0.0),),
    )  # fmt: skip


def test_a_larger_budget_costs_money_and_consumption():
    """All of the mill: 50 roubles more are authorised and spent; homes are left 20 of 60.

    The state has 100 for it and nothing else to pay.
    """
    found = replayed(site(), decree("budget", 100.0))
    lines = {line.what: line for line in found.steps[0].money}
    changes = {what: (line.before, line.after) for what, line in lines.items()}
    assert changes == {
        "Investment budget": (50.0, 100.0),
        "Investment spending": pytest.approx((50.0, 100.0)),
        "State budget: income less spending": pytest.approx((50.0, 0.0), abs=1e-9),
        "Household consumption": pytest.approx((60.0, 20.0)),
    }
    assert all(line.costs for line in lines.values())
    assert (lines["Investment budget"].unit, lines["Investment budget"].period) == ("roubles", "1")


def test_a_cut_frees_what_it_cost():
    found = replayed(site(), decree("budget", 100.0), decree("budget", 50.0))
    assert [line.costs for line in found.steps[1].money] == [False] * 4


def test_a_decree_that_changes_no_plan_costs_nothing():
    assert replayed(site(), decree("budget", 50.0)).steps[0].money == ()


def test_lower_retail_prices_cost_the_state_what_buyers_save():
    """60 at 2 roubles, half of it tax: 60 of tax. At 1.5 the tax is 0.5 a unit: 30 are lost."""
    economy = an_economy(
        good("cloth", price=1.0, retail_price=2.0, turnover_tax=0.5), made("cloth", 60.0),
        want("cloth", 60.0, "homes", "household"),
        finance=(Finance(budget=0.0, other_income=100.0, other_spending=20.0),),
    )  # fmt: skip
    (line,) = replayed(economy, decree("price", 1.5, commodities="cloth")).steps[0].money
    assert (line.what, line.costs) == ("State budget: income less spending", True)
    assert (line.before, line.after) == pytest.approx((140.0, 110.0))
