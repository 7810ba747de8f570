"""A measure as a row over the unknowns: what control figures and maximised measures count."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Economy, Matrix
from balances.economy.measures import measure
from balances.economy.records import USES
from balances.program.unknowns import Unknowns


def measured(economy: Economy, unknowns: Unknowns, name: str, item: str, period: int) -> Matrix:
    """E, the measure in one period as a row over the unknowns, 1 x K."""
    weights = measure(economy, name, item, period)
    total = np.zeros(len(unknowns.keys))
    total[unknowns.levels[period]] += weights.activity
    bought = unknowns.imports[period] >= 0
    total[unknowns.imports[period][bought]] += weights.imports[bought]
    total[unknowns.stocks[period]] += weights.stock
    wanted = [claim for claim in economy.claims if claim.target > 0.0]
    for claim, column in zip(wanted, unknowns.deliveries[: len(wanted)], strict=True):
        if claim.period == period:
            use, i = USES.index(claim.use), economy.commodity_index[claim.commodity]
            total[column] += weights.delivery[use, i]
    return sp.csr_array(total[np.newaxis])
