"""Rows that stand and rows of two unknowns: the same sums as one matrix, and what changes in it."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st

from balances.program.coefficients import Block, Coefficients, Pairs, changes

K = 7


def drawn(seed: int, pairs: int = 4) -> Coefficients:
    """Three rows that stand and four of two unknowns; the second unknown comes more than once."""
    r = np.random.default_rng(seed)
    standing = sp.csr_array(np.where(r.random((3, K)) < 0.5, r.normal(size=(3, K)), 0.0))
    first, second = r.permutation(5)[:pairs], r.integers(5, K, pairs)
    return Coefficients(
        Block(standing), Pairs(first, second, r.normal(size=pairs), -r.random(pairs))
    )


@given(st.integers(0, 10_000))
def test_sums_are_those_of_the_matrix_in_plain_and_in_long_arithmetic(seed):
    rows = drawn(seed)
    a, r = rows.matrix.toarray(), np.random.default_rng(seed)
    x, y = r.normal(size=K), r.normal(size=a.shape[0])
    assert rows.sums(x) == pytest.approx(a @ x)
    assert rows.terms(x) == pytest.approx(np.abs(a) @ np.abs(x))
    assert rows.priced(y) == pytest.approx(a.T @ y)
    assert rows.pulls(y) == pytest.approx(np.abs(a).T @ np.abs(y))
    long = np.longdouble
    assert rows.long_sums(x.astype(long)).astype(float) == pytest.approx(a @ x)
    assert rows.long_priced(y.astype(long)).astype(float) == pytest.approx(a.T @ y)
    for k in range(K):
        assert rows.column(k).tolist() == a[:, k].tolist()


def test_long_arithmetic_keeps_what_plain_arithmetic_drops():
    # 1e16 + 1 - 1e16 = 1; in plain arithmetic it is 0.
    standing = Block(sp.csr_array(np.array([[1e16, 1.0, -1e16]])))
    pairs = Pairs(np.array([0]), np.array([2]), np.array([1e16]), np.array([-1e16]))
    rows = Coefficients(standing, pairs)
    x = np.ones(3, dtype=np.longdouble)
    assert rows.long_sums(x).tolist() == [1.0, 0.0]


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_changes_are_the_difference_entry_by_entry(before, after):
    old, new = drawn(before), drawn(after)
    found = changes(new, old)
    more = np.zeros(old.shape)
    more[found.rows, found.columns] = found.more
    assert more == pytest.approx(new.matrix.toarray() - old.matrix.toarray())
    assert found.values.tolist() == new.matrix.toarray()[found.rows, found.columns].tolist()
    x = np.random.default_rng(after).normal(size=K)
    assert found.sums(x, old.shape[0]) == pytest.approx(more @ x)
    assert found.of_column(3, old.shape[0]) == pytest.approx(more[:, 3])


def test_nothing_changes_between_equal_programs():
    assert changes(drawn(1), drawn(1)).rows.size == 0


def test_one_target_is_one_change():
    old = drawn(1)
    other = old.pairs.other.copy()
    other[2] = -9.0
    new = Coefficients(old.standing, Pairs(old.pairs.first, old.pairs.second, old.pairs.own, other))
    found = changes(new, old)
    assert (found.rows.tolist(), found.columns.tolist()) == ([5], [int(old.pairs.second[2])])
    assert found.values.tolist() == [-9.0]


def test_rows_that_are_kept_stay_as_they_were():
    one, two = drawn(1).pairs, drawn(2).pairs
    kept = np.array([True, False, False, True])
    mixed, own, others = one.keeping(two, kept).matrix(K), one.matrix(K), two.matrix(K)
    assert mixed.toarray()[kept].tolist() == others.toarray()[kept].tolist()
    assert mixed.toarray()[~kept].tolist() == own.toarray()[~kept].tolist()
