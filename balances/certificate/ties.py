"""Goals that share a level, stated again for the certificate.

Goals that were fixed together keep one level. From then on each but one, r, has a row

    f_g tau_r / 2^e  -  f_r tau_g / 2^e  =  0,    2^e the power of two next to tau_r,

in the place of its row against the level being raised.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import scipy.sparse as sp

from balances.certificate.ledger import Statement
from balances.economy.economy import Matrix


def tied(statement: Statement, ties: Mapping[str, str]) -> Matrix:
    """The rows of a statement with these goals tied to others, R x K."""
    if not ties:
        return statement.matrix
    kept = np.ones(len(statement.rows))
    rows, columns, values = [], [], []
    for goal, other in ties.items():
        column, target, _, row = statement.goals[goal]
        its_column, its_target, _, _ = statement.goals[other]
        kept[row] = 0.0
        unit = 2.0 ** round(math.log2(its_target))
        rows += [row, row]
        columns += [column, its_column]
        values += [its_target / unit, -target / unit]
    own = sp.csr_array((values, (rows, columns)), shape=statement.matrix.shape)
    return sp.csr_array(sp.diags_array(kept) @ statement.matrix + own)
