"""What things weigh: prices where there are prices, natural sizes where there are none.

Everything here is a pure function of the economy. Natural sizes make plans independent of
units; effort weights make the last stage's optimum unique.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from balances.economy.construction import cost_curve
from balances.economy.economy import Economy, Vector
from balances.economy.keys import Key, claim_key


def natural_sizes(economy: Economy) -> Vector:
    """The size of each commodity in its own unit, I.

    It is the first positive of base output, capacity, largest target and users' needs; 1 where
    there is none of them. Users' needs are what the other commodities' sizes need of it, A x.
    """
    sizes = np.array([c.base_output or 0.0 for c in economy.commodities])
    for found in (_capacities, _largest_targets):
        if not np.all(sizes > 0.0):
            sizes = np.where(sizes > 0.0, sizes, found(economy))
    main = [economy.commodity_index[a.commodity] for a in economy.activities]
    if main and not np.all(sizes > 0.0):
        sizes = np.where(sizes > 0.0, sizes, abs(economy.inputs) @ sizes[main])
    return np.where(sizes > 0.0, sizes, 1.0)


def _capacities(economy: Economy) -> Vector:
    capacity = np.zeros(len(economy.commodities))
    for activity in economy.activities:
        if math.isfinite(activity.capacity):
            capacity[economy.commodity_index[activity.commodity]] += activity.capacity
    return capacity


def _largest_targets(economy: Economy) -> Vector:
    largest = [0.0] * len(economy.commodities)
    for claim in economy.claims:
        i = economy.commodity_index[claim.commodity]
        largest[i] = max(largest[i], claim.target)
    for figure in economy.figures:
        position = economy.commodity_index.get(figure.item)
        if position is not None and figure.measure in ("output", "stock", "imports", "exports"):
            largest[position] = max(largest[position], figure.target)
    return np.array(largest)


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


def work_values(economy: Economy) -> Vector:
    """Value of the construction of one unit of new capacity, J [currency at base prices / unit_j].

    Goods at base prices and construction labour at base wages; labour without wages counts
    for nothing.
    """
    goods = np.asarray(price_weights(economy) @ economy.capital)
    wages = np.array([category.wage or 0.0 for category in economy.labour])
    return goods + wages @ economy.capital_labour if economy.labour else goods


def work_size(economy: Economy) -> float:
    """Natural size of a period's capital work [currency at base prices]."""
    sizes = [f.normal_work or f.budget or 0.0 for f in economy.finance]
    if economy.base_investment is not None:
        sizes.append(economy.base_investment[1])
    sizes.append(sum(p.planned_cost for p in economy.projects))
    goods = natural_sizes(economy)
    values = work_values(economy)
    made = [economy.commodity_index[a.commodity] for a in economy.activities]
    sizes.append(0.1 * float(values @ goods[made]))
    return max(sizes) or 1.0


@lru_cache(maxsize=2**16)
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

    New capacity n and shares of projects y weigh what their construction is worth, pieces z of
    the cost curve their marginal price.

    h in [0, 1) is a stable hash of the key. What figures and stocks count, lambda and a
    maximised measure cost nothing: they are fixed or follow from the others when this stage is
    solved. Values are in currency, or in shares of natural size.
    """
    of_kind: dict[str, list[int]] = {}
    for k, key in enumerate(columns):
        of_kind.setdefault(key.kind, []).append(k)
    weights, weigh = np.zeros(len(columns)), _weighing(economy)
    for kind in of_kind.keys() & weigh.keys():
        weights[of_kind[kind]] = weigh[kind]([columns[k] for k in of_kind[kind]])
    tilt = np.fromiter(map(stable_fraction, columns), dtype=np.float64, count=len(columns))
    return np.asarray(weights * (1.0 + 0.001 * tilt))


def _weighing(economy: Economy) -> Mapping[str, Callable[[Sequence[Key]], npt.ArrayLike]]:
    """Weights of unknowns by the kind of their keys; kinds that are not named weigh nothing."""
    prices, wages = price_weights(economy), labour_weights(economy)
    made = np.asarray(prices @ economy.outputs)
    main = [economy.commodity_index[a.commodity] for a in economy.activities]
    made = np.maximum(made, prices[main])
    staffed = (wages @ economy.labour_norms) if economy.labour else np.zeros(made.size)
    building, sites = work_values(economy), {p.code: p.planned_cost for p in economy.projects}
    pieces = [cost_curve(finance) for finance in economy.finance]
    price_of = dict(zip(economy.commodity_index, prices.tolist(), strict=True))
    claimed = {
        claim_key(economy, c): DELIVERY_WEIGHT * price_of[c.commodity] for c in economy.claims
    }

    def price(keys: Sequence[Key]) -> Vector:
        return np.array([price_of[key.item] for key in keys])

    def level(keys: Sequence[Key]) -> Vector:
        j, t = _ways(economy, keys), [key.period for key in keys]
        return np.asarray(made[j] + staffed[j] / economy.productivity[j, t])

    return {
        "x": level,
        "f": lambda keys: [claimed.get(key.item, 0.0) for key in keys],
        "m": price,
        "s": lambda keys: SURPLUS_WEIGHT * price(keys),
        "u": lambda keys: SURPLUS_WEIGHT * price(keys),
        "n": lambda keys: building[_ways(economy, keys)],
        "y": lambda keys: [sites[key.item] for key in keys],
        "z": lambda keys: [pieces[key.period][int(key.item)].price for key in keys],
    }


def _ways(economy: Economy, keys: Sequence[Key]) -> list[int]:
    return [economy.activity_index[key.item] for key in keys]
