"""A measure as a row over the unknowns: what control figures and maximised measures count."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Economy, Matrix
from balances.economy.measures import measure
from balances.economy.records import USES
from balances.program.unknowns import Unknowns


def measured(economy: Economy, unknowns: Unknowns, name: str, item: str, period: int) -> Matrix:
    """E less what is given beforehand, the measure in one period over the unknowns, 1 x K."""
    weights = measure(economy, name, item, period)
    total, building = np.zeros(len(unknowns.keys)), unknowns.building
    for values, columns in (
        (weights.starts, building.starts),
        (weights.shares, building.shares),
        (weights.finished, building.finished),
    ):
        if values.size:
            total[columns[values != 0.0]] += values[values != 0.0]
    if period >= len(economy.periods):
        return sp.csr_array(total[np.newaxis])
    total[unknowns.levels[period]] += weights.activity
    bought = unknowns.imports[period] >= 0
    total[unknowns.imports[period][bought]] += weights.imports[bought]
    total[unknowns.stocks[period]] += weights.stock
    if weights.work != 0.0:
        total[building.work[period]] += weights.work
    claimed = unknowns.deliveries[: len(economy.wanted)]
    for claim, column in zip(economy.wanted, claimed, strict=True):
        if claim.period == period:
            use, i = USES.index(claim.use), economy.commodity_index[claim.commodity]
            total[column] += weights.delivery[use, i]
    return sp.csr_array(total[np.newaxis])


def given_beforehand(economy: Economy, name: str, item: str, period: int) -> float:
    """The part of a measure that is no unknown: capacity that is there already."""
    return measure(economy, name, item, period).given
