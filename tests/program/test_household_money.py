"""Household money: incomes find goods at prices no higher than the cap."""

from __future__ import annotations

import math

import pytest

from balances.economy.construction import Finance
from balances.economy.economy import frozen_vector
from balances.economy.records import LabourCategory
from balances.gosplan import solve
from tests.conftest import an_economy, figure, fulfilments, good, made, project, value, want


def town(cap: float = 1.25, wage: float | None = 8.0, psi: float = 1.0, **finance):
    """Cloth sold for 10 (half a worker at 8 roubles), guns sold to nobody (a worker each)."""
    return an_economy(
        good("cloth", retail_price=10.0), good("gun"),
        LabourCategory("hands", (math.inf,), wage=wage),
        want("cloth", 20.0, "homes", "household"), want("gun", 30.0, "army", "defence"),
        norms={("hands", "cloth"): 0.5, ("hands", "gun"): 1.0}, wage_index=frozen_vector([psi]),
        finance=(Finance(consumer_price_cap=cap, **finance),),
    )  # fmt: skip


def guns(**changes) -> float:
    return value(solve(town(**changes)), "x", "gun")


def lines(plan) -> dict[str, float]:
    return plan.household_money.set_index("line")["amount"].to_dict()


def test_wages_that_would_find_no_goods_are_not_paid():
    # 20 of cloth are worth 250 at the cap; their wages are 80: 170 are left for guns, 21.25.
    plan = solve(town())
    assert value(plan, "x", "gun") == pytest.approx(21.25, rel=1e-9)
    assert fulfilments(plan)["claim:cloth/homes/household/1"] == pytest.approx(1.0, rel=1e-9)


def test_incomes_above_goods_at_list_prices_are_the_overhang():
    found = lines(solve(town()))
    assert found == pytest.approx(
        {
            "wages": 250.0,
            "wages from construction": 0.0,
            "other incomes": 0.0,
            "direct taxes": 0.0,
            "loans": 0.0,
            "savings": 0.0,
            "goods at list prices": 200.0,
            "overhang": 50.0,
        },
        rel=1e-9,
        abs=1e-9,
    )
    # Without a cap all 30 guns are made, and the overhang is 80 + 240 - 200.
    assert lines(solve(town(cap=math.inf)))["overhang"] == pytest.approx(120.0, rel=1e-9)


@pytest.mark.parametrize(
    ("change", "made"),
    [
        ({"cap": 1.5}, 27.5),
        ({"cap": 2.0}, 30.0),
        ({"household_income": 40.0}, 16.25),
        ({"direct_taxes": 16.0}, 23.25),
        ({"loans": 8.0}, 22.25),
        ({"savings": 24.0}, 24.25),
        # Wages a quarter higher: 250 = 100 + 10 g.
        ({"psi": 1.25}, 15.0),
        # Without a wage the block is left out.
        ({"wage": None}, 30.0),
    ],
    ids=str,
)
def test_every_income_counts_and_what_does_not_come_to_market_is_taken_off(change, made):
    assert guns(**change) == pytest.approx(made, rel=1e-9)


def test_a_share_of_investment_becomes_wages():
    # 40 % of spending: with 60 of work 24 roubles, of 250 - 80; 146 make 18.25 guns.
    economy = town(wage_share=0.4)
    dam = an_economy(
        *economy.commodities, good("power"), made("power", 10.0), *economy.labour, *economy.claims,
        project("dam", "power", 10.0, 1000.0), figure("real_investment", 60.0, hard=True),
        norms={("hands", "cloth"): 0.5, ("hands", "gun"): 1.0}, finance=economy.finance,
    )  # fmt: skip
    plan = solve(dam)
    assert value(plan, "x", "gun") == pytest.approx(18.25, rel=1e-9)
    assert lines(plan)["wages from construction"] == pytest.approx(24.0, rel=1e-9)


def test_more_goods_for_households_allow_more_wages_elsewhere():
    economy = town()
    more = economy.with_claims(
        (*economy.claims, want("cloth", 4.0, "villages", "household")),
    )
    # 24 of cloth: 300 - 96 = 204, 25.5 guns.
    assert value(solve(more), "x", "gun") == pytest.approx(25.5, rel=1e-9)


def test_the_shadow_price_is_what_one_more_rouble_saved_gives():
    step = 1e-3
    prices = solve(town()).prices.set_index("row")
    levels = [solve(town(savings=h)).stages["level"].iloc[0] for h in (0.0, 2.0 * step)]
    quotient = (levels[1] - levels[0]) / (2.0 * step)
    # An eighth of a gun, of 30.
    assert quotient == pytest.approx(1.0 / 240.0, rel=1e-6)
    assert prices.loc["household_money", "shadow_price"] == pytest.approx(quotient, rel=1e-6)


def test_a_cap_too_low_for_wages_is_made_good_by_making_less():
    # At list prices 200 - 80 = 120: 15 guns.
    assert guns(cap=1.0) == pytest.approx(15.0, rel=1e-9)
    # At half of them a unit of cloth earns 5 and costs 4 of wages: 1 * 20 / 8 guns.
    assert guns(cap=0.5) == pytest.approx(2.5, rel=1e-9)
