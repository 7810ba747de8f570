"""Scaling by powers of two."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from balances.program.scaling import natural_scaling, power_of_two


def test_the_nearest_power_of_two_is_nearest_on_the_logarithmic_scale():
    # log2: 3 -> 1.58 -> 2; 2.8 -> 1.49 -> 1; 1e-3 -> -9.97 -> -10.
    assert power_of_two(np.array([1.0, 3.0, 2.8, 1e-3])).tolist() == [1.0, 4.0, 2.0, 2.0**-10]


def test_scaled_coefficients_are_the_same_numbers_to_the_bit():
    r = np.random.default_rng(1)
    matrix = sp.csr_array(r.lognormal(0.0, 8.0, (7, 9)))
    scaling = natural_scaling(matrix, r.lognormal(0.0, 8.0, 9))
    back = scaling.matrix(matrix).toarray() / scaling.rows[:, None] / scaling.columns[None, :]
    assert np.array_equal(back, matrix.toarray())


def test_every_row_has_its_largest_coefficient_near_one():
    r = np.random.default_rng(2)
    matrix = sp.csr_array(r.lognormal(0.0, 8.0, (20, 9)))
    scaled = natural_scaling(matrix, r.lognormal(0.0, 8.0, 9)).matrix(matrix)
    largest = np.abs(scaled.toarray()).max(axis=1)
    assert np.all((largest >= 2**-0.5 - 1e-12) & (largest <= 2**0.5 + 1e-12))


def test_an_empty_row_is_left_alone():
    matrix = sp.csr_array(np.array([[0.0, 0.0], [3.0, 0.0]]))
    assert natural_scaling(matrix, np.ones(2)).rows.tolist() == [1.0, 0.25]
