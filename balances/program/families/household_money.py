r"""Household money: incomes find goods, at prices not above the cap.

.. math:: \psi_t \sum_{qj} w_q l_{qj} x_{jt} / \pi_{jt} + s \, N_t + \text{other incomes}
          - \text{direct taxes} - \text{loans} - \text{savings}
          \le \bar P^c_t \sum_i r_i c_{it}

s is the share of investment spending that becomes wages. Incomes above goods at list prices are
overhang: repressed inflation, limited by the consumer price cap.
Rows: ``household_money / period`` [currency]; only where wages, retail prices and a cap are given.
Shadow price: gain from one more rouble of goods at the cap.
Source: MODEL section 4.9.
"""

from __future__ import annotations

import math

import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Economy, Matrix, Vector
from balances.economy.keys import Key
from balances.program import lines
from balances.program.rows import Layout, Rows, Sense
from balances.program.unknowns import Unknowns


def is_known(economy: Economy) -> bool:
    """Whether wages and retail prices are given, so that money and goods can be compared."""
    waged = bool(economy.labour) and all(q.wage is not None for q in economy.labour)
    priced = any(c.retail_price is not None for c in economy.commodities)
    return bool(economy.finance) and waged and priced


def wages(economy: Economy, unknowns: Unknowns) -> Matrix:
    """Wages of production in each period, T x K [currency]."""
    rates = np.array([category.wage or 0.0 for category in economy.labour])
    blocks = [
        unknowns.place(
            sp.csr_array(
                (rates @ (economy.labour_norms / economy.productivity[:, t]))[np.newaxis]
                * economy.wage_index[t]
            ),
            unknowns.levels[t],
        )
        for t in range(len(economy.periods))
    ]
    return sp.vstack(blocks, format="csr")


def goods_at_list_prices(economy: Economy, unknowns: Unknowns) -> Matrix:
    """Household deliveries at retail list prices in each period, T x K [currency]."""
    prices = [[c.retail_price or 0.0 for c in economy.commodities]]
    every = sp.eye_array(len(economy.periods))
    sold = lines.deliveries(economy, unknowns, "household")
    return sp.csr_array(sp.kron(every, sp.csr_array(prices)) @ sold)


def construction_wages(economy: Economy, unknowns: Unknowns) -> Matrix:
    """Share of investment spending that becomes wages, T x K [currency]."""
    shares = [finance.wage_share or 0.0 for finance in economy.finance]
    return unknowns.place(sp.diags_array(shares), unknowns.building.spending)


def other_income(economy: Economy, period: int) -> float:
    """Incomes besides wages, less what does not come to market [currency]."""
    finance = economy.finance[period]
    taken = finance.direct_taxes + finance.loans + finance.savings
    return (finance.household_income or 0.0) - taken


def _capped(economy: Economy) -> list[int]:
    if not is_known(economy):
        return []
    return [t for t, f in enumerate(economy.finance) if math.isfinite(f.consumer_price_cap)]


def rows(layout: Layout) -> Rows:
    """Incomes that vary less goods at the highest prices allowed."""
    economy, unknowns = layout.economy, layout.unknowns
    chosen = _capped(economy)
    if not chosen:
        return Rows((), sp.csr_array((0, len(unknowns.keys))), ())
    caps = [f.consumer_price_cap if t in chosen else 0.0 for t, f in enumerate(economy.finance)]
    earned = wages(economy, unknowns) + construction_wages(economy, unknowns)
    goods = sp.diags_array(caps) @ goods_at_list_prices(economy, unknowns)
    keys = tuple(Key("household_money", "", t) for t in chosen)
    return Rows(keys, sp.csr_array(earned - goods)[chosen], (Sense.AT_MOST,) * len(keys))


def limits(layout: Layout) -> Vector:
    """What households have to spend besides wages, on the other side."""
    economy = layout.economy
    return np.array([-other_income(economy, t) for t in _capped(economy)])
