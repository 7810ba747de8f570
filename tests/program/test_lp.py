"""The boundary to the solver, with failures injected: a certified plan or a clear refusal."""

from __future__ import annotations

import highspy
import numpy as np
import pytest
import scipy.sparse as sp

from balances.economy.issue import (
    InfeasiblePlanError,
    SolverStoppedError,
    UnboundedPlanError,
)
from balances.gosplan import solve
from balances.program.coefficients import coefficients_of
from balances.program.lp import LinearProgram, Status, UnknownSolverError, live
from balances.program.lp import program as lp_program
from balances.program.lp.declared import declare
from balances.program.lp.highs import Highs
from balances.program.optimality import Limits
from balances.program.scaling import Scaling
from tests.conftest import an_economy, fulfilled, good, made, want

STATUS = highspy.HighsModelStatus


def two_levels():
    """Ends at 0.70 and 0.30 (tests/gosplan/test_leximin.py)."""
    return an_economy(
        good("X"), good("Y"), good("Z"), made("X", 100.0), made("Y", 30.0),
        want("X", 100.0, "A"), want("Z", 100.0, "B"),
        uses={("X", "Z"): 1.0, ("Y", "Z"): 1.0},
    )  # fmt: skip


def faulty(monkeypatch, *, statuses=(), solutions=(), runs=()):
    """Put a HiGHS in place that fails as told, one entry a call, and then works again."""
    statuses, solutions, runs = iter(statuses), iter(solutions), iter(runs)

    class Faulty(highspy.Highs):
        def getModelStatus(self):  # noqa: N802
            real = super().getModelStatus()
            return next(statuses, None) or real

        def getSolution(self):  # noqa: N802
            real = super().getSolution()
            spoil = next(solutions, None)
            return spoil(real) if spoil else real

        def run(self):
            fail = next(runs, None)
            return fail() if fail else super().run()

    monkeypatch.setattr(live.highspy, "Highs", Faulty)


class Solution:
    """A solution with other numbers in it."""

    def __init__(self, real, **other):
        self.col_value, self.row_dual = list(real.col_value), list(real.row_dual)
        self.col_dual = list(real.col_dual)
        self.__dict__.update(other)


def attempts(plan):
    return [stage.attempts for stage in plan.evidence.stages]


@pytest.mark.parametrize("status", [STATUS.kSolveError, STATUS.kUnknown, STATUS.kNotset])
def test_one_failed_solve_is_made_good_and_recorded(monkeypatch, status):
    faulty(monkeypatch, statuses=[status])
    plan = solve(two_levels())
    assert fulfilled(plan) == pytest.approx([0.70, 0.30], rel=1e-9)
    assert attempts(plan) == [("simplex", "refactored"), ("simplex",), ("simplex",)]


def test_attempts_go_from_hot_to_ever_more_careful(monkeypatch):
    faulty(monkeypatch, statuses=[STATUS.kSolveError] * 3)
    plan = solve(two_levels())
    assert fulfilled(plan) == pytest.approx([0.70, 0.30], rel=1e-9)
    careful = ("simplex", "refactored", "fresh, presolve off", "interior point")
    assert attempts(plan)[0] == careful


def test_a_solver_that_always_fails_makes_no_plan_and_says_what_was_tried(monkeypatch):
    faulty(monkeypatch, statuses=[STATUS.kSolveError] * 1000)
    with pytest.raises(SolverStoppedError, match="simplex, refactored, fresh"):
        solve(two_levels())


SPOILT = {
    "doubled": lambda real: Solution(real, col_value=[2.0 * v for v in real.col_value]),
    "all zero": lambda real: Solution(real, col_value=[0.0] * len(real.col_value)),
    "reversed": lambda real: Solution(real, col_value=list(real.col_value)[::-1]),
    "a hair off": lambda real: Solution(real, col_value=[v * (1.0 + 1e-7) for v in real.col_value]),
    "not a number": lambda real: Solution(real, col_value=[np.nan] * len(real.col_value)),
    "infinite": lambda real: Solution(real, col_value=[np.inf] * len(real.col_value)),
    "prices of nothing": lambda real: Solution(real, row_dual=[0.0] * len(real.row_dual)),
    "prices of the wrong sign": lambda real: Solution(real, row_dual=[-v for v in real.row_dual]),
    "prices not a number": lambda real: Solution(real, row_dual=[np.nan] * len(real.row_dual)),
}


@pytest.mark.parametrize("how", SPOILT)
def test_wrong_numbers_called_optimal_are_seen_and_solved_again(monkeypatch, how):
    faulty(monkeypatch, solutions=[SPOILT[how]])
    plan = solve(two_levels())
    assert fulfilled(plan) == pytest.approx([0.70, 0.30], rel=1e-9)
    assert attempts(plan)[0] == ("simplex", "refactored")


@pytest.mark.parametrize("how", SPOILT)
def test_a_solver_that_is_always_wrong_makes_no_plan(monkeypatch, how):
    faulty(monkeypatch, solutions=[SPOILT[how]] * 1000)
    with pytest.raises(SolverStoppedError):
        solve(two_levels())


@pytest.mark.parametrize("short", ["col_value", "row_dual"])
def test_a_solution_without_its_numbers_makes_no_plan(monkeypatch, short):
    faulty(monkeypatch, solutions=[lambda real: Solution(real, **{short: []})] * 1000)
    with pytest.raises(SolverStoppedError):
        solve(two_levels())


@pytest.mark.parametrize("status", [s for s in STATUS.__members__.values() if s != STATUS.kOptimal])
def test_no_status_but_optimal_makes_a_plan(monkeypatch, status):
    faulty(monkeypatch, statuses=[status] * 1000)
    with pytest.raises((SolverStoppedError, InfeasiblePlanError, UnboundedPlanError)):
        solve(two_levels())


@pytest.mark.parametrize("status", [STATUS.kInfeasible, STATUS.kUnbounded])
def test_one_wrong_word_of_no_plan_is_not_believed(monkeypatch, status):
    faulty(monkeypatch, statuses=[status])
    assert fulfilled(solve(two_levels())) == pytest.approx([0.70, 0.30], rel=1e-9)


def test_a_crash_inside_the_solver_keeps_its_traceback(monkeypatch):
    def crash():
        raise MemoryError("no memory")

    faulty(monkeypatch, runs=[crash])
    with pytest.raises(MemoryError):
        solve(two_levels())


def test_no_time_makes_no_plan():
    with pytest.raises(SolverStoppedError, match="out of time"):
        solve(two_levels(), seconds=0.0)


@pytest.mark.parametrize("stage", [0, 1])
def test_a_time_limit_in_any_stage_makes_no_plan(monkeypatch, stage):
    # PuLP would call this Optimal. A stage of ours may be tried again while slack is left. The
    # last stage is at the basis of the one before, and nothing is run.
    faulty(monkeypatch, statuses=[None] * stage + [STATUS.kTimeLimit] * 1000)
    with pytest.raises(SolverStoppedError, match="without a proof"):
        solve(two_levels())


def dense(size: int = 300):
    r = np.random.default_rng(0)
    matrix = sp.csr_array(r.random((size, size)))
    limits = Limits(
        r.uniform(1, 100, size), np.full(size, np.inf), np.zeros(size), np.full(size, np.inf)
    )
    return matrix, limits, r.uniform(1, 5, size)


def test_a_solve_cut_by_its_time_limit_gives_no_numbers():
    matrix, limits, costs = dense()
    solver = Highs(coefficients_of(matrix))
    cut = solver.minimise(limits, costs, 0.0)
    assert cut.status is Status.STOPPED
    assert cut.values.size == 0
    # And the same live object solves it when it may: limits move with the clock of HiGHS.
    assert solver.minimise(limits, costs, 1000.0).status is Status.OPTIMAL


def test_the_record_of_pulp_has_every_coefficient_and_sense():
    # Row 1 is empty, row 2 has its coefficients out of order.
    matrix = sp.csr_array(([2.0, -1.0, 4.0], [0, 2, 1], [0, 1, 1, 3]), shape=(3, 3))
    record = declare(matrix, np.array([1, 0, -1]))
    rows = [
        (name, row.sense, {column.name: value for column, value in row.expr.items()})
        for name, row in record._constraints.items()
    ]
    assert rows == [("r0", 1, {"x0": 2.0}), ("r1", 0, {}), ("r2", -1, {"x2": -1.0, "x1": 4.0})]


def test_an_unknown_solver_is_refused_by_name():
    with pytest.raises(UnknownSolverError, match="no solver 'oracle' here; there are highs"):
        solve(two_levels(), solver="oracle")


@pytest.mark.parametrize("solver", ["highs", "cbc"])
def test_status_values_and_prices_of_a_small_program_are_right(solver):
    # min x + 2y, x + y >= 3, x <= 2: x = 2, y = 1; the row's price is 2.
    matrix = sp.csr_array(np.array([[1.0, 1.0]]))
    program = LinearProgram(matrix, [1], np.ones(2), solver, 60.0)
    found = program.minimise(
        np.array([1.0, 2.0]), np.array([3.0]), np.zeros(2), np.array([2.0, np.inf])
    )
    assert found.status is Status.OPTIMAL
    assert found.values.tolist() == pytest.approx([2.0, 1.0])
    assert found.duals.tolist() == pytest.approx([2.0])


@pytest.mark.parametrize("solver", ["highs", "cbc"])
def test_infeasible_and_unbounded_are_told_apart(solver):
    matrix = sp.csr_array(np.array([[1.0, 1.0]]))
    program = LinearProgram(matrix, [1], np.ones(2), solver, 60.0)
    none = program.minimise(np.ones(2), np.array([3.0]), np.zeros(2), np.ones(2))
    assert none.status is Status.INFEASIBLE
    endless = program.minimise(-np.ones(2), np.array([3.0]), np.zeros(2), np.full(2, np.inf))
    assert endless.status is Status.UNBOUNDED


def test_the_live_object_solves_changed_limits_as_a_new_one_would():
    r = np.random.default_rng(3)
    matrix, limits, costs = dense(30)
    size = np.ones(30)
    alive = LinearProgram(matrix, [1] * 30, size, "highs", 1e9)
    for _ in range(20):
        rhs, c = limits.row_low * r.uniform(0.5, 2.0, 30), costs * r.uniform(0.5, 2.0, 30)
        low, high = np.zeros(30), np.where(r.random(30) < 0.3, 50.0, np.inf)
        hot = alive.minimise(c, rhs, low, high)
        cold = LinearProgram(matrix, [1] * 30, size, "highs", 1e9).minimise(c, rhs, low, high)
        assert hot.status == cold.status
        if hot.status is Status.OPTIMAL:
            assert c @ hot.values == pytest.approx(c @ cold.values, rel=1e-9)


def test_coefficients_that_the_solver_would_drop_are_kept_by_scaling():
    # y <= 1e-12 x, x <= 1e15: y may be 1. HiGHS alone drops 1e-12 and says 0.
    matrix = sp.csr_array(np.array([[-1e-12, 1.0]]))
    program = LinearProgram(matrix, [-1], np.array([1e12, 1.0]), "highs", 60.0)
    found = program.minimise(np.array([0.0, -1.0]), np.zeros(1), np.zeros(2), np.array([1e15, 1.0]))
    assert found.values[1] == pytest.approx(1.0, rel=1e-9)


def test_without_scaling_the_guard_still_lets_no_wrong_plan_through(monkeypatch):
    # The same economy in absurd units, unscaled: refused, or right.
    monkeypatch.setattr(
        lp_program,
        "natural_scaling",
        lambda matrix, _: Scaling(np.ones(matrix.shape[1]), np.ones(matrix.shape[0])),
    )
    economy = an_economy(
        good("X"), good("Y"), good("Z"), made("X", 1e10), made("Y", 3e-7),
        want("X", 1e10, "A"), want("Z", 1e3, "B"),
        uses={("X", "Z"): 1e7, ("Y", "Z"): 1e-9},
    )  # fmt: skip
    try:
        plan = solve(economy)
    except (SolverStoppedError, InfeasiblePlanError):
        return
    assert fulfilled(plan) == pytest.approx([0.70, 0.30], rel=1e-6)


def test_bounds_in_conflict_are_suggested_among_the_rows_that_matter():
    # x + y >= 10 with x <= 3 and y <= 4; z <= 1 has nothing to do with it.
    matrix = sp.csr_array(np.array([[1.0, 1.0, 0.0], [0.0, 1.0, 1.0]]))
    program = LinearProgram(matrix, [1, -1], np.ones(3), "highs", 60.0)
    limits, low, high = np.array([10.0, 50.0]), np.zeros(3), np.array([3.0, 4.0, 1.0])
    found = program.columns_in_conflict(limits, low, high, np.array([0]))
    assert found.tolist() == [0, 1]
    loose = program.columns_in_conflict(limits, low, np.array([3.0, 9.0, 1.0]), np.array([0]))
    assert loose.tolist() == []
