"""Scaling: the program in natural sizes, by powers of two, so that units do not matter.

Planners measure in tonnes or in millions of tonnes; a solver's tolerances are absolute. Each
unknown is counted in its natural size and each row in the size of its largest term. Factors
are powers of two, which are exact in binary floating point: nothing is rounded on the way.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from balances.economy.economy import Matrix, Vector
from balances.program.coefficients import Block, Coefficients

FINENESS = 2.0**7
"""Solver units of cost per usual cost: the solver's absolute tolerance on shadow prices is
then less than a hundredth of itself, as the proof of a level with large prices needs."""


def power_of_two(sizes: Vector) -> Vector:
    """The power of two nearest to each positive size (on the logarithmic scale)."""
    exponents: Vector = np.exp2(np.round(np.log2(sizes)))
    return exponents


@dataclass(frozen=True, eq=False)
class Scaling:
    """Factors between the planner's units and the solver's.

    Attributes:
        columns: C, size of one solver unit of each unknown, K [unit of the unknown].
        rows: R, solver units per unit of each row, R.
    """

    columns: Vector
    rows: Vector

    def matrix(self, matrix: Matrix) -> Matrix:
        """Coefficients as the solver sees them, R a C, of the first rows or of all."""
        found, rows = matrix.copy(), self.rows[: matrix.shape[0]]
        found.data *= np.repeat(rows, np.diff(found.indptr)) * self.columns[found.indices]
        return found

    def coefficients(self, given: Coefficients, standing: Block | None = None) -> Coefficients:
        """The same of all rows; of those that stand only where they are not yet scaled."""
        pairs = given.pairs.scaled(self.rows[given.first :], self.columns)
        return Coefficients(standing or Block(self.matrix(given.standing.matrix)), pairs)


def natural_scaling(matrix: Matrix, sizes: Vector) -> Scaling:
    """Columns by their natural sizes, rows by their largest scaled coefficient."""
    columns = power_of_two(sizes)
    sized = Scaling(columns, np.ones(matrix.shape[0])).matrix(matrix)
    largest = abs(sized).max(axis=1).toarray().ravel()
    return Scaling(columns, 1.0 / power_of_two(np.where(largest > 0.0, largest, 1.0)))
