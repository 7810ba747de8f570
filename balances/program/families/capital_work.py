r"""Capital work: real work is what is built, valued at base prices.

.. math:: I_t = \sum_j v_j \sum_\tau \omega_{j,t-\tau} n_{j\tau} + \sum_p c_p y_{pt}, \qquad
          \sum_s z_{st} = I_t, \qquad N_t = c_t \sum_s \mu_s z_{st}

v_j is the value of the goods and the labour in one unit of new capacity, c_p the cost with which
project p is planned. z are the pieces of the cost curve; the curve is convex, so they fill in
order. Nominal spending N is there only where the workbook has money.
Rows: ``capital_work / real | pieces | nominal / period`` [currency].
Source: MODEL sections 4.4 and 4.6.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import scipy.sparse as sp

from balances.economy.construction import cost_curve
from balances.economy.economy import Economy, Matrix, Vector
from balances.economy.keys import Key
from balances.economy.valuation import work_values
from balances.program.lines import spending_by_profile
from balances.program.rows import Layout, Rows, Sense
from balances.program.unknowns import Unknowns


def work_done(economy: Economy, unknowns: Unknowns) -> Matrix:
    """Capital work at base prices in each period, T x K."""
    building, periods = unknowns.building, len(economy.periods)
    total = sp.csr_array((periods, len(unknowns.keys)))
    values = work_values(economy)
    for spent, owned in spending_by_profile(economy):
        block = sp.kron(spent, sp.csr_array((values * np.array(owned))[np.newaxis]))
        total = total + unknowns.place(block, building.starts.ravel())
    if economy.projects:
        costs = [project.planned_cost for project in economy.projects]
        block = sp.kron(sp.eye_array(periods), sp.csr_array([costs]))
        total = total + unknowns.place(block, building.shares.ravel())
    return total


def own_work(economy: Economy, unknowns: Unknowns, agencies: Collection[str]) -> dict[str, Matrix]:
    """Capital work of each of these agencies in each period, T x K: its columns of all work."""
    building, every = unknowns.building, work_done(economy, unknowns)
    found = {}
    for agency in agencies:
        capacities = [activity.agency == agency for activity in economy.activities]
        projects = [project.agency == agency for project in economy.projects]
        columns = np.append(building.starts[:, capacities], building.shares[:, projects])
        own = np.zeros(len(unknowns.keys))
        own[columns[columns >= 0]] = 1.0
        found[agency] = sp.csr_array(every @ sp.diags_array(own))
        found[agency].eliminate_zeros()
    return found


def rows(layout: Layout) -> Rows:
    """Work done, its pieces on the cost curve, and what it costs."""
    economy, unknowns = layout.economy, layout.unknowns
    building, width = unknowns.building, len(unknowns.keys)
    if building.work[0] < 0:
        return Rows((), sp.csr_array((0, width)), ())
    every = sp.eye_array(len(economy.periods))
    work = unknowns.place(every, building.work)
    keys = [Key("capital_work", "real", t) for t in range(len(economy.periods))]
    blocks = [work_done(economy, unknowns) - work]
    if economy.finance:
        pieces, costs = np.zeros((2, len(economy.periods), width))
        for t, finance in enumerate(economy.finance):
            prices = [piece.price for piece in cost_curve(finance)]
            pieces[t, building.pieces[t]] = 1.0
            costs[t, building.pieces[t]] = finance.cost_index * np.array(prices)
        keys += [Key("capital_work", "pieces", t) for t in range(len(economy.periods))]
        keys += [Key("capital_work", "nominal", t) for t in range(len(economy.periods))]
        blocks += [sp.csr_array(pieces) - work]
        blocks += [sp.csr_array(costs) - unknowns.place(every, building.spending)]
    matrix = sp.vstack(blocks, format="csr")
    return Rows(tuple(keys), matrix, (Sense.EQUAL,) * len(keys))


def limits(layout: Layout) -> Vector:
    """The rows only count."""
    periods = len(layout.economy.periods)
    if layout.unknowns.building.work[0] < 0:
        return np.zeros(0)
    return np.zeros(periods * (3 if layout.economy.finance else 1))
