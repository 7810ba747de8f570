r"""Measures of control figures: what a figure counts, as weights on quantities.

A measure of period t is linear in what is made, delivered, imported and held:

.. math:: E_t = \sum_j \alpha_j x_{jt} + \sum_{u,i} \beta_{ui} f_{uit}
          + \sum_i \gamma_i m_{it} + \sum_i \sigma_i s_{it}

The same weights give the row of the program, the value in the report and, on base-year
quantities, the base value that growth figures refer to. A new measure is one function and
one line in `MEASURES`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np

from balances.economy.capacity import capacity_terms
from balances.economy.economy import Economy, Vector
from balances.economy.issue import BalancesError
from balances.economy.records import USES
from balances.economy.valuation import price_weights


@dataclass(frozen=True)
class Weights:
    """Weights of one measure in one period.

    Attributes:
        activity: on levels x_j, J [unit of measure / unit_j].
        delivery: on deliveries by use (order of `USES`) and commodity, U x I.
        imports: on imports, I.
        stock: on closing stocks, I.
        work: on the real capital work of the period.
        starts: on new capacity started, T x J; empty = none.
        shares: on shares done of projects, T x P; empty = none.
        finished: on integer projects finished by a period, T x P; empty = none.
        given: what is there without any of these [unit of the measure].
    """

    activity: Vector
    delivery: Vector
    imports: Vector
    stock: Vector
    work: float = 0.0
    starts: Vector = field(default_factory=lambda: np.zeros((0, 0)))
    shares: Vector = field(default_factory=lambda: np.zeros((0, 0)))
    finished: Vector = field(default_factory=lambda: np.zeros((0, 0)))
    given: float = 0.0


class MeasureError(BalancesError):
    """The item does not fit the measure, or data it needs are missing."""


def _nothing(economy: Economy) -> Weights:
    goods = len(economy.commodities)
    return Weights(
        activity=np.zeros(len(economy.activities)),
        delivery=np.zeros((len(USES), goods)),
        imports=np.zeros(goods),
        stock=np.zeros(goods),
    )


def _goods(economy: Economy, item: str) -> Vector:
    """Indicator of one commodity, or of the commodities of a group; all where item is empty."""
    chosen = np.zeros(len(economy.commodities))
    if item in economy.commodity_index:
        chosen[economy.commodity_index[item]] = 1.0
    elif item in economy.members:
        chosen[list(economy.members[item])] = 1.0
    elif item in ("", "all"):
        chosen[:] = 1.0
    else:
        raise MeasureError(f"{item!r} is neither a sector nor a group")
    return chosen


def _counted(economy: Economy, item: str) -> Vector:
    """Weights of goods: 1 for a single commodity (natural units), base prices for a total."""
    chosen = _goods(economy, item)
    return chosen if item in economy.commodity_index else chosen * price_weights(economy)


def _output(economy: Economy, item: str, period: int) -> Weights:
    if item not in economy.commodity_index:
        raise MeasureError(f"{item!r} is not a sector; a total over a group is `group_output`")
    row = _goods(economy, item) @ economy.outputs_in(period)
    return replace(_nothing(economy), activity=np.asarray(row))


def _group_output(economy: Economy, item: str, period: int) -> Weights:
    values = _goods(economy, item) * price_weights(economy)
    return replace(_nothing(economy), activity=np.asarray(values @ economy.outputs_in(period)))


def _national_income(economy: Economy, item: str, period: int) -> Weights:
    if item not in ("", "all"):
        raise MeasureError(f"national_income is of the whole economy; {item!r} stands as its item")
    prices = price_weights(economy)
    made = np.asarray(prices @ economy.outputs_in(period))
    return replace(_nothing(economy), activity=made - np.asarray(prices @ economy.inputs))


def _delivered(economy: Economy, use: str, weights: Vector) -> Weights:
    delivery = np.zeros((len(USES), len(economy.commodities)))
    delivery[USES.index(use)] = weights
    return replace(_nothing(economy), delivery=delivery)


def _consumption(economy: Economy, item: str, _period: int) -> Weights:
    return _delivered(economy, "household", _counted(economy, item))


def _retail_turnover(economy: Economy, item: str, _period: int) -> Weights:
    chosen = _goods(economy, item)
    sold = {c for c, use in economy.final_demand if use == "household"}
    sold |= {claim.commodity for claim in economy.claims if claim.use == "household"}
    prices = np.zeros(len(economy.commodities))
    for i, commodity in enumerate(economy.commodities):
        if chosen[i] == 0.0 or commodity.code not in sold:
            continue
        if commodity.retail_price is None:
            raise MeasureError(f"{commodity.code!r} is sold to households without a retail_price")
        prices[i] = commodity.retail_price
    return _delivered(economy, "household", prices)


def _exports(economy: Economy, item: str, _period: int) -> Weights:
    return _delivered(economy, "export", _counted(economy, item))


def _imports(economy: Economy, item: str, _period: int) -> Weights:
    return replace(_nothing(economy), imports=_counted(economy, item))


def _stock(economy: Economy, item: str, _period: int) -> Weights:
    return replace(_nothing(economy), stock=_counted(economy, item))


def _workers(economy: Economy, item: str, period: int) -> Vector:
    """Labour norms of the period over the categories and activities that `item` names, Q x J."""
    norms = economy.labour_norms / economy.productivity[:, period]
    codes = [category.code for category in economy.labour]
    if not codes:
        raise MeasureError("the workbook has no labour norms")
    if item in codes and item not in economy.commodity_index:
        return np.where(np.arange(len(codes))[:, None] == codes.index(item), norms, 0.0)
    goods = _goods(economy, item)
    made = np.array([goods[economy.commodity_index[a.commodity]] for a in economy.activities])
    return np.asarray(norms * made)


def _employment(economy: Economy, item: str, period: int) -> Weights:
    """Workers in production; of the whole economy or a category, also those who build."""
    produce = replace(_nothing(economy), activity=_workers(economy, item, period).sum(0))
    codes = [category.code for category in economy.labour]
    if item not in ("", "all", *codes) or item in economy.commodity_index:
        return produce
    builders = (
        economy.capital_labour if item not in codes else economy.capital_labour[[codes.index(item)]]
    )
    starts = np.zeros((len(economy.periods), len(economy.activities)))
    for t in range(period + 1):
        for j in economy.expandable:
            spending = economy.activities[j].spending
            if period - t < len(spending):
                paid = spending[period - t] / economy.construction_productivity[period]
                starts[t, j] = paid * float(builders[:, j].sum())
    return replace(produce, starts=starts)


def _wage_fund(economy: Economy, item: str, period: int) -> Weights:
    workers = _workers(economy, item, period)
    for category in economy.labour:
        if category.wage is None:
            raise MeasureError(f"labour category {category.code!r} has no wage")
    wages = np.array([category.wage for category in economy.labour], dtype=np.float64)
    wages = wages * economy.wage_index[period]
    return replace(_nothing(economy), activity=np.asarray(wages @ workers))


def _real_investment(economy: Economy, item: str, _period: int) -> Weights:
    if item not in ("", "all"):
        raise MeasureError(f"real_investment is of the whole economy; {item!r} stands as its item")
    if not (economy.finance or economy.expandable or economy.projects):
        raise MeasureError("the workbook has no capital construction")
    return replace(_nothing(economy), work=1.0)


def counted_capacities(economy: Economy, item: str) -> Vector:
    """What a unit of each activity's capacity counts, J: 1 for one sector, base prices else.

    Raises:
        MeasureError: the item is neither a sector nor a group.
    """
    if item in economy.activity_index:
        return np.asarray(np.eye(len(economy.activities))[economy.activity_index[item]])
    worth = _counted(economy, item)
    return np.array([worth[economy.commodity_index[a.commodity]] for a in economy.activities])


def _capacity(economy: Economy, item: str, period: int) -> Weights:
    """Of one sector in its unit; of a group, or of all, at base prices."""
    counted = counted_capacities(economy, item)
    chosen = np.flatnonzero(counted).tolist()
    for j in chosen:
        if len(chosen) > 1 and math.isinf(economy.activities[j].capacity):
            code = economy.activities[j].code
            raise MeasureError(f"the capacity of {code!r} is unlimited, so there is no total")
    terms = [(float(counted[j]), capacity_terms(economy, j, period)) for j in chosen]
    return replace(
        _nothing(economy),
        starts=np.sum([value * each.starts for value, each in terms], axis=0),
        shares=np.sum([value * each.shares for value, each in terms], axis=0),
        finished=np.sum([value * each.finished for value, each in terms], axis=0),
        given=sum(value * each.given for value, each in terms),
    )


MEASURES: Mapping[str, Callable[[Economy, str, int], Weights]] = MappingProxyType(
    {
        "output": _output,
        "group_output": _group_output,
        "national_income": _national_income,
        "consumption": _consumption,
        "retail_turnover": _retail_turnover,
        "employment": _employment,
        "wage_fund": _wage_fund,
        "exports": _exports,
        "imports": _imports,
        "stock": _stock,
        "real_investment": _real_investment,
        "capacity": _capacity,
    }
)

PARAMETERS: tuple[str, ...] = ("productivity", "wages", "cost")
"""Measures that are no goals: they set pi, psi and c (MODEL section 2)."""

NATURAL_MEASURES: tuple[str, ...] = (
    *("output", "stock", "imports", "exports", "consumption", "capacity"),
)
"""Measures that count a single commodity in its own unit."""

MONEY_MEASURES: tuple[str, ...] = ("investment", "real_investment", "capacity")
"""Measures of capital construction; `investment` sets the authorised budget and is no goal."""


def measure(economy: Economy, name: str, item: str, period: int) -> Weights:
    """Weights of the measure `name` for `item` in `period`.

    Raises:
        MeasureError: the item does not fit, or a price, wage or norm it needs is missing.
        KeyError: no such measure.
    """
    return MEASURES[name](economy, item, period)


def measure_unit(economy: Economy, name: str, item: str) -> str:
    """Unit in which the measure is stated."""
    if name == "employment":
        return "workers"
    if name in NATURAL_MEASURES:
        position = economy.commodity_index.get(item)
        if position is not None:
            return economy.commodities[position].unit
    if name in ("wage_fund", "retail_turnover", "real_investment"):
        return economy.settings.currency
    priced = all(c.price for c in economy.commodities)
    return economy.settings.currency if priced else "weighted units"
