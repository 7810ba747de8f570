"""Capital construction and its money: what is built, what it costs, who pays."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from balances.economy.capacity import capacity_terms
from balances.economy.economy import Economy, Vector
from balances.economy.valuation import work_values
from balances.gosplan.frames.prices import price_of
from balances.program.families import household_money as households
from balances.program.families.capacity import built_capacity
from balances.program.families.state_budget import balanced_periods, revenue
from balances.program.rows import Layout

WHOLE = 1.0 - 1e-6
"""A project counts as finished when at least this share of it is done."""


def investment(
    layout: Layout, values: Vector, priced: pd.DataFrame, unfinished: Vector
) -> pd.DataFrame:
    """Budget, real and nominal work, price indices and overhang of every period.

    Args:
        layout: of the plan.
        values: of the unknowns, K.
        priced: shadow prices.
        unfinished: unfinished construction at the end of each period, T [currency].
    """
    economy, building = layout.economy, layout.unknowns.building
    price = price_of(priced, "investment_budget")
    records = []
    for t, label in enumerate(economy.periods):
        if building.work[t] < 0:
            break
        real = float(values[building.work[t]])
        record = {"period": label, "real": real, "unfinished": float(unfinished[t])}
        if economy.finance:
            record |= _spending(economy, t, real, float(values[building.spending[t]]))
        record["budget_price"] = price.get(("budget", label), 0.0)
        record["cap_price"] = price.get(("price_cap", label), 0.0)
        records.append(record)
    return pd.DataFrame.from_records(records).reindex(columns=_INVESTMENT_COLUMNS)


_INVESTMENT_COLUMNS = [
    "period",
    "budget",
    "rule",
    "normal_work",
    "cost_index",
    "real",
    "nominal",
    "price_index",
    "price_cap",
    "open_price_index",
    "overhang",
    "unfinished",
    "budget_price",
    "cap_price",
]


def _spending(economy: Economy, period: int, real: float, nominal: float) -> dict[str, object]:
    """What the work of a period costs against its budget."""
    finance = economy.finance[period]
    planned = finance.cost_index * real
    index = nominal / planned if planned > 0.0 else math.nan
    budget = math.nan if finance.budget is None else finance.budget
    authorised = finance.authorised and planned > 0.0
    return {
        "budget": budget,
        "rule": finance.rule,
        "normal_work": math.nan if finance.normal_work is None else finance.normal_work,
        "cost_index": finance.cost_index,
        "nominal": nominal,
        "price_index": index,
        "price_cap": finance.price_cap if math.isfinite(finance.price_cap) else math.nan,
        "open_price_index": budget / planned if authorised else index,
        "overhang": _left(budget, nominal) if finance.authorised else 0.0,
    }


def _left(budget: float, nominal: float) -> float:
    """What is left of a budget; less than its rounding is nothing."""
    left = budget - nominal
    return left if abs(left) > 1e-9 * budget else 0.0


def construction(layout: Layout, values: Vector) -> pd.DataFrame:
    """New capacity started, capacity in operation, work and unfinished construction by activity."""
    economy, building = layout.economy, layout.unknowns.building
    worth = work_values(economy)
    records = []
    for j in economy.expandable:
        activity = economy.activities[j]
        good = economy.commodities[economy.commodity_index[activity.commodity]]
        started = values[building.starts[:, j]]
        for t, label in enumerate(economy.periods):
            terms = capacity_terms(economy, j, t)
            built = float((built_capacity(layout.unknowns, terms) @ values)[0])
            spent = _spent(activity.spending, started, t)
            records.append(
                {
                    "activity": activity.code,
                    "name": good.title,
                    "period": label,
                    "unit": good.unit,
                    "started": float(started[t]),
                    "in_operation": terms.given + built,
                    "work": float(worth[j]) * sum(share for share in spent.values()),
                    "unfinished": float(worth[j])
                    * _not_in_operation(activity.spending, started, t, activity.construction_lag),
                }
            )
    columns = [
        *("activity", "name", "period", "unit"),
        *("started", "in_operation", "work", "unfinished"),
    ]
    return pd.DataFrame.from_records(records, columns=columns)


def _spent(profile: tuple[float, ...], started: Vector, period: int) -> dict[int, float]:
    """Capacity paid for in a period, by the period in which it was started."""
    return {
        t: profile[period - t] * float(started[t])
        for t in range(period + 1)
        if period - t < len(profile)
    }


def _not_in_operation(profile: tuple[float, ...], started: Vector, period: int, lag: int) -> float:
    """Capacity paid for up to the end of a period and not yet in operation then."""
    return sum(
        float(started[t]) * sum(profile[: period - t + 1])
        for t in range(period + 1)
        if t + lag > period
    )


def projects(layout: Layout, values: Vector) -> pd.DataFrame:
    """Every project in every period: work, what of it is done, and what it adds.

    The work in a whole project that is not finished, and the last period's work on a divisible
    one, are unfinished construction.
    """
    economy, building = layout.economy, layout.unknowns.building
    records = []
    for p, project in enumerate(economy.projects):
        shares = values[building.shares[:, p]]
        done = project.done + np.cumsum(shares)
        for t, label in enumerate(economy.periods):
            finished = bool(done[t] >= WHOLE)
            before = float(done[t - 1]) if t > 0 else project.done
            operating = before if not project.integer else float(before >= WHOLE)
            waiting = float(done[t]) - operating
            records.append(
                {
                    "project": project.code,
                    "agency": project.agency,
                    "sector": project.activity,
                    "period": label,
                    "share": float(shares[t]),
                    "cumulative": float(done[t]),
                    "work": project.planned_cost * float(shares[t]),
                    "true_work": project.cost * float(shares[t]),
                    "capacity_added": project.capacity_added * operating,
                    "finished": finished,
                    "integer": project.integer,
                    "new_site": project.new_site,
                    "unfinished": 0.0
                    if project.integer and finished
                    else project.planned_cost * waiting,
                }
            )
    return pd.DataFrame.from_records(records, columns=_PROJECT_COLUMNS)


_PROJECT_COLUMNS = [
    "project",
    "agency",
    "sector",
    "period",
    "share",
    "cumulative",
    "work",
    "true_work",
    "capacity_added",
    "finished",
    "integer",
    "new_site",
    "unfinished",
]


def unfinished(built: pd.DataFrame, sites: pd.DataFrame, periods: tuple[str, ...]) -> Vector:
    """Unfinished construction at the end of each period, T [currency at base prices]."""
    total = np.zeros(len(periods))
    for frame in (built, sites):
        sums = frame.groupby("period")["unfinished"].sum().to_dict()
        total += [float(sums.get(label, 0.0)) for label in periods]
    return total


def state_budget(layout: Layout, values: Vector) -> pd.DataFrame:
    """Income and spending of the state by line; what is left is the margin under the limit."""
    economy, building = layout.economy, layout.unknowns.building
    taxes = revenue(economy, layout.unknowns) @ values
    records: list[dict[str, object]] = []
    for t in balanced_periods(economy):
        finance, label = economy.finance[t], economy.periods[t]
        spent = finance.budget if finance.authorised else float(values[building.spending[t]])
        records += _lines(label, "income", [
            ("turnover tax", float(taxes[t])),
            ("direct taxes", finance.direct_taxes),
            ("loans", finance.loans),
            ("other income", finance.other_income or 0.0),
            ("deficit allowed", finance.deficit_limit),
        ])  # fmt: skip
        records += _lines(label, "spending", [
            ("investment", spent or 0.0),
            ("other spending", finance.other_spending or 0.0),
        ])  # fmt: skip
    return pd.DataFrame.from_records(records, columns=_MONEY_COLUMNS)


_MONEY_COLUMNS = ["period", "line", "side", "amount"]


def _lines(label: str, side: str, lines: list[tuple[str, float]]) -> list[dict[str, object]]:
    return [
        {"period": label, "line": line, "side": side, "amount": amount} for line, amount in lines
    ]


def household_money(layout: Layout, values: Vector) -> pd.DataFrame:
    """Incomes of households against goods at list prices; the rest is overhang."""
    economy, unknowns = layout.economy, layout.unknowns
    if not households.is_known(economy):
        return pd.DataFrame(columns=_MONEY_COLUMNS)
    wages = households.wages(economy, unknowns) @ values
    from_building = households.construction_wages(economy, unknowns) @ values
    goods = households.goods_at_list_prices(economy, unknowns) @ values
    records: list[dict[str, object]] = []
    for t, label in enumerate(economy.periods):
        finance = economy.finance[t]
        incomes = [
            ("wages", float(wages[t])),
            ("wages from construction", float(from_building[t])),
            ("other incomes", finance.household_income or 0.0),
            ("direct taxes", -finance.direct_taxes),
            ("loans", -finance.loans),
            ("savings", -finance.savings),
        ]
        over = sum(amount for _, amount in incomes) - float(goods[t])
        records += _lines(label, "income", incomes)
        records += _lines(label, "goods", [
            ("goods at list prices", float(goods[t])),
            ("overhang", over),
        ])  # fmt: skip
    return pd.DataFrame.from_records(records, columns=_MONEY_COLUMNS)
