"""Williams, Model Building in Mathematical Programming: coal, steel and transport."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from balances.analysis import structure
from balances.economy.leontief import gross_outputs, is_productive
from balances.gosplan import solve
from balances.gosplan.iterative import rounds_of
from balances.workbook import read
from tests.conftest import an_economy, good, want

BOOKS = Path(__file__).parents[2] / "data" / "textbook"
DEMAND = np.array([60.0, 60.0, 30.0])
NORMS = {
    "coal": {"coal": 0.1, "steel": 0.5, "transport": 0.4},
    "steel": {"coal": 0.1, "steel": 0.1, "transport": 0.2},
    "transport": {"coal": 0.2, "steel": 0.1, "transport": 0.2},
}


def static():
    """The static model: norms and final demand alone."""
    return an_economy(
        *(good(c) for c in NORMS),
        *(want(c, float(d)) for c, d in zip(NORMS, DEMAND, strict=True)),
        uses={(i, j): a for i, row in NORMS.items() for j, a in row.items()},
    )


def test_outputs_that_sustain_final_demand_are_the_published_ones():
    outputs = gross_outputs(static().inputs, DEMAND)
    assert np.round(outputs, 5).tolist() == [166.39676, 105.66802, 92.30769]


def test_the_static_plan_makes_them():
    outputs = solve(static()).outputs["output"]
    assert np.round(outputs, 5).tolist() == [166.39676, 105.66802, 92.30769]


def test_one_round_leaves_two_fifths_of_output_missing_and_eight_less_than_a_hundredth():
    missing = rounds_of(static(), DEMAND, 8).missing.max(axis=1) * 100.0
    # By hand for round 1: transport 30 + 0.2*60 + 0.1*60 + 0.2*30 = 54 of 92.30769: 41.5 % lack.
    assert missing[1] == pytest.approx(100.0 * (1.0 - 54.0 / (1200.0 / 13.0)), rel=1e-6)
    published = [41.5, 23.95, 14.135, 8.298, 4.876, 2.865, 1.683, 0.989]
    assert missing[1:].tolist() == pytest.approx(published, abs=6e-4)
    assert missing[8] < 1.0 < missing[7]


def test_the_norms_are_productive():
    assert is_productive(static().inputs)


@pytest.fixture(scope="module")
def dynamic():
    return read(BOOKS / "williams.xlsx").economy


def test_nothing_is_made_in_the_first_year_and_the_opening_stocks_feed_it(dynamic):
    plan = solve(dynamic)
    outputs = plan.outputs.pivot_table(index="period", columns="sector", values="output")
    assert outputs.iloc[0].tolist() == pytest.approx([0.0, 0.0, 0.0], abs=1e-9)
    balance = plan.balances.set_index(["commodity", "period", "line"])["quantity"]
    label = dynamic.periods[0]
    used = balance["coal", label, "productive consumption"]
    used += balance["coal", label, "capital construction"]
    assert used + balance["coal", label, "closing stock"] == pytest.approx(250.0 - 60.0, rel=1e-9)


def test_inputs_of_a_year_are_those_of_the_next_year_s_outputs(dynamic):
    plan = solve(dynamic)
    made = plan.outputs.pivot_table(index="period", columns="sector", values="output", sort=False)
    used = plan.balances[plan.balances["line"] == "productive consumption"]
    coal = used[used["commodity"] == "coal"]["quantity"].to_numpy()
    norms = np.array([NORMS["coal"][j] for j in made.columns])
    ahead = np.vstack([made.to_numpy()[1:], made.to_numpy()[-1:]])
    assert coal.tolist() == pytest.approx((ahead @ norms).tolist(), rel=1e-9)


def test_the_years_after_the_plan_can_be_sustained(dynamic):
    plan = solve(dynamic)
    assert plan.goals["fulfilment"].min() == 1.0
    last = plan.outputs[plan.outputs["period"] == dynamic.periods[-1]]["output"]
    assert (last.to_numpy() >= np.array([166.39676, 105.66802, 92.30769]) - 1e-5).all()


def test_labour_is_all_that_is_not_bought_so_full_labour_is_one(dynamic):
    # Labour norms 0.6, 0.3, 0.2 are 1 less the column sums 0.4, 0.7, 0.8: l = e'(I - A), l L = e'.
    sectors = structure(dynamic).sectors
    assert sectors["direct_labour"].tolist() == [0.6, 0.3, 0.2]
    assert sectors["full_labour"].tolist() == pytest.approx([1.0, 1.0, 1.0])
    assert sectors["labour_multiplier"].tolist() == pytest.approx([1 / 0.6, 1 / 0.3, 5.0])


def test_the_order_that_the_book_gives_is_the_most_linear(dynamic):
    # Capacities 300, 350, 280 as sizes: forward 175 + 112 + 56, back 30 + 60 + 35.
    found = structure(dynamic)
    assert found.order == ("coal", "steel", "transport")
    assert found.linearity == pytest.approx(343 / 468)
