"""Labour by category, at the productivity of the period."""

from __future__ import annotations

import numpy as np
import pytest

from balances.economy.economy import frozen_vector
from balances.economy.records import LabourCategory
from balances.gosplan import solve
from tests.conftest import an_economy, fulfilled, good, value, want


def test_labour_limits_output_by_its_norm_over_productivity():
    # 2 workers a unit and 100 workers: 50; with productivity 1.25: 100 / (2 / 1.25) = 62.5.
    economy = an_economy(
        good("x"), LabourCategory("workers", (100.0, 100.0)),
        want("x", 90.0), want("x", 90.0, period=1),
        norms={("workers", "x"): 2.0}, productivity=frozen_vector([[1.0, 1.25]]), periods=2,
    )  # fmt: skip
    plan = solve(economy)
    assert [value(plan, "x", "x", t) for t in (0, 1)] == pytest.approx([50.0, 62.5], rel=1e-9)
    assert plan.labour["required"].tolist() == pytest.approx([100.0, 100.0], rel=1e-9)


def test_the_scarcest_category_decides():
    # 30 miners at 0.5 allow 60; 40 fitters at 1 allow 40.
    economy = an_economy(
        good("x"), LabourCategory("miners", (30.0,)), LabourCategory("fitters", (40.0,)),
        want("x", 90.0), norms={("miners", "x"): 0.5, ("fitters", "x"): 1.0},
    )  # fmt: skip
    plan = solve(economy)
    assert value(plan, "x", "x") == pytest.approx(40.0, rel=1e-9)
    assert plan.labour["required"].tolist() == pytest.approx([20.0, 40.0], rel=1e-9)


def test_activities_compete_for_the_same_workers():
    # 100 workers; x takes 1, y takes 3; 50 of each wanted: 200 needed, so each gets one half.
    economy = an_economy(
        good("x"), good("y"), LabourCategory("all", (100.0,)), want("x", 50.0), want("y", 50.0),
        norms={("all", "x"): 1.0, ("all", "y"): 3.0},
    )  # fmt: skip
    plan = solve(economy)
    assert fulfilled(plan) == pytest.approx([0.5, 0.5], rel=1e-9)
    assert plan.employment["workers"].tolist() == pytest.approx([25.0, 75.0], rel=1e-9)


def test_unlimited_labour_is_counted_but_limits_nothing():
    economy = an_economy(
        good("x"), LabourCategory("all", (np.inf,)), want("x", 50.0), norms={("all", "x"): 2.0}
    )
    plan = solve(economy)
    assert not any(key.kind == "labour" for key in plan.evidence.rows)
    assert plan.labour["required"].tolist() == pytest.approx([100.0], rel=1e-9)
