r"""Goals that share a level, stated again for the certificate.

Goals that were fixed together keep one level. From then on each but one, r, has a row

    f_g tau_r / 2^e  -  f_r tau_g / 2^e  =  0,    2^e the power of two next to tau_r,

in the place of its row against the level being raised. So A' y is what the other rows give,
and y_g tau_r / 2^e more at f_g and y_g tau_g / 2^e less at f_r.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from balances.certificate.statement import Statement
from balances.economy.economy import Matrix, Vector
from balances.economy.evidence import Positions


@dataclass(frozen=True, eq=False)
class Coefficients:
    """A of a stage: that of a statement, R x K, with the rows of N goals tied to others.

    Attributes:
        statement: has A and abs(A) with no goal tied.
        rows: of the goals that are tied, N.
        columns: of f_g and of f_r, 2 x N.
        values: tau_r / 2^e and - tau_g / 2^e, 2 x N.
    """

    statement: Statement
    rows: Positions
    columns: Positions
    values: Vector

    def sums(self, x: Vector) -> Vector:
        """A x, R."""
        return self._times(self.statement.matrix, self.values, x)

    def terms(self, x: Vector) -> Vector:
        """What is summed in each row without its sign, abs(A) abs(x), R."""
        return self._times(self.statement.magnitudes, np.abs(self.values), np.abs(x))

    def worth(self, y: Vector) -> Vector:
        """A' y, K."""
        return self._times_transposed(self.statement.transposed[0], self.values, y)

    def worth_of_terms(self, y: Vector) -> Vector:
        """What is summed in each column without its sign, abs(A') abs(y), K."""
        return self._times_transposed(self.statement.transposed[1], np.abs(self.values), np.abs(y))

    def _times(self, matrix: Matrix, values: Vector, x: Vector) -> Vector:
        sums: Vector = matrix @ x
        sums[self.rows] = np.sum(values * x[self.columns], axis=0)
        return sums

    def _times_transposed(self, transposed: Matrix, values: Vector, y: Vector) -> Vector:
        others = y.copy()
        others[self.rows] = 0.0
        worth: Vector = transposed @ others
        np.add.at(worth, self.columns, values * y[self.rows])
        return worth


def untied(statement: Statement) -> Coefficients:
    """A of a statement with no goal tied."""
    return coefficients(statement, np.full(len(statement.goals.at), -1))


def coefficients(statement: Statement, tied: Positions) -> Coefficients:
    """A of a statement with each goal tied to the goal at this position, G; to none at -1."""
    goals = statement.goals
    own = np.flatnonzero(tied >= 0)
    other = tied[own]
    unit = np.exp2(np.round(np.log2(goals.targets[other])))
    return Coefficients(
        statement,
        rows=goals.rows[own],
        columns=np.stack([goals.columns[own], goals.columns[other]]),
        values=np.stack([goals.targets[other] / unit, -goals.targets[own] / unit]),
    )
