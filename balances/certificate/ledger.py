"""Rows and bounds while they are being restated, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from balances.certificate.statement import Goals, Statement, largest_terms
from balances.economy.economy import Economy, Matrix, Vector
from balances.economy.keys import Key
from balances.economy.valuation import natural_sizes


class MisfitError(ValueError):
    """The evidence speaks of other unknowns than the economy has."""


class Ledger:
    """Rows while they are being written, over the columns that the evidence names."""

    def __init__(self, economy: Economy, columns: tuple[Key, ...]) -> None:
        self.economy = economy
        self.at = {key: k for k, key in enumerate(columns)}
        if len(self.at) != len(columns):
            raise MisfitError("an unknown is there twice")
        self.periods = range(len(economy.periods))
        self.size = dict(zip(economy.commodity_index, natural_sizes(economy).tolist(), strict=True))
        self.keys: list[Key] = []
        self.senses: list[int] = []
        self.limits: list[float] = []
        self.sizes: list[float] = []
        self.cells: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Vector]] = []
        self.low = np.zeros(len(columns))
        self.high = np.full(len(columns), np.inf)
        self.column_sizes = np.ones(len(columns))
        self.used: set[Key] = set()
        self.goals = Goals({}, *np.zeros((2, 0), dtype=np.int64), *np.zeros((2, 0)))
        self.held_measure = -1
        self.levels = np.array(
            [[self.column("x", a.code, t) for a in economy.activities] for t in self.periods]
        ).reshape(len(economy.periods), len(economy.activities))

    def column(self, kind: str, item: str, period: int, holder: str = "") -> int:
        """Position of an unknown, which must be there.

        Raises:
            MisfitError: it is not.
        """
        key = Key(kind, item, period, holder)
        if key not in self.at:
            raise MisfitError(f"no unknown {key}")
        self.used.add(key)
        if kind in ("m", "s", "u"):
            self.column_sizes[self.at[key]] = self.size[item]
        elif kind == "x":
            made = self.economy.activities[self.economy.activity_index[item]].commodity
            self.column_sizes[self.at[key]] = self.size[made]
        return self.at[key]

    def row(self, key: Key, sense: int, limit: float, size: float) -> int:
        """Begin a row and return its position; a size of 0 is found from what it counts."""
        self.keys.append(key)
        self.senses.append(sense)
        self.limits.append(limit)
        self.sizes.append(size)
        return len(self.keys) - 1

    def put(self, row: int, columns: Iterable[int], values: Iterable[float]) -> None:
        """Add coefficients to a row; those at one column add up."""
        places = np.fromiter(columns, dtype=np.int64)
        self.cells.append((np.full(places.size, row), places, np.fromiter(values, dtype=float)))

    def statement(self) -> Statement:
        """What was written; sees that no column is left over.

        Raises:
            MisfitError: a column was never used.
        """
        left_over = set(self.at) - self.used
        if left_over:
            raise MisfitError(f"unknowns that the economy does not have: {sorted(left_over)[:3]}")
        rows, places, values = (np.concatenate(part) for part in zip(*self.cells, strict=True))
        matrix = sp.csr_array((values, (rows, places)), shape=(len(self.keys), len(self.at)))
        self._sizes_of_sums(matrix)
        return Statement(
            rows={key: r for r, key in enumerate(self.keys)},
            columns=self.at,
            matrix=matrix,
            senses=np.array(self.senses),
            limits=np.array(self.limits),
            row_sizes=np.array(self.sizes),
            low=self.low,
            high=self.high,
            column_sizes=self.column_sizes,
            goals=self.goals,
            level=self.at[Key("lambda", "")],
            measure=self.held_measure,
        )

    def _sizes_of_sums(self, matrix: Matrix) -> None:
        """Rows without a size of their own are as large as the largest thing they count."""
        largest = largest_terms(matrix, self.column_sizes)
        for row in (r for r, size in enumerate(self.sizes) if size == 0.0):
            self.sizes[row] = float(largest[row]) or 1.0
            if self.held_measure >= 0 and matrix[row, self.held_measure] != 0.0:
                self.column_sizes[self.held_measure] = self.sizes[row]
