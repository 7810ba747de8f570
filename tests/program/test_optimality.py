"""The guard inside a solve: is a claimed optimum one?

min x + 2y, x + y >= 3, 0 <= x <= 2, y >= 0: x = 2, y = 1, value 4, price of the row 2.
"""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp

from balances.program.coefficients import coefficients_of
from balances.program.optimality import Limits, is_optimal

MATRIX = sp.csr_array(np.array([[1.0, 1.0]]))
LIMITS = Limits(np.array([3.0]), np.array([np.inf]), np.zeros(2), np.array([2.0, np.inf]))
COSTS = np.array([1.0, 2.0])


def claimed(x, y):
    return is_optimal(coefficients_of(MATRIX), LIMITS, COSTS, (np.array(x), np.array(y)))


def test_the_optimum_is_one():
    assert claimed([2.0, 1.0], [2.0])


@pytest.mark.parametrize(
    ("x", "y", "why"),
    [
        ([2.0, 0.9], [2.0], "the row is missed"),
        ([2.1, 0.9], [2.0], "a bound is passed"),
        ([2.0, -1e-6], [2.0], "a quantity is negative"),
        ([1.0, 2.0], [2.0], "it is feasible and dearer"),
        ([2.0, 1.0], [1.0], "the price leaves a gap"),
        ([2.0, 1.0], [2.5], "the price pushes y below nothing"),
        ([2.0, 1.0], [-2.0], "the price has the wrong sign"),
        ([2.0, 1.0 + 1e-8], [2.0], "it is off by a hair"),
        ([np.nan, 1.0], [2.0], "it is no number"),
        ([2.0, 1.0], [np.inf], "the price is no number"),
    ],
)
def test_what_is_no_optimum_is_refused_because(x, y, why):
    assert not claimed(x, y), why
