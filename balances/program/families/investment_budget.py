r"""Investment budget and investment prices: how much work the roubles buy.

.. math:: N_t \le B_t, \qquad N_t \le \bar P_t c_t I_t, \qquad B_t - N_t \le \text{overhang limit},
          \qquad c_t I_{ht} \le B_{ht}

The price index N / (c I) is capped by the second row. Where the budget is authorised, what is
left of it is overhang: roubles that find nothing. A limit on it also asks for the work that the
rest of the budget buys, lest dear pieces of the curve be paid for before cheap ones. Budgets of
agencies are counted at planned cost, since the price index is common to all.
Rows: ``investment_budget / budget | price_cap | overhang | overhang_work / period`` and
``… / agency / period / h`` [currency].
Shadow price: gain from one more rouble; of the price cap, from one more rouble above it.
Source: MODEL sections 4.6 and 4.7.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import scipy.sparse as sp

from balances.economy.construction import affordable_work
from balances.economy.economy import Economy, Vector
from balances.economy.keys import Key
from balances.program.families.capital_work import own_work
from balances.program.rows import Layout, Rows, Sense


def _limited(economy: Economy) -> Iterator[tuple[Key, Sense, float]]:
    """Key, sense and limit of every row."""
    kind = "investment_budget"
    for t, finance in enumerate(economy.finance):
        if finance.budget is not None:
            yield Key(kind, "budget", t), Sense.AT_MOST, finance.budget
        if math.isfinite(finance.price_cap):
            yield Key(kind, "price_cap", t), Sense.AT_MOST, 0.0
        if finance.authorised and math.isfinite(finance.overhang_limit):
            least = (finance.budget or 0.0) - finance.overhang_limit
            yield Key(kind, "overhang", t), Sense.AT_LEAST, least
            bought = affordable_work(replace(finance, budget=least, price_cap=math.inf))
            yield Key(kind, "overhang_work", t), Sense.AT_LEAST, bought
        for agency, budget in finance.agency_budgets.items():
            yield Key(kind, "agency", t, agency), Sense.AT_MOST, budget


def rows(layout: Layout) -> Rows:
    """Spending, less what the price cap allows for the work; work of agencies at planned cost."""
    economy, unknowns = layout.economy, layout.unknowns
    building, width = unknowns.building, len(unknowns.keys)
    limited = list(_limited(economy))
    agencies = {key.holder for key, _, _ in limited if key.item == "agency"}
    own = own_work(economy, unknowns, agencies)
    blocks = [sp.csr_array((0, width))]
    for key, _, _ in limited:
        finance = economy.finance[key.period]
        if key.item == "agency":
            blocks.append(finance.cost_index * own[key.holder][[key.period]])
            continue
        row = np.zeros(width)
        spent_on = building.work if key.item == "overhang_work" else building.spending
        row[spent_on[key.period]] = 1.0
        if key.item == "price_cap":
            row[building.work[key.period]] = -finance.price_cap * finance.cost_index
        blocks.append(sp.csr_array(row[np.newaxis]))
    keys = tuple(key for key, _, _ in limited)
    senses = tuple(sense for _, sense, _ in limited)
    return Rows(keys, sp.vstack(blocks, format="csr"), senses)


def limits(layout: Layout) -> Vector:
    """Budgets; nothing for the price cap."""
    return np.array([limit for _, _, limit in _limited(layout.economy)])
