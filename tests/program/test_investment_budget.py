"""Which limit binds: the roubles, their price, or the goods; and who holds what is left."""

from __future__ import annotations

import pytest

from balances.economy.construction import AUTHORISED, Finance, affordable_work
from balances.economy.issue import InfeasiblePlanError
from balances.economy.records import LabourCategory
from balances.gosplan import solve
from tests.conftest import an_economy, figure, good, made, want

DEAR = {"normal_work": 40.0, "elasticity": 0.728}


def berths(finance: Finance, steel: float = 100.0, wanted: float = 100.0):
    """Work of `wanted` roubles; a rouble of work is a unit of berths and takes one of steel."""
    return an_economy(
        good("ship", price=1.0), good("steel", price=1.0), made("ship", 10.0), made("steel", steel),
        figure("real_investment", wanted), capital={("steel", "ship"): 1.0}, finance=(finance,),
    )  # fmt: skip


BINDING = [
    # The budget: 43 buy more than 40 and less than the cap allows.
    (Finance(budget=43.0, price_cap=1.1, **DEAR), 100.0, "budget"),
    # The cap stops at 45.6 of 60.
    (Finance(budget=60.0, price_cap=1.1, **DEAR), 100.0, "price_cap"),
    # Neither: there is steel for 30.
    (Finance(budget=60.0, price_cap=1.1, **DEAR), 30.0, ""),
]


@pytest.mark.parametrize(("finance", "steel", "binding"), BINDING)
def test_the_limit_that_binds_is_the_one_with_a_price(finance, steel, binding):
    prices = solve(berths(finance, steel)).prices
    budget = prices[prices["row"] == "investment_budget"]
    assert budget["item"].tolist() == [binding] * bool(binding)
    assert (budget["shadow_price"] > 0.0).all()
    scarce = set(prices[prices["shadow_price"] != 0.0]["row"])
    assert ("capacity" in scarce) is (not binding)


def test_loosened_in_turn_budget_cap_and_goods_each_give_way_to_the_next():
    def built(budget: float, cap: float, steel: float) -> tuple[float, str]:
        plan = solve(berths(Finance(budget=budget, price_cap=cap, **DEAR), steel))
        binding = plan.prices[plan.prices["row"] != "material_balance"].iloc[0]
        return plan.investment["real"].item(), binding["item"]

    # 43 buy 40 * (43/40)^0.272 = 40.79; then there is steel for 41; the cap allows 41.45.
    steps = [(43.0, 1.1, 41.0), (60.0, 1.1, 41.0), (60.0, 1.1, 42.0), (60.0, 1.3, 42.0)]
    found = [built(*step) for step in steps]
    assert [work for work, _ in found] == pytest.approx([40.79, 41.0, 41.45, 42.0], rel=5e-3)
    assert [item for _, item in found] == ["budget", "steel", "price_cap", "steel"]


STEP = 1e-4


def by_budget(more=0.0):
    return berths(Finance(budget=43.0 + more, price_cap=1.1, **DEAR))


def by_labour(more=0.0):
    # A unit of new berths takes half a mason; 20 masons.
    return an_economy(
        good("ship", price=1.0), good("steel", price=1.0), made("ship", 10.0),
        LabourCategory("masons", (20.0 + more,), wage=1.0), figure("real_investment", 100.0),
        capital={("steel", "ship"): 1.0}, builders={("masons", "ship"): 0.5},
        finance=(Finance(budget=500.0),),
    )  # fmt: skip


def by_agency(more=0.0):
    return an_economy(
        good("ship", price=1.0), good("steel", price=1.0), made("ship", 10.0, agency="navy"),
        figure("real_investment", 100.0), capital={("steel", "ship"): 1.0},
        finance=(Finance(agency_budgets={"navy": 50.0 + more}, cost_index=1.25),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("case", "row", "item"),
    [
        (by_budget, "investment_budget", "budget"),
        (by_labour, "labour", "masons"),
        (by_agency, "investment_budget", "agency"),
    ],
    ids=["budget", "labour", "agency"],
)
def test_shadow_prices_are_what_one_more_rouble_or_worker_gives(case, row, item):
    prices = solve(case()).prices.set_index(["row", "item"])
    levels = [solve(case(h)).stages["level"].iloc[0] for h in (-STEP, STEP)]
    quotient = (levels[1] - levels[0]) / (2.0 * STEP)
    assert prices.loc[(row, item), "shadow_price"] == pytest.approx(quotient, rel=1e-6)
    assert quotient > 0.0


def test_the_price_of_the_cap_is_that_of_one_rouble_of_spending_above_it():
    # One more rouble allowed above the cap is a step of 1 / I in the cap.
    def capped(cap):
        return berths(Finance(budget=60.0, price_cap=cap, **DEAR))

    plan = solve(capped(1.1))
    work = plan.investment["real"].item()
    levels = [solve(capped(1.1 + h / work)).stages["level"].iloc[0] for h in (-STEP, STEP)]
    quotient = (levels[1] - levels[0]) / (2.0 * STEP)
    prices = plan.prices.set_index(["row", "item"])
    price = prices.loc[("investment_budget", "price_cap"), "shadow_price"]
    assert price == pytest.approx(quotient, rel=1e-4)
    assert plan.investment["cap_price"].item() == price


def test_agencies_share_a_budget_that_is_too_small_for_both_of_theirs():
    # 60 and 60 allowed, 80 in all: real work 80 of the 100 wanted.
    economy = an_economy(
        good("x", price=1.0), good("y", price=1.0), made("x", 10.0, agency="a"),
        made("y", 10.0, agency="b"), figure("real_investment", 100.0),
        capital={("x", "x"): 1.0, ("x", "y"): 1.0},
        finance=(Finance(budget=80.0, agency_budgets={"a": 60.0, "b": 60.0}),),
    ).with_activities([made("x", agency="a"), made("y", 10.0, agency="b")])  # fmt: skip
    plan = solve(economy)
    assert plan.investment["real"].tolist() == pytest.approx([80.0], rel=1e-9)
    work = plan.construction.groupby("activity")["work"].sum()
    assert work.max() <= 60.0 * (1.0 + 1e-9)


def overhung(limit: float, steel: float = 100.0, **more):
    finance = Finance(
        budget=60.0, rule=AUTHORISED, overhang_limit=limit, **({"price_cap": 1.1} | DEAR | more)
    )
    return berths(finance, steel, affordable_work(finance))


def test_an_overhang_limit_is_hard():
    # 14.4 are left within the cap.
    assert solve(overhung(15.0)).investment["overhang"].item() == pytest.approx(14.4, rel=2e-2)
    with pytest.raises(InfeasiblePlanError) as caught:
        solve(overhung(14.0))
    assert any("investment budget overhang" in line for line in caught.value.lines)


def test_roubles_are_not_spent_above_the_curve_to_keep_an_overhang_small():
    # Steel for 40 of work at planned cost leaves 20 of 60; at most 5 may be left.
    with pytest.raises(InfeasiblePlanError):
        solve(overhung(5.0, steel=40.0, price_cap=1.5))


def test_a_ceiling_is_no_goal_and_leaves_no_overhang():
    finance = Finance(budget=60.0, **DEAR)
    plan = solve(
        an_economy(
            good("ship", price=1.0), good("steel", price=1.0), made("ship", 10.0),
            want("ship", 12.0), capital={("steel", "ship"): 1.0}, finance=(finance,),
        )
    )  # fmt: skip
    # 2 of new berths are all that is wanted.
    row = plan.investment.iloc[0]
    assert (row["real"], row["overhang"]) == pytest.approx((2.0, 0.0), rel=1e-9)
