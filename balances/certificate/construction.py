"""Capital construction and its money, stated again for the certificate."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from balances.economy.construction import Finance, cost_curve
from balances.economy.keys import Key, claim_key
from balances.economy.valuation import work_size, work_values

if TYPE_CHECKING:
    from balances.certificate.restated import _Writer


def write_construction(writer: _Writer) -> None:
    """Write the rows of capital work, projects, budgets and money, and their bounds."""
    economy = writer.economy
    if economy.expandable or economy.projects or economy.finance:
        for t in writer.periods:
            _work(writer, t)
    for j in economy.expandable:
        activity = economy.activities[j]
        for t in writer.periods:
            column = writer.column("n", activity.code, t)
            writer.column_sizes[column] = writer.size[activity.commodity]
    _projects(writer)
    for t, finance in enumerate(economy.finance):
        _budget(writer, t, finance)
        _state_budget(writer, t, finance)
        _household_money(writer, t, finance)


def _work(writer: _Writer, t: int) -> None:
    """Work is what is spent on starts and projects; pieces make it up; they cost what they cost."""
    economy, size = writer.economy, work_size(writer.economy)
    work = writer.column("I", "", t)
    row = writer.row(Key("capital_work", "real", t), 0, 0.0, size)
    _work_terms(writer, row, t, 1.0)
    writer.put(row, [work], [-1.0])
    writer.column_sizes[work] = size
    if not economy.finance:
        return
    spending, finance = writer.column("N", "", t), economy.finance[t]
    writer.column_sizes[spending] = size
    pieces = writer.row(Key("capital_work", "pieces", t), 0, 0.0, size)
    nominal = writer.row(Key("capital_work", "nominal", t), 0, 0.0, size)
    for s, piece in enumerate(cost_curve(finance)):
        column = writer.column("z", str(s), t)
        writer.high[column], writer.column_sizes[column] = piece.width, size
        writer.put(pieces, [column], [1.0])
        writer.put(nominal, [column], [finance.cost_index * piece.price])
    writer.put(pieces, [work], [-1.0])
    writer.put(nominal, [spending], [-1.0])


def _work_terms(
    writer: _Writer, row: int, t: int, factor: float, agency: str | None = None
) -> None:
    """Capital work at base prices in a period, into a row."""
    values = work_values(writer.economy)
    for column, share, j in writer.spending(t, agency):
        writer.put(row, [column], [factor * share * values[j]])
    for project in writer.economy.projects:
        if agency in (None, project.agency):
            column = writer.column("y", project.code, t)
            writer.put(row, [column], [factor * project.planned_cost])


def _projects(writer: _Writer) -> None:
    economy = writer.economy
    for project in economy.projects:
        key = Key("projects", "whole", -1, project.code)
        whole = writer.row(key, -1, 1.0 - project.done, 1.0)
        for t in writer.periods:
            column = writer.column("y", project.code, t)
            open_now = project.earliest <= t <= project.latest
            writer.high[column] = 1.0 / project.min_duration if open_now else 0.0
            writer.put(whole, [column], [1.0])
            if project.integer:
                for kind in ("open", "finished"):
                    writer.high[writer.column(kind, project.code, t)] = 1.0
                _integer_project(writer, project.code, t)
    for t, finance in enumerate(economy.finance):
        whole_sites = [p for p in economy.projects if p.integer]
        if finance.max_open is not None and whole_sites:
            row = writer.row(Key("projects", "max_open", t), -1, finance.max_open, 1.0)
            for project in whole_sites:
                writer.put(row, [writer.column("open", project.code, t)], [1.0])


def _integer_project(writer: _Writer, code: str, t: int) -> None:
    """Work only while open, open until finished, finished when all is done; spread evenly."""
    economy = writer.economy
    project = next(p for p in economy.projects if p.code == code)
    y, o, v = (writer.column(kind, code, t) for kind in ("y", "open", "finished"))
    before = (
        (writer.column("open", code, t - 1), writer.column("finished", code, t - 1))
        if t > 0
        else None
    )

    def row(item: str, limit: float, columns: list[int], values: list[float]) -> None:
        writer.put(writer.row(Key("projects", item, t, code), -1, limit, 1.0), columns, values)

    row("open", 0.0, [y, o], [1.0, -1.0])
    shares = [writer.column("y", code, tau) for tau in range(t + 1)]
    row("finished", project.done, [v, *shares], [1.0] + [-1.0] * len(shares))
    if before:
        row("kept_open", 0.0, [before[0], before[1], o], [1.0, -1.0, -1.0])
    spread = economy.finance and economy.finance[t].spread
    if spread:
        pace = writer.column("pace", "", t, project.agency)
        writer.high[pace] = 1.0
        if project.earliest <= t <= project.latest:
            done_before = [before[1]] if before else []
            row("spread_open", -1.0, [o, *done_before], [-1.0] * (1 + len(done_before)))
            row("at_most_pace", 0.0, [y, pace], [1.0, -1.0])
            row("at_least_pace", 0.0, [pace, y, v], [1.0, -1.0, -1.0])


def _budget(writer: _Writer, t: int, finance: Finance) -> None:
    size = work_size(writer.economy)
    spending, work = writer.column("N", "", t), writer.column("I", "", t)

    def row(item: str, sense: int, limit: float, holder: str = "") -> int:
        return writer.row(Key("investment_budget", item, t, holder), sense, limit, size)

    if finance.budget is not None:
        writer.put(row("budget", -1, finance.budget), [spending], [1.0])
    if math.isfinite(finance.price_cap):
        cap = -finance.price_cap * finance.cost_index
        writer.put(row("price_cap", -1, 0.0), [spending, work], [1.0, cap])
    if finance.authorised and math.isfinite(finance.overhang_limit):
        least = (finance.budget or 0.0) - finance.overhang_limit
        writer.put(row("overhang", 1, least), [spending], [1.0])
    for agency, budget in finance.agency_budgets.items():
        _work_terms(writer, row("agency", -1, budget, agency), t, finance.cost_index, agency)


def _sold(writer: _Writer, t: int) -> list[tuple[int, int]]:
    """Column and commodity of every delivery to households in a period."""
    economy = writer.economy
    return [
        (writer.column("f", claim_key(economy, c), -1), economy.commodity_index[c.commodity])
        for c in economy.claims
        if c.use == "household" and c.period == t and c.target > 0.0
    ]


def _state_budget(writer: _Writer, t: int, finance: Finance) -> None:
    goods = writer.economy.commodities
    taxed = any(good.turnover_tax is not None and good.retail_price for good in goods)
    if finance.other_spending is None or not (taxed or finance.other_income is not None):
        return
    room = finance.direct_taxes + finance.loans + finance.deficit_limit - finance.other_spending
    room += finance.other_income or 0.0
    if finance.authorised:
        room -= finance.budget or 0.0
    row = writer.row(Key("state_budget", "", t), -1, room, max(abs(room), 1.0))
    if not finance.authorised:
        writer.put(row, [writer.column("N", "", t)], [1.0])
    for column, i in _sold(writer, t):
        good = goods[i]
        if good.retail_price is not None and good.turnover_tax is not None:
            base = writer.economy.base_retail_prices.get(good.code, good.retail_price)
            tax = good.retail_price - (1.0 - good.turnover_tax) * base
            writer.put(row, [column], [-tax])


def _household_money(writer: _Writer, t: int, finance: Finance) -> None:
    economy, cap = writer.economy, finance.consumer_price_cap
    wages = [category.wage for category in economy.labour]
    priced = any(good.retail_price is not None for good in economy.commodities)
    if not (math.isfinite(cap) and wages and None not in wages and priced):
        return
    taken = finance.direct_taxes + finance.loans + finance.savings
    room = taken - (finance.household_income or 0.0)
    row = writer.row(Key("household_money", "", t), -1, room, max(abs(room), 1.0))
    paid = np.array(wages, dtype=np.float64) @ economy.labour_norms
    paid = paid * economy.wage_index[t] / economy.productivity[:, t]
    writer.put(row, writer.levels[t].tolist(), paid.tolist())
    writer.put(row, [writer.column("N", "", t)], [finance.wage_share or 0.0])
    for column, i in _sold(writer, t):
        price = economy.commodities[i].retail_price or 0.0
        writer.put(row, [column], [-cap * price])
