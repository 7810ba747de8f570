"""The program and its restatement, written apart, are the same rows: key by key, cell by cell."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse as sp

from balances.certificate.restated import restate
from balances.economy.construction import AUTHORISED, CEILING, Finance
from balances.economy.economy import Economy, frozen_matrix, frozen_vector
from balances.economy.records import Allocation
from balances.economy.settings import Settings
from balances.gosplan import solve
from balances.program.goals import BALANCED, MOBILISED
from balances.program.program import Program
from tests.conftest import an_economy, figure, good, made, project, want
from tests.gosplan.conftest import a_random_economy, under_orders
from tests.program.conftest import everything


def a_building_economy(seed: int, periods: int = 3) -> Economy:
    """A random economy that builds: lags, profiles, projects of both kinds, money of all kinds."""
    r = np.random.default_rng([seed, 7])
    plain = a_random_economy(seed, goods=4, periods=periods)
    goods, ways = len(plain.commodities), len(plain.activities)

    def sometimes(amount: float, odds: float = 0.5) -> float | None:
        return amount if r.random() < odds else None

    activities = []
    for activity in plain.activities:
        lag = int(r.integers(0, 4))
        shares = r.dirichlet(np.ones(max(lag, 1)))
        activities.append(
            replace(
                activity,
                construction_lag=lag,
                spending_profile=tuple(shares) if r.random() < 0.5 else (),
                depreciation=float(r.choice([0.0, 0.1])),
                lead=int(r.integers(0, 2)),
                opening_output=float(r.uniform(40.0, 90.0)),
            )
        )
    projects = [
        project(
            f"p{n}",
            f"g{r.integers(goods)}",
            float(r.uniform(5.0, 40.0)),
            float(r.uniform(50.0, 400.0)),
            agency=f"a{n % 2}",
            declared_cost=sometimes(float(r.uniform(50.0, 400.0))),
            inputs={"g1": float(r.uniform(0.0, 9.0))},
            done=float(r.choice([0.0, 0.4])),
            earliest=int(r.integers(0, 2)),
            min_duration=int(r.integers(1, 3)),
            integer=n < 3 and bool(seed % 2),
        )
        for n in range(4)
    ]
    spread = bool(r.random() < 0.3)
    finance = tuple(
        Finance(
            budget=sometimes(float(r.uniform(100.0, 400.0)), 0.8),
            rule=str(r.choice([AUTHORISED, CEILING])),
            normal_work=150.0,
            elasticity=float(r.uniform(0.2, 1.0)),
            price_cap=sometimes(1.5) or math.inf,
            overhang_limit=sometimes(300.0) or math.inf,
            cost_index=float(r.uniform(0.8, 1.2)),
            agency_budgets={"a0": 300.0} if r.random() < 0.5 else {},
            max_open=None if spread else int(r.integers(1, 4)),
            spread=spread,
            other_income=sometimes(200.0),
            other_spending=sometimes(100.0),
            deficit_limit=float(r.choice([-20.0, 0.0, 300.0])),
            loans=30.0,
            direct_taxes=20.0,
            household_income=sometimes(50.0),
            savings=10.0,
            wage_share=sometimes(0.3),
            consumer_price_cap=sometimes(9.0) or math.inf,
        )
        for _ in range(periods)
    )
    capital = r.uniform(0.1, 1.0, (goods, ways)) * (r.random((goods, ways)) < 0.3)
    return replace(
        plain,
        activities=tuple(activities),
        commodities=tuple(
            replace(c, retail_price=20.0, turnover_tax=sometimes(0.4)) for c in plain.commodities
        ),
        labour=tuple(replace(q, wage=2.0) for q in plain.labour),
        capital=frozen_matrix(capital),
        capital_labour=frozen_vector(r.uniform(0.0, 0.5, (1, ways)) * (r.random(ways) < 0.3)),
        productivity=frozen_vector(r.uniform(1.0, 1.3, (ways, periods))),
        construction_productivity=frozen_vector(r.uniform(1.0, 1.3, periods)),
        wage_index=frozen_vector(r.uniform(1.0, 1.3, periods)),
        projects=tuple(projects),
        finance=finance,
        base_retail_prices={"g0": 15.0},
        allocations=(Allocation("g1", "a0", 0, low=1.0), Allocation("g1", "a1", 1, share=0.2)),
        figures=(
            *plain.figures,
            figure("capacity", 200.0, "g0", periods + 1),
            figure("capacity", 100.0, "way", 1, label="ways"),
            figure("real_investment", 200.0, "", 1),
            figure("employment", 500.0, "hands", 1, hard=True, sense="at_most"),
            figure("employment", 300.0, "", 2, label="all"),
        ),
    )


def without_money(economy: Economy) -> Economy:
    return replace(economy, finance=())


MEASURES_MAXIMISED = (
    "real_investment",
    "capacity/coal",
    "employment",
    "capacity/steel",
    "stock/coal",
    "capacity/all",
    "capacity/coal/2",
    "employment/all/1-2",
)

TWINS = {
    "everything": everything(),
    "everything without money": without_money(everything()),
    "everything without projects": replace(everything(), projects=()),
    "everything without construction": replace(
        everything(),
        projects=(),
        capital=frozen_matrix(np.zeros((3, 4))),
        capital_labour=frozen_vector(np.zeros((2, 4))),
        figures=everything().figures[:2],
    ),
    "everything, with a figure for all capacity": everything().with_figures(
        (*everything().figures, figure("capacity", 300.0, "all", 1, hard=True, label="all"))
    ),
    **{
        f"everything, maximising {what}": everything().with_settings(
            Settings(after_goals=f"maximise:{what}")
        )
        for what in MEASURES_MAXIMISED
    },
    **{f"building {seed}": a_building_economy(seed) for seed in range(8)},
    **{f"under orders {seed}": under_orders(a_building_economy(seed)) for seed in range(4)},
    "building without money": without_money(a_building_economy(8)),
}


@pytest.mark.parametrize("mode", [BALANCED, MOBILISED])
@pytest.mark.parametrize("name", TWINS)
def test_the_program_and_its_restatement_are_the_same(name, mode):
    economy = TWINS[name]
    program = Program(economy, mode, "highs", 60.0)
    columns = program.layout.unknowns.keys
    limits, low, high = program.limits_now()
    again = restate(economy, columns)
    assert list(again.columns) == list(columns)
    assert len(set(program.rows)) == len(program.rows)
    assert set(again.rows) == set(program.rows)
    order = [again.rows[key] for key in program.rows]
    assert again.senses[order].tolist() == [int(sense) for sense in program.structure.senses]
    assert again.limits[order] == pytest.approx(limits, rel=1e-12, abs=1e-12)
    differ = abs(sp.csr_array(again.matrix[order] - program.matrix)).tocoo()
    scale = abs(program.matrix).max()
    wrong = {
        (program.rows[r], columns[k])
        for r, k, d in zip(*differ.coords, differ.data, strict=True)
        if d > 1e-12 * scale
    }
    assert not wrong
    assert again.low == pytest.approx(low, rel=1e-12)
    assert again.high == pytest.approx(high, rel=1e-12)


@pytest.mark.parametrize("name", TWINS)
def test_natural_sizes_of_the_unknowns_are_the_same_too(name):
    # Errors are compared with them: a size too large would let an error pass.
    program = Program(TWINS[name], MOBILISED, "highs", 60.0)
    unknowns = program.layout.unknowns
    again = restate(TWINS[name], unknowns.keys)
    measured = unknowns.after_goals
    found = {
        unknowns.keys[k]: (float(again.column_sizes[k]), float(size))
        for k, size in enumerate(unknowns.sizes)
        if k != measured and not math.isclose(again.column_sizes[k], size, rel_tol=1e-12)
    }
    assert found == {}


def test_a_plan_that_maximises_capacity_with_projects_is_certified():
    economy = an_economy(
        good("x"), made("x", 10.0), project("a", "x", 40.0, 100.0), want("x", 5.0), periods=2,
        finance=(Finance(budget=50.0),) * 2, settings=Settings(after_goals="maximise:capacity/x"),
    )  # fmt: skip
    plan = solve(economy)
    assert plan.certificate.passed
    assert plan.projects["cumulative"].tolist()[0] == pytest.approx(0.5, rel=1e-9)


@pytest.mark.parametrize("seed", range(8))
def test_economies_that_build_are_planned_and_certified(seed):
    economy = a_building_economy(seed, periods=2)
    economy = replace(
        economy,
        figures=tuple(k for k in economy.figures if k.period < 2 or k.measure == "capacity"),
        finance=tuple(
            replace(f, overhang_limit=math.inf, deficit_limit=1e4, consumer_price_cap=99.0)
            for f in economy.finance
        ),
    )
    plan = solve(economy)
    assert plan.certificate.grade == "1e-9"
    assert (plan.evidence.mip_gap is not None) is bool(seed % 2)
