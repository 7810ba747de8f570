"""Real work and what it costs: the curve, its pieces, and the work of agencies."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balances.economy.construction import (
    AUTHORISED,
    TOP_INDEX,
    TOP_WORK,
    Finance,
    affordable_work,
    cost_curve,
)
from balances.gosplan import solve
from tests.conftest import an_economy, figure, good, made, project, value


def dam(finance: Finance, wanted: float = 100.0, **fields):
    """One endless dam of 1 000 roubles, of which `wanted` are to be spent in the year."""
    return an_economy(
        good("power"), made("power", 10.0), project("dam", "power", 10.0, 1000.0),
        figure("real_investment", wanted), finance=(finance,), **fields,
    )  # fmt: skip


def spent(finance: Finance, work: float) -> float:
    """Cost of work on the piecewise curve."""
    total = 0.0
    for piece in cost_curve(finance):
        taken = min(work, piece.width)
        total, work = total + finance.cost_index * piece.price * taken, work - taken
    return total if work <= 1e-9 else math.inf


DEAR = {"normal_work": 40.0, "elasticity": 0.728}


def test_sixty_roubles_buy_forty_five_of_work_when_the_curve_is_steep():
    # 40 * (60 / 40)^0.272 = 44.66 at a price of 60 / 44.66 = 1.343; the pieces are 0.5 % right.
    plan = solve(dam(Finance(budget=60.0, **DEAR)))
    row = plan.investment.iloc[0]
    assert row["nominal"] == pytest.approx(60.0, rel=1e-9)
    assert row["real"] == pytest.approx(44.66, rel=5e-3)
    assert row["price_index"] == pytest.approx(1.343, rel=5e-3)
    assert row["real"] <= 44.6645
    assert row["real"] == pytest.approx(affordable_work(Finance(budget=60.0, **DEAR)), rel=1e-9)


def test_within_a_price_cap_no_more_can_be_spent_than_it_allows():
    # 1.10 = (I / 40)^(1/0.272 - 1): I = 40 * 1.1^(0.272/0.728) = 41.45, spending 45.6 of 60.
    row = solve(dam(Finance(budget=60.0, price_cap=1.1, **DEAR))).investment.iloc[0]
    assert row["real"] == pytest.approx(41.45, rel=5e-3)
    assert row["nominal"] == pytest.approx(45.6, rel=5e-3)
    assert row["nominal"] <= 1.1 * row["real"] * (1.0 + 1e-9)
    assert row["price_index"] == pytest.approx(1.10, rel=1e-9)


def test_an_authorised_budget_leaves_roubles_that_find_nothing():
    finance = Finance(budget=60.0, rule=AUTHORISED, price_cap=1.1, **DEAR)
    # The goal of the rule is what 60 would buy within the cap.
    plan = solve(dam(finance, affordable_work(finance)))
    row = plan.investment.iloc[0]
    assert plan.goals["fulfilment"].tolist() == pytest.approx([1.0], rel=1e-9)
    assert row["overhang"] == pytest.approx(60.0 - 45.6, rel=2e-2)
    assert row["open_price_index"] == pytest.approx(60.0 / 41.45, rel=5e-3)
    assert row["overhang"] == pytest.approx(row["budget"] - row["nominal"], rel=1e-9)


def test_with_elasticity_one_no_more_than_the_normal_volume_is_built():
    finance = Finance(budget=60.0, rule=AUTHORISED, normal_work=40.0, elasticity=1.0)
    row = solve(dam(finance)).investment.iloc[0]
    assert (row["real"], row["nominal"]) == pytest.approx((40.0, 40.0), rel=1e-9)
    assert row["price_index"] == pytest.approx(1.0, rel=1e-9)
    assert row["open_price_index"] == pytest.approx(1.5, rel=1e-9)
    assert row["overhang"] == pytest.approx(20.0, rel=1e-9)


def test_without_elasticity_all_work_is_had_at_planned_cost():
    row = solve(dam(Finance(budget=60.0, cost_index=0.8))).investment.iloc[0]
    assert (row["real"], row["nominal"]) == pytest.approx((75.0, 60.0), rel=1e-9)
    assert row["price_index"] == pytest.approx(1.0, rel=1e-9)


def test_points_of_a_curve_are_joined_by_straight_lines():
    # 40 for 40, 60 for 60 * 1.5 = 90: the second piece costs 50 / 20 = 2.5 a rouble of work.
    finance = Finance(budget=65.0, curve=((40.0, 1.0), (60.0, 1.5)))
    assert [(p.width, p.price) for p in cost_curve(finance)] == [(40.0, 1.0), (math.inf, 2.5)]
    row = solve(dam(finance)).investment.iloc[0]
    assert (row["real"], row["nominal"]) == pytest.approx((50.0, 65.0), rel=1e-9)
    # And the last line goes on: 115 buy 70.
    assert affordable_work(Finance(budget=115.0, curve=finance.curve)) == pytest.approx(70.0)


@pytest.mark.parametrize(
    ("finance", "work"),
    [
        (Finance(), math.inf),
        (Finance(budget=60.0), 60.0),
        (Finance(budget=60.0, cost_index=1.2), 50.0),
        (Finance(budget=30.0, **DEAR), 30.0),
        (Finance(budget=60.0, normal_work=40.0, elasticity=1.0), 40.0),
        # On the points (40, 1) and (60, 1.5): 40 + 2.5 z <= 1.2 (40 + z) gives z = 8 / 1.3.
        (Finance(budget=90.0, curve=((40.0, 1.0), (60.0, 1.5)), price_cap=1.2), 40 + 8 / 1.3),
        (Finance(budget=90.0, curve=((40.0, 1.0), (60.0, 1.5)), price_cap=1.5), 60.0),
        (Finance(budget=90.0, curve=((40.0, 1.2), (60.0, 1.5)), price_cap=1.1), 0.0),
    ],
)
def test_affordable_work_is_what_the_budget_buys_within_the_cap(finance, work):
    assert affordable_work(finance) == pytest.approx(work, rel=1e-9)


@given(st.floats(0.0, 1.0), st.floats(0.05, 0.95), st.floats(1.0, 1e6))
def test_the_piecewise_curve_is_right_to_half_a_percent_and_never_below(place, elasticity, normal):
    finance = Finance(normal_work=normal, elasticity=elasticity)
    power = 1.0 / (1.0 - elasticity)
    # From half the normal volume up to a price index of 20, or to 10 000 normal volumes.
    top = min(TOP_INDEX ** (1.0 / (power - 1.0)), TOP_WORK)
    work = normal * 0.5 * (2.0 * top) ** place
    exact = normal * max((work / normal) ** power, work / normal)
    assert exact * (1.0 - 1e-9) <= spent(finance, work) <= exact * 1.005


@given(st.floats(0.05, 0.95), st.floats(1.0, 1e6))
def test_marginal_prices_rise_from_piece_to_piece(elasticity, normal):
    prices = [
        piece.price for piece in cost_curve(Finance(normal_work=normal, elasticity=elasticity))
    ]
    assert prices[0] == 1.0
    assert all(low < high for low, high in pairwise(prices))


def test_pieces_fill_in_order_and_add_up_to_the_work():
    plan = solve(dam(Finance(budget=60.0, **DEAR)))
    pieces = cost_curve(plan.economy.finance[0])
    filled = [value(plan, "z", str(s)) for s in range(len(pieces))]
    assert sum(filled) == pytest.approx(value(plan, "I"), rel=1e-9)
    open_ones = [s for s, (z, p) in enumerate(zip(filled, pieces, strict=True)) if z < p.width]
    assert not any(filled[s] > 1e-9 for s in open_ones[1:])


def test_work_is_goods_and_labour_at_base_prices_by_the_profile_of_spending():
    # A unit takes 2 of steel at 3 and half a mason at 4: 8 roubles, a quarter in the first year.
    from balances.economy.records import LabourCategory

    economy = an_economy(
        good("x", price=1.0), good("steel", price=3.0),
        made("x", 10.0, construction_lag=2, spending_profile=(0.25, 0.75)),
        LabourCategory("masons", (99.0,) * 3, wage=4.0),
        figure("capacity", 20.0, "x", 2, hard=True), periods=3,
        capital={("steel", "x"): 2.0}, builders={("masons", "x"): 0.5},
    )  # fmt: skip
    plan = solve(economy)
    assert value(plan, "n", "x") == pytest.approx(10.0, rel=1e-9)
    assert plan.investment["real"].tolist() == pytest.approx([20.0, 60.0, 0.0], abs=1e-7)
    assert plan.labour["required"].tolist() == pytest.approx([1.25, 3.75, 0.0], abs=1e-7)
    steel = plan.balances[plan.balances["line"] == "capital construction"]
    used = steel[steel["commodity"] == "steel"]["quantity"].tolist()
    assert used == pytest.approx([5.0, 15.0, 0.0], abs=1e-7)
    # Unfinished: all that was paid while it is not yet in use.
    assert plan.investment["unfinished"].tolist() == pytest.approx([20.0, 80.0, 0.0], abs=1e-7)
