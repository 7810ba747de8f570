r"""State budget: investment and other spending are covered by taxes, loans and other income.

.. math:: N_t + \text{other spending} \le \sum_i T_i c_{it} + \text{direct taxes} + \text{loans}
          + \text{other income} + \text{deficit limit}, \qquad T_i = r_i - r^0_i (1 - \tau_i)

with B for N where the budget is authorised. A cut of retail prices r falls on revenue one for
one. A negative deficit limit is a required surplus.
Rows: ``state_budget / period`` [currency]; only where spending and tax or income are given.
Shadow price: gain from one more rouble of revenue.
Source: MODEL section 4.8.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Economy, Matrix, Vector
from balances.economy.keys import Key
from balances.program import lines
from balances.program.rows import Layout, Rows, Sense
from balances.program.unknowns import Unknowns


def tax_per_unit(economy: Economy) -> Vector:
    """T_i, turnover tax on one unit sold to households, I [currency / unit]."""
    found = np.zeros(len(economy.commodities))
    for i, good in enumerate(economy.commodities):
        if good.retail_price is not None and good.turnover_tax is not None:
            base = economy.base_retail_prices.get(good.code, good.retail_price)
            found[i] = good.retail_price - base * (1.0 - good.turnover_tax)
    return found


def balanced_periods(economy: Economy) -> list[int]:
    """Periods whose state budget has data enough to be balanced."""
    taxed = any(c.turnover_tax is not None and c.retail_price for c in economy.commodities)
    return [
        t
        for t, finance in enumerate(economy.finance)
        if finance.other_spending is not None and (taxed or finance.other_income is not None)
    ]


def revenue(economy: Economy, unknowns: Unknowns) -> Matrix:
    """Turnover tax in each period, T x K."""
    every = sp.eye_array(len(economy.periods))
    taxes = sp.kron(every, sp.csr_array(tax_per_unit(economy)[np.newaxis]))
    return sp.csr_array(taxes @ lines.deliveries(economy, unknowns, "household"))


def rows(layout: Layout) -> Rows:
    """Investment spending less turnover tax."""
    economy, unknowns = layout.economy, layout.unknowns
    chosen = balanced_periods(economy)
    if not chosen:
        return Rows((), sp.csr_array((0, len(unknowns.keys))), ())
    free = [0.0 if f.authorised else 1.0 for f in economy.finance]
    spent = unknowns.place(sp.diags_array(free), unknowns.building.spending)
    matrix = sp.csr_array(spent - revenue(economy, unknowns))[chosen]
    keys = tuple(Key("state_budget", "", t) for t in chosen)
    return Rows(keys, matrix, (Sense.AT_MOST,) * len(keys))


def limits(layout: Layout) -> Vector:
    """Income other than turnover tax, less spending other than what varies."""
    economy = layout.economy
    found = []
    for t in balanced_periods(economy):
        finance = economy.finance[t]
        income = (finance.other_income or 0.0) + finance.direct_taxes + finance.loans
        spent = (finance.other_spending or 0.0) + (finance.budget or 0.0) * finance.authorised
        found.append(income + finance.deficit_limit - spent)
    return np.array(found)
