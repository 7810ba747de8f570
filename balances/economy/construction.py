"""Records of capital construction and of the money that pays for it; and the cost curve.

Money is in the currency of the workbook, per period. A block whose data are absent is None or
empty and takes no part in the plan.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from balances.economy.issue import Where

CEILING = "ceiling"
AUTHORISED = "authorised"

AUTHORISED_WORK = "Authorised investment"
"""Label of the goal that an authorised budget sets: the work that it buys."""

_NOWHERE = Where()


@dataclass(frozen=True, slots=True)
class Project:
    """A named construction project.

    Attributes:
        code: unique code.
        agency: who builds it; empty = nobody in particular.
        activity: code of the activity whose capacity grows.
        capacity_added: capacity when wholly done [unit of the activity].
        cost: true cost of the whole at base prices [currency].
        declared_cost: cost its agency declares; the plan is made with it. None = the true cost.
        inputs: goods (commodity codes) that the whole takes [unit_i].
        earliest, latest: first and last period in which it may be built, 0-based.
        min_duration: least number of periods that the whole takes.
        done: share done before the plan.
        integer: whether capacity comes only when wholly done; else pro rata.
        new_site: whether it is a new site and no expansion.
        source, where: where the figures come from, and the cell of its code.
    """

    code: str
    agency: str
    activity: str
    capacity_added: float
    cost: float
    declared_cost: float | None = None
    inputs: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    earliest: int = 0
    latest: int = 10**6
    min_duration: int = 1
    done: float = 0.0
    integer: bool = False
    new_site: bool = False
    source: str = ""
    where: Where = _NOWHERE

    @property
    def planned_cost(self) -> float:
        """Cost with which the plan is made [currency at base prices]."""
        return self.cost if self.declared_cost is None else self.declared_cost


@dataclass(frozen=True, slots=True)
class Finance:
    """Money of one period.

    Attributes:
        budget: B, investment budget [currency]; None = no limit.
        rule: `ceiling`, or `authorised`: what B would buy is a goal, the rest is overhang.
        normal_work: K-bar, capital work that can be had at planned cost [currency at base prices].
        elasticity: epsilon, share of a larger budget that goes into prices, 0 .. 1.
        curve: points (volume of work, price index) given instead of an elasticity.
        price_cap: P-bar, largest price index of investment; inf = none.
        overhang_limit: most of the budget that may find nothing [currency]; inf = no limit.
        cost_index: c, planned cost of construction against base prices.
        agency_budgets: limits on single agencies' work at planned cost [currency].
        max_open: most integer projects under construction at once; None = no limit.
        spread: whether every open project of an agency advances by the same share.
        other_income, other_spending, deficit_limit, loans, direct_taxes: of the state budget;
            None = not given. A negative deficit limit is a required surplus.
        household_income: incomes of households besides wages; None = not given.
        savings: what households put aside.
        wage_share: share of investment spending that becomes wages; None = not given.
        consumer_price_cap: how far consumer prices may rise over list prices; inf = no limit.
        where: cell of the budget, or of the row.
    """

    budget: float | None = None
    rule: str = CEILING
    normal_work: float | None = None
    elasticity: float | None = None
    curve: tuple[tuple[float, float], ...] = ()
    price_cap: float = math.inf
    overhang_limit: float = math.inf
    cost_index: float = 1.0
    agency_budgets: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    max_open: int | None = None
    spread: bool = False
    other_income: float | None = None
    other_spending: float | None = None
    deficit_limit: float = 0.0
    loans: float = 0.0
    direct_taxes: float = 0.0
    household_income: float | None = None
    savings: float = 0.0
    wage_share: float | None = None
    consumer_price_cap: float = math.inf
    where: Where = _NOWHERE

    @property
    def authorised(self) -> bool:
        """Whether the budget is authorised spending and not only a ceiling."""
        return self.rule == AUTHORISED and self.budget is not None


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the cost curve.

    Attributes:
        width: real work it holds [currency at base prices]; inf for the last.
        price: mu, marginal price of that work against planned cost.
    """

    width: float
    price: float


CURVE_ERROR = 0.004
"""Largest relative error of the piecewise-linear cost curve; 0.005 is promised."""

TOP_INDEX = 20.0
"""Price index up to which the curve is followed; beyond, its last slope goes on."""


TOP_WORK = 1e4
"""Work, in normal volumes, up to which the curve is followed at the most."""


def cost_curve(finance: Finance) -> tuple[Segment, ...]:
    r"""The cost of real work as a convex piecewise-linear curve.

    .. math:: N = c \bar K (I / \bar K)^{1/(1-\epsilon)} \;\text{above}\; \bar K, \qquad N = c I
              \;\text{below}

    Chords lie above the curve by at most `CURVE_ERROR`. With elasticity 1 no work beyond
    K-bar can be had; with none given, all work is had at planned cost. Points given by the
    user are joined by straight lines, the last of them going on.
    Source: MODEL section 4.6.
    """
    if finance.curve:
        return _through_points(finance.curve)
    if finance.normal_work is None or not finance.elasticity:
        return (Segment(math.inf, 1.0),)
    normal, elasticity = finance.normal_work, finance.elasticity
    if elasticity >= 1.0:
        return (Segment(normal, 1.0),)
    power = 1.0 / (1.0 - elasticity)
    span = min(math.log(TOP_INDEX) / (power - 1.0), math.log(TOP_WORK))
    step = math.sqrt(8.0 * CURVE_ERROR / (power * (power - 1.0)))
    count = max(1, math.ceil(span / step))
    ratios = [math.exp(span * k / count) for k in range(count + 1)]
    pieces = [
        Segment((high - low) * normal, (high**power - low**power) / (high - low))
        for low, high in pairwise(ratios)
    ]
    last = pieces[-1]
    return (Segment(normal, 1.0), *pieces[:-1], Segment(math.inf, last.price))


def _through_points(points: tuple[tuple[float, float], ...]) -> tuple[Segment, ...]:
    """Straight lines through spending = volume x index at each volume."""
    pieces: list[Segment] = []
    before, spent = 0.0, 0.0
    for volume, index in points:
        pieces.append(Segment(volume - before, (volume * index - spent) / (volume - before)))
        before, spent = volume, volume * index
    return (*pieces[:-1], Segment(math.inf, pieces[-1].price))


def affordable_work(finance: Finance) -> float:
    """Real work that the budget buys on the cost curve within the price cap.

    Units: currency at base prices. Infinite without a budget.
    """
    if finance.budget is None:
        return math.inf
    left, work, spent = finance.budget / finance.cost_index, 0.0, 0.0
    for piece in cost_curve(finance):
        by_money = left / piece.price
        by_price = math.inf
        if piece.price > finance.price_cap:
            # The average price of all work, this piece included, is at most the cap.
            by_price = (finance.price_cap * work - spent) / (piece.price - finance.price_cap)
        taken = max(0.0, min(piece.width, by_money, by_price))
        work, spent, left = work + taken, spent + taken * piece.price, left - taken * piece.price
        if taken < piece.width:
            break
    return work
