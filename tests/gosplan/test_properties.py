"""Properties of every plan, on economies that hypothesis draws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balances.economy.economy import frozen_matrix
from balances.economy.leontief import gross_outputs
from balances.gosplan import solve
from balances.program.goals import MODES
from tests.conftest import an_economy, fulfilments, good, made, value, want
from tests.gosplan.conftest import a_random_economy, in_units, under_orders

SEEDS = st.integers(0, 10_000)
GOODS = st.integers(2, 5)
MODE = st.sampled_from(MODES)


def economies():
    return st.builds(
        lambda seed, goods, periods: a_random_economy(seed, max(goods, 3), periods),
        SEEDS,
        GOODS,
        st.integers(1, 2),
    )


def first_level(plan):
    return plan.stages["level"].iloc[0]


@given(economies(), MODE)
def test_sources_equal_uses_in_every_balance(economy, mode):
    balances = solve(economy, mode).balances
    sums = balances.groupby(["commodity", "period", "side"])["quantity"].sum().unstack("side")
    assert sums["source"].tolist() == pytest.approx(sums["use"].tolist(), rel=1e-9, abs=1e-7)


@given(economies(), MODE)
def test_no_quantity_is_negative_and_no_limit_is_passed(economy, mode):
    plan = solve(economy, mode)
    assert plan.evidence.values.min() >= 0.0
    assert (plan.outputs["utilisation"].dropna() <= 1.0 + 1e-9).all()
    assert (plan.labour["required"] <= plan.labour["available"] * (1.0 + 1e-9)).all()
    assert (plan.goals["fulfilment"] <= 1.0).all()


@given(economies(), st.floats(1e-3, 1e3))
def test_scaling_what_is_wanted_and_what_there_is_scales_the_plan(economy, factor):
    units = dict.fromkeys(economy.commodity_index, factor)
    larger = in_units(economy, units, factor, factor)
    plan, scaled = solve(economy), solve(larger)
    assert (scaled.evidence.values / factor)[:-1].tolist() == pytest.approx(
        plan.evidence.values[:-1].tolist(), rel=1e-9, abs=1e-7
    )


@given(economies(), MODE, st.integers(0, 5), st.floats(1.0, 3.0))
def test_more_of_a_resource_never_lowers_the_first_level(economy, mode, which, factor):
    before = first_level(solve(economy, mode))
    activities = list(economy.activities)
    chosen = which % len(activities)
    activities[chosen] = replace(activities[chosen], capacity=activities[chosen].capacity * factor)
    assert first_level(solve(economy.with_activities(activities), mode)) >= before - 1e-9
    hands = tuple(
        replace(q, available=tuple(n * factor for n in q.available)) for q in economy.labour
    )
    assert first_level(solve(replace(economy, labour=hands), mode)) >= before - 1e-9


@given(economies(), MODE, st.randoms(use_true_random=False))
def test_the_order_of_everything_is_of_no_account(economy, mode, random):
    rows, columns, claims = (
        random.sample(range(len(of)), len(of))
        for of in (economy.commodities, economy.activities, economy.claims)
    )
    other = replace(
        economy,
        commodities=tuple(economy.commodities[i] for i in rows),
        activities=tuple(economy.activities[j] for j in columns),
        claims=tuple(economy.claims[g] for g in claims),
        inputs=economy.inputs[rows][:, columns],
        outputs=economy.outputs[rows][:, columns],
        productivity=economy.productivity[columns],
        labour_norms=economy.labour_norms[:, columns],
        capital=economy.capital[rows][:, columns],
        capital_labour=economy.capital_labour[:, columns],
    )
    plan, shuffled = solve(economy, mode), solve(other, mode)
    found = dict(zip(shuffled.evidence.columns, shuffled.evidence.values, strict=True))
    assert [found[key] for key in plan.evidence.columns] == pytest.approx(
        plan.evidence.values.tolist(), rel=1e-9, abs=1e-7
    )


@given(economies(), MODE)
def test_renaming_changes_only_names(economy, mode):
    names = {c: f"Железо {c}-руда" for c in economy.commodity_index}
    other = replace(
        economy,
        commodities=tuple(replace(c, code=names[c.code]) for c in economy.commodities),
        activities=tuple(
            replace(a, code=names.get(a.code, a.code), commodity=names[a.commodity])
            for a in economy.activities
        ),
        claims=tuple(replace(c, commodity=names[c.commodity]) for c in economy.claims),
        figures=tuple(replace(k, item=names[k.item]) for k in economy.figures),
    )
    plan, renamed = solve(economy, mode), solve(other, mode)
    assert renamed.goals["fulfilment"].tolist() == pytest.approx(
        plan.goals["fulfilment"].tolist(), abs=1e-9
    )


@given(economies(), MODE)
def test_a_sector_nobody_uses_changes_nothing(economy, mode):
    size = (len(economy.commodities), len(economy.activities))
    inputs, outputs = np.zeros((size[0] + 1, size[1] + 1)), np.zeros((size[0] + 1, size[1] + 1))
    inputs[:-1, :-1], outputs[:-1, :-1] = economy.inputs.toarray(), economy.outputs.toarray()
    inputs[0, -1], outputs[-1, -1] = 0.3, 1.0
    other = replace(
        economy,
        commodities=(*economy.commodities, good("idle", price=1.0)),
        activities=(*economy.activities, made("idle")),
        inputs=type(economy.inputs)(inputs),
        outputs=type(economy.outputs)(outputs),
        labour_norms=np.hstack([economy.labour_norms, np.zeros((1, 1))]),
        productivity=np.ones((size[1] + 1, len(economy.periods))),
        capacity_factor=np.ones((size[1] + 1, len(economy.periods))),
        yield_factor=np.ones((size[1] + 1, len(economy.periods))),
        import_factor=np.ones((size[0] + 1, len(economy.periods))),
        capital=frozen_matrix(np.pad(economy.capital.toarray(), ((0, 1), (0, 1)))),
        capital_labour=np.pad(economy.capital_labour, ((0, 0), (0, 1))),
    )
    plan, wider = solve(economy, mode), solve(other, mode)
    found = dict(zip(wider.evidence.columns, wider.evidence.values, strict=True))
    assert [found[key] for key in plan.evidence.columns] == pytest.approx(
        plan.evidence.values.tolist(), rel=1e-9, abs=1e-7
    )
    assert value(wider, "x", "idle") == 0.0


@given(st.floats(1.0, 500.0), st.integers(2, 9), st.floats(10.0, 900.0))
def test_claims_that_differ_in_name_only_are_cut_equally(target, count, supply):
    economy = an_economy(
        good("x"), made("x", supply), *(want("x", target, f"h{n}") for n in range(count))
    )
    level = min(1.0, supply / (target * count))
    assert list(fulfilments(solve(economy)).values()) == pytest.approx([level] * count, rel=1e-9)


@given(SEEDS, st.integers(2, 7))
def test_without_limits_outputs_are_full_coefficients_times_final_demand(seed, goods):
    r = np.random.default_rng(seed)
    norms = r.random((goods, goods)) * (r.random((goods, goods)) < 0.6)
    norms *= 0.8 / norms.sum(axis=0).clip(1.0)
    demand = r.uniform(1.0, 100.0, goods)
    codes = [f"g{i}" for i in range(goods)]
    economy = an_economy(
        *(good(c) for c in codes),
        *(want(c, float(d)) for c, d in zip(codes, demand, strict=True)),
        uses={(c, w): float(norms[i, j]) for i, c in enumerate(codes) for j, w in enumerate(codes)},
    )
    plan = solve(economy)
    outputs = [value(plan, "x", c) for c in codes]
    assert outputs == pytest.approx(gross_outputs(economy.inputs, demand).tolist(), rel=1e-9)


@given(economies(), MODE, st.integers(0, 3))
def test_splitting_a_claim_in_two_halves_changes_no_total(economy, mode, which):
    claim = economy.claims[which]
    halves = tuple(replace(claim, claimant=f"half {n}", target=claim.target / 2) for n in range(2))
    rest = tuple(c for c in economy.claims if c is not claim)
    plan, split = solve(economy, mode), solve(replace(economy, claims=rest + halves), mode)
    whole = plan.claims["delivered"].iloc[which]
    assert split.claims["delivered"].iloc[-2:].tolist() == pytest.approx(
        [whole / 2] * 2, rel=1e-9, abs=1e-9
    )
    assert split.outputs["output"].tolist() == pytest.approx(
        plan.outputs["output"].tolist(), rel=1e-8, abs=1e-7
    )


@given(economies(), MODE)
def test_every_plan_is_certified_and_made_the_same_twice(economy, mode):
    plan = solve(economy, mode)
    assert plan.certificate.grade == "1e-9"
    assert np.array_equal(plan.evidence.values, solve(economy, mode).evidence.values)


@given(economies())
def test_no_method_beats_leximin_for_the_worst_off(economy):
    assert solve(economy, method="weighted").goals["fulfilment"].min() <= (
        solve(economy).goals["fulfilment"].min() + 1e-9
    )


@given(economies(), MODE, st.booleans())
def test_what_is_scarce_has_a_price_of_at_least_zero_where_it_is_first_felt(economy, mode, orders):
    # No line of these economies is a minimum, which alone can cost something.
    plan = solve(under_orders(economy) if orders else economy, mode)
    prices = plan.prices
    assert not prices.empty
    least = -1e-9 * prices.groupby("stage")["worth"].transform("max")
    assert (prices["worth"] >= least).all()
