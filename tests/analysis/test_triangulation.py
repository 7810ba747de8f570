"""Triangulation: hand cases, every order of small tables, and what holds for large ones."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balances.analysis.triangulation import EXACT, linearity, triangulated

FLOWS = np.array([[9.0, 1.0, 0.0], [4.0, 9.0, 2.0], [5.0, 6.0, 9.0]])


def test_linearity_is_the_share_above_the_diagonal_without_own_use():
    # Between sectors 1 + 0 + 4 + 2 + 5 + 6 = 18 flow; 1 + 0 + 2 stand above the diagonal.
    assert linearity(FLOWS, (0, 1, 2)) == pytest.approx(3.0 / 18.0)
    # Reversed: 6 and 5 from the third, 4 from the second.
    assert linearity(FLOWS, (2, 1, 0)) == pytest.approx(15.0 / 18.0)


def test_the_order_turns_round_a_table_that_flows_backwards():
    assert triangulated(FLOWS) == (2, 1, 0)


def test_without_flows_the_order_is_as_given_and_linear():
    for count in (1, 4, EXACT + 2):
        flows = np.eye(count)
        assert triangulated(flows) == tuple(range(count))
        assert linearity(flows, range(count)) == 1.0


def test_equal_flows_both_ways_leave_the_order_as_given():
    for count in (4, EXACT + 2):
        assert triangulated(np.ones((count, count))) == tuple(range(count))


def test_a_large_triangular_table_is_put_right_again():
    # Every sector supplies all that come after it, equally; the table is given backwards.
    count = EXACT + 5
    assert triangulated(np.tril(np.ones((count, count)), -1)) == tuple(reversed(range(count)))


def table(seed, count):
    r = np.random.default_rng(seed)
    return r.random((count, count)) * (r.random((count, count)) < 0.6)


@given(st.integers(0, 100_000), st.integers(1, 6))
def test_up_to_ten_sectors_no_order_is_better(seed, count):
    flows = table(seed, count)
    best = max(linearity(flows, order) for order in permutations(range(count)))
    assert linearity(flows, triangulated(flows)) == pytest.approx(best)


@given(st.integers(0, 100_000), st.integers(EXACT + 1, 25))
def test_beyond_ten_sectors_the_order_is_never_worse_than_given_and_no_insertion_betters_it(
    seed, count
):
    flows = table(seed, count)
    order = list(triangulated(flows))
    assert sorted(order) == list(range(count))
    reached = linearity(flows, order)
    assert reached >= linearity(flows, range(count)) - 1e-12
    for place in range(count):
        rest = [*order[:place], *order[place + 1 :]]
        for other in (0, count // 2, count - 1):
            moved = [*rest[:other], order[place], *rest[other:]]
            assert linearity(flows, moved) <= reached + 1e-9
