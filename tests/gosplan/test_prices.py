"""Shadow prices against what one more unit really gives, at the stage they are stated for."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from balances.economy.keys import Key
from balances.economy.records import Activity, Allocation, LabourCategory
from balances.gosplan import solve
from tests.conftest import an_economy, figure, good, made, want

STEP = 1e-3


def capacity(more=0.0):
    # 90 for 60 and 60: one more unit raises both by 1/120.
    return an_economy(good("x"), made("x", 90.0 + more), want("x", 60.0, "A"), want("x", 60.0, "B"))


def labour(more=0.0):
    # 2 workers a unit of a claim of 90: 1/180 a worker.
    return an_economy(
        good("x"), LabourCategory("hands", (100.0 + more,)), want("x", 90.0),
        norms={("hands", "x"): 2.0},
    )  # fmt: skip


def opening_stock(more=0.0):
    # 4 of ore a unit of a claim of 50: 1/200 a unit of ore.
    return an_economy(
        good("ore", opening_stock=80.0 + more), good("x"), made("ore", 0.0), want("x", 50.0),
        uses={("ore", "x"): 4.0},
    )  # fmt: skip


def currency(more=0.0):
    # 2 a unit of a claim of 100: 1/200.
    return an_economy(
        good("x", import_limit=math.inf, import_price=2.0), made("x", 0.0), want("x", 100.0),
        foreign_credit=(120.0 + more,),
    )  # fmt: skip


def ceiling(more=0.0):
    # At most 30 made of a claim of 40: 1/40.
    limit = figure("output", 30.0 + more, "x", sense="at_most", hard=True)
    return an_economy(good("x"), limit, want("x", 40.0))


def least(more=0.0):
    # 50 of grain; 20 at least must stay in stock, so one more takes 1/60 from the claim.
    limit = figure("stock", 20.0 + more, "x", hard=True)
    return an_economy(good("x", storable=True), made("x", 50.0), limit, want("x", 60.0))


def equal(more=0.0):
    limit = figure("output", 30.0 + more, "x", sense="equal", hard=True)
    return an_economy(good("x"), limit, want("x", 40.0))


def army(*allocations):
    return an_economy(
        good("steel"), good("gun"), made("steel", 100.0), made("gun", 25.0, agency="army"),
        want("steel", 200.0, "homes"), want("gun", 30.0, "army"), *allocations,
        uses={("steel", "gun"): 1.0},
    )  # fmt: skip


def least_allotted(more=0.0):
    # 40 + h to the army leave 60 - h of 200 to homes: -1/200.
    return army(Allocation("steel", "army", 0, low=40.0 + more))


def most_allotted(more=0.0):
    # 3 + h of steel make as many of 30 guns, the worst off: 1/30.
    return army(Allocation("steel", "army", 0, high=3.0 + more))


def imports(more=0.0):
    # 30 may be imported of 40: 1/40.
    return an_economy(good("x", import_limit=30.0 + more), made("x", 0.0), want("x", 40.0))


def imports_paid_for(more=0.0):
    # 2 of ore a unit of 100; currency there is for 90, so the limit binds: 1/200.
    return an_economy(
        good("ore", import_limit=60.0 + more, import_price=1.0), good("x"), made("ore", 20.0),
        want("x", 100.0), uses={("ore", "x"): 2.0}, foreign_credit=(90.0,),
    )  # fmt: skip


def second_stage(more=0.0):
    # Z is held at 30 by Y; then X - 30 of 100 goes to A: 1/100, in stage 2.
    return an_economy(
        good("X"), good("Y"), good("Z"), made("X", 100.0 + more), made("Y", 30.0),
        want("X", 100.0, "A"), want("Z", 100.0, "B"),
        uses={("X", "Z"): 1.0, ("Y", "Z"): 1.0},
    )  # fmt: skip


CASES = [
    (capacity, ("capacity", "x"), 1, 1 / 120),
    (labour, ("labour", "hands"), 1, 1 / 180),
    (opening_stock, ("material_balance", "ore"), 1, 1 / 200),
    (currency, ("foreign_exchange", ""), 1, 1 / 200),
    (ceiling, ("control_figures", "output x"), 1, 1 / 40),
    (least, ("control_figures", "stock x"), 1, -1 / 60),
    (equal, ("control_figures", "output x"), 1, 1 / 40),
    (least_allotted, ("agency_allocation", "steel"), 1, -1 / 200),
    (most_allotted, ("agency_allocation", "steel"), 1, 1 / 30),
    (imports, ("imports", "x"), 1, 1 / 40),
    (imports_paid_for, ("imports", "ore"), 1, 1 / 200),
    (second_stage, ("capacity", "X"), 2, 1 / 100),
]


@pytest.mark.parametrize(
    ("case", "row", "stage", "by_hand"), CASES, ids=[c[0].__name__ for c in CASES]
)
def test_a_shadow_price_is_what_one_more_unit_gives(case, row, stage, by_hand):
    prices = solve(case()).prices.set_index(["row", "item"])
    assert prices.loc[row, "stage"] == stage
    assert prices.loc[row, "shadow_price"] == pytest.approx(by_hand, rel=1e-9)
    # And it is the difference quotient of the level that the stage reached, on both sides.
    levels = [solve(case(h)).stages["level"].iloc[stage - 1] for h in (-STEP, 0.0, STEP)]
    assert (levels[1] - levels[0]) / STEP == pytest.approx(by_hand, rel=1e-6)
    assert (levels[2] - levels[1]) / STEP == pytest.approx(by_hand, rel=1e-6)


@pytest.mark.parametrize("row", ["capacity", "imports"])
def test_what_is_in_surplus_has_no_price(row):
    plan = solve(an_economy(good("x", import_limit=9.0), made("x", 200.0), want("x", 60.0)))
    assert (row, "x") not in set(zip(plan.prices["row"], plan.prices["item"], strict=True))


def test_the_effort_price_of_a_capacity_is_the_effort_that_one_more_unit_saves():
    # The new way saves 1 ore a unit (price 2) and costs the same otherwise, within 0.1 %.
    def ways(more=0.0):
        return an_economy(
            good("ore", price=2.0), good("steel", price=5.0),
            Activity("new", "steel", capacity=40.0 + more, technique=True), want("steel", 90.0),
            uses={("ore", "steel"): 1.5, ("ore", "new"): 0.5},
        )  # fmt: skip

    prices = solve(ways()).prices.set_index(["row", "item"])
    efforts = [solve(ways(h)).evidence.stages[-1].objective for h in (0.0, STEP)]
    gain = (efforts[0] - efforts[1]) / STEP
    assert gain == pytest.approx(2.0, rel=5e-3)
    assert prices.loc[("capacity", "new"), "effort_price"] == pytest.approx(gain, rel=1e-6)
    assert prices.loc[("capacity", "new"), "stage_kind"] == "least_effort"


def test_prices_carry_the_unit_of_their_limit():
    units = {case: solve(case()).prices.set_index(["row", "item"])["unit"] for case, *_ in CASES}
    assert units[capacity][("capacity", "x")] == "t"
    assert units[labour][("labour", "hands")] == "workers"
    assert units[currency][("foreign_exchange", "")] == "foreign currency"
    assert units[ceiling][("control_figures", "output x")] == "t"
    assert units[least_allotted][("agency_allocation", "steel")] == "t"
    assert units[imports][("imports", "x")] == "t"


def guns(more=0.0):
    # 30 of guns for A take 30 of 100 of steel; C gets the rest of 140.
    return an_economy(
        good("gun"), good("steel"), made("gun", 30.0 + more), made("steel", 100.0),
        want("gun", 100.0, "A"), want("steel", 140.0, "C"), uses={("steel", "gun"): 1.0},
    )  # fmt: skip


def test_in_a_later_stage_a_price_is_what_is_left_when_earlier_ones_have_had_their_share():
    plan = solve(guns())
    capacity = plan.evidence.rows.index(Key("capacity", "gun", 0))
    gains = [-float(stage.duals[capacity]) for stage in plan.evidence.stages[:2]]
    assert gains == pytest.approx([1 / 100, -1 / 140], rel=1e-9)
    less, more = (solve(guns(h)).stages["level"] for h in (-STEP, STEP))
    assert ((more - less) / (2.0 * STEP)).tolist()[:2] == pytest.approx(gains, rel=1e-6)
    # What is shown is the price of the first.
    prices = plan.prices.set_index(["row", "item"])
    assert prices.loc[("capacity", "gun"), "stage"] == 1
    assert prices.loc[("capacity", "gun"), "shadow_price"] == pytest.approx(1 / 100, rel=1e-9)


def test_what_counts_towards_a_goal_is_no_limit():
    # 30 of 40 that are wanted in stock, made, and received: it is the capacity that is scarce.
    stock = an_economy(good("x", storable=True, min_stock=40.0), made("x", 30.0))
    output = an_economy(good("x"), made("x", 30.0), figure("output", 40.0, "x"))
    army = an_economy(
        good("x"), good("gun"), made("x", 30.0), made("gun", agency="army"),
        want("gun", 60.0, "army"), Allocation("x", "army", 0, target=40.0, priority=1),
        uses={("x", "gun"): 1.0},
    )  # fmt: skip
    for economy in (stock, output, army):
        prices = solve(economy, "mobilised").prices.set_index(["row", "item"])
        assert set(prices.index.get_level_values("row")) <= {"capacity", "material_balance"}
        assert prices.loc[("capacity", "x"), "stage"] == 1
        assert prices.loc[("capacity", "x"), "shadow_price"] == pytest.approx(1 / 40, rel=1e-9)


def test_a_good_in_surplus_has_no_price_though_least_effort_weighs_what_is_left():
    # Two of slag come with a unit of x, and one of them is wanted.
    plan = solve(
        an_economy(
            good("x", price=3.0), good("slag", price=1.0), made("x", 50.0),
            want("x", 60.0), want("slag", 40.0), makes={("slag", "x"): 2.0},
        )
    )  # fmt: skip
    assert plan.balances.query("commodity == 'slag' and line == 'surplus'")["quantity"].item() > 0
    balance = plan.evidence.rows.index(Key("material_balance", "slag", 0))
    assert plan.evidence.stages[-1].duals[balance] < 0.0
    assert ("material_balance", "slag") not in set(
        zip(plan.prices["row"], plan.prices["item"], strict=True)
    )


def test_the_price_is_that_of_the_first_stage_that_uses_a_limit_up_however_small_it_is():
    # 60 of y make what A wants, or z; B wants a millionth of z. (60 + k) / (100 + 1e-6) with k
    # of a capacity for z without y: 1/100 a unit, and all of k is worth 5e-9.
    plan = solve(
        an_economy(
            good("y"), good("z"), made("y", 60.0), made("z", 5e-7),
            Activity("way", "z", technique=True), want("y", 100.0, "A"), want("z", 1e-6, "B"),
            uses={("y", "way"): 1.0},
        )
    )  # fmt: skip
    prices = plan.prices.set_index(["row", "item"])
    assert prices.loc[("capacity", "z"), "stage"] == 1
    assert prices.loc[("capacity", "z"), "shadow_price"] == pytest.approx(1 / 100, rel=1e-6)


def test_rounding_in_the_duals_is_no_price():
    # Without the noise the imports of ore are first scarce in stage 2; class 1 lacks nothing.
    economy = an_economy(
        good("ore", import_limit=60.0), good("x"), made("ore", 20.0),
        want("ore", 10.0, "A", priority=1), want("x", 100.0, "B", priority=2),
        uses={("ore", "x"): 1.0},
    )  # fmt: skip
    plan = solve(economy, "mobilised")
    noise = 1e-24 * np.cos(np.arange(len(plan.evidence.rows)))
    noisy = [replace(stage, duals=stage.duals + noise) for stage in plan.evidence.stages]
    heard = replace(plan, evidence=replace(plan.evidence, stages=tuple(noisy)))
    told = ["row", "item", "period", "stage"]
    assert heard.prices[told].values.tolist() == plan.prices[told].values.tolist()
    imports = heard.prices.set_index(["row", "item"]).loc[("imports", "ore")]
    assert imports["stage"] == 2
    assert imports["shadow_price"] == pytest.approx(1 / 100, rel=1e-9)


def test_a_name_that_is_also_that_of_a_definition_is_priced():
    plan = solve(an_economy(good("own"), made("own", 50.0), want("own", 60.0)))
    prices = plan.prices.set_index(["row", "item"])
    assert prices.loc[("capacity", "own"), "shadow_price"] == pytest.approx(1 / 60, rel=1e-9)
