"""What things weigh: prices where there are prices, natural sizes where there are none.

Everything here is a pure function of the economy. Natural sizes make plans independent of
units; effort weights make the last stage's optimum unique.
"""

from __future__ import annotations

import math
from hashlib import blake2b

import numpy as np

from balances.economy.economy import Economy, Vector
from balances.economy.keys import Key, claim_key


def natural_sizes(economy: Economy) -> Vector:
    """The size of each commodity in its own unit, I.

    It is the first positive of base output, capacity, largest target and users' needs; 1 where
    there is none of them. Users' needs are what the other commodities' sizes need of it, A x.
    """
    sizes = np.array([c.base_output or 0.0 for c in economy.commodities])
    capacity = np.zeros(sizes.size)
    for activity in economy.activities:
        if math.isfinite(activity.capacity):
            capacity[economy.commodity_index[activity.commodity]] += activity.capacity
    sizes = np.where(sizes > 0.0, sizes, capacity)
    sizes = np.where(sizes > 0.0, sizes, _largest_targets(economy))
    main = [economy.commodity_index[a.commodity] for a in economy.activities]
    needs = np.asarray(abs(economy.inputs) @ sizes[main]) if main else np.zeros(sizes.size)
    sizes = np.where(sizes > 0.0, sizes, needs)
    return np.where(sizes > 0.0, sizes, 1.0)


def _largest_targets(economy: Economy) -> Vector:
    largest = np.zeros(len(economy.commodities))
    for claim in economy.claims:
        i = economy.commodity_index[claim.commodity]
        largest[i] = max(largest[i], claim.target)
    for figure in economy.figures:
        position = economy.commodity_index.get(figure.item)
        if position is not None and figure.measure in ("output", "stock", "imports", "exports"):
            largest[position] = max(largest[position], figure.target)
    return largest


def price_weights(economy: Economy) -> Vector:
    """Base prices p_i, I [currency / unit]; if any is missing or zero, 1 / natural size for all."""
    if economy.commodities and all(c.price for c in economy.commodities):
        return np.array([c.price for c in economy.commodities], dtype=np.float64)
    return 1.0 / natural_sizes(economy)


def labour_weights(economy: Economy) -> Vector:
    """Wage of each labour category, Q; where any is missing, 1 / what is available."""
    if economy.labour and all(q.wage for q in economy.labour):
        return np.array([q.wage for q in economy.labour], dtype=np.float64)
    most = [max((a for a in q.available if math.isfinite(a)), default=0.0) for q in economy.labour]
    return np.array([1.0 / a if a > 0.0 else 0.0 for a in most])


def stable_fraction(key: Key) -> float:
    """A number in [0, 1) that depends on the key alone, on every machine and in every run."""
    text = "\x1f".join((key.kind, key.item, str(key.period), key.holder))
    digest = blake2b(text.encode("utf-8"), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2.0**64


SURPLUS_WEIGHT = 0.01
"""Weight of stock and of hoarded goods against production of the same value."""

DELIVERY_WEIGHT = 0.02
"""Weight of deliveries beyond what a claim is held at: more than stock, so that it stays there."""


def effort_weights(economy: Economy, columns: tuple[Key, ...]) -> Vector:
    r"""Cost of each unknown in the least-effort stage.

    .. math:: w_k (1 + 0.001 h(key)),
              \quad w_x = \max(p_j, \sum_i p_i o_{ij}) + \sum_q w_q l_{qj} / \pi_{jt},
              \; w_m = p_i, \; w_s = w_u = 0.01 p_i, \; w_f = 0.02 p_i

    h in [0, 1) is a stable hash of the key. What figures and stocks count, lambda and a
    maximised measure cost nothing: they are fixed or follow from the others when this stage is
    solved. Values are in currency, or in shares of natural size.
    """
    prices = price_weights(economy)
    wages = labour_weights(economy)
    made = np.asarray(prices @ economy.outputs)
    staffed = (wages @ economy.labour_norms) if economy.labour else np.zeros(made.size)
    made = np.maximum(
        made, prices[[economy.commodity_index[a.commodity] for a in economy.activities]]
    )
    claimed = {claim_key(economy, claim): claim.commodity for claim in economy.claims}
    weights = np.zeros(len(columns))
    for position, key in enumerate(columns):
        if key.kind == "x":
            j = economy.activity_index[key.item]
            weight = made[j] + staffed[j] / economy.productivity[j, key.period]
        elif key.kind == "m":
            weight = prices[economy.commodity_index[key.item]]
        elif key.kind in ("s", "u"):
            weight = SURPLUS_WEIGHT * prices[economy.commodity_index[key.item]]
        elif key.item in claimed:
            weight = DELIVERY_WEIGHT * prices[economy.commodity_index[claimed[key.item]]]
        else:
            continue
        weights[position] = weight * (1.0 + 0.001 * stable_fraction(key))
    return weights
