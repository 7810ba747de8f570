r"""Capacity: no activity makes more than its capacity allows.

.. math:: x_{jt} \le \phi_{jt} \Big[ K_j (1 - \delta_j)^{t}
          + \sum_{\tau \le t - L_j} (1 - \delta_j)^{t - L_j - \tau} n_{j\tau}
          + \sum_p k_p (done_p + \sum_{\tau < t} y_{p\tau}) \Big],
          \qquad x_{jt} \le \phi_{jt} \bar x_j \;\; (t < \ell_j)

with t counted from 0; phi is what shocks leave of capacity, 1 without one. With lead l, outputs
of the first l periods come from inputs used before the plan and are at most the opening output,
whatever is built.
Rows: ``capacity / activity / period`` [unit_j], only where there is a limit, and
``capacity / activity / period / opening`` during the lead.
Shadow price: gain from one more unit of capacity in that period.
Source: MODEL sections 4.1, 4.2 and 4.5; shocks, section 6.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import scipy.sparse as sp

from balances.economy.capacity import (
    CapacityTerms,
    capacity_given,
    capacity_left,
    capacity_terms,
    opening_output,
)
from balances.economy.economy import Economy, Matrix, Vector
from balances.economy.keys import Key
from balances.program.rows import Layout, Rows, Sense
from balances.program.unknowns import Columns, Unknowns

OPENING = "opening"


def _built(unknowns: Unknowns, terms: CapacityTerms) -> Iterator[tuple[Columns, Vector]]:
    """Columns and coefficients of what is built within the plan."""
    building = unknowns.building
    for values, columns in (
        (terms.starts, building.starts),
        (terms.shares, building.shares),
        (terms.finished, building.finished),
    ):
        there = values != 0.0
        if there.any():
            yield columns[there], values[there]


def built_capacity(unknowns: Unknowns, terms: CapacityTerms) -> Matrix:
    """The part of a capacity that is built within the plan, as a row over the unknowns, 1 x K."""
    total = np.zeros(len(unknowns.keys))
    for columns, coefficients in _built(unknowns, terms):
        total[columns] += coefficients
    return sp.csr_array(total[np.newaxis])


def capacity_in(economy: Economy, unknowns: Unknowns, values: Vector, j: int, t: int) -> float:
    """Most that activity j can make in period t in a plan [unit_j]; inf = unlimited."""
    terms = capacity_terms(economy, j, t)
    there = terms.given + sum(float(c @ values[at]) for at, c in _built(unknowns, terms))
    early = t < economy.activities[j].lead
    return min(there, opening_output(economy, j, t)) if early else there


def _limits(economy: Economy) -> list[tuple[int, int, str, float]]:
    """Period, position, kind and limit of every row."""
    found = []
    for t in range(len(economy.periods)):
        for j, activity in enumerate(economy.activities):
            if math.isfinite(activity.capacity) or capacity_left(economy, j, t) == 0.0:
                found.append((t, j, "", capacity_given(economy, j, t)))
            if t < activity.lead:
                found.append((t, j, OPENING, opening_output(economy, j, t)))
    return found


def rows(layout: Layout) -> Rows:
    """x_jt less what is built, one row per limited activity and period."""
    economy, unknowns = layout.economy, layout.unknowns
    limits = _limits(economy)
    made = np.array([unknowns.levels[t, j] for t, j, _, _ in limits], dtype=np.int64)
    at, columns, values = [np.arange(made.size)], [made], [np.ones(made.size)]
    growing = {*economy.expandable}
    growing |= {economy.activity_index[p.activity] for p in economy.projects}
    for row, (t, j, kind, _) in enumerate(limits):
        if j in growing and kind != OPENING:
            for built, coefficients in _built(unknowns, capacity_terms(economy, j, t)):
                at.append(np.full(built.size, row))
                columns.append(built)
                values.append(-coefficients)
    cells = (np.concatenate(values), (np.concatenate(at), np.concatenate(columns)))
    matrix = sp.csr_array(cells, shape=(len(limits), len(unknowns.keys)))
    keys = tuple(Key("capacity", economy.activities[j].code, t, kind) for t, j, kind, _ in limits)
    return Rows(keys, matrix, (Sense.AT_MOST,) * len(limits))


def limits(layout: Layout) -> Vector:
    """Capacity left after retirement, and what projects gave before the plan."""
    return np.array([limit for _, _, _, limit in _limits(layout.economy)])
