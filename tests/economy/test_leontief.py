"""Input-output arithmetic."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balances.economy.economy import frozen_matrix
from balances.economy.leontief import (
    full_coefficients,
    gross_outputs,
    indecomposable_groups,
    is_productive,
    spectral_radius,
    technical_coefficients,
)


def test_a_sector_without_output_gets_a_zero_column():
    norms = technical_coefficients(frozen_matrix([[5.0, 1.0], [2.0, 0.0]]), np.array([10.0, 0.0]))
    assert norms.toarray().tolist() == [[0.5, 0.0], [0.2, 0.0]]


def test_full_coefficients_are_the_sum_of_all_rounds():
    norms = frozen_matrix([[0.1, 0.3], [0.2, 0.4]])
    series = sum(np.linalg.matrix_power(norms.toarray(), k) for k in range(200))
    assert full_coefficients(norms).ravel().tolist() == pytest.approx(series.ravel().tolist())


def test_the_spectral_radius_of_a_triangular_matrix_is_its_largest_diagonal_entry():
    norms = frozen_matrix([[0.2, 5.0, 7.0], [0.0, 0.6, 9.0], [0.0, 0.0, 0.4]])
    assert spectral_radius(norms) == pytest.approx(0.6)
    assert [group for group, _ in indecomposable_groups(norms)] == [(1,), (2,), (0,)]


def test_a_matrix_without_circuits_has_radius_zero():
    assert spectral_radius(frozen_matrix([[0.0, 9.0], [0.0, 0.0]])) == 0.0
    assert indecomposable_groups(frozen_matrix([[0.0, 9.0], [0.0, 0.0]])) == []


def test_the_group_that_breaks_the_balance_is_named():
    # 1 and 2 need 0.8 and 1.5 of each other: rho = sqrt(1.2) > 1. Sector 0 only buys.
    norms = frozen_matrix([[0.1, 0.0, 0.0], [0.3, 0.0, 0.8], [0.3, 1.5, 0.0]])
    (first, *_) = indecomposable_groups(norms)
    assert first == ((1, 2), pytest.approx(np.sqrt(1.2)))
    assert not is_productive(norms)


@pytest.mark.parametrize(("off", "productive"), [(-(2.0**-40), True), (2.0**-40, False)])
def test_hawkins_simon_is_decided_on_both_sides_of_one(off, productive):
    assert is_productive(frozen_matrix([[1.0 + off]])) is productive


@given(st.integers(0, 10_000), st.integers(1, 8))
def test_gross_outputs_balance_uses_and_final_demand(seed, size):
    r = np.random.default_rng(seed)
    norms = r.random((size, size))
    norms *= 0.7 / norms.sum(axis=0).clip(0.7)
    demand = r.uniform(0.0, 100.0, size)
    outputs = gross_outputs(frozen_matrix(norms), demand)
    assert (norms @ outputs + demand).tolist() == pytest.approx(outputs.tolist(), rel=1e-9)
    assert is_productive(frozen_matrix(norms))


@given(st.integers(0, 10_000), st.floats(1e-6, 1e6))
def test_the_spectral_radius_does_not_depend_on_units(seed, unit):
    r = np.random.default_rng(seed)
    norms = r.random((4, 4)) * (r.random((4, 4)) < 0.6)
    units = np.array([unit, 1.0, 1.0 / unit, 7.0])
    other = norms * units[:, None] / units[None, :]
    assert spectral_radius(frozen_matrix(other)) == pytest.approx(
        spectral_radius(frozen_matrix(norms)), rel=1e-6, abs=1e-9
    )
