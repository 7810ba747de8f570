"""Leximin by hand: who gets what when there is not enough."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from balances.gosplan import solve
from tests.conftest import an_economy, fulfilled, fulfilments, good, made, want


def test_two_equal_claims_on_too_little_are_cut_equally():
    economy = an_economy(good("x"), made("x", 90.0), want("x", 60.0, "A"), want("x", 60.0, "B"))
    plan = solve(economy)
    assert plan.claims["delivered"].tolist() == pytest.approx([45.0, 45.0], rel=1e-9)
    assert plan.unique


def test_class_zero_is_served_before_the_other_class():
    economy = an_economy(
        good("x"),
        made("x", 90.0),
        want("x", 60.0, "A", priority=0),
        want("x", 60.0, "B", priority=2),
    )
    plan = solve(economy, "mobilised")
    assert plan.claims["delivered"].tolist() == pytest.approx([60.0, 30.0], rel=1e-9)


def test_balanced_planning_knows_no_classes():
    economy = an_economy(
        good("x"), made("x", 90.0), want("x", 60.0, "A", priority=0), want("x", 60.0, "B")
    )
    assert fulfilled(solve(economy, "balanced")) == pytest.approx([0.75, 0.75], rel=1e-9)


def two_levels():
    """A wants 100 of X; B wants 100 of Z, which takes one X and one Y; X = 100, Y = 30."""
    return an_economy(
        good("X"), good("Y"), good("Z"),
        made("X", 100.0), made("Y", 30.0),
        want("X", 100.0, "A"), want("Z", 100.0, "B"),
        uses={("X", "Z"): 1.0, ("Y", "Z"): 1.0},
    )  # fmt: skip


def test_whoever_can_still_be_raised_is_raised_after_the_worst_off():
    # Y = 30 allows 30 of Z: B ends at 0.30. That leaves 100 - 30 = 70 of X: A ends at 0.70.
    plan = solve(two_levels())
    assert fulfilled(plan) == pytest.approx([0.70, 0.30], rel=1e-9)
    assert [stage.kind for stage in plan.evidence.stages] == ["leximin", "leximin", "least_effort"]
    assert plan.stages["level"].tolist()[:2] == pytest.approx([0.30, 0.70], rel=1e-9)


def test_goals_that_can_be_met_are_met_in_one_stage():
    economy = an_economy(good("x"), made("x", 200.0), want("x", 60.0, "A"), want("x", 50.0, "B"))
    plan = solve(economy)
    assert fulfilled(plan) == [1.0, 1.0]
    assert len(plan.evidence.stages) == 2


def test_a_floor_is_kept_even_where_all_others_get_less():
    # 90 units: A has a floor of 60 of its 60, so B is left with 30 of 60.
    economy = an_economy(
        good("x"), made("x", 90.0), want("x", 60.0, "A", floor=60.0), want("x", 60.0, "B")
    )
    assert fulfilled(solve(economy)) == pytest.approx([1.0, 0.5], rel=1e-9)


def test_a_class_without_anything_left_ends_at_nothing():
    economy = an_economy(
        good("x"), made("x", 50.0), want("x", 60.0, "A", priority=1), want("x", 60.0, "B")
    )
    assert fulfilled(solve(economy, "mobilised")) == pytest.approx([50.0 / 60.0, 0.0], abs=1e-9)


def test_what_an_earlier_class_leaves_nothing_for_is_fixed_in_one_stage():
    # A takes all 60 of its 100; that the others get nothing is proved by then, for all at once.
    others = [want("x", 10.0, name, priority=2) for name in ("B", "C", "D")]
    economy = an_economy(good("x"), made("x", 60.0), want("x", 100.0, "A", priority=1), *others)
    plan = solve(economy, "mobilised")
    levels = [(-s.objective, len(s.fixed)) for s in plan.evidence.stages if s.kind == "leximin"]
    assert levels == [(pytest.approx(0.6), 1), (pytest.approx(0.0, abs=1e-12), 3)]


def test_classes_are_served_in_ascending_order_whatever_their_numbers():
    # 100 units: class 1 takes 40, class 5 takes 50, class 9 is left with 10 of 40.
    economy = an_economy(
        good("x"), made("x", 100.0),
        want("x", 40.0, "C", priority=9), want("x", 50.0, "B", priority=5),
        want("x", 40.0, "A", priority=1),
    )  # fmt: skip
    assert fulfilled(solve(economy, "mobilised")) == pytest.approx([0.25, 1.0, 1.0], rel=1e-9)


def test_a_target_of_zero_drops_out():
    economy = an_economy(good("x"), made("x", 30.0), want("x", 0.0, "A"), want("x", 60.0, "B"))
    plan = solve(economy)
    assert fulfilments(plan) == {"claim:x/B/other/1": pytest.approx(0.5)}


def shop(seed: int):
    """Six goods over two periods, several ways of making two of them, and not enough of most."""
    r = np.random.default_rng(seed)
    codes = list("abcdef")
    uses = {
        (i, j): round(float(r.uniform(0.02, 0.25)), 3)
        for i in codes
        for j in codes
        if r.random() < 0.6
    }
    ways = ["a2", "b2"]
    for way in ways:
        uses |= {(i, way): round(float(r.uniform(0.05, 0.3)), 3) for i in codes[:3]}
    records = [
        *(good(c, storable=r.random() < 0.5, price=float(r.uniform(1, 9))) for c in codes),
        *(made(c, float(r.uniform(40, 120)), base_output=80.0) for c in codes),
        *(replace(made(w, 30.0), commodity=w[0], technique=True) for w in ways),
        *(
            want(c, float(r.uniform(30, 90)), f"h{n}", period=t)
            for c in codes for t in range(2) for n in range(2)
        ),
    ]  # fmt: skip
    return an_economy(*records, uses=uses, periods=2)


def shuffled(economy, seed: int):
    """The same economy with commodities, activities and claims in another order."""
    r = np.random.default_rng(seed)
    rows = r.permutation(len(economy.commodities))
    columns = r.permutation(len(economy.activities))
    claims = r.permutation(len(economy.claims))
    return replace(
        economy,
        commodities=tuple(economy.commodities[i] for i in rows),
        activities=tuple(economy.activities[j] for j in columns),
        claims=tuple(economy.claims[g] for g in claims),
        inputs=economy.inputs[rows][:, columns],
        outputs=economy.outputs[rows][:, columns],
        productivity=economy.productivity[columns],
        labour_norms=economy.labour_norms[:, columns],
    )


def by_key(plan):
    return dict(zip(plan.evidence.columns, plan.evidence.values.tolist(), strict=True))


@pytest.mark.parametrize("seed", range(6))
def test_shuffling_commodities_activities_and_claims_gives_the_same_plan(seed):
    economy = shop(seed)
    plan = solve(economy)
    assert plan.unique
    before = {key: v for key, v in by_key(plan).items() if key.kind != "lambda"}
    after = by_key(solve(shuffled(economy, seed + 100)))
    assert {k: after[k] for k in before} == pytest.approx(before, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_another_solver_gives_the_same_fulfilments_with_the_grade_of_a_cross_check(seed):
    economy = shop(seed)
    own, other = solve(economy), solve(economy, solver="cbc")
    assert other.certificate.grade == "1e-6"
    assert own.certificate.grade == "1e-9"
    assert fulfilled(other) == pytest.approx(fulfilled(own), abs=1e-6)


def test_the_plan_is_a_leximin_optimum_against_every_transfer_between_two_claims():
    # On one good, leximin is water-filling: levels are equal but for goals met in full.
    # 100 units for 20, 60, 80: all at level 100/160 = 0.625.
    economy = an_economy(
        good("x"), made("x", 100.0), *(want("x", q, f"h{q:.0f}") for q in (20.0, 60.0, 80.0))
    )
    assert fulfilled(solve(economy)) == pytest.approx([0.625] * 3, rel=1e-9)
