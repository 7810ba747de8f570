"""The replay: who may order what, what a veto restores, and what holds whatever the economy."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balances.economy.records import Agency
from balances.gosplan import Plan, solve
from balances.politburo import replay
from balances.politburo.authority import order_class
from balances.program.goals import MOBILISED
from tests.conftest import fulfilments, want
from tests.gosplan.conftest import a_random_economy
from tests.politburo.logs import a_log, decree, got, one_good, outcomes, replayed

SEEDS = st.integers(0, 10_000)


def coal():
    """100 of coal; steel and homes claim 100 each and get 50."""
    return one_good(
        100.0, want("coal", 100.0, "steel"), want("coal", 100.0, "homes"),
        Agency("kolkhoz centre", rank=4), code="coal",
    )  # fmt: skip


def steel(value: float, **fields):
    return decree("set_target", value, claims="coal/steel/other", **fields)


def test_an_order_above_what_there_is_is_short_and_names_what_binds():
    (ruling,) = replayed(coal(), steel(150.0)).rulings
    assert ruling.outcome == "SHORT"
    assert (ruling.ordered, ruling.achieved, ruling.unit) == (150.0, pytest.approx(100.0), "t")
    assert [binding.words for binding in ruling.binding] == ["capacity of coal in 1"]


def test_a_lower_authority_does_not_override_a_higher_one():
    found = replayed(
        coal(), steel(70.0, authority="Politburo"), steel(20.0, authority="Gosplan"),
        decree("ceiling", 10.0, commodities="coal", authority="kolkhoz centre"),
        decree("priority", 3.0, claims="coal/steel/other", authority="Gosplan"),
    )  # fmt: skip
    assert outcomes(found) == ["PAID", "OVERRULED", "OVERRULED", "OVERRULED"]
    assert [ruling.rank for ruling in found.rulings] == [1, 3, 4, 3]
    assert found.plan is found.steps[0].plan
    assert found.rulings[1].lines == ("decree 1 of a higher authority has set it",)


def test_a_lower_authority_does_not_go_below_what_a_higher_one_protects():
    protects = decree("protect", claims="coal/steel/other")
    found = replayed(coal(), protects, steel(20.0, authority="Gosplan"))
    assert outcomes(found) == ["FREE", "OVERRULED"]
    more = replayed(coal(), protects, steel(60.0, authority="Gosplan"))
    assert outcomes(more) == ["FREE", "PAID"]


def test_a_commission_acts_at_the_rank_of_who_delegated_it():
    found = replayed(
        coal(), steel(70.0, authority="Politburo"),
        steel(20.0, authority="Molotov commission"),
        steel(20.0, authority="Molotov commission", delegated_by="Politburo"),
    )  # fmt: skip
    assert outcomes(found) == ["PAID", "OVERRULED", "FREE"]
    assert [ruling.rank for ruling in found.rulings] == [1, 5, 1]
    assert got(found.plan, "coal", "homes") == pytest.approx(80.0)


def test_an_equal_rank_supersedes_and_reckons_on_the_approved_plan_again():
    twice = [decree("scale", 1.2, claims="coal/steel/other", authority="Gosplan") for _ in "ab"]
    found = replayed(coal(), *twice, steel(90.0, authority="Politburo"))
    assert [got(step.plan, "coal", "steel") for step in found.steps] == pytest.approx([60, 60, 90])
    assert outcomes(found) == ["PAID", "NOTED", "PAID"]


def test_orders_of_a_higher_rank_stand_in_a_class_above():
    assert [order_class(rank) for rank in (1, 2, 3, 5, 20)] == [0, 0.1, 0.2, 0.4, 0.9]
    homes = decree("set_target", 80.0, claims="coal/homes/other", authority="Sovnarkom")
    found = replayed(coal(), homes, steel(60.0, authority="Politburo"))
    assert (got(found.plan, "coal", "steel"), got(found.plan, "coal", "homes")) == pytest.approx(
        (60.0, 40.0)
    )


def test_a_veto_restores_the_plan_before_to_the_byte():
    found = replayed(coal(), steel(70.0), steel(20.0), decree("veto", cancels="2"),
                     decree("rescind", cancels="1"))  # fmt: skip
    assert found.steps[2].plan is found.steps[0].plan
    assert found.plan is found.approved
    assert outcomes(found) == ["VETOED", "VETOED", "PAID", "PAID"]
    assert found.rulings[1].lines == ("undone by decree 3",)


def test_a_veto_of_what_came_before_others_leaves_these_in_force():
    homes = decree("set_target", 80.0, claims="coal/homes/other")
    found = replayed(coal(), steel(70.0), homes, decree("veto", cancels="1"))
    alone = replayed(coal(), homes)
    assert found.plan.evidence.values.tobytes() == alone.plan.evidence.values.tobytes()


def test_a_veto_of_a_veto_puts_the_decree_in_force_again():
    found = replayed(coal(), steel(70.0), decree("veto", cancels="1"), decree("veto", cancels="2"))
    assert found.plan is found.steps[0].plan
    assert outcomes(found) == ["PAID", "VETOED", "PAID"]


def test_a_lower_authority_has_no_veto():
    found = replayed(
        coal(), steel(70.0, authority="Politburo"), decree("veto", authority="Gosplan", cancels="1")
    )
    assert outcomes(found) == ["PAID", "OVERRULED"]
    assert found.plan is found.steps[0].plan


def test_what_is_vetoed_binds_nobody_any_more():
    found = replayed(
        coal(), steel(70.0), decree("veto", cancels="1"), steel(20.0, authority="Gosplan")
    )
    assert got(found.plan, "coal", "steel") == pytest.approx(20.0)


def test_a_veto_of_nothing_in_force_and_an_event_are_noted():
    poor = decree("shock", 0.5, commodities="coal")
    found = replayed(coal(), poor, decree("veto", cancels="1"), decree("veto", cancels="9"))
    assert outcomes(found) == ["PAID", "NOTED", "NOTED"]
    assert found.plan is found.steps[0].plan


def test_a_decree_that_lacks_its_value_or_is_not_active_changes_nothing():
    found = replayed(coal(), replace(steel(1.0), value=None), steel(20.0, active=False))
    assert outcomes(found) == ["NOTED"]
    assert found.plan is found.approved


def orders_on(economy):
    """Four kinds of orders that set something, on goods of the random economy."""
    return (
        decree("set_target", 30.0, claims="g0/h1/household", period=0),
        decree("protect", commodities="g2"),
        decree("priority", 1.0, commodities="g3", agencies="h1"),
        decree("ceiling", 15.0, commodities="g4"),
    )


def same(one: Plan, other: Plan) -> bool:
    return one.evidence.values.tobytes() == other.evidence.values.tobytes()


@given(SEEDS)
def test_an_empty_log_is_the_plan_with_its_classes(seed):
    economy = a_random_economy(seed)
    assert same(replay(economy).plan, solve(economy, MOBILISED))


@given(SEEDS, st.integers(0, 3))
def test_twice_is_once(seed, which):
    economy = a_random_economy(seed)
    order = orders_on(economy)[which]
    found = replayed(economy, order, order)
    assert found.steps[1].plan is found.steps[0].plan


@settings(max_examples=10)
@given(SEEDS)
def test_a_replay_is_the_one_before_and_one_more_and_twice_the_same(seed):
    economy = a_random_economy(seed)
    economy = replace(economy, decrees=a_log(*orders_on(economy)))
    whole = replay(economy)
    for count in (1, 4):
        part = replay(economy, upto=count)
        assert len(part.steps) == count
        assert same(part.plan, whole.steps[count - 1].plan)


@given(SEEDS)
def test_disjoint_decrees_commute(seed):
    economy = a_random_economy(seed)
    one, two = orders_on(economy)[0], decree("protect", claims="g3/h0/household")
    first, last = replayed(economy, one, two).plan, replayed(economy, two, one).plan
    assert dict(first.delivered) == pytest.approx(dict(last.delivered), abs=1e-9)


@given(SEEDS, st.floats(1.0, 3.0))
def test_nothing_of_a_higher_class_worsens_by_an_order_on_a_lower_one(seed, factor):
    """Claims of h0 are of class 1, those of h1 of class 2 are raised.

    Exports are left alone: they earn what imports cost, so a larger claim on them helps all.
    """
    economy = a_random_economy(seed)
    raised = [
        replace(c, target=c.target * factor) if c.claimant == "h1" else c for c in economy.claims
    ]
    before = fulfilments(solve(economy, MOBILISED))
    after = fulfilments(solve(economy.with_claims(raised), MOBILISED))
    for key in before:
        if "/h0/" in key:
            assert after[key] == pytest.approx(before[key], abs=1e-9)


@given(SEEDS)
def test_nothing_ordered_or_protected_worsens_by_a_lower_authority(seed):
    economy = a_random_economy(seed)
    higher = decree("protect", agencies="h0", authority="Politburo")
    lower = decree("scale", 3.0, agencies="h1", authority="Gosplan")
    found = replayed(economy, higher, lower)
    before, after = (step.plan.delivered for step in found.steps)
    for key, quantity in before.items():
        if key.startswith("protection:"):
            assert after[key] >= quantity - 1e-9
