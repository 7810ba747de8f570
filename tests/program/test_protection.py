"""What of a claim is protected comes first; it stays one claim."""

from __future__ import annotations

import pytest

from balances.gosplan import solve
from tests.conftest import an_economy, fulfilments, good, made, want

A, B = "claim:x/A/other/1", "claim:x/B/other/1"


def shared(a: float, b: float = 0.0):
    """A asks 80 and B 120 of what there is; parts of both may be protected."""
    return an_economy(
        good("x"), made("x", 100.0),
        want("x", 80.0, "A", protected=a), want("x", 120.0, "B", protected=b),
    )  # fmt: skip


def test_what_is_protected_comes_before_the_ordinary_claims():
    # A keeps 60 of its 80; of the 40 that are left B gets a third of its 120.
    plan = solve(shared(60.0), "mobilised")
    assert fulfilments(plan) == pytest.approx({A: 0.75, B: 1 / 3}, rel=1e-9)


def test_a_protected_claim_shares_what_is_beyond_like_any_other():
    # 30 are protected. Shared out, 100 for 200 gives A its half, 40, which is more.
    plan = solve(shared(30.0), "mobilised")
    assert fulfilments(plan) == pytest.approx({A: 0.5, B: 0.5}, rel=1e-9)


def test_protected_parts_that_cannot_all_be_kept_are_cut_alike():
    # 60 and 90 are protected of the 100 there are: two thirds of each, 40 and 60.
    plan = solve(shared(60.0, 90.0), "mobilised")
    assert plan.goals["delivered"].tolist() == pytest.approx([40.0, 60.0], rel=1e-9)
    assert plan.protections["met"].tolist() == [False, False]


def test_a_balanced_plan_knows_no_protection():
    plan = solve(shared(60.0), "balanced")
    assert fulfilments(plan) == pytest.approx({A: 0.5, B: 0.5}, rel=1e-9)


def test_a_protected_claim_is_reported_as_one_claim():
    plan = solve(shared(60.0), "mobilised")
    assert plan.goals["key"].tolist() == plan.claims["key"].tolist() == [A, B]
    (row,) = plan.protections.to_dict("records")
    assert (row["key"], row["claim"], row["met"]) == ("protection:x/A/other/1", A, True)
    assert (row["protected"], row["delivered"]) == pytest.approx((60.0, 60.0), rel=1e-9)


def test_protection_is_no_further_weight():
    # B's 120 at weight 2 are worth more a unit (2/120) than A's 80 (1/80), protected or not.
    economy = an_economy(
        good("x"), made("x", 130.0),
        want("x", 80.0, "A", protected=80.0), want("x", 120.0, "B", weight=2.0),
    )  # fmt: skip
    plan = solve(economy, "mobilised", method="weighted")
    assert plan.goals["delivered"].tolist() == pytest.approx([10.0, 120.0], rel=1e-9)


def test_rounds_by_hand_cut_protected_claims_too():
    # 100 for 200: A gets 40, which is two thirds of what is protected.
    plan = solve(shared(60.0), "mobilised", method="iterative")
    (row,) = plan.protections.to_dict("records")
    assert row["delivered"] == pytest.approx(40.0, rel=1e-9)
    assert not row["met"]
