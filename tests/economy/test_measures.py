"""Weights of every measure on one small economy, by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from balances.economy.base_year import base_value
from balances.economy.economy import frozen_vector
from balances.economy.measures import MEASURES, MeasureError, measure, measure_unit
from balances.economy.records import USES, LabourCategory
from tests.conftest import an_economy, good, made, project, want


def farm():
    """Grain and bread; bread takes 2 of grain and leaves 0.5 of bran."""
    return an_economy(
        good("grain", groups=("food", "A"), price=3.0, retail_price=4.0, base_output=100.0,
             opening_stock=7.0),
        good("bread", groups=("food", "B"), price=10.0, retail_price=15.0, base_output=20.0),
        good("bran", groups=("B",), price=1.0),
        made("grain", base_output=100.0), made("bread", base_output=20.0),
        LabourCategory("peasants", (50.0, 50.0), wage=2.0),
        LabourCategory("bakers", (9.0, 9.0), wage=6.0),
        want("bread", 20.0, "homes", "household"), want("grain", 5.0, "trade", "export"),
        uses={("grain", "bread"): 2.0}, makes={("bran", "bread"): 0.5},
        norms={("peasants", "grain"): 0.4, ("bakers", "bread"): 0.2},
        productivity=frozen_vector([[1.0, 1.25], [1.0, 1.0], [1.0, 1.0]]),
        wage_index=frozen_vector([1.0, 1.5]), periods=2,
        final_demand={("bread", "household"): 18.0, ("grain", "export"): 6.0},
    )  # fmt: skip


# Measure, item: weights on the activities grain, bread, bran in the second period, and the
# value in the base year, with 100 of grain and 20 of bread made, 18 and 6 delivered, 7 in stock.
BY_HAND = {
    ("output", "bran"): ([0.0, 0.5, 1.0], 10.0),  # 0.5 * 20
    ("group_output", "food"): ([3.0, 10.0, 0.0], 500.0),  # 3*100 + 10*20
    ("group_output", "B"): ([0.0, 10.5, 1.0], 210.0),  # bread and its bran: 10.5 * 20
    # Bread adds 10 + 0.5 - 2*3 = 4.5 a unit.
    ("national_income", ""): ([3.0, 4.5, 1.0], 390.0),
    # Peasants 0.4 / 1.25 = 0.32 in period 2, 0.4 in the base year: 40 + 4 workers.
    ("employment", ""): ([0.32, 0.2, 0.0], 44.0),
    ("employment", "bakers"): ([0.0, 0.2, 0.0], 4.0),
    ("employment", "grain"): ([0.32, 0.0, 0.0], 40.0),
    # Wages times 1.5 in period 2: 0.32*2*1.5 and 0.2*6*1.5; base 0.4*2*100 + 0.2*6*20.
    ("wage_fund", ""): ([0.96, 1.8, 0.0], 104.0),
}


@pytest.mark.parametrize(("name", "item"), BY_HAND, ids=lambda part: part or "all")
def test_weights_on_activities_and_base_values_are_those_reckoned_by_hand(name, item):
    weights, base = BY_HAND[name, item]
    found = measure(farm(), name, item, 1)
    assert found.activity.tolist() == pytest.approx(weights)
    assert not found.delivery.any()
    assert not found.stock.any()
    assert not found.imports.any()
    assert base_value(farm(), name, item) == pytest.approx(base)


# Measure, item: the use it counts, weights on grain, bread, bran, and the base value.
DELIVERED = {
    ("consumption", "bread"): ("household", [0.0, 1.0, 0.0], 18.0),
    ("consumption", "all"): ("household", [3.0, 10.0, 1.0], 180.0),
    ("consumption", "A"): ("household", [3.0, 0.0, 0.0], 0.0),
    ("retail_turnover", ""): ("household", [0.0, 15.0, 0.0], 270.0),
    ("exports", "grain"): ("export", [1.0, 0.0, 0.0], 6.0),
    ("exports", ""): ("export", [3.0, 10.0, 1.0], 18.0),
}


@pytest.mark.parametrize(("name", "item"), DELIVERED, ids=lambda part: part or "all")
def test_weights_on_deliveries_count_one_use_only(name, item):
    use, weights, base = DELIVERED[name, item]
    found = measure(farm(), name, item, 0)
    assert found.delivery[USES.index(use)].tolist() == pytest.approx(weights)
    assert found.delivery.sum() == pytest.approx(sum(weights))
    assert not found.activity.any()
    assert base_value(farm(), name, item) == pytest.approx(base)


def test_imports_and_stocks_are_counted_in_goods_or_at_prices():
    assert measure(farm(), "imports", "grain", 0).imports.tolist() == [1.0, 0.0, 0.0]
    assert measure(farm(), "imports", "food", 0).imports.tolist() == [3.0, 10.0, 0.0]
    assert measure(farm(), "stock", "grain", 0).stock.tolist() == [1.0, 0.0, 0.0]
    assert measure(farm(), "stock", "", 0).stock.tolist() == [3.0, 10.0, 1.0]
    assert base_value(farm(), "stock", "grain") == 7.0
    assert base_value(farm(), "imports", "grain") == 0.0


@pytest.mark.parametrize(
    ("name", "item", "message"),
    [
        ("output", "food", "not a sector"),
        ("output", "steel", "not a sector"),
        ("group_output", "heavy", "neither a sector nor a group"),
        ("national_income", "grain", "whole economy"),
        ("consumption", "steel", "neither a sector nor a group"),
        ("employment", "miners", "neither a sector nor a group"),
    ],
)
def test_an_item_that_does_not_fit_is_refused(name, item, message):
    with pytest.raises(MeasureError, match=message):
        measure(farm(), name, item, 0)


def test_data_that_a_measure_needs_are_asked_for():
    bare = an_economy(good("x"), want("x", 1.0, "homes", "household"))
    with pytest.raises(MeasureError, match="retail_price"):
        measure(bare, "retail_turnover", "", 0)
    with pytest.raises(MeasureError, match="no labour norms"):
        measure(bare, "employment", "", 0)
    unpaid = an_economy(good("x"), LabourCategory("all", (1.0,)), norms={("all", "x"): 1.0})
    with pytest.raises(MeasureError, match="no wage"):
        measure(unpaid, "wage_fund", "", 0)


def test_totals_without_prices_are_in_weighted_units():
    bare = an_economy(good("x", base_output=4.0), good("y", base_output=5.0, price=3.0))
    # One price is missing, so all weigh by their size: 1/4 and 1/5.
    assert measure(bare, "group_output", "", 0).activity.tolist() == [0.25, 0.2]
    assert measure_unit(bare, "group_output", "") == "weighted units"


@pytest.mark.parametrize(
    ("name", "item", "unit"),
    [
        ("output", "grain", "t"),
        ("consumption", "bread", "t"),
        ("consumption", "all", "roubles"),
        ("employment", "", "workers"),
        ("wage_fund", "", "roubles"),
        ("retail_turnover", "", "roubles"),
        ("national_income", "", "roubles"),
    ],
)
def test_a_measure_says_its_unit(name, item, unit):
    assert measure_unit(farm(), name, item) == unit


def works():
    """Mines that can grow (lag 1), steelworks (lag 2, a quarter of the cost first), two shafts."""
    return an_economy(
        good("coal"), good("steel"),
        made("coal", 100.0, depreciation=0.1, construction_lag=1),
        made("steel", 60.0, construction_lag=2, spending_profile=(0.25, 0.75)),
        LabourCategory("miners", (50.0, 50.0)), LabourCategory("masons", (50.0, 50.0)),
        project("shaft", "coal", 20.0, 40.0, done=0.25), project("pit", "coal", 30.0, 60.0,
                                                                 integer=True),
        norms={("miners", "coal"): 0.5}, capital={("steel", "coal"): 2.0},
        builders={("masons", "steel"): 0.4, ("miners", "coal"): 0.1},
        construction_productivity=frozen_vector([1.0, 1.25]), periods=2,
        base_investment=(90.0, 80.0),
    )  # fmt: skip


def test_capacity_counts_what_is_left_what_was_started_and_what_projects_gave():
    first, second, after = (measure(works(), "capacity", "coal", t) for t in (0, 1, 3))
    # 100, 90 and 100 * 0.9^3 = 72.9, and 20 * 0.25 of the shaft.
    given = (first.given, second.given, after.given)
    assert given == pytest.approx((105.0, 95.0, 77.9))
    assert not first.starts.any()
    assert second.starts.tolist() == [[1.0, 0.0], [0.0, 0.0]]
    # Started in year 1, used from year 2: two years of retirement by year 4; then one.
    assert after.starts.tolist() == [[pytest.approx(0.81), 0.0], [pytest.approx(0.9), 0.0]]
    assert not first.shares.any()
    assert second.shares.tolist() == [[20.0, 0.0], [0.0, 0.0]]
    assert after.shares.tolist() == [[20.0, 0.0], [20.0, 0.0]]
    # The pit gives all when it is finished by the end of the year before.
    assert second.finished.tolist() == [[0.0, 30.0], [0.0, 0.0]]
    assert after.finished.tolist() == [[0.0, 0.0], [0.0, 30.0]]
    assert base_value(works(), "capacity", "coal") == pytest.approx(105.0)


def test_capacity_of_several_sectors_is_counted_at_base_prices():
    economy = works()
    priced = [replace(c, price=p) for c, p in zip(economy.commodities, (2.0, 3.0), strict=True)]
    found = measure(replace(economy, commodities=tuple(priced)), "capacity", "all", 2)
    # Coal: 100 * 0.9^2 and 5 of the shaft at 2; steel: 60 at 3.
    assert found.given == pytest.approx(2.0 * 86.0 + 3.0 * 60.0)
    # Coal of both years, the first a year older; steel of the first only.
    assert found.starts.ravel() == pytest.approx([1.8, 3.0, 2.0, 0.0])
    assert found.shares.tolist() == [[40.0, 0.0], [40.0, 0.0]]
    assert found.finished.tolist() == [[0.0, 0.0], [0.0, 60.0]]


def test_real_investment_counts_capital_work():
    assert measure(works(), "real_investment", "", 1).work == 1.0
    assert base_value(works(), "real_investment", "") == 80.0
    assert measure_unit(works(), "real_investment", "") == "roubles"
    assert measure_unit(works(), "capacity", "coal") == "t"


@pytest.mark.parametrize(
    ("item", "starts"),
    [
        # Per unit started: masons 0.4 / 1.25 at 3/4 of the work of year 1 and 1/4 of year 2's.
        ("masons", [[0.0, 0.24], [0.0, 0.08]]),
        ("miners", [[0.0, 0.0], [0.08, 0.0]]),
        ("", [[0.0, 0.24], [0.08, 0.08]]),
        ("coal", [[0.0, 0.0], [0.0, 0.0]]),
    ],
)
def test_employment_counts_those_who_build_but_in_no_sector(item, starts):
    found = measure(works(), "employment", item, 1).starts
    assert (found if found.size else np.zeros((2, 2))).ravel() == pytest.approx(np.ravel(starts))


def test_what_construction_needs_is_asked_for():
    with pytest.raises(MeasureError, match="no capital construction"):
        measure(farm(), "real_investment", "", 0)
    with pytest.raises(MeasureError, match="whole economy"):
        measure(works(), "real_investment", "coal", 0)
    with pytest.raises(MeasureError, match="neither a sector nor a group"):
        measure(works(), "capacity", "heavy", 0)
    with pytest.raises(MeasureError, match="'iron' is unlimited"):
        measure(an_economy(good("coal"), made("coal", 9.0), good("iron")), "capacity", "", 0)
    with pytest.raises(MeasureError, match="base year"):
        base_value(replace(works(), base_investment=None), "real_investment", "")


def test_there_is_no_measure_that_was_not_reckoned_here():
    tested = {name for name, _ in (*BY_HAND, *DELIVERED)} | {"imports", "stock"}
    tested |= {"real_investment", "capacity"}
    assert tested == set(MEASURES)
