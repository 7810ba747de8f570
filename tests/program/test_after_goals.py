"""What is maximised once the goals have what they can have."""

from __future__ import annotations

import numpy as np
import pytest

from balances.economy.issue import UnboundedPlanError
from balances.economy.records import LabourCategory
from balances.economy.settings import Settings
from balances.gosplan import solve
from tests.conftest import an_economy, fulfilled, good, made, value, want


def after(what: str, *records, **rest):
    return an_economy(
        good("x", price=1.0), good("y", price=3.0), want("x", 20.0), *records,
        settings=Settings(after_goals=what), **rest,
    )  # fmt: skip


def test_what_the_goals_leave_goes_to_the_measure():
    # 100 workers, 20 of x take 20; y takes 4 each: (100 - 20) / 4 = 20 of y.
    plan = solve(
        after(
            "maximise:output/y", LabourCategory("all", (100.0,)),
            norms={("all", "x"): 1.0, ("all", "y"): 4.0},
        )
    )  # fmt: skip
    assert fulfilled(plan) == [1.0]
    assert value(plan, "x", "y") == pytest.approx(20.0, rel=1e-9)
    assert value(plan, "h", "output/y") == pytest.approx(20.0, rel=1e-9)
    assert [s.kind for s in plan.evidence.stages] == ["leximin", "maximise", "least_effort"]


def test_a_maximised_total_goes_where_a_unit_of_labour_gives_most():
    # A worker makes 1 of x (1 rouble) or 0.25 of y (0.75): all go to x: 100 roubles.
    plan = solve(
        after(
            "maximise:national_income", LabourCategory("all", (100.0,)),
            norms={("all", "x"): 1.0, ("all", "y"): 4.0},
        )
    )  # fmt: skip
    assert value(plan, "x", "x") == pytest.approx(100.0, rel=1e-9)
    assert plan.measure("national_income").tolist() == pytest.approx([100.0], rel=1e-9)


def test_the_measure_is_summed_over_the_periods():
    # Stock of 60 of ore for two years, 1 ore a unit: all of it is used, in whichever year.
    economy = an_economy(
        good("ore", storable=True, opening_stock=60.0), good("x"), made("ore", 0.0),
        want("x", 10.0), uses={("ore", "x"): 1.0}, periods=2,
        settings=Settings(after_goals="maximise:output/x"),
    )  # fmt: skip
    plan = solve(economy)
    assert sum(value(plan, "x", "x", t) for t in (0, 1)) == pytest.approx(60.0, rel=1e-9)


def test_the_measure_is_summed_over_the_periods_named_only():
    # The second year alone counts: the first makes its 10, the other 50 of ore wait for it.
    economy = an_economy(
        good("ore", storable=True, opening_stock=60.0), good("x"), made("ore", 0.0),
        want("x", 10.0), uses={("ore", "x"): 1.0}, periods=2,
        settings=Settings(after_goals="maximise:output/x/2"),
    )  # fmt: skip
    plan = solve(economy)
    assert value(plan, "x", "x", 0) == pytest.approx(10.0, rel=1e-9)
    assert value(plan, "x", "x", 1) == pytest.approx(50.0, rel=1e-9)
    assert value(plan, "h", "output/x") == pytest.approx(50.0, rel=1e-9)


def test_a_measure_without_a_limit_is_refused():
    with pytest.raises(UnboundedPlanError, match="no limit"):
        solve(after("maximise:output/y"))


def test_goals_are_not_touched_by_what_comes_after_them():
    # Without goals all 100 workers would make y; x has its 20 first.
    economy = after(
        "maximise:output/y", made("y", 1000.0), LabourCategory("all", (100.0,)),
        norms={("all", "x"): 10.0, ("all", "y"): 1.0},
    )  # fmt: skip
    # 10 workers a unit allow 10 of x: half the claim, and nothing is left for y.
    plan = solve(economy)
    assert fulfilled(plan) == pytest.approx([0.5], rel=1e-9)
    assert value(plan, "x", "y") == pytest.approx(0.0, abs=1e-6)


def test_a_measure_that_can_be_nothing_but_zero_is_still_proved():
    # No ore, so no x: the greatest output is 0.
    economy = an_economy(
        good("ore"), good("x"), good("y"), made("ore", 0.0), want("x", 10.0), want("y", 10.0),
        uses={("ore", "x"): 1.0, ("ore", "y"): 0.5, ("x", "y"): 0.25, ("y", "x"): 0.125},
        settings=Settings(after_goals="maximise:output/x"),
    )  # fmt: skip
    plan = solve(economy)
    assert value(plan, "h", "output/x") == 0.0
    assert fulfilled(plan) == [0.0, 0.0]


def test_a_nearly_empty_bottleneck_is_not_taken_for_no_limit():
    # Everything needs a and b, of which there are 1e-9: national income is limited by them.
    r, codes = np.random.default_rng(1), "abcdef"
    economy = an_economy(
        *(good(c) for c in codes), *(made(c, 1e-9 if c in "ab" else 100.0) for c in codes),
        *(want(c, float(r.uniform(10, 90))) for c in codes),
        uses={(i, j): float(r.uniform(0.01, 0.2)) for i in codes for j in codes},
        settings=Settings(after_goals="maximise:national_income"),
    )  # fmt: skip
    assert solve(economy).certificate.passed
