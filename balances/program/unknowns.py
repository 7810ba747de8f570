"""The unknowns: one column each, found by what it means.

Columns are laid out period by period, so that a norm matrix repeats along the diagonal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from balances.economy.economy import Economy, Matrix, Vector
from balances.economy.keys import Key
from balances.economy.valuation import natural_sizes
from balances.program.building import Building, building_of
from balances.program.goals import Goal

Columns: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Unknowns:
    """Positions of the unknowns among the K columns of the program.

    Attributes:
        keys: key of every column, K.
        levels: x_jt, T x J [unit_j].
        imports: m_it, T x I [unit_i]; -1 where nothing may be imported.
        stocks: s_it closing stock or surplus, T x I [unit_i].
        deliveries: f_g, one for each goal [unit of the goal].
        hoards: u_iht by (commodity, agency, period) [unit_i].
        level_of_class: lambda, the common fulfilment being raised.
        after_goals: h, the measure maximised after the goals; -1 where none is.
        building: of capital construction and its money.
        sizes: natural size of every column, K; used for scaling only.
        lower, upper: bounds that the economy sets, K [unit of the column].
    """

    keys: tuple[Key, ...]
    levels: Columns
    imports: Columns
    stocks: Columns
    deliveries: Columns
    hoards: Mapping[tuple[str, str, int], int]
    level_of_class: int
    after_goals: int
    building: Building
    sizes: Vector
    lower: Vector
    upper: Vector

    def place(self, block: Matrix, columns: Columns) -> Matrix:
        """Put the columns of a block at these positions; entries at -1 are dropped."""
        entries = sp.coo_array(block)
        positions = columns[entries.col]
        kept = positions >= 0
        shape = (block.shape[0], len(self.keys))
        return sp.csr_array((entries.data[kept], (entries.row[kept], positions[kept])), shape=shape)


def unknowns_of(economy: Economy, goals: Sequence[Goal]) -> Unknowns:
    """Lay out the columns of an economy and its goals."""
    columns = _Columns()
    sizes = natural_sizes(economy)
    periods = range(len(economy.periods))
    made = [economy.commodity_index[a.commodity] for a in economy.activities]
    levels = columns.add_all(
        (Key("x", a.code, t) for t in periods for a in economy.activities),
        np.tile(sizes[made], len(periods)),
    )
    imports = np.full((len(periods), sizes.size), -1)
    traded = [i for i, c in enumerate(economy.commodities) if c.import_limit > 0.0]
    imports[:, traded] = columns.add_all(
        (Key("m", economy.commodities[i].code, t) for t in periods for i in traded),
        np.tile(sizes[traded], len(periods)),
        high=[economy.import_limit(i, t) for t in periods for i in traded],
    ).reshape(len(periods), -1)
    stocks = columns.add_all(
        (Key("s", c.code, t) for t in periods for c in economy.commodities),
        np.tile(sizes, len(periods)),
    )
    targets = np.array([goal.target for goal in goals])
    deliveries = columns.add_all(
        (Key("f", goal.key) for goal in goals),
        targets,
        low=[goal.floor for goal in goals],
        high=[goal.most for goal in goals],
    )
    hoards = {
        (good, agency, t): columns.add(
            Key("u", good, t, agency), sizes[economy.commodity_index[good]]
        )
        for good, agency in economy.allotted
        for t in periods
    }
    level_of_class = columns.add(Key("lambda", ""), 1.0, high=1.0)
    wanted = economy.settings.maximised
    after_goals = columns.add(Key("h", "/".join(wanted)), 1.0, low=-np.inf) if wanted else -1
    building = building_of(economy, columns.add)
    return Unknowns(
        keys=tuple(columns.keys),
        levels=levels.reshape(len(periods), -1),
        imports=imports,
        stocks=stocks.reshape(len(periods), -1),
        deliveries=deliveries,
        hoards=MappingProxyType(hoards),
        level_of_class=level_of_class,
        after_goals=after_goals,
        building=building,
        sizes=np.array(columns.sizes),
        lower=np.array(columns.lower),
        upper=np.array(columns.upper),
    )


class _Columns:
    """Columns while they are being counted."""

    def __init__(self) -> None:
        self.keys: list[Key] = []
        self.sizes: list[float] = []
        self.lower: list[float] = []
        self.upper: list[float] = []

    def add(self, key: Key, size: float, low: float = 0.0, high: float = np.inf) -> int:
        """Append a column and return its position."""
        self.keys.append(key)
        self.sizes.append(float(size))
        self.lower.append(low)
        self.upper.append(high)
        return len(self.keys) - 1

    def add_all(
        self,
        keys: Iterable[Key],
        sizes: Vector,
        low: Sequence[float] = (),
        high: Sequence[float] = (),
    ) -> Columns:
        """Append a column for each size and return their positions; no bounds = from 0 up."""
        first = len(self.keys)
        self.keys.extend(keys)
        self.sizes.extend(sizes.tolist())
        self.lower.extend(low or [0.0] * sizes.size)
        self.upper.extend(high or [np.inf] * sizes.size)
        return np.arange(first, len(self.keys))
