"""Programs that follow one another: each stage keeps a live solver and finds the same with it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balances.gosplan import HotStart, solve
from balances.program import program as programs
from balances.program.goals import MOBILISED
from tests.gosplan.conftest import a_random_economy


def moved(economy, r):
    """One claim with another target, class or protection."""
    claims = list(economy.claims)
    n = int(r.integers(len(claims)))
    change = (
        {"target": claims[n].target * r.uniform(0.5, 1.5)},
        {"priority": float(r.integers(1, 4))},
        {"protected": claims[n].target * r.uniform(0.1, 0.9), "protected_priority": 0.5},
    )[int(r.integers(3))]
    claims[n] = replace(claims[n], **change)
    return economy.with_claims(claims)


def chain(seed, length=6):
    r = np.random.default_rng(seed)
    economies = [a_random_economy(seed)]
    while len(economies) < length:
        economies.append(moved(economies[-1], r))
    return economies


def fulfilments(plan):
    return plan.goals.set_index("key")["fulfilment"].to_dict()


@given(st.integers(0, 500))
def test_a_plan_that_follows_others_is_the_one_it_would_be_alone(seed):
    hot = HotStart()
    for economy in chain(seed):
        followed, alone = solve(economy, MOBILISED, hot=hot), solve(economy, MOBILISED)
        assert fulfilments(followed) == pytest.approx(fulfilments(alone), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("room", [0, 3, 10**9])
def test_it_is_the_same_whatever_room_there_is_for_live_solvers(monkeypatch, room):
    economies = chain(11)
    last = solve(economies[-1], MOBILISED).structure
    monkeypatch.setattr(programs, "LIVE", room * last.matrix.nnz)
    hot = HotStart()
    for economy in economies:
        plan = solve(economy, MOBILISED, hot=hot)
        assert fulfilments(plan) == pytest.approx(
            fulfilments(solve(economy, MOBILISED)), rel=1e-9, abs=1e-9
        )
    kept = {id(stand.lp) for stand in hot.program.stands if stand.lp is not None}
    assert len(kept) == min(room, len(hot.program.stands))


def test_the_first_plan_is_to_the_byte_the_one_it_is_alone():
    economy = a_random_economy(4)
    first, alone = solve(economy, MOBILISED, hot=HotStart()), solve(economy, MOBILISED)
    assert first.evidence.values.tobytes() == alone.evidence.values.tobytes()


def test_a_plan_made_again_needs_no_solver():
    economy, hot = a_random_economy(4), HotStart()
    for _ in range(3):
        plan = solve(economy, MOBILISED, hot=hot)
    assert {stage.attempts for stage in plan.evidence.stages} == {("kept basis",)}
    assert {stage.iterations for stage in plan.evidence.stages} == {0}
