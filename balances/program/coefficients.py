r"""The coefficients of a program, and the sums that every check of an optimum makes of them.

Most rows stand: what is made of them is kept for every stage, and for all live solvers. The last
rows may change from stage to stage; they have two unknowns each, as the rows of fulfilment have,

.. math:: p_r x_{a(r)} + q_r x_{b(r)}
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from balances.economy.economy import Matrix, Vector
from balances.economy.evidence import Mask, Positions

Long: TypeAlias = npt.NDArray[np.longdouble]


@dataclass(frozen=True, eq=False)
class Block:
    """Rows that stand, and what is made of them once.

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
        """The same, unknowns first; it shares its numbers."""
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


NO_PLACES: Positions = np.zeros(0, dtype=np.int64)
NO_VALUES: Vector = np.zeros(0)


@dataclass(frozen=True, eq=False)
class Pairs:
    """Rows of two unknowns each, which stand last. P of them.

    Attributes:
        first: the unknown a of each row, P; no two rows have the same.
        second: the unknown b, P.
        own: coefficient p of the first, P. other: coefficient q of the second, P.
    """

    first: Positions = field(default_factory=lambda: NO_PLACES)
    second: Positions = field(default_factory=lambda: NO_PLACES)
    own: Vector = field(default_factory=lambda: NO_VALUES)
    other: Vector = field(default_factory=lambda: NO_VALUES)

    @property
    def count(self) -> int:
        """How many rows there are, P."""
        return self.first.size

    def matrix(self, width: int) -> Matrix:
        """The rows over all unknowns, P x K."""
        columns = np.column_stack([self.first, self.second]).ravel()
        values = np.column_stack([self.own, self.other]).ravel()
        starts = np.arange(0, columns.size + 1, 2)
        return sp.csr_array((values, columns, starts), shape=(self.count, width))

    def scaled(self, rows: Vector, columns: Vector) -> Pairs:
        """The rows with their coefficients times factors of the rows, P, and the unknowns, K."""
        own = self.own * rows * columns[self.first]
        other = self.other * rows * columns[self.second]
        return Pairs(self.first, self.second, own, other)

    def keeping(self, others: Pairs, kept: Mask) -> Pairs:
        """The rows with others in the place of those that are kept."""
        return Pairs(
            np.where(kept, others.first, self.first),
            np.where(kept, others.second, self.second),
            np.where(kept, others.own, self.own),
            np.where(kept, others.other, self.other),
        )

    def sums(self, x: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
        """What the rows come to, P, in the arithmetic of x."""
        return self.own * x[self.first] + self.other * x[self.second]

    def terms(self, size: Vector) -> Vector:
        """Magnitudes of what is summed in each row, P, at magnitudes of the unknowns, K."""
        found: Vector = np.abs(self.own) * size[self.first] + np.abs(self.other) * size[self.second]
        return found

    def add_priced(self, y: npt.NDArray[np.floating], to: npt.NDArray[np.floating]) -> None:
        """Add to each unknown what the rows count it for at these prices, P."""
        to[self.first] += self.own * y
        _add(to, self.second, self.other * y)

    def add_pulls(self, size: Vector, to: Vector) -> None:
        """Add the magnitudes of the same."""
        to[self.first] += np.abs(self.own) * size
        _add(to, self.second, np.abs(self.other) * size)


def _add(to: npt.NDArray[np.floating], places: Positions, values: npt.NDArray[np.floating]) -> None:
    """Add values at places, some of which come more than once."""
    if places.size:
        order = np.argsort(places, kind="stable")
        ordered = places[order]
        begins = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
        to[ordered[begins]] += np.add.reduceat(values[order], begins)


@dataclass(frozen=True, eq=False)
class Coefficients:
    """Coefficients A of a program, R x K.

    Attributes:
        standing: the rows that stand first and stay as they are.
        pairs: the rows that stand last and may be exchanged, maybe none.
    """

    standing: Block
    pairs: Pairs

    @property
    def first(self) -> int:
        """Position of the first row that may be exchanged."""
        return int(self.standing.matrix.shape[0])

    @property
    def shape(self) -> tuple[int, int]:
        """Rows R and unknowns K."""
        return self.first + self.pairs.count, int(self.standing.matrix.shape[1])

    @property
    def matrix(self) -> Matrix:
        """All rows in one."""
        standing = self.standing.matrix
        if not self.pairs.count:
            return standing
        rows = [standing, self.pairs.matrix(standing.shape[1])]
        return sp.csr_array(sp.vstack(rows, format="csr"))

    def sums(self, x: Vector) -> Vector:
        """A x, R."""
        return np.concatenate([self.standing.matrix @ x, self.pairs.sums(x)])

    def terms(self, x: Vector) -> Vector:
        """Magnitudes of what is summed in each row, |A| |x|, R."""
        size = np.abs(x)
        return np.concatenate([self.standing.sizes @ size, self.pairs.terms(size)])

    def priced(self, y: Vector) -> Vector:
        """A'y, K."""
        found: Vector = self.standing.transposed @ y[: self.first]
        self.pairs.add_priced(y[self.first :], found)
        return found

    def pulls(self, y: Vector) -> Vector:
        """Magnitudes of what is summed for each unknown, |A|'|y|, K."""
        size = np.abs(y)
        found: Vector = self.standing.transposed_sizes @ size[: self.first]
        self.pairs.add_pulls(size[self.first :], found)
        return found

    def long_sums(self, x: Long) -> Long:
        """A x in long arithmetic, R."""
        return np.concatenate([self.standing.long @ x, self.pairs.sums(x)])

    def long_priced(self, y: Long) -> Long:
        """A'y in long arithmetic, K."""
        found: Long = self.standing.transposed_long @ y[: self.first]
        self.pairs.add_priced(y[self.first :], found)
        return found

    def column(self, unknown: int) -> Vector:
        """Coefficients of one unknown, R."""
        found, columns = np.zeros(self.shape[0]), self.standing.transposed_long
        part = slice(columns.indptr[unknown], columns.indptr[unknown + 1])
        found[columns.indices[part]] = columns.data[part]
        pairs, last = self.pairs, found[self.first :]
        last[:] = np.where(pairs.first == unknown, pairs.own, 0.0)
        last += np.where(pairs.second == unknown, pairs.other, 0.0)
        return found


def coefficients_of(matrix: Matrix) -> Coefficients:
    """The coefficients of a matrix, R x K, none of whose rows is exchanged."""
    return Coefficients(Block(matrix), Pairs())


@dataclass(frozen=True, eq=False)
class Changes:
    """Coefficients that are not what they were.

    Attributes:
        rows: of each. columns: of each.
        values: what they are now. more: by how much more than before.
    """

    rows: Positions
    columns: Positions
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


NO_CHANGES = Changes(NO_PLACES, NO_PLACES, NO_VALUES, NO_VALUES)


def changes(new: Coefficients, old: Coefficients) -> Changes:
    """What differs between two programs of the same rows and unknowns."""
    found = [_of_pairs(new, old)]
    if new.standing is not old.standing:
        found.append(_of_blocks(new.standing, old.standing))
    if len(found) == 1:
        return found[0]
    parts = zip(*((c.rows, c.columns, c.values, c.more) for c in found), strict=True)
    return Changes(*(np.concatenate(part) for part in parts))


def _of_pairs(new: Coefficients, old: Coefficients) -> Changes:
    one, two = new.pairs, old.pairs
    differ = (one.own != two.own) | (one.other != two.other)
    differ |= (one.first != two.first) | (one.second != two.second)
    at = np.flatnonzero(differ)
    if not at.size:
        return NO_CHANGES
    columns = np.concatenate([one.first[at], one.second[at], two.first[at], two.second[at]])
    values = np.concatenate([one.own[at], one.other[at], np.zeros(2 * at.size)])
    gone = np.concatenate([np.zeros(2 * at.size), two.own[at], two.other[at]])
    width = new.shape[1]
    keys, which = np.unique(np.tile(at, 4) * width + columns, return_inverse=True)
    now, before = np.bincount(which, values), np.bincount(which, gone)
    moved = now != before
    rows, columns = np.divmod(keys[moved], width)
    return Changes(new.first + rows, columns, now[moved], (now - before)[moved])


def _of_blocks(new: Block, old: Block) -> Changes:
    matrix, before = new.matrix, old.matrix
    if _same_places(matrix, before):
        at = np.flatnonzero(matrix.data != before.data)
        rows = np.searchsorted(matrix.indptr, at, side="right") - 1
        return Changes(rows, matrix.indices[at], matrix.data[at], matrix.data[at] - before.data[at])
    change = sp.coo_array(matrix - before)
    kept = change.data != 0.0
    rows, columns = change.coords[0][kept], change.coords[1][kept]
    values = np.asarray(matrix[rows, columns]) if rows.size else NO_VALUES
    return Changes(rows, columns, values, change.data[kept])


def _same_places(one: Matrix, two: Matrix) -> bool:
    pairs = ((one.indptr, two.indptr), (one.indices, two.indices))
    return all(np.array_equal(*pair) for pair in pairs)
