"""The checker is checked on plans under orders.

Protected claims, agencies that should receive something, stocks that agencies hold, shocks.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from balances.certificate import certify
from balances.gosplan import Plan, solve
from tests.certificate.test_corruptions import CORRUPTIONS, planned
from tests.gosplan.conftest import under_orders

SEEDS = range(6)


@lru_cache(maxsize=16)
def plan_of(seed: int) -> Plan:
    economy, mode, method = planned(seed)
    return solve(under_orders(economy), mode, method=method)


@pytest.mark.parametrize("seed", range(24))
def test_genuine_plans_under_orders_are_accepted(seed):
    assert plan_of(seed).certificate.grade == "1e-9"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("corruption", CORRUPTIONS, ids=lambda c: c.__name__)
def test_spoilt_evidence_of_a_plan_under_orders_is_refused(corruption, seed):
    plan = plan_of(seed)
    for n, spoilt in enumerate(corruption(plan, np.random.default_rng([seed, 1]))):
        assert not certify(plan.economy, spoilt).passed, f"{corruption.__name__} {n} was accepted"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_under_other_orders_is_refused(seed):
    plan = plan_of(seed)
    economy = plan.economy
    others = [
        economy.with_claims(replace(c, protected=0.0) for c in economy.claims),
        economy.with_allocations(economy.allocations[1:]),
        economy.with_allocations(replace(a, target=None) for a in economy.allocations),
    ]
    others += [
        economy.with_agency_stocks(stocks)
        for stocks in ({}, {pair: 0.9 * q for pair, q in economy.agency_stocks.items()})
    ]
    others += [
        economy.with_yield_factor(np.ones(economy.yield_factor.shape)),
        economy.with_capacity_factor(0.5 * economy.capacity_factor),
        economy.with_import_factor(np.zeros(economy.import_factor.shape)),
    ]
    if plan.method == "leximin":  # By weight what is protected counts for nothing.
        less = (replace(c, protected=c.protected * 0.99) for c in economy.claims)
        others.append(economy.with_claims(less))
        smaller = (replace(a, target=0.99 * (a.target or 0.0)) for a in economy.allocations)
        others.append(economy.with_allocations(smaller))
    for n, other in enumerate(others):
        assert not certify(other, plan.evidence).passed, f"economy {n} was taken for its own"
