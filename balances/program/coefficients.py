"""The coefficients of a program, and the sums that every check of an optimum makes of them.

From stage to stage only the rows that stand last are exchanged. What stands above them is kept,
with all that is made of it, for every stage and for all live solvers that share it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from balances.economy.economy import Matrix, Vector

Long: TypeAlias = npt.NDArray[np.longdouble]
Mask: TypeAlias = npt.NDArray[np.bool_]
Places: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Block:
    """Some rows, and what is made of them once; what is transposed shares its numbers.

    Attributes:
        matrix: rows over all unknowns.
    """

    matrix: Matrix

    def is_same(self, other: Block) -> bool:
        """Whether another block has the same numbers in the same places."""
        one, two = self.matrix, other.matrix
        return _same_places(one, two) and np.array_equal(one.data, two.data)

    @cached_property
    def transposed(self) -> sp.csc_array:
        """The same, unknowns first."""
        return self.matrix.T

    @cached_property
    def sizes(self) -> Matrix:
        """Magnitudes."""
        return abs(self.matrix)

    @cached_property
    def transposed_sizes(self) -> sp.csc_array:
        """Magnitudes, unknowns first."""
        return self.sizes.T

    @cached_property
    def long(self) -> Matrix:
        """The same in long arithmetic."""
        return self.matrix.astype(np.longdouble)

    @cached_property
    def transposed_long(self) -> Matrix:
        """The same in long arithmetic, unknowns first; by its own rows, which is quicker."""
        return sp.csr_array(self.matrix.T).astype(np.longdouble)


@dataclass(frozen=True, eq=False)
class Coefficients:
    """Coefficients A of a program, R x K.

    Attributes:
        standing: the rows that stand first and stay as they are.
        exchanged: the rows that stand last, maybe none.
    """

    standing: Block
    exchanged: Block

    @property
    def shape(self) -> tuple[int, int]:
        """Rows R and unknowns K."""
        rows, columns = self.standing.matrix.shape
        return rows + self.exchanged.matrix.shape[0], columns

    @property
    def exchanged_rows(self) -> int:
        """How many rows may be exchanged."""
        return int(self.exchanged.matrix.shape[0])

    @property
    def matrix(self) -> Matrix:
        """All rows in one."""
        return sp.csr_array(sp.vstack([self.standing.matrix, self.exchanged.matrix], format="csr"))

    def sums(self, x: Vector) -> Vector:
        """A x, R."""
        return np.concatenate([self.standing.matrix @ x, self.exchanged.matrix @ x])

    def terms(self, x: Vector) -> Vector:
        """Magnitudes of what is summed in each row, |A| |x|, R."""
        size = np.abs(x)
        return np.concatenate([self.standing.sizes @ size, self.exchanged.sizes @ size])

    def priced(self, y: Vector) -> Vector:
        """A'y, K."""
        first, last = self._parts(y)
        found: Vector = self.standing.transposed @ first + self.exchanged.transposed @ last
        return found

    def pulls(self, y: Vector) -> Vector:
        """Magnitudes of what is summed for each unknown, |A|'|y|, K."""
        first, last = self._parts(np.abs(y))
        found: Vector = self.standing.transposed_sizes @ first
        found += self.exchanged.transposed_sizes @ last
        return found

    def column(self, unknown: int) -> Vector:
        """Coefficients of one unknown, R."""
        found, first = np.zeros(self.shape[0]), 0
        for block in (self.standing, self.exchanged):
            columns = block.transposed_long
            part = slice(columns.indptr[unknown], columns.indptr[unknown + 1])
            found[first + columns.indices[part]] = columns.data[part]
            first += block.matrix.shape[0]
        return found

    def long_sums(self, x: Long) -> Long:
        """A x in long arithmetic, R."""
        return np.concatenate([self.standing.long @ x, self.exchanged.long @ x])

    def long_priced(self, y: Long) -> Long:
        """A'y in long arithmetic, K."""
        n = self.standing.matrix.shape[0]
        found: Long = self.standing.transposed_long @ y[:n] + self.exchanged.transposed_long @ y[n:]
        return found

    def _parts(self, of_rows: Vector) -> tuple[Vector, Vector]:
        n = self.standing.matrix.shape[0]
        return of_rows[:n], of_rows[n:]


def mixed(rows: Block, others: Block, kept: Mask) -> Block:
    """Rows, with others in the place of those that are kept.

    Args:
        rows: of a block.
        others: as many rows.
        kept: where the others stand.
    """
    if _same_places(rows.matrix, others.matrix):
        at = np.repeat(kept, np.diff(rows.matrix.indptr))
        if not np.any(at & (rows.matrix.data != others.matrix.data)):
            return rows
        matrix = rows.matrix.copy()
        matrix.data[at] = others.matrix.data[at]
        return Block(matrix)
    part = kept.astype(np.float64)
    matrix = sp.diags_array(1.0 - part) @ rows.matrix + sp.diags_array(part) @ others.matrix
    matrix.eliminate_zeros()
    matrix.sort_indices()
    return Block(matrix)


@dataclass(frozen=True, eq=False)
class Changes:
    """Coefficients that are not what they were.

    Attributes:
        rows: of each. columns: of each.
        values: what they are now. more: by how much more than before.
    """

    rows: Places
    columns: Places
    values: Vector
    more: Vector

    def sums(self, x: Vector, count: int) -> Vector:
        """How much more the rows come to with these values of the unknowns, R."""
        found = np.bincount(self.rows, self.more * x[self.columns], count)
        return found.astype(np.float64)

    def of_column(self, column: int, count: int) -> Vector:
        """How much more the coefficients of one unknown are, R."""
        found = np.bincount(self.rows, self.more * (self.columns == column), count)
        return found.astype(np.float64)


def changes(new: Coefficients, old: Coefficients) -> Changes:
    """What differs between two programs of the same rows and unknowns."""
    count = new.standing.matrix.shape[0]
    parts = [] if new.standing is old.standing else [_changes(new.standing, old.standing, 0)]
    parts.append(_changes(new.exchanged, old.exchanged, count))
    rows, columns, values, more = (np.concatenate(part) for part in zip(*parts, strict=True))
    return Changes(rows, columns, values, more)


def _changes(new: Block, old: Block, first: int) -> tuple[Places, Places, Vector, Vector]:
    matrix, before = new.matrix, old.matrix
    if _same_places(matrix, before):
        at = np.flatnonzero(matrix.data != before.data)
        rows = np.searchsorted(matrix.indptr, at, side="right") - 1
        values, more = matrix.data[at], matrix.data[at] - before.data[at]
        return first + rows, matrix.indices[at], values, more
    change = sp.coo_array(matrix - before)
    rows, columns = change.coords
    kept = change.data != 0.0
    rows, columns, more = rows[kept], columns[kept], change.data[kept]
    values = np.asarray(matrix[rows, columns]) if rows.size else more
    return first + rows, columns, values, more


def _same_places(one: Matrix, two: Matrix) -> bool:
    pairs = ((one.indptr, two.indptr), (one.indices, two.indices))
    return all(np.array_equal(*pair) for pair in pairs)


def coefficients_of(matrix: Matrix, exchanged: int = 0) -> Coefficients:
    """The coefficients of a matrix, R x K, of whose rows the last ones may be exchanged."""
    standing = matrix.shape[0] - exchanged
    return Coefficients(Block(matrix[:standing]), Block(matrix[standing:]))
