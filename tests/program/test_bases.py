"""Bases moved to another program and to the next stage."""

import highspy
import numpy as np

from balances.program.lp.bases import exchanged, moved

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


def test_a_tight_row_and_an_unknown_in_the_basis_change_places():
    found = exchanged(basis([IN, HIGH], [LOW, IN]), 0, 0)
    assert list(found.col_status) == [LOW, HIGH]
    assert list(found.row_status) == [IN, IN]


def test_an_unknown_at_its_upper_bound_falls_to_the_lower():
    found = exchanged(basis([IN, HIGH], [LOW, IN]), 0, 1)
    assert list(found.col_status) == [IN, LOW]
    assert list(found.row_status) == [LOW, IN]


def test_without_a_tight_row_nothing_is_exchanged():
    for row in (-1, 1):
        found = exchanged(basis([IN, HIGH], [LOW, IN]), row, 0)
        assert list(found.col_status) == [IN, HIGH]
        assert list(found.row_status) == [LOW, IN]
