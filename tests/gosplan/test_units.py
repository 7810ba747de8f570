"""Units: tonnes or millions of tonnes, the plan is the same.

The bare solver fails here (a spread of 1e4 between units already gives wrong answers called
optimal); scaling by natural sizes is what makes the difference.
"""

from __future__ import annotations

import numpy as np
import pytest

from balances.economy.issue import BalancesError
from balances.gosplan import solve
from balances.program.lp import program as lp_program
from balances.program.scaling import Scaling
from tests.gosplan.conftest import a_random_economy, in_units

SPREAD = 8


def factors(seed, economy, *, binary):
    """Units of every commodity, of workers and of currency, up to 10^8 either way."""
    r = np.random.default_rng([seed, binary])
    powers = r.uniform(-SPREAD, SPREAD, len(economy.commodities) + 2)
    found = 2.0 ** np.round(np.log2(10.0) * powers) if binary else 10.0 ** np.round(powers)
    units = dict(zip((c.code for c in economy.commodities), found.tolist(), strict=False))
    return units, float(found[-2]), float(found[-1])


def in_base_units(plan, economy, units):
    """Values of the plan, each as a share of its natural size."""
    target = dict(zip(plan.goals["key"], plan.goals["target"], strict=True))
    made = {a.code: a.commodity for a in economy.activities}
    found = {}
    for key, quantity in zip(plan.evidence.columns, plan.evidence.values.tolist(), strict=True):
        if key.kind == "f":
            found[key] = quantity / target[key.item]
        elif key.kind in "xms":
            found[key] = quantity / units[made.get(key.item, key.item)] / 100.0
    return found


@pytest.mark.parametrize("seed", range(75))
def test_a_plan_in_other_units_is_the_same_plan(seed):
    """Units by powers of two, which round nothing, and by powers of ten."""
    economy = a_random_economy(seed)
    mode = ("balanced", "mobilised")[seed % 2]
    own = dict.fromkeys((c.code for c in economy.commodities), 1.0)
    base = in_base_units(solve(economy, mode), economy, own)
    for binary in (True, False):
        units, people, currency = factors(seed, economy, binary=binary)
        other = solve(in_units(economy, units, people, currency), mode)
        assert other.certificate.passed
        assert in_base_units(other, economy, units) == pytest.approx(base, rel=1e-9, abs=1e-9)


def test_without_scaling_many_of_these_plans_are_not_found(monkeypatch):
    monkeypatch.setattr(
        lp_program,
        "natural_scaling",
        lambda matrix, _: Scaling(np.ones(matrix.shape[1]), np.ones(matrix.shape[0])),
    )
    refused = 0
    for seed in range(10):
        economy = a_random_economy(seed)
        units, people, currency = factors(seed, economy, binary=True)
        try:
            solve(in_units(economy, units, people, currency))
        except BalancesError:
            refused += 1
    assert refused >= 5
