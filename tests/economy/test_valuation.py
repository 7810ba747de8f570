"""What things weigh."""

from __future__ import annotations

import numpy as np
import pytest

from balances.economy.economy import frozen_vector
from balances.economy.keys import Key
from balances.economy.records import LabourCategory
from balances.economy.valuation import (
    effort_weights,
    labour_weights,
    natural_sizes,
    price_weights,
    stable_fraction,
)
from tests.conftest import an_economy, figure, good, made, want


def test_the_natural_size_is_the_first_of_output_capacity_target_and_need():
    economy = an_economy(
        good("a", base_output=7.0), good("b"), good("c"), good("d"), good("e"), good("f"),
        made("a", 50.0), made("b", 30.0),
        want("c", 9.0), want("c", 12.0, "other"), figure("output", 40.0, "d"),
        uses={("e", "a"): 2.0, ("e", "b"): 0.5},
    )  # fmt: skip
    # e is needed for 2 * 7 + 0.5 * 30 = 29; of f nothing is known.
    assert natural_sizes(economy).tolist() == [7.0, 30.0, 12.0, 40.0, 29.0, 1.0]


def test_capacities_of_several_ways_add_up_to_the_size():
    from balances.economy.records import Activity

    way = Activity("way", "a", capacity=5.0, technique=True)
    assert natural_sizes(an_economy(good("a"), made("a", 20.0), way)).tolist() == [25.0]


def test_prices_weigh_where_every_price_is_there():
    both = an_economy(good("a", price=2.0), good("b", price=5.0, base_output=10.0))
    assert price_weights(both).tolist() == [2.0, 5.0]


@pytest.mark.parametrize("price", [None, 0.0])
def test_one_missing_or_zero_price_makes_all_weigh_by_size(price):
    economy = an_economy(
        good("a", price=price, base_output=4.0), good("b", price=5.0, base_output=10.0)
    )
    assert price_weights(economy).tolist() == [0.25, 0.1]


def test_labour_weighs_by_wage_or_by_what_there_is():
    paid = (LabourCategory("a", (10.0,), wage=3.0), LabourCategory("b", (20.0,), wage=4.0))
    assert labour_weights(an_economy(good("x"), *paid)).tolist() == [3.0, 4.0]
    unpaid = (LabourCategory("a", (10.0, 40.0), wage=3.0), LabourCategory("b", (20.0, 5.0)))
    assert labour_weights(an_economy(good("x"), *unpaid, periods=2)).tolist() == [1 / 40, 1 / 20]
    endless = LabourCategory("a", (np.inf,))
    assert labour_weights(an_economy(good("x"), endless)).tolist() == [0.0]


def test_effort_counts_what_is_made_its_labour_imports_and_a_little_for_stocks():
    economy = an_economy(
        good("coke", price=5.0), good("gas", price=3.0),
        LabourCategory("hands", (9.0, 9.0), wage=4.0),
        makes={("gas", "coke"): 0.5}, norms={("hands", "coke"): 0.25},
        productivity=frozen_vector([[1.0, 2.0], [1.0, 1.0]]), periods=2,
    )  # fmt: skip
    keys = (
        Key("x", "coke", 0),
        Key("x", "coke", 1),
        Key("m", "gas", 0),
        Key("s", "gas", 0),
        Key("u", "coke", 0, "h"),
        Key("f", "claim:x"),
        Key("lambda", ""),
    )
    # Coke is worth 5 + 0.5 * 3 = 6.5 with its gas; labour 0.25 * 4 = 1, half that in period 2.
    plain = [7.5, 7.0, 3.0, 0.03, 0.05, 0.0, 0.0]
    weights = effort_weights(economy, keys)
    tilted = [w * (1.0 + 0.001 * stable_fraction(k)) for w, k in zip(plain, keys, strict=True)]
    assert weights.tolist() == pytest.approx(tilted, rel=1e-12)


def test_a_by_product_that_is_taken_in_does_not_make_an_activity_cheap():
    # Price 5 less 4 for what it takes would leave 1; it weighs 5.
    economy = an_economy(good("a", price=5.0), good("b", price=4.0), makes={("b", "a"): -1.0})
    (weight,) = effort_weights(economy, (Key("x", "a", 0),))
    assert weight == pytest.approx(5.0, rel=1e-3)


def test_the_stable_fraction_is_the_same_everywhere_and_differs_between_keys():
    # The value itself is kept: on another machine or another day it must not change.
    assert stable_fraction(Key("x", "coal", 0)) == pytest.approx(HASHED, abs=1e-15)
    drawn = [stable_fraction(Key("x", f"g{i}", t)) for i in range(50) for t in range(4)]
    assert len(set(drawn)) == 200
    assert 0.0 <= min(drawn) < 0.05
    assert 0.95 < max(drawn) < 1.0


HASHED = 0.7074027482643499
