"""The program as the economy has it: what the ledger comes to, and evidence is held against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from balances.economy.economy import Matrix, Vector
from balances.economy.evidence import Mask, Positions
from balances.economy.keys import Key


@dataclass(frozen=True, eq=False)
class Goals:
    """The goals, G.

    Attributes:
        at: position of each by its key, in order.
        columns: of what is delivered, G. rows: of the fulfilments, G.
        targets, floors: what is wanted, and the least that must be [unit of the goal], G.
    """

    at: Mapping[str, int]
    columns: Positions
    rows: Positions
    targets: Vector
    floors: Vector

    @cached_property
    def counted(self) -> Mask:
        """Whether a goal counts what others get and is not itself delivered, G."""
        return np.array([not key.startswith("claim:") for key in self.at], dtype=bool)

    def ordered(self, keys: Iterable[str]) -> Goals:
        """The same goals in another order.

        Raises:
            KeyError: a key is that of no goal.
        """
        at = {key: g for g, key in enumerate(keys)}
        chosen = [self.at[key] for key in at]
        return Goals(
            at,
            self.columns[chosen],
            self.rows[chosen],
            self.targets[chosen],
            self.floors[chosen],
        )

    def positions(self, keys: Iterable[str]) -> Positions:
        """Positions of some goals."""
        return np.fromiter(map(self.at.__getitem__, keys), dtype=np.int64)

    def mask(self, keys: Iterable[str]) -> Mask:
        """Which goals are among the keys, G."""
        mask = np.zeros(len(self.at), dtype=bool)
        mask[self.positions(keys)] = True
        return mask

    def values(self, by_key: Mapping[str, float], otherwise: float) -> Vector:
        """A value for each goal, G, where only some are named."""
        if not by_key:
            return np.full(len(self.at), otherwise)
        return np.array([by_key.get(key, otherwise) for key in self.at], dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Statement:
    """Rows A x {<=, =, >=} b and bounds, keyed as the economy calls them.

    Attributes:
        rows, columns: positions by key, in order. matrix: A, R x K. senses: -1, 0, 1; R.
        limits: b with no goal raised, R. row_sizes: natural sizes, R.
        low, high: bounds, K. column_sizes: natural sizes, K.
        goals: where they stand.
        level: column of lambda. measure: column of a maximised measure; -1 = none.
    """

    rows: Mapping[Key, int]
    columns: Mapping[Key, int]
    matrix: Matrix
    senses: Vector
    limits: Vector
    row_sizes: Vector
    low: Vector
    high: Vector
    column_sizes: Vector
    goals: Goals
    level: int
    measure: int

    @cached_property
    def magnitudes(self) -> Matrix:
        """abs(A), R x K."""
        magnitudes: Matrix = abs(self.matrix)
        return magnitudes

    @cached_property
    def transposed(self) -> tuple[Matrix, Matrix]:
        """A' and abs(A'), K x R: the same numbers seen by column."""
        return self.matrix.T, self.magnitudes.T


def largest_terms(matrix: Matrix, sizes: Vector) -> Vector:
    """The largest abs(a_ij) size_j of each row, R; 0 where it has none."""
    largest = np.zeros(matrix.shape[0])
    filled = np.flatnonzero(np.diff(matrix.indptr))
    if filled.size:
        terms = np.abs(matrix.data) * sizes[matrix.indices]
        largest[filled] = np.maximum.reduceat(terms, matrix.indptr[filled])
    return largest
