"""Norms of a period as supply rounds need them: what is drawn from the common supply and what not.

Source: MODEL section 6.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from balances.economy.economy import Economy, Matrix, frozen_matrix
from balances.economy.valuation import natural_sizes
from balances.politburo.rationing import Norms
from balances.politburo.receipts import Receipt


def norms_of(economy: Economy, period: int, receipts: Sequence[Receipt] = ()) -> Norms:
    """Norms of a period, net of what a producer uses of its own product.

    A negative norm is a source; where the inputs are for a later period it stands in `given`.
    A good that an agency was ordered to receive, its users draw from these receipts.
    """
    later = np.array([a.lead > 0 for a in economy.activities])
    at_once = sp.diags_array((~later).astype(float))
    afterwards = sp.diags_array(later.astype(float))
    made = economy.outputs_in(period)
    own = own_use(economy, period)
    made_at_once = made - (own - (-economy.inputs).maximum(0.0)) @ at_once
    building = sp.hstack([economy.capital, _projects(economy)])
    shared = sp.coo_array(sp.hstack([economy.inputs.maximum(0.0) - own, building]))
    kept = sp.hstack([own @ afterwards, sp.csr_array(building.shape)])
    count = len(economy.commodities)
    rows, owners = shared.row.astype(np.int64), _owners(economy)[shared.col]
    for k, receipt in enumerate(receipts):
        rows[(shared.row == receipt.good) & (owners == receipt.agency)] = 2 * count + k
    of_whom = sp.csr_array(
        (shared.data, (rows, shared.col)), shape=(2 * count + len(receipts), shared.shape[1])
    )
    padded = sp.vstack(
        [sp.csr_array(kept.shape), kept, sp.csr_array((len(receipts), kept.shape[1]))]
    )
    draw = sp.csc_array(of_whom + padded)
    draw.eliminate_zeros()
    goods = np.array([*range(count), *range(count), *(r.good for r in receipts)], np.int64)
    return Norms(frozen_matrix(made_at_once), draw, goods, later, natural_sizes(economy))


def own_use(economy: Economy, period: int) -> Matrix:
    """e_ij: what a producer uses of its own product, I x J [unit_i / unit_j].

    At most what a unit of level makes in the period; where the inputs are for a later period,
    what it makes at full yield, for this is a claim on what there is and not on the output.
    """
    later = sp.diags_array(np.array([float(a.lead > 0) for a in economy.activities]))
    lost = (economy.outputs - economy.outputs_in(period)).maximum(0.0)
    made = economy.outputs.maximum(0.0) - (lost - lost @ later)
    own: Matrix = economy.inputs.maximum(0.0).minimum(made.maximum(0.0))
    return own


def _projects(economy: Economy) -> Matrix:
    """Goods that the whole of each project takes, I x P [unit_i]."""
    inputs = np.zeros((len(economy.commodities), len(economy.projects)))
    for p, project in enumerate(economy.projects):
        for code, amount in project.inputs.items():
            inputs[economy.commodity_index[code], p] = amount
    return sp.csr_array(inputs)


def _owners(economy: Economy) -> npt.NDArray[np.str_]:
    """Agency of every user: activities, their new capacity, projects, V."""
    owning = [activity.agency for activity in economy.activities]
    return np.array([*owning, *owning, *(project.agency for project in economy.projects)])
