r"""Projects: no more is done than there is to do; whole ones only where they are integer.

.. math:: \sum_t y_{pt} \le 1 - done_p

and for an integer project, with o = 1 while it is under construction and v = 1 once finished,

.. math:: y_{pt} \le o_{pt}, \quad o_{p,t-1} - v_{p,t-1} \le o_{pt}, \quad
          v_{pt} \le done_p + \sum_{\tau \le t} y_{p\tau}, \quad \sum_p o_{pt} \le \text{max open}

Where work is spread, every project of an agency is open from its earliest period until it is
finished, and all advance by the same share g: o >= 1 - v before, y <= g, y >= g - v.
Rows: ``projects / whole | open | kept_open | finished | spread_open | at_most_pace |
at_least_pace / period / project`` and ``projects / max_open / period``.
Source: MODEL section 4.5.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Vector
from balances.economy.keys import Key
from balances.program.building import Building
from balances.program.rows import Layout, Rows, Sense

Row = tuple[Key, dict[int, float], Sense, float]
"""Key, coefficients by column, sense and limit."""


def _rows(layout: Layout) -> Iterator[Row]:
    economy, building = layout.economy, layout.unknowns.building
    for p, project in enumerate(economy.projects):
        whole = {int(k): 1.0 for k in building.shares[:, p]}
        yield Key("projects", "whole", -1, project.code), whole, Sense.AT_MOST, 1.0 - project.done
        if project.integer:
            yield from _integer_rows(layout, p)
    for t, finance in enumerate(economy.finance):
        opened = [int(k) for k in building.opened[t] if k >= 0]
        if finance.max_open is not None and opened:
            most = float(finance.max_open)
            yield Key("projects", "max_open", t), dict.fromkeys(opened, 1.0), Sense.AT_MOST, most


def _integer_rows(layout: Layout, p: int) -> Iterator[Row]:
    economy, building = layout.economy, layout.unknowns.building
    project = economy.projects[p]
    for t in range(len(economy.periods)):

        def key(item: str, period: int = t) -> Key:
            return Key("projects", item, period, project.code)

        share, is_open, is_done = _of(building, t, p)
        yield key("open"), {share: 1.0, is_open: -1.0}, Sense.AT_MOST, 0.0
        done = {is_done: 1.0} | {int(k): -1.0 for k in building.shares[: t + 1, p]}
        yield key("finished"), done, Sense.AT_MOST, project.done
        if t > 0:
            _, was_open, was_done = _of(building, t - 1, p)
            kept = {was_open: 1.0, was_done: -1.0, is_open: -1.0}
            yield key("kept_open"), kept, Sense.AT_MOST, 0.0
        pace = building.pace.get((project.agency, t))
        if pace is not None and project.earliest <= t <= project.latest:
            before = {_of(building, t - 1, p)[2]: -1.0} if t > 0 else {}
            yield key("spread_open"), {is_open: -1.0} | before, Sense.AT_MOST, -1.0
            yield key("at_most_pace"), {share: 1.0, pace: -1.0}, Sense.AT_MOST, 0.0
            least = {pace: 1.0, share: -1.0, is_done: -1.0}
            yield key("at_least_pace"), least, Sense.AT_MOST, 0.0


def _of(building: Building, t: int, p: int) -> tuple[int, int, int]:
    """Columns of a project in a period: share, open, finished."""
    columns = building.shares[t, p], building.opened[t, p], building.finished[t, p]
    share, is_open, is_done = (int(column) for column in columns)
    return share, is_open, is_done


def rows(layout: Layout) -> Rows:
    """All rows of all projects."""
    found, width = list(_rows(layout)), len(layout.unknowns.keys)
    cells = [(r, k, v) for r, (_, row, _, _) in enumerate(found) for k, v in row.items()]
    at, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    matrix = sp.csr_array((values, (at, columns)), shape=(len(found), width), dtype=np.float64)
    return Rows(tuple(row[0] for row in found), matrix, tuple(row[2] for row in found))


def limits(layout: Layout) -> Vector:
    """What is left to do, most sites open, and the constants of the rules."""
    return np.array([limit for _, _, _, limit in _rows(layout)])
