"""The money side of a ruling: what a decree takes or sets free of budgets and of consumption.

Lines are of the blocks that the economy has: the investment budget and what is spent of it, the
income of the state less its spending, and household consumption at base prices.
Source: MODEL sections 4.6, 4.8 and 6.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from balances.economy.measures import MeasureError, measure_unit
from balances.economy.noticed import NOTICED
from balances.gosplan.plan import Plan

DEFICIT = "deficit allowed"
"""Line of the state budget that is no income."""


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One line of one period before and after a decree.

    Attributes:
        what: the line in words. period: its label. unit: of both sums.
        before, after: the sums; not a number where the line is not there.
        size: against which a change counts.
        spends: whether more of it is a cost; less of the others is one.
    """

    what: str
    period: str
    unit: str
    before: float
    after: float
    size: float
    spends: bool

    @property
    def costs(self) -> bool:
        """Whether the decree makes this line worse."""
        return (self.after > self.before) is self.spends

    @property
    def noticed(self) -> bool:
        """Whether the line changes by more than the tolerance of plans."""
        change = abs(self.after - self.before)
        return math.isfinite(change) and change > NOTICED * self.size


Sums = Mapping[str, float]


@dataclass(frozen=True)
class _Account:
    """A line of money: its words, its sums and their size by period, and whether more costs."""

    what: str
    sums: Callable[[Plan], tuple[Sums, Sums]]
    at_base_prices: bool = False
    spends: bool = False


def money_lines(before: Plan, after: Plan) -> tuple[MoneyLine, ...]:
    """The lines that a decree changes, period by period; nothing where it changed no plan."""
    if before is after:
        return ()
    found = (line for account in ACCOUNTS for line in _lines(account, before, after))
    return tuple(line for line in found if line.noticed)


def _lines(account: _Account, before: Plan, after: Plan) -> Iterator[MoneyLine]:
    (old, old_size), (new, new_size) = account.sums(before), account.sums(after)
    economy = after.economy
    unit = economy.settings.currency
    if account.at_base_prices:
        unit = measure_unit(economy, "consumption", "")
    for period in economy.periods:
        if period in old or period in new:
            yield MoneyLine(
                *(account.what, period, unit),
                *(old.get(period, math.nan), new.get(period, math.nan)),
                size=max(old_size.get(period, 0.0), new_size.get(period, 0.0)),
                spends=account.spends,
            )


def _budget(plan: Plan) -> tuple[Sums, Sums]:
    """B_t."""
    money = zip(plan.economy.periods, plan.economy.finance, strict=False)
    sums = {label: f.budget for label, f in money if f.budget is not None}
    return sums, sums


def _spending(plan: Plan) -> tuple[Sums, Sums]:
    """N_t, where there is a budget to spend."""
    if not plan.economy.finance:
        return {}, {}
    spent = zip(plan.economy.periods, plan.layout.unknowns.building.spending, strict=True)
    sums = {label: float(plan.evidence.values[k]) for label, k in spent if k >= 0}
    return sums, sums


def _state_budget(plan: Plan) -> tuple[Sums, Sums]:
    """Income less spending, whatever deficit is allowed; its size is that of the spending."""
    left: dict[str, float] = defaultdict(float)
    spent: dict[str, float] = defaultdict(float)
    frame = plan.state_budget
    columns = (frame[column].tolist() for column in ("period", "line", "side", "amount"))
    for period, line, side, amount in zip(*columns, strict=True):
        if side == "spending":
            left[period] -= amount
            spent[period] += amount
        elif line != DEFICIT:
            left[period] += amount
    return left, spent


def _consumption(plan: Plan) -> tuple[Sums, Sums]:
    """Household consumption at base prices."""
    try:
        sums = dict(zip(plan.economy.periods, plan.measure("consumption").tolist(), strict=True))
    except MeasureError:
        return {}, {}
    return sums, sums


ACCOUNTS = (
    _Account("Investment budget", _budget, spends=True),
    _Account("Investment spending", _spending, spends=True),
    _Account("State budget: income less spending", _state_budget),
    _Account("Household consumption", _consumption, at_base_prices=True),
)
