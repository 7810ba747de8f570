"""Factors of a basis next to that of a solver, against the basis itself."""

from __future__ import annotations

import highspy
import numpy as np
import pytest
import scipy.sparse as sp

from balances.program.coefficients import Block, Coefficients, Pairs, changes
from balances.program.lp import live
from balances.program.lp.bases import Standing
from balances.program.lp.factors import OwnBasis
from balances.program.lp.live import Live
from balances.program.optimality import Limits

SIZE = 12


def program(seed: int = 5) -> Coefficients:
    """Ten rows that stand, and two of two unknowns."""
    r = np.random.default_rng(seed)
    standing = sp.csr_array(r.random((SIZE - 2, SIZE)))
    pairs = Pairs(np.array([0, 1]), np.array([11, 11]), np.ones(2), np.array([-0.5, -0.25]))
    return Coefficients(Block(standing), pairs)


def solved(coefficients: Coefficients) -> Live:
    r = np.random.default_rng(1)
    live = Live(coefficients, None, {})
    endless = np.full(SIZE, np.inf)
    limits = Limits(r.uniform(1.0, 2.0, SIZE), endless, np.zeros(SIZE), endless)
    live.push(limits, r.uniform(1.0, 3.0, SIZE))
    live.run(60.0)
    return live


def columns_of(coefficients: Coefficients, stands: Standing) -> np.ndarray:
    """The basis as a matrix, in its order."""
    whole = np.hstack([coefficients.matrix.toarray(), np.eye(SIZE)])
    return whole[:, [m if m >= 0 else SIZE - 1 - m for m in stands.order.tolist()]]


def swapped(stands: Standing) -> Standing:
    """An unknown that is in the basis for a row that is not, where that is a basis too."""
    order = stands.order.copy()
    order[np.flatnonzero(order >= 0)[0]] = -1 - int(np.flatnonzero(~stands.rows)[0])
    return Standing(order, stands.rows, stands.columns)


def agree(basis: np.ndarray, factors) -> None:
    r = np.random.default_rng(3)
    b, c = r.normal(size=SIZE), r.normal(size=SIZE)
    assert basis @ factors.solve(b) == pytest.approx(b, abs=1e-9)
    assert basis.T @ factors.solve_transposed(c) == pytest.approx(c, abs=1e-9)


def test_the_solver_s_own_basis_is_solved_as_it_is():
    coefficients = program()
    own = OwnBasis(solved(coefficients).highs)
    agree(columns_of(coefficients, own.stands), own.factors_of(own.stands, coefficients))


def test_a_row_may_have_changed_places_with_an_unknown():
    coefficients = program()
    own = OwnBasis(solved(coefficients).highs)
    other = swapped(own.stands)
    assert not np.array_equal(other.order, own.stands.order)
    agree(columns_of(coefficients, other), own.factors_of(other, coefficients))


def test_coefficients_that_were_not_sent_are_made_good_also_with_a_row_that_changed_places():
    sent = program()
    own = OwnBasis(solved(sent).highs)
    r = np.random.default_rng(7)
    dense = sent.standing.matrix.toarray()
    dense[:, own.stands.order[own.stands.order >= 0][-2:]] += r.normal(size=(SIZE - 2, 2))
    true = Coefficients(Block(sp.csr_array(dense)), sent.pairs)
    for stands in (own.stands, swapped(own.stands)):
        factors = own.factors_of(stands, true, changes(true, sent))
        agree(columns_of(true, stands), factors)


def test_what_is_no_basis_has_no_factors():
    coefficients = program()
    own = OwnBasis(solved(coefficients).highs)
    twice = own.stands.order.copy()
    twice[0] = twice[1]
    stands = Standing(twice, own.stands.rows, own.stands.columns)
    assert own.factors_of(stands, coefficients) is None


def test_a_solver_that_has_not_run_has_no_factors_of_its_basis():
    own = OwnBasis(Live(program(), None, {}).highs)
    assert own.stands is None


def test_what_was_asked_before_is_not_asked_again(monkeypatch):
    asked = []

    class Counting(highspy.Highs):
        def getBasisSolve(self, sums):  # noqa: N802
            asked.append(sums)
            return super().getBasisSolve(sums)

    monkeypatch.setattr(live.highspy, "Highs", Counting)
    coefficients = program()
    own = OwnBasis(solved(coefficients).highs)
    other = swapped(own.stands)
    own.factors_of(other, coefficients)
    assert len(asked) == 1
    agree(columns_of(coefficients, other), own.factors_of(other, coefficients))
    # One right-hand side was solved for since; what the changed column comes to was known.
    assert len(asked) == 2
