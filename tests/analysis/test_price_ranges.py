"""Shadow prices: what one more and one less unit really give, in every family, and how far."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from balances.analysis import Grounds
from balances.analysis.price_ranges import Validity, validity
from balances.analysis.scarcity import Scarce, scarce_limits, short_goods
from balances.economy.construction import AUTHORISED, Finance
from balances.economy.keys import Key
from balances.economy.records import Allocation, LabourCategory
from balances.gosplan import solve
from balances.gosplan.conflict import lines_of, with_limit
from balances.program.families import FAMILIES
from tests.conftest import an_economy, figure, good, made, project, want
from tests.gosplan import test_prices as by_hand
from tests.gosplan.conftest import a_random_economy

STEP = 1e-4
DEAR = {"normal_work": 40.0, "elasticity": 0.728}


def imports(more=0.0):
    return an_economy(good("x", import_limit=30.0 + more), made("x", 0.0), want("x", 40.0))


def berths(finance: Finance):
    """Work of 100 roubles is wanted, a rouble of it takes one of steel."""
    return an_economy(
        good("ship", price=1.0), good("steel", price=1.0), made("ship", 10.0, agency="yard"),
        made("steel", 200.0), figure("real_investment", 100.0),
        capital={("steel", "ship"): 1.0}, finance=(finance,),
    )  # fmt: skip


def budget(more=0.0):
    return berths(Finance(budget=43.0 + more))


def agency_budget(more=0.0):
    return berths(Finance(agency_budgets={"yard": 30.0 + more}))


def normal_work(more=0.0):
    return berths(Finance(budget=200.0, normal_work=40.0 + more, elasticity=1.0))


def state_budget(more=0.0):
    # 4 of tax on each of 20 of cloth, and the deficit, are left for investment of 100.
    finance = Finance(budget=200.0, other_spending=40.0, deficit_limit=10.0 + more)
    return an_economy(
        good("cloth", retail_price=10.0, turnover_tax=0.4), made("cloth", 20.0),
        good("power"), made("power", 10.0), project("dam", "power", 10.0, 1000.0),
        want("cloth", 20.0, "homes", "household"), figure("real_investment", 100.0),
        finance=(finance,),
    )  # fmt: skip


def household_money(more=0.0):
    # 20 of cloth bring 250 at the cap; their wages are 80, the rest pays 8 for each of 30 guns.
    return an_economy(
        good("cloth", retail_price=10.0), made("cloth", 20.0), good("gun"),
        LabourCategory("hands", (math.inf,), wage=8.0),
        want("cloth", 20.0, "homes", "household"), want("gun", 30.0, "army", "defence"),
        norms={("hands", "cloth"): 0.5, ("hands", "gun"): 1.0},
        finance=(Finance(consumer_price_cap=1.25, savings=more),),
    )  # fmt: skip


def overhang(more=0.0):
    # Of 60 authorised 10 may be left, so 50 of work are asked of steel; ships get the rest.
    finance = Finance(budget=60.0, rule=AUTHORISED, overhang_limit=10.0 + more)
    return an_economy(
        good("ship", price=1.0), good("steel", price=1.0), made("ship", 10.0),
        made("steel", 55.0), want("steel", 20.0), capital={("steel", "ship"): 1.0},
        finance=(finance,),
    )  # fmt: skip


def site(more=0.0):
    # Three quarters of a site of 12 are left, beside 5 that stand, of 45; more of it would be
    # left where less was done, and what that gave then stands elsewhere.
    return an_economy(
        good("x"), made("x", 5.0 + 12.0 * more), want("x", 45.0, period=1),
        project("works", "x", 12.0, 1.0, done=0.25 - more), periods=2,
    )  # fmt: skip


# Case, row, stage, price by hand, and from where to where of the limit it holds.
CASES = [
    # Up to both claims of 60; down to nothing.
    (by_hand.capacity, Key("capacity", "x", 0), 1, 1 / 120, 0.0, 120.0),
    (by_hand.labour, Key("labour", "hands", 0), 1, 1 / 180, 0.0, 180.0),
    (by_hand.currency, Key("foreign_exchange", "", 0), 1, 1 / 200, 0.0, 200.0),
    (by_hand.ceiling, Key("control_figures", "output x", 0), 1, 1 / 40, 0.0, 40.0),
    (by_hand.least, Key("control_figures", "stock x", 0), 1, -1 / 60, 0.0, 50.0),
    (by_hand.equal, Key("control_figures", "output x", 0), 1, 1 / 40, 0.0, 40.0),
    # From 25 on the army could make 25 guns of it, and homes get what is left of 100.
    (by_hand.least_allotted, Key("agency_allocation", "steel", 0, "army/min"), 1, -1 / 200,
     None, 100.0),
    (by_hand.most_allotted, Key("agency_allocation", "steel", 0, "army/max"), 1, 1 / 30,
     0.0, None),
    (by_hand.second_stage, Key("capacity", "X", 0), 2, 1 / 100, None, 130.0),
    # No more than all of it can be done in the one year that is early enough.
    (site, Key("projects", "whole", -1, "works"), 1, 12 / 45, 0.0, 1.0),
    (imports, Key("m", "x", 0), 1, 1 / 40, 0.0, 40.0),
    (budget, Key("investment_budget", "budget", 0), 1, 1 / 100, 0.0, 100.0),
    (agency_budget, Key("investment_budget", "agency", 0, "yard"), 1, 1 / 100, 0.0, 100.0),
    (normal_work, Key("z", "0", 0), 1, 1 / 100, 0.0, 100.0),
    # 80 of tax and 10 of deficit less 40; no less than nothing is invested.
    (state_budget, Key("state_budget", "", 0), 1, 1 / 100, -80.0, 20.0),
    # 8 roubles a gun of 30; the row stands at 0.
    (household_money, Key("household_money", "", 0), 1, 1 / 240, -170.0, 70.0),
]  # fmt: skip
IDS = [case[0].__name__ for case in CASES]


def of_row(case, key: Key, stage: int) -> tuple[Scarce, Validity]:
    grounds = Grounds(solve(case()))
    scarce = scarce_limits(grounds, grounds.plan.evidence.stages[stage - 1])
    (chosen,) = (each for each in scarce if each.key == key)
    return chosen, validity(grounds, stage, [chosen])[0]


@pytest.mark.parametrize("told", CASES, ids=IDS)
def test_a_price_is_what_one_more_and_one_less_unit_give(told):
    case, key, stage, price, low, high = told
    scarce, holds = of_row(case, key, stage)
    assert scarce.price == pytest.approx(price, rel=1e-9)
    assert (holds.more, holds.less) == pytest.approx((price, price), rel=1e-7)
    assert holds.unique
    levels = [solve(case(h)).stages["level"].iloc[stage - 1] for h in (-STEP, 0.0, STEP)]
    assert (levels[1] - levels[0]) / STEP == pytest.approx(price, rel=1e-6)
    assert (levels[2] - levels[1]) / STEP == pytest.approx(price, rel=1e-6)
    if low is not None:
        assert holds.low == pytest.approx(low, rel=1e-6, abs=1e-5)
    if high is not None:
        assert holds.high == pytest.approx(high, rel=1e-6)


DEFINING = {"capital_work", "closing_stock", "protection", "after_goals", "fulfilment"}
"""Families whose rows say what is meant, and limit nothing."""


def test_every_family_that_limits_has_its_price_tested():
    tried = {case[1].kind for case in CASES} | {row for _, (row, _), _, _ in by_hand.CASES}
    assert {family.name for family in FAMILIES} - DEFINING == tried - {"m", "z", "imports"}


def test_the_price_of_the_price_cap_is_that_of_a_rouble_above_it():
    # A higher cap lets c I roubles more through for each unit of it.
    def capped(more=0.0):
        return berths(Finance(budget=60.0, price_cap=1.1 + more, **DEAR))

    scarce, holds = of_row(capped, Key("investment_budget", "price_cap", 0), 1)
    assert holds.unique
    levels = [solve(capped(h)).stages["level"].iloc[0] for h in (-STEP, 0.0, STEP)]
    work = 100.0 * levels[1]
    for slope in ((levels[1] - levels[0]) / STEP, (levels[2] - levels[1]) / STEP):
        assert scarce.price * work == pytest.approx(slope, rel=1e-3)


def test_the_price_of_a_limit_on_the_overhang_is_what_a_rouble_left_gives():
    plan = solve(overhang())
    levels = [solve(overhang(h)).stages["level"].iloc[0] for h in (-STEP, 0.0, STEP)]
    assert levels[1] == pytest.approx(5 / 20, rel=1e-9)
    grounds = Grounds(plan)
    held = [
        each
        for each in scarce_limits(grounds, plan.evidence.stages[0])
        if each.key.item in ("overhang", "overhang_work")
    ]
    # One rouble more may be left: one less need be spent, and one of steel more is free.
    assert sum(-each.price for each in held) == pytest.approx(1 / 20, rel=1e-9)
    assert (levels[2] - levels[1]) / STEP == pytest.approx(1 / 20, rel=1e-6)


def test_where_two_limits_bind_at_once_more_of_one_gives_nothing_and_less_costs():
    economy = an_economy(
        good("x"), made("x", 50.0), LabourCategory("hands", (50.0,)), want("x", 100.0),
        norms={("hands", "x"): 1.0},
    )  # fmt: skip
    grounds = Grounds(solve(economy))
    both = [
        Scarce("row", Key("capacity", "x", 0), 50.0, 0.01, 0.5),
        Scarce("row", Key("labour", "hands", 0), 50.0, 0.01, 0.5),
    ]
    for found in validity(grounds, 1, both):
        assert found.more == pytest.approx(0.0, abs=1e-12)
        assert found.less == pytest.approx(0.01, rel=1e-7)
        assert not found.unique
        assert found.low == pytest.approx(0.0, abs=1e-5)
        assert math.isinf(found.high)


def test_less_than_what_earlier_classes_have_is_no_plan():
    # Class 1 has all 60 of 100; the price for class 2 holds down to 60 and no further.
    economy = an_economy(
        good("x"), made("x", 100.0), want("x", 60.0, "A", priority=1),
        want("x", 80.0, "B", priority=2),
    )  # fmt: skip
    grounds = Grounds(solve(economy, "mobilised"))
    stage = grounds.plan.goals["stage"].max()
    (scarce,) = scarce_limits(grounds, grounds.plan.evidence.stages[stage - 1])
    found = validity(grounds, stage, [scarce])[0]
    assert found.more == found.less == pytest.approx(1 / 80, rel=1e-7)
    assert (found.low, found.high) == pytest.approx((60.0, 140.0), rel=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_prices_are_difference_quotients_in_random_economies(seed):
    economy = a_random_economy(seed, periods=1)
    grounds = Grounds(solve(economy))
    stage = grounds.plan.evidence.stages[0]
    scarce = {(s.place, s.key): s for s in scarce_limits(grounds, stage)}
    holds = dict(zip(scarce, validity(grounds, 1, list(scarce.values())), strict=True))
    tried = 0
    for line in lines_of(economy):
        of = [(p.place, p.key) for p in line.parts if (p.place, p.key) in scarce]
        if line.kind in ("target", "floor") or len(of) != 1:
            continue
        step, found = STEP * line.size, holds[of[0]]
        moved = [solve(with_limit(economy, line, line.limit + h)) for h in (-step, step)]
        less, more = (-plan.evidence.stages[0].objective for plan in moved)
        level = -stage.objective
        assert (more - level) / step == pytest.approx(found.more, rel=1e-5)
        assert (level - less) / step == pytest.approx(found.less, rel=1e-5)
        tried += 1
    assert tried


def test_an_allotment_that_only_defines_is_no_limit():
    economy = an_economy(
        good("steel"), good("gun"), made("steel", 50.0), made("gun", 25.0, agency="army"),
        want("gun", 60.0, "army"), Allocation("steel", "army", 0, target=90.0),
        uses={("steel", "gun"): 1.0},
    )  # fmt: skip
    grounds = Grounds(solve(economy))
    kinds = {s.key.kind for stage in grounds.plan.evidence.stages
             for s in scarce_limits(grounds, stage)}  # fmt: skip
    assert kinds == {"capacity"}


def test_a_limit_on_imports_is_not_scarce_where_an_earlier_stage_left_no_currency_for_them():
    # Stage 1 spends all 10 on x for A. More ore would help B, and no limit forbids to buy it.
    economy = an_economy(
        good("x", import_limit=math.inf, import_price=1.0),
        good("ore", import_limit=10.0, import_price=1.0), good("z"),
        made("x", 0.0), made("ore", 8.0), want("x", 20.0, "A"), want("z", 10.0, "B"),
        uses={("ore", "z"): 1.0}, foreign_credit=(10.0,),
    )  # fmt: skip
    grounds = Grounds(solve(economy))
    first, second = (scarce_limits(grounds, stage) for stage in grounds.plan.evidence.stages[:2])
    assert {each.key.kind for each in first} >= {"foreign_exchange"}
    assert [(each.key.kind, each.key.item) for each in second] == [("capacity", "ore")]
    assert second[0].price == pytest.approx(1 / 10, rel=1e-9)


def test_nothing_is_scarce_where_all_is_met_whatever_the_rounding():
    economy = an_economy(good("x"), made("x", 50.0), want("x", 50.0))
    plan = solve(economy)
    grounds = Grounds(plan)
    noise = 1e-24 * np.cos(np.arange(len(plan.evidence.rows)))
    met = replace(plan.evidence.stages[0], duals=noise)
    assert scarce_limits(grounds, met) == short_goods(grounds, met) == ()
