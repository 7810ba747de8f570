"""Unknowns of capital construction and of its money: where they stand among the columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from balances.economy.construction import cost_curve
from balances.economy.economy import Economy
from balances.economy.keys import Key
from balances.economy.valuation import natural_sizes, work_size


@dataclass(frozen=True, eq=False)
class Building:
    """Positions of the unknowns of capital construction; -1 where there is none.

    Attributes:
        starts: n_jt, new capacity started, T x J [unit_j].
        shares: y_pt, share done of a project, T x P.
        opened: 1 while an integer project is under construction, T x P.
        finished: 1 from the period in which an integer project is wholly done, T x P.
        pace: g, common share of an agency's open projects where work is spread, by agency and
            period.
        work: I_t, real capital work, T [currency at base prices].
        spending: N_t, nominal spending, T [currency].
        pieces: z_st, work on each piece of the cost curve, one array a period.
    """

    starts: npt.NDArray[np.int64]
    shares: npt.NDArray[np.int64]
    opened: npt.NDArray[np.int64]
    finished: npt.NDArray[np.int64]
    pace: Mapping[tuple[str, int], int]
    work: npt.NDArray[np.int64]
    spending: npt.NDArray[np.int64]
    pieces: tuple[npt.NDArray[np.int64], ...]

    @property
    def integers(self) -> npt.NDArray[np.int64]:
        """Columns that are 0 or 1."""
        both = np.concatenate([self.opened.ravel(), self.finished.ravel()])
        return both[both >= 0]


def is_built(economy: Economy) -> bool:
    """Whether the economy has capital construction at all."""
    return bool(economy.expandable or economy.projects)


def building_of(economy: Economy, add: Callable[..., int]) -> Building:
    """Add the columns of capital construction; `add(key, size, low, high)` appends one."""
    periods, projects = range(len(economy.periods)), economy.projects
    goods, money = natural_sizes(economy), work_size(economy)
    grown = set(economy.expandable)
    starts = [
        [
            add(Key("n", a.code, t), goods[economy.commodity_index[a.commodity]])
            if j in grown
            else -1
            for j, a in enumerate(economy.activities)
        ]
        for t in periods
    ]
    shares = [
        [
            add(Key("y", p.code, t), 1.0, 0.0, _most(p.earliest, p.latest, p.min_duration, t))
            for p in projects
        ]
        for t in periods
    ]
    opened = [[_binary(add, "open", p.code, t, p.integer) for p in projects] for t in periods]
    finished = [[_binary(add, "finished", p.code, t, p.integer) for p in projects] for t in periods]
    spread = [t for t in periods if economy.finance and economy.finance[t].spread]
    agencies = dict.fromkeys(p.agency for p in projects if p.integer)
    pace = {(h, t): add(Key("pace", "", t, h), 1.0, 0.0, 1.0) for h in agencies for t in spread}
    built, paid = is_built(economy), bool(economy.finance)
    work = [add(Key("I", "", t), money) if built or paid else -1 for t in periods]
    spending = [add(Key("N", "", t), money) if paid else -1 for t in periods]
    pieces = tuple(
        np.array(
            [
                add(Key("z", str(s), t), money, 0.0, piece.width)
                for s, piece in enumerate(cost_curve(finance))
            ]
        )
        for t, finance in enumerate(economy.finance)
    )
    shape = (len(economy.periods), len(projects))
    return Building(
        starts=np.array(starts, dtype=np.int64).reshape(len(economy.periods), -1),
        shares=np.array(shares, dtype=np.int64).reshape(shape),
        opened=np.array(opened, dtype=np.int64).reshape(shape),
        finished=np.array(finished, dtype=np.int64).reshape(shape),
        pace=MappingProxyType(pace),
        work=np.array(work, dtype=np.int64),
        spending=np.array(spending, dtype=np.int64),
        pieces=pieces,
    )


def _most(earliest: int, latest: int, min_duration: int, period: int) -> float:
    """Largest share of a project that may be done in a period."""
    return 1.0 / min_duration if earliest <= period <= latest else 0.0


def _binary(add: Callable[..., int], kind: str, code: str, period: int, integer: bool) -> int:
    return add(Key(kind, code, period), 1.0, 0.0, 1.0) if integer else -1
