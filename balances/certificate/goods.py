"""Goods, capacity, labour and foreign currency, stated again for the certificate."""

from __future__ import annotations

import math

import numpy as np
import scipy.sparse as sp

from balances.certificate.agencies import held_pairs
from balances.certificate.construction import building_goods, built_capacity, spending
from balances.certificate.ledger import Ledger
from balances.economy.economy import Vector
from balances.economy.evidence import Positions
from balances.economy.keys import Key


def bounds_of_goods(ledger: Ledger) -> None:
    """Imports within their limits, and hoards: everything that is no goal."""
    economy = ledger.economy
    limits = np.array([good.import_limit for good in economy.commodities])
    left = np.clip(economy.import_factor.T, 0.0, None)
    # Nothing is left of what is unlimited either, if it is shocked to nothing.
    most = np.where(left > 0.0, limits, 0.0) * left
    bought = ledger.imports >= 0
    ledger.high[ledger.imports[bought]] = most[bought]
    for good, agency in held_pairs(ledger):
        for t in ledger.periods:
            column = ledger.column("u", good, t, agency)
            ledger.column_sizes[column] = ledger.sizes[economy.commodity_index[good]]


def material_balances(ledger: Ledger) -> None:
    """Opening + made + imported - used - delivered - held = 0, for each good and period."""
    economy, last, goods = ledger.economy, len(ledger.periods) - 1, ledger.economy.commodities
    made, used = sp.coo_array(economy.outputs), sp.coo_array(economy.inputs)
    opening = np.array([good.opening_stock for good in goods])
    storable = np.flatnonzero([good.storable for good in goods])
    for t in ledger.periods:
        rows = ledger.rows(
            (Key("material_balance", good.code, t) for good in goods),
            0,
            -opening if t == 0 else 0.0,
            ledger.sizes,
        )
        ledger.spread(rows, ledger.stocks[t], -1.0)
        if t > 0:
            ledger.spread(rows[storable], ledger.stocks[t - 1, storable], 1.0)
        bought = ledger.imports[t] >= 0
        ledger.spread(rows[bought], ledger.imports[t, bought], 1.0)
        given = made.data * economy.yield_factor[made.col, t]
        ledger.spread(rows[made.row], ledger.levels[t, made.col], given)
        due = t + ledger.leads[used.col]
        growth = np.where(due > last, 1.0 + economy.settings.terminal_growth, 1.0)
        columns = ledger.levels[np.minimum(due, last), used.col]
        ledger.spread(rows[used.row], columns, -used.data * growth)
        building_goods(ledger, rows, t)
        _delivered_and_hoarded(ledger, rows, t)


def _delivered_and_hoarded(ledger: Ledger, rows: Positions, period: int) -> None:
    economy, claimed = ledger.economy, ledger.deliveries
    now = claimed.periods == period
    ledger.spread(rows[claimed.goods[now]], claimed.columns[now], -1.0)
    for good, agency in held_pairs(ledger):
        row = int(rows[economy.commodity_index[good]])
        ledger.put(row, ledger.column("u", good, period, agency), -1.0)
        if period > 0:
            ledger.put(row, ledger.column("u", good, period - 1, agency), 1.0)
        else:
            ledger.limits[row] -= economy.agency_stocks.get((good, agency), 0.0)


def capacities(ledger: Ledger) -> None:
    """Level at most what is left of capacity and what was built; of the opening output too."""
    economy = ledger.economy
    capacity = np.array([activity.capacity for activity in economy.activities])
    opening = np.array([activity.opening_output for activity in economy.activities])
    kept = np.array([1.0 - activity.depreciation for activity in economy.activities])
    left, sizes = economy.capacity_factor, ledger.sizes[ledger.made]

    def rows(holder: str, ways: Positions, periods: Positions, limits: Vector) -> Positions:
        at = zip(ways.tolist(), periods.tolist(), strict=True)
        keys = (Key("capacity", economy.activities[j].code, t, holder) for j, t in at)
        found = ledger.rows(keys, -1, limits, sizes[ways])
        ledger.spread(found, ledger.levels[periods, ways], 1.0)
        return found

    j, t = np.nonzero(np.isfinite(capacity)[:, np.newaxis] | (left == 0.0))
    there = np.where(left[j, t] == 0.0, 0.0, capacity[j]) * kept[j] ** t * left[j, t]
    limited = rows("", j, t, there)
    sites = {economy.activity_index[project.activity] for project in economy.projects}
    for n in np.flatnonzero(np.isin(j, [*economy.expandable, *sites])).tolist():
        row = int(limited[n])
        ledger.limits[row] = built_capacity(ledger, row, int(j[n]), int(t[n]), -1.0)
    j, t = np.nonzero(ledger.leads[:, np.newaxis] > np.arange(len(ledger.periods)))
    rows("opening", j, t, left[j, t] * opening[j])


def labour(ledger: Ledger) -> None:
    """Workers needed at the productivity of the period, at most those there are."""
    economy = ledger.economy
    for q, category in enumerate(economy.labour):
        for t in ledger.periods:
            if math.isfinite(category.available[t]):
                workers = category.available[t]
                row = ledger.row(Key("labour", category.code, t), -1, workers, workers)
                needed = economy.labour_norms[q] / economy.productivity[:, t]
                ledger.spread(row, ledger.levels[t], needed)
                pace = economy.construction_productivity[t]
                columns, shares, j = spending(ledger, t)
                ledger.spread(row, columns, shares * economy.capital_labour[q, j] / pace)


def foreign_exchange(ledger: Ledger) -> None:
    """Currency paid for imports, less that earned by exports, at most the credit."""
    economy = ledger.economy
    if economy.foreign_credit is None:
        return
    for t in ledger.periods:
        credit = economy.foreign_credit[t]
        row = ledger.row(Key("foreign_exchange", "", t), -1, credit, abs(credit))
        for good in economy.commodities:
            if good.import_limit > 0.0 and good.import_price:
                ledger.put(row, ledger.column("m", good.code, t), good.import_price)
        claimed = ledger.deliveries
        for claim, column in zip(claimed.claims, claimed.columns.tolist(), strict=True):
            good = economy.commodities[economy.commodity_index[claim.commodity]]
            if claim.use == "export" and claim.period == t and good.export_price:
                ledger.put(row, column, -good.export_price)
