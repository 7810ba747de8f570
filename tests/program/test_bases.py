"""Bases moved to another program, and bases to be expected."""

import highspy
import numpy as np
import scipy.sparse as sp

from balances.program.coefficients import Block, Coefficients, Pairs
from balances.program.lp.bases import Standing, moved
from balances.program.optimality import Limits

LOW = highspy.HighsBasisStatus.kLower
HIGH = highspy.HighsBasisStatus.kUpper
IN = highspy.HighsBasisStatus.kBasic


def basis(columns, rows):
    found = highspy.HighsBasis()
    found.col_status, found.row_status, found.valid = columns, rows, True
    return found


def test_what_is_new_begins_in_the_basis_as_a_row_and_at_its_bound_as_an_unknown():
    old = basis([IN, HIGH], [LOW, IN])
    # The new program has the old second row, a new one and the old first one; a new unknown last.
    found = moved(old, np.array([1, -1, 0]), np.array([0, 1, -1]))
    assert list(found.row_status) == [IN, IN, LOW]
    assert list(found.col_status) == [IN, HIGH, LOW]


A, B, LEVEL = 0, 1, 2
# Of two goals and their level: a row that stands, then what each goal gets less its part of it.
ROWS_OF_GOALS = Coefficients(
    Block(sp.csr_array(np.array([[1.0, 1.0, 0.0]]))),
    Pairs(np.array([A, B]), np.array([LEVEL, LEVEL]), np.ones(2), np.array([-1.0, -2.0])),
)
UP = np.full(3, np.inf)


def standing_with(*order):
    members = np.array(order)
    rows, columns = np.zeros(3, dtype=bool), np.zeros(3, dtype=bool)
    rows[-1 - members[members < 0]] = True
    columns[members[members >= 0]] = True
    return Standing(members, rows, columns)


def expected(stands, low, high, *, row_high=UP, idle=(False, False, False), at=(0.0, 0.0, 0.0)):
    limits = Limits(np.zeros(3), row_high, np.array(low), np.array(high))
    found = stands.expected(ROWS_OF_GOALS, limits, np.array(idle), np.array(at))
    assert sorted(found.order[found.order >= 0]) == np.flatnonzero(found.columns).tolist()
    assert sorted(-1 - found.order[found.order < 0]) == np.flatnonzero(found.rows).tolist()
    return found.order.tolist()


def test_a_goal_that_is_done_leaves_the_basis_to_its_row():
    # A stands at 5 and its row binds nothing: row 1 takes its place.
    found = expected(standing_with(LEVEL, A, B), [5, 0, 0], [5, 9, 1], idle=[False, True, False])
    assert found == [LEVEL, -2, B]


def test_a_goal_that_is_raised_with_nothing_takes_the_place_of_its_row():
    found = expected(standing_with(LEVEL, A, -3), [0, 0, 0], [9, 9, 1])
    assert found == [LEVEL, A, B]


def test_a_goal_that_has_all_it_wants_stays_off_the_basis():
    found = expected(standing_with(LEVEL, A, -3), [0, 0, 0], [9, 9, 1], at=[2.0, 9.0, 1.0])
    assert found == [LEVEL, A, -3]


def test_a_goal_that_is_tied_takes_the_place_of_its_row_wherever_it_stood():
    tied = np.array([np.inf, np.inf, 0.0])
    found = expected(
        standing_with(LEVEL, A, -3), [0, 0, 0], [9, 9, 1], row_high=tied, at=[2.0, 9.0, 1.0]
    )
    assert found == [LEVEL, A, B]


def test_what_goes_on_as_before_stays_in_its_place():
    found = expected(standing_with(LEVEL, A, B), [0, 0, 0], [9, 9, 1], at=[1.0, 2.0, 1.0])
    assert found == [LEVEL, A, B]
