r"""Foreign exchange: imports are paid by exports and foreign credit.

.. math:: \sum_i pm_i m_{it} - \sum_i pe_i \, exports_{it} \le credit_t

Exports are the deliveries to claims of use `export`.
Rows: ``foreign_exchange / period`` [foreign currency]; left out where no credit is given.
Shadow price: gain from one more unit of foreign currency.
Source: MODEL section 4.10.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Vector
from balances.economy.keys import Key
from balances.program import lines
from balances.program.rows import Layout, Rows, Sense


def rows(layout: Layout) -> Rows:
    """Currency spent less currency earned, one row a period."""
    economy, unknowns = layout.economy, layout.unknowns
    if economy.foreign_credit is None:
        return Rows((), sp.csr_array((0, len(unknowns.keys))), ())
    every = sp.eye_array(len(economy.periods))
    paid = sp.kron(every, [[c.import_price or 0.0 for c in economy.commodities]])
    got = sp.kron(every, [[c.export_price or 0.0 for c in economy.commodities]])
    spent = paid @ lines.imports(economy, unknowns)
    earned = got @ lines.deliveries(economy, unknowns, "export")
    keys = tuple(Key("foreign_exchange", "", t) for t in range(len(economy.periods)))
    return Rows(keys, sp.csr_array(spent - earned), (Sense.AT_MOST,) * len(keys))


def limits(layout: Layout) -> Vector:
    """Foreign credit."""
    return np.array(layout.economy.foreign_credit or ())
