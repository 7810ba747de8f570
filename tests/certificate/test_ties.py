"""The rows of goals that share a level, against the same rows written out."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp

from balances.certificate.restated import restate
from balances.certificate.statement import largest_terms
from balances.certificate.ties import coefficients, untied
from balances.program.goals import MOBILISED
from balances.program.program import Program
from tests.conftest import an_economy, good, made, want


def a_statement():
    economy = an_economy(
        good("x"), made("x", 90.0), want("x", 60.0, "A"), want("x", 120.0, "B"), want("x", 5.0, "C")
    )
    return restate(economy, Program(economy, MOBILISED, "highs", 60.0).layout.unknowns.keys)


def test_goals_that_are_tied_have_their_own_row_and_all_others_theirs():
    statement = a_statement()
    tied = coefficients(statement, np.array([-1, 0, 0]))
    written = statement.matrix.toarray()
    a, b, c = statement.goals.columns.tolist()
    # The power of two next to 60 is 64: f_B 60/64 - f_A 120/64 = 0, f_C 60/64 - f_A 5/64 = 0.
    for goal, column, target in ((1, b, 120.0), (2, c, 5.0)):
        row = statement.goals.rows[goal]
        written[row] = 0.0
        written[row, column], written[row, a] = 60.0 / 64.0, -target / 64.0
    r = np.random.default_rng(3)
    x, y = r.normal(size=written.shape[1]), r.normal(size=written.shape[0])
    assert tied.sums(x) == pytest.approx(written @ x, rel=1e-14, abs=1e-14)
    assert tied.terms(x) == pytest.approx(np.abs(written) @ np.abs(x), rel=1e-14)
    assert tied.worth(y) == pytest.approx(written.T @ y, rel=1e-14, abs=1e-14)
    assert tied.worth_of_terms(y) == pytest.approx(np.abs(written).T @ np.abs(y), rel=1e-14)


def test_with_no_goal_tied_it_is_the_matrix_of_the_statement():
    statement = a_statement()
    y = np.arange(len(statement.rows), dtype=np.float64)
    assert untied(statement).worth(y).tolist() == (statement.matrix.T @ y).tolist()


def test_the_largest_term_of_a_row_is_reckoned_in_natural_sizes():
    matrix = sp.csr_array([[2.0, -1.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, -4.0]])
    # 2 * 10, 1 * 50; nothing; 4 * 3.
    assert largest_terms(matrix, np.array([10.0, 50.0, 3.0])).tolist() == [50.0, 0.0, 12.0]
