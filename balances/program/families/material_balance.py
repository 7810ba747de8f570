r"""Material balance: for every commodity and period, sources equal uses.

.. math:: s_{i,t-1} + \sum_h u_{ih,t-1} + \sum_j o_{ij} \eta_{jt} x_{jt} + m_{it}
          = \sum_j a_{ij} x_{j,t+\ell_j} + \sum_g f_g + \sum_h u_{iht} + s_{it}

eta is what shocks leave of the yield, 1 without one.
Rows: ``material_balance / commodity / period`` [unit_i], the lines of `balances.program.lines`.
Shadow price: gain from one more unit of i; zero where i is in surplus.
Source: MODEL section 4.1; Miller & Blair (2009), ch. 2, with stocks, trade and leads added.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Vector
from balances.economy.keys import Key
from balances.program.lines import LINES
from balances.program.rows import Layout, Rows, Sense


def rows(layout: Layout) -> Rows:
    """Sources less uses, one row per commodity and period."""
    economy = layout.economy
    keys = tuple(
        Key("material_balance", commodity.code, t)
        for t in range(len(economy.periods))
        for commodity in economy.commodities
    )
    total = sp.csr_array((len(keys), len(layout.unknowns.keys)))
    for line in LINES:
        term = line.term(economy, layout.unknowns)
        if term.nnz:
            total = total + int(line.side) * term
    return Rows(keys, total, (Sense.EQUAL,) * len(keys))


def limits(layout: Layout) -> Vector:
    """What is given beforehand, moved to the right-hand side."""
    economy = layout.economy
    total = np.zeros(len(economy.periods) * len(economy.commodities))
    for line in LINES:
        if line.given is not None:
            total -= int(line.side) * line.given(economy)
    return total
