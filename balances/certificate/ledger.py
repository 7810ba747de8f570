"""Rows and bounds while they are being restated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from balances.certificate.statement import Goals, Statement, largest_terms
from balances.economy.economy import Economy, Matrix, Vector
from balances.economy.evidence import Positions
from balances.economy.keys import Key
from balances.economy.records import Claim
from balances.economy.valuation import natural_sizes, work_size, work_values


class MisfitError(ValueError):
    """The evidence speaks of other unknowns than the economy has."""


@dataclass(frozen=True, eq=False)
class Deliveries:
    """What goes to the claims that want something, C.

    Attributes:
        claims: their records.
        columns: of what is delivered, C. goods: positions of the commodities, C. periods: C.
    """

    claims: tuple[Claim, ...]
    columns: Positions
    goods: Positions
    periods: Positions

    @cached_property
    def to_agencies(self) -> Mapping[tuple[str, int, str], list[int]]:
        """Columns by commodity, period and claimant."""
        found: dict[tuple[str, int, str], list[int]] = {}
        for claim, column in zip(self.claims, self.columns.tolist(), strict=True):
            found.setdefault((claim.commodity, claim.period, claim.claimant), []).append(column)
        return found


class Ledger:
    """Rows while they are being written, over the columns that the evidence names.

    T periods, I commodities, J activities. Positions of unknowns are -1 where there is none.

    Attributes:
        levels, starts: columns of output and of new capacity started, T x J.
        stocks, imports: T x I.
        sizes: natural sizes of the commodities, I. made: commodity of each activity, J.
        leads: periods from the use of inputs to the output, J.
        deliveries: to the claims that want something; `goals` finds them.
        keys, senses, limits, row_sizes: of the rows written so far.
        low, high, column_sizes: of the unknowns, K.
        measure, row_of_measure: where what is maximised stands; -1 = nowhere.
    """

    def __init__(self, economy: Economy, columns: tuple[Key, ...]) -> None:
        self.economy = economy
        self.at = {key: k for k, key in enumerate(columns)}
        # Keys are tuples: to look one up it need not be made.
        self._at = cast("dict[tuple[str, str, int, str], int]", self.at)
        if len(self._at) != len(columns):
            raise MisfitError("an unknown is there twice")
        self._columns = columns
        self._used = np.zeros(len(columns), dtype=bool)
        self.periods = range(len(economy.periods))
        self.sizes = natural_sizes(economy)
        self.made = np.array(
            [economy.commodity_index[a.commodity] for a in economy.activities], dtype=np.int64
        )
        self.leads = np.array([a.lead for a in economy.activities], dtype=np.int64)
        self.keys: list[Key] = []
        self.senses: list[int] = []
        self.limits: list[float] = []
        self.row_sizes: list[float] = []
        self._cells: list[tuple[int, int, float]] = []
        self._blocks: list[tuple[Positions, Positions, Vector]] = []
        self.low = np.zeros(len(columns))
        self.high = np.full(len(columns), np.inf)
        self.column_sizes = np.ones(len(columns))
        self.deliveries = Deliveries((), *np.zeros((3, 0), dtype=np.int64))
        self.goals = Goals({}, *np.zeros((2, 0), dtype=np.int64), *np.zeros((2, 0)))
        self.measure = self.row_of_measure = -1
        ways, goods = range(len(economy.activities)), range(len(economy.commodities))
        bought = [i for i in goods if economy.commodities[i].import_limit > 0.0]
        made_by = [a.code for a in economy.activities]
        codes = [c.code for c in economy.commodities]
        self.levels = self._grid("x", made_by, ways, self.sizes[self.made])
        self.starts = self._grid("n", made_by, economy.expandable, self.sizes[self.made])
        self.stocks = self._grid("s", codes, goods, self.sizes)
        self.imports = self._grid("m", codes, bought, self.sizes)

    @cached_property
    def work_size(self) -> float:
        """Natural size of a period's capital work [currency at base prices]."""
        return work_size(self.economy)

    @cached_property
    def work_values(self) -> Vector:
        """Value of the construction of a unit of capacity, J [currency at base prices / unit_j]."""
        return work_values(self.economy)

    def _grid(self, kind: str, codes: list[str], there: Iterable[int], sizes: Vector) -> Positions:
        """Columns of one kind by period and code, -1 where there is none; T x N."""
        grid = np.full((len(self.periods), len(codes)), -1)
        chosen = [*there]
        for t in self.periods:
            grid[t, chosen] = self.columns((kind, codes[n], t, "") for n in chosen)
            self.column_sizes[grid[t, chosen]] = sizes[chosen]
        return grid

    def columns(self, keys: Iterable[tuple[str, str, int, str]]) -> Positions:
        """Positions of unknowns, which must be there; keys may be plain tuples.

        Raises:
            MisfitError: one is not.
        """
        try:
            found = np.array([self._at[key] for key in keys], dtype=np.int64)
        except KeyError as error:
            raise MisfitError(f"no unknown {error}") from None
        self._used[found] = True
        return found

    def column(self, kind: str, item: str, period: int, holder: str = "") -> int:
        """Position of an unknown, which must be there.

        Raises:
            MisfitError: it is not.
        """
        column = self._at.get((kind, item, period, holder))
        if column is None:
            raise MisfitError(f"no unknown {Key(kind, item, period, holder)}")
        self._used[column] = True
        return column

    def row(self, key: Key, sense: int, limit: float, size: float) -> int:
        """Begin a row and return its position; a size of 0 is found from what it counts."""
        self.keys.append(key)
        self.senses.append(sense)
        self.limits.append(limit)
        self.row_sizes.append(size)
        return len(self.keys) - 1

    def rows(
        self, keys: Iterable[Key], sense: int, limits: npt.ArrayLike, sizes: npt.ArrayLike
    ) -> Positions:
        """Begin many rows of one sense and return their positions."""
        first = len(self.keys)
        self.keys.extend(keys)
        count = len(self.keys) - first
        self.senses.extend([sense] * count)
        self.limits.extend(np.broadcast_to(limits, count).tolist())
        self.row_sizes.extend(np.broadcast_to(sizes, count).tolist())
        return np.arange(first, first + count)

    def put(self, row: int, column: int, value: float) -> None:
        """Add a coefficient to a row; those at one column add up."""
        self._cells.append((row, column, value))

    def spread(self, rows: Positions | int, columns: Positions, values: Vector | float) -> None:
        """Add coefficients, one for each column; a row or a value alone goes with all of them."""
        row = rows if isinstance(rows, np.ndarray) else np.full(columns.shape, rows)
        value = values if isinstance(values, np.ndarray) else np.full(columns.shape, values)
        self._blocks.append((row, columns, value))

    def statement(self) -> Statement:
        """What was written; sees that no column is left over.

        Raises:
            MisfitError: a column was never used.
        """
        if not self._used.all():
            left_over = [self._columns[k] for k in np.flatnonzero(~self._used)[:3]]
            raise MisfitError(f"unknowns that the economy does not have: {left_over}")
        matrix = self._matrix()
        sizes, largest = np.array(self.row_sizes), largest_terms(matrix, self.column_sizes)
        # Rows without a size of their own are as large as the largest thing they count.
        sizes = np.where(sizes == 0.0, np.where(largest > 0.0, largest, 1.0), sizes)
        if self.measure >= 0:
            self.column_sizes[self.measure] = sizes[self.row_of_measure]
        return Statement(
            rows={key: r for r, key in enumerate(self.keys)},
            columns=self.at,
            matrix=matrix,
            senses=np.array(self.senses),
            limits=np.array(self.limits),
            row_sizes=sizes,
            low=self.low,
            high=self.high,
            column_sizes=self.column_sizes,
            goals=self.goals,
            level=self._at["lambda", "", -1, ""],
            measure=self.measure,
        )

    def _matrix(self) -> Matrix:
        single = np.array(self._cells).reshape(-1, 3).T
        blocks = zip(*self._blocks, strict=True)
        rows, columns, values = (
            np.concatenate([*parts, more]) for parts, more in zip(blocks, single, strict=True)
        )
        at = rows.astype(np.int64), columns.astype(np.int64)
        return sp.csr_array((values, at), shape=(len(self.keys), len(self._columns)))
