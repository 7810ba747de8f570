"""A live solver asked again: what it keeps, what it sends, and what it finds.

90 of a good for A and B, who share it by their targets; the level is raised as far as it goes:

    a + b <= 90,  a - t_A l >= 0,  b - t_B l >= 0,  l <= 1
"""

from __future__ import annotations

from dataclasses import replace

import highspy
import numpy as np
import pytest
import scipy.sparse as sp

from balances.program.coefficients import Block, Coefficients, Pairs, coefficients_of
from balances.program.lp import Status, live
from balances.program.lp.highs import Highs
from balances.program.lp.question import agree
from balances.program.optimality import Limits

SHARED = Block(sp.csr_array(np.array([[1.0, 1.0, 0.0]])))
COSTS = np.array([0.0, 0.0, -1.0])


def sharing(of_a, of_b):
    return Coefficients(
        SHARED, Pairs(np.array([0, 1]), np.array([2, 2]), np.ones(2), np.array([-of_a, -of_b]))
    )


def limits(supply=90.0, low=(0.0, 0.0), high=(60.0, 120.0), rows=(0.0, 0.0)):
    return Limits(
        np.array([-np.inf, *rows]),
        np.array([supply, np.inf, np.inf]),
        np.array([*low, 0.0]),
        np.array([*high, 1.0]),
    )


@pytest.fixture
def sent(monkeypatch):
    """What is told to HiGHS: coefficients, by row and unknown, and runs."""
    told = []

    class Telling(highspy.Highs):
        def changeCoeff(self, row, column, value):  # noqa: N802
            told.append((row, column, value))
            return super().changeCoeff(row, column, value)

        def run(self):
            told.append("run")
            return super().run()

    monkeypatch.setattr(live.highspy, "Highs", Telling)
    return told


def raised(solver, limit, **how):
    found = solver.minimise(limit, COSTS, 60.0, **how)
    assert found.status is Status.OPTIMAL
    return found


def test_nothing_is_run_where_the_basis_of_the_last_optimum_is_that_of_the_next(sent):
    solver = Highs(sharing(60.0, 120.0))
    # 90 for 180; one more unit is worth 1/180.
    assert raised(solver, limits()).values.tolist() == pytest.approx([30.0, 60.0, 0.5], abs=1e-15)
    sent.clear()
    found = raised(solver, limits(supply=72.0))
    assert found.values.tolist() == pytest.approx([24.0, 48.0, 0.4], abs=1e-15)
    assert found.duals.tolist() == pytest.approx([-1 / 180, 1 / 180, 1 / 180], abs=1e-15)
    assert (found.attempts, found.iterations, sent) == (("kept basis",), 0, [])


def test_another_target_changes_no_factors(sent):
    solver = Highs(sharing(60.0, 120.0))
    raised(solver, limits())
    sent.clear()
    solver.take(sharing(80.0, 120.0))
    # 90 for 200.
    found = raised(solver, limits(high=(80.0, 120.0)))
    assert found.values.tolist() == pytest.approx([36.0, 54.0, 0.45], abs=1e-15)
    assert found.duals.tolist() == pytest.approx([-1 / 200, 1 / 200, 1 / 200], abs=1e-15)
    assert sent == []


def test_pivots_are_made_with_old_factors_and_the_true_coefficients(sent):
    solver = Highs(sharing(60.0, 120.0))
    raised(solver, limits())
    sent.clear()
    solver.take(sharing(60.0, 20.0))
    # 80 of 90: there is enough for both, the level is 1 and the good not scarce.
    found = raised(solver, limits(high=(60.0, 20.0)))
    assert found.values[2] == 1.0
    assert found.duals[0] == 0.0
    assert found.attempts == ("kept factors",)
    assert sent == ["run"]


def test_a_goal_may_be_tied_to_another_in_the_place_of_its_row():
    solver = Highs(sharing(60.0, 120.0))
    raised(solver, limits())
    # B has twice what A has; A alone is raised, to 40: 30 of it, of 90.
    own, other = np.array([1.0, 60.0 / 64.0]), np.array([-40.0, -120.0 / 64.0])
    solver.take(Coefficients(SHARED, Pairs(np.array([0, 1]), np.array([2, 0]), own, other)))
    tied = replace(limits(), row_high=np.array([90.0, np.inf, 0.0]))
    assert raised(solver, tied).values.tolist() == pytest.approx([30.0, 60.0, 0.75], abs=1e-15)


def test_rows_that_bind_nothing_keep_their_old_coefficients(sent):
    solver = Highs(sharing(60.0, 120.0))
    raised(solver, limits())
    sent.clear()
    # A is done: it stands at 40 and its row, in which its target would be 40, binds nothing.
    solver.take(sharing(40.0, 120.0))
    done, idle = (
        limits(low=(40.0, 0.0), high=(40.0, 120.0), rows=(-40.0, 0.0)),
        [False, True, False],
    )
    found = raised(solver, done, idle=np.array(idle))
    assert found.values.tolist() == pytest.approx([40.0, 50.0, 50 / 120], abs=1e-15)
    assert found.duals.tolist() == pytest.approx([-1 / 120, 0.0, 1 / 120], abs=1e-15)
    assert (found.attempts, sent) == (("kept basis",), [])
    # When it is raised again its row holds what it should: 90 for 160.
    again = raised(solver, limits(high=(40.0, 120.0)))
    assert again.values.tolist() == pytest.approx([22.5, 67.5, 90 / 160], abs=1e-15)


def test_an_old_coefficient_of_a_row_that_binds_nothing_is_no_limit():
    # With 1e5 in the place of 60 the row would keep the level below a hundredth.
    solver = Highs(sharing(1e5, 120.0))
    raised(solver, limits(high=(1e5, 120.0)))
    solver.take(sharing(60.0, 120.0))
    loose = limits(low=(0.0, 0.0), high=(60.0, 120.0), rows=(-60.0, 0.0))
    found = raised(solver, loose, idle=np.array([False, True, False]))
    assert found.values[2] == pytest.approx(90 / 120, abs=1e-15)


def test_a_fork_goes_on_by_itself():
    solver = Highs(sharing(60.0, 120.0))
    raised(solver, limits())
    other = solver.fork()
    assert raised(other, limits(supply=45.0)).values[2] == pytest.approx(0.25, abs=1e-15)
    assert raised(solver, limits()).values[2] == pytest.approx(0.5, abs=1e-15)


def test_many_coefficients_are_handed_over_anew_with_the_basis(sent):
    r = np.random.default_rng(2)
    norms, endless = r.random((30, 30)), np.full(30, np.inf)
    within = Limits(np.ones(30), endless, np.zeros(30), endless)
    costs = r.uniform(1.0, 2.0, 30)
    solver = Highs(coefficients_of(sp.csr_array(norms)))
    solver.minimise(within, costs, 60.0)
    sent.clear()
    other = coefficients_of(sp.csr_array(norms * r.uniform(0.99, 1.01, (30, 30))))
    solver.take(other)
    hot, cold = solver.minimise(within, costs, 60.0), Highs(other).minimise(within, costs, 60.0)
    assert hot.values == pytest.approx(cold.values, abs=1e-12)
    assert hot.iterations < cold.iterations
    # Two runs, one of each solver; no coefficient was changed by itself.
    assert sent == ["run", "run"]


def test_two_optima_agree_up_to_the_rounding_of_their_largest_numbers():
    # A solver rounds prices to the size of the largest: 1e-7 is nothing beside 1e4.
    x, y = np.array([0.5, 3.0]), np.array([13877.8, 0.0])
    assert agree((x, y + np.array([7e-7, 3e-8])), (x, y))
    assert not agree((x, y + np.array([0.0, 1e-3])), (x, y))
    assert not agree((x + np.array([0.0, 1e-7]), y), (x, y))
