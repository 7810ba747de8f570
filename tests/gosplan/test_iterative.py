"""Gosplan's own rounds, carried out on what there is."""

from __future__ import annotations

import numpy as np
import pytest

from balances.economy.leontief import gross_outputs, is_productive
from balances.economy.records import LabourCategory
from balances.economy.settings import Settings
from balances.gosplan import solve
from balances.gosplan.iterative import rounds_of
from tests.conftest import an_economy, fulfilled, good, made, value, want


def pair(*records, rounds=8, **rest):
    return an_economy(
        good("a"), good("b"), want("a", 10.0), want("b", 20.0), *records,
        uses={("a", "b"): 0.5, ("b", "a"): 0.2},
        settings=Settings(method="iterative", rounds=rounds), **rest,
    )  # fmt: skip


def test_one_round_is_the_first_order_correction():
    # The first correction makes 10 + 0.5 * 20 = 20 of a and 20 + 0.2 * 10 = 22 of b.
    economy = pair(rounds=1)
    rounds = rounds_of(economy, np.array([10.0, 20.0]), 1)
    assert rounds.outputs.tolist() == [[10.0, 20.0], [20.0, 22.0]]
    # The second round would need 0.5 * 22 + 10 = 21 and 0.2 * 20 + 20 = 24: 1 and 2 lack.
    assert rounds.imbalances[-1].tolist() == pytest.approx([-1.0, -2.0])


def test_after_enough_rounds_nothing_is_missing():
    plan = solve(pair(rounds=60))
    assert fulfilled(plan) == pytest.approx([1.0, 1.0], rel=1e-9)
    assert plan.status == "historical"
    assert plan.certificate.grade == "arithmetic"
    # x = (10 + 0.5 * 20) / (1 - 0.1) = 22.22, y = 20 + 0.2 x = 24.44.
    assert value(plan, "x", "a") == pytest.approx(200.0 / 9.0, rel=1e-9)
    assert value(plan, "x", "b") == pytest.approx(220.0 / 9.0, rel=1e-9)


def test_what_the_rounds_leave_missing_is_taken_from_the_claims():
    # After one round a = 20 and b = 22; they use 11 of a and 4 of b: 9 of 10 and 18 of 20.
    plan = solve(pair(rounds=1))
    assert fulfilled(plan) == pytest.approx([0.9, 0.9], rel=1e-9)


def test_outputs_are_scaled_to_capacity_all_together():
    # b needs 220/9 and has 110/9: everything is halved.
    plan = solve(pair(made("b", 110.0 / 9.0), rounds=80))
    assert fulfilled(plan) == pytest.approx([0.5, 0.5], rel=1e-9)
    assert value(plan, "x", "a") == pytest.approx(100.0 / 9.0, rel=1e-9)


def test_outputs_are_scaled_to_labour():
    # 200/9 + 220/9 = 420/9 workers needed, a quarter of them there.
    economy = pair(
        LabourCategory("hands", (105.0 / 9.0,)), rounds=80,
        norms={("hands", "a"): 1.0, ("hands", "b"): 1.0},
    )  # fmt: skip
    assert fulfilled(solve(economy)) == pytest.approx([0.25, 0.25], rel=1e-9)


@pytest.mark.parametrize("own_use", [0.5, 0.99, 1.01, 1.1])
def test_the_rounds_converge_if_and_only_if_the_norms_are_productive(own_use):
    economy = an_economy(good("x"), want("x", 1.0), uses={("x", "x"): own_use})
    outputs = rounds_of(economy, np.array([1.0]), 4000).outputs[:, 0]
    converged = abs(outputs[-1] - outputs[-2]) < 1e-9
    assert converged == is_productive(economy.inputs) == (own_use < 1.0)
    if converged:
        full = gross_outputs(economy.inputs, np.array([1.0]))
        assert outputs[-1] == pytest.approx(full[0], rel=1e-6)


def test_imbalances_and_rounds_are_reported_for_each_period_and_product():
    plan = solve(pair(rounds=3))
    assert len(plan.rounds) == 4 * 2
    first = plan.imbalances[plan.imbalances["round"] == 0].set_index("commodity")["imbalance"]
    # Round 0 makes 10 and 20, which need 0.5 * 20 = 10 and 0.2 * 10 = 2 that nobody makes.
    assert first.to_dict() == pytest.approx({"a": -10.0, "b": -2.0})


def test_stock_that_was_not_needed_is_carried_to_the_next_period():
    economy = an_economy(
        good("x", storable=True, opening_stock=5.0), want("x", 10.0), want("x", 10.0, period=1),
        settings=Settings(method="iterative"), periods=2,
    )  # fmt: skip
    plan = solve(economy)
    # Rounds know no stocks: 10 are made each year and the 5 are carried through both.
    assert [value(plan, "s", "x", t) for t in (0, 1)] == pytest.approx([5.0, 5.0])
