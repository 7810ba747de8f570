"""Bases moved to another program."""

import highspy
import numpy as np

from balances.program.lp.bases import moved

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
