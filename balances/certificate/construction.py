"""Capital construction and its money, stated again for the certificate."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import scipy.sparse as sp

from balances.certificate.ledger import Ledger
from balances.economy.construction import Finance, affordable_work, cost_curve
from balances.economy.economy import Vector
from balances.economy.evidence import Positions
from balances.economy.keys import Key


def write_construction(ledger: Ledger) -> None:
    """Write the rows of capital work, projects, budgets and money, and their bounds."""
    economy = ledger.economy
    if economy.expandable or economy.projects or economy.finance:
        for t in ledger.periods:
            _work(ledger, t)
    _projects(ledger)
    for t, finance in enumerate(economy.finance):
        _budget(ledger, t, finance)
        _state_budget(ledger, t, finance)
        _household_money(ledger, t, finance)


def _work(ledger: Ledger, t: int) -> None:
    """Work is what is spent on starts and projects; pieces make it up; they cost what they cost."""
    economy, size = ledger.economy, ledger.work_size
    work = ledger.column("I", "", t)
    row = ledger.row(Key("capital_work", "real", t), 0, 0.0, size)
    _work_terms(ledger, row, t, 1.0)
    ledger.put(row, work, -1.0)
    ledger.column_sizes[work] = size
    if not economy.finance:
        return
    spending, finance = ledger.column("N", "", t), economy.finance[t]
    ledger.column_sizes[spending] = size
    pieces = ledger.row(Key("capital_work", "pieces", t), 0, 0.0, size)
    nominal = ledger.row(Key("capital_work", "nominal", t), 0, 0.0, size)
    for s, piece in enumerate(cost_curve(finance)):
        column = ledger.column("z", str(s), t)
        ledger.high[column], ledger.column_sizes[column] = piece.width, size
        ledger.put(pieces, column, 1.0)
        ledger.put(nominal, column, finance.cost_index * piece.price)
    ledger.put(pieces, work, -1.0)
    ledger.put(nominal, spending, -1.0)


def _work_terms(ledger: Ledger, row: int, t: int, factor: float, agency: str | None = None) -> None:
    """Capital work at base prices in a period, into a row."""
    columns, shares, j = spending(ledger, t, agency)
    ledger.spread(row, columns, factor * shares * ledger.work_values[j])
    for project in ledger.economy.projects:
        if agency in (None, project.agency):
            column = ledger.column("y", project.code, t)
            ledger.put(row, column, factor * project.planned_cost)


def _projects(ledger: Ledger) -> None:
    economy = ledger.economy
    for project in economy.projects:
        key = Key("projects", "whole", -1, project.code)
        whole = ledger.row(key, -1, 1.0 - project.done, 1.0)
        for t in ledger.periods:
            column = ledger.column("y", project.code, t)
            open_now = project.earliest <= t <= project.latest
            ledger.high[column] = 1.0 / project.min_duration if open_now else 0.0
            ledger.put(whole, column, 1.0)
            if project.integer:
                for kind in ("open", "finished"):
                    ledger.high[ledger.column(kind, project.code, t)] = 1.0
                _integer_project(ledger, project.code, t)
    for t, finance in enumerate(economy.finance):
        whole_sites = [p for p in economy.projects if p.integer]
        if finance.max_open is not None and whole_sites:
            row = ledger.row(Key("projects", "max_open", t), -1, finance.max_open, 1.0)
            for project in whole_sites:
                ledger.put(row, ledger.column("open", project.code, t), 1.0)


def _integer_project(ledger: Ledger, code: str, t: int) -> None:
    """Work only while open, open until finished, finished when all is done; spread evenly."""
    economy = ledger.economy
    project = next(p for p in economy.projects if p.code == code)
    y, o, v = (ledger.column(kind, code, t) for kind in ("y", "open", "finished"))
    before = (
        (ledger.column("open", code, t - 1), ledger.column("finished", code, t - 1))
        if t > 0
        else None
    )

    def row(item: str, limit: float, columns: list[int], values: list[float]) -> None:
        position = ledger.row(Key("projects", item, t, code), -1, limit, 1.0)
        for column, value in zip(columns, values, strict=True):
            ledger.put(position, column, value)

    row("open", 0.0, [y, o], [1.0, -1.0])
    shares = [ledger.column("y", code, tau) for tau in range(t + 1)]
    row("finished", project.done, [v, *shares], [1.0] + [-1.0] * len(shares))
    if before:
        row("kept_open", 0.0, [before[0], before[1], o], [1.0, -1.0, -1.0])
    spread = economy.finance and economy.finance[t].spread
    if spread:
        pace = ledger.column("pace", "", t, project.agency)
        ledger.high[pace] = 1.0
        if project.earliest <= t <= project.latest:
            done_before = [before[1]] if before else []
            row("spread_open", -1.0, [o, *done_before], [-1.0] * (1 + len(done_before)))
            row("at_most_pace", 0.0, [y, pace], [1.0, -1.0])
            row("at_least_pace", 0.0, [pace, y, v], [1.0, -1.0, -1.0])


def _budget(ledger: Ledger, t: int, finance: Finance) -> None:
    size = ledger.work_size
    spending, work = ledger.column("N", "", t), ledger.column("I", "", t)

    def row(item: str, sense: int, limit: float, holder: str = "") -> int:
        return ledger.row(Key("investment_budget", item, t, holder), sense, limit, size)

    if finance.budget is not None:
        ledger.put(row("budget", -1, finance.budget), spending, 1.0)
    if math.isfinite(finance.price_cap):
        capped = row("price_cap", -1, 0.0)
        ledger.put(capped, spending, 1.0)
        ledger.put(capped, work, -finance.price_cap * finance.cost_index)
    if finance.authorised and math.isfinite(finance.overhang_limit):
        least = (finance.budget or 0.0) - finance.overhang_limit
        ledger.put(row("overhang", 1, least), spending, 1.0)
        bought = affordable_work(replace(finance, budget=least, price_cap=math.inf))
        ledger.put(row("overhang_work", 1, bought), work, 1.0)
    for agency, budget in finance.agency_budgets.items():
        _work_terms(ledger, row("agency", -1, budget, agency), t, finance.cost_index, agency)


def _sold(ledger: Ledger, t: int) -> list[tuple[int, int]]:
    """Column and commodity of every delivery to households in a period."""
    claimed = ledger.deliveries
    records = zip(claimed.claims, claimed.columns.tolist(), claimed.goods.tolist(), strict=True)
    return [(column, i) for c, column, i in records if c.use == "household" and c.period == t]


def _state_budget(ledger: Ledger, t: int, finance: Finance) -> None:
    goods = ledger.economy.commodities
    taxed = any(good.turnover_tax is not None and good.retail_price for good in goods)
    if finance.other_spending is None or not (taxed or finance.other_income is not None):
        return
    room = finance.direct_taxes + finance.loans + finance.deficit_limit - finance.other_spending
    room += finance.other_income or 0.0
    if finance.authorised:
        room -= finance.budget or 0.0
    row = ledger.row(Key("state_budget", "", t), -1, room, max(abs(room), 1.0))
    if not finance.authorised:
        ledger.put(row, ledger.column("N", "", t), 1.0)
    for column, i in _sold(ledger, t):
        good = goods[i]
        if good.retail_price is not None and good.turnover_tax is not None:
            base = ledger.economy.base_retail_prices.get(good.code, good.retail_price)
            tax = good.retail_price - (1.0 - good.turnover_tax) * base
            ledger.put(row, column, -tax)


def _household_money(ledger: Ledger, t: int, finance: Finance) -> None:
    economy, cap = ledger.economy, finance.consumer_price_cap
    wages = [category.wage for category in economy.labour]
    priced = any(good.retail_price is not None for good in economy.commodities)
    if not (math.isfinite(cap) and wages and None not in wages and priced):
        return
    taken = finance.direct_taxes + finance.loans + finance.savings
    room = taken - (finance.household_income or 0.0)
    row = ledger.row(Key("household_money", "", t), -1, room, max(abs(room), 1.0))
    paid = np.array(wages, dtype=np.float64) @ economy.labour_norms
    paid = paid * economy.wage_index[t] / economy.productivity[:, t]
    ledger.spread(row, ledger.levels[t], paid)
    ledger.put(row, ledger.column("N", "", t), finance.wage_share or 0.0)
    for column, i in _sold(ledger, t):
        price = economy.commodities[i].retail_price or 0.0
        ledger.put(row, column, -cap * price)


def built_capacity(ledger: Ledger, row: int, j: int, period: int, sign: float) -> float:
    """Add capacity built by a period to a row; returns what is there without building.

    A shock leaves a part of both.
    """
    economy, activity = ledger.economy, ledger.economy.activities[j]
    left = economy.capacity_factor[j, period] if period in ledger.periods else 1.0
    sign *= left
    kept = 1.0 - activity.depreciation
    for t in ledger.periods:
        used = period - t - activity.construction_lag
        if used >= 0 and ledger.starts[t, j] >= 0:
            ledger.put(row, int(ledger.starts[t, j]), sign * kept**used)
    there = activity.capacity * kept**period
    for project in economy.projects:
        if project.activity != activity.code:
            continue
        if project.integer and period > 0:
            last = min(period, len(ledger.periods)) - 1
            column = ledger.column("finished", project.code, last)
            ledger.put(row, column, sign * project.capacity_added)
        elif not project.integer:
            there += project.done * project.capacity_added
            for t in range(min(period, len(ledger.periods))):
                column = ledger.column("y", project.code, t)
                ledger.put(row, column, sign * project.capacity_added)
    return float(there * left) if left != 0.0 else 0.0


def spending(
    ledger: Ledger, period: int, agency: str | None = None
) -> tuple[Positions, Vector, Positions]:
    """Starts that are being paid for in a period: column, share of the cost, activity of each."""
    columns: list[Positions] = []
    shares: list[float] = []
    ways: list[int] = []
    for j in ledger.economy.expandable:
        activity = ledger.economy.activities[j]
        if agency in (None, activity.agency):
            # What was started this long ago pays this share now.
            paid = activity.spending[: period + 1]
            columns.append(ledger.starts[period - np.arange(len(paid)), j])
            shares.extend(paid)
            ways.extend([j] * len(paid))
    nothing = np.zeros(0, dtype=np.int64)
    return (
        np.concatenate([nothing, *columns]),
        np.array(shares, dtype=np.float64),
        np.array(ways, dtype=np.int64),
    )


def building_goods(ledger: Ledger, rows: Positions, period: int) -> None:
    """Goods that building takes in a period, less in their rows, I."""
    economy = ledger.economy
    columns, shares, j = spending(ledger, period)
    if j.size:
        norms = sp.coo_array(economy.capital[:, j])
        values = -norms.data * shares[norms.col]
        ledger.spread(rows[norms.row], columns[norms.col], values)
    for project in economy.projects:
        for good, amount in project.inputs.items():
            row = int(rows[economy.commodity_index[good]])
            ledger.put(row, ledger.column("y", project.code, period), -amount)
