"""Goods, capacity, labour and foreign currency, stated again for the certificate."""

from __future__ import annotations

import math

import numpy as np
import scipy.sparse as sp

from balances.certificate.agencies import held_pairs
from balances.certificate.construction import building_goods, built_capacity, spending
from balances.certificate.ledger import Ledger
from balances.economy.keys import Key, claim_key


def bounds_of_goods(ledger: Ledger) -> None:
    """Imports within their limits, stocks, hoards: everything that is no goal."""
    for i, good in enumerate(ledger.economy.commodities):
        for t in ledger.periods:
            ledger.column("s", good.code, t)
            if good.import_limit > 0.0:
                left = float(ledger.economy.import_factor[i, t])
                most = left * good.import_limit if left > 0.0 else 0.0
                ledger.high[ledger.column("m", good.code, t)] = most
    for good_code, agency in held_pairs(ledger):
        for t in ledger.periods:
            ledger.column("u", good_code, t, agency)


def material_balances(ledger: Ledger, wanted: dict[str, int]) -> None:
    """Opening + made + imported - used - delivered - held = 0, for each good and period."""
    economy, last = ledger.economy, len(ledger.economy.periods) - 1
    made, used = sp.coo_array(economy.outputs), sp.coo_array(economy.inputs)
    lead = np.array([a.lead for a in economy.activities], dtype=np.int64)
    beyond = 1.0 + economy.settings.terminal_growth
    for t in ledger.periods:
        first = len(ledger.keys)
        for good in economy.commodities:
            opening = good.opening_stock if t == 0 else 0.0
            key = Key("material_balance", good.code, t)
            row = ledger.row(key, 0, -opening, ledger.size[good.code])
            ledger.put(row, [ledger.column("s", good.code, t)], [-1.0])
            if t > 0 and good.storable:
                ledger.put(row, [ledger.column("s", good.code, t - 1)], [1.0])
            if good.import_limit > 0.0:
                ledger.put(row, [ledger.column("m", good.code, t)], [1.0])
        given = made.data * economy.yield_factor[made.col, t]
        ledger.cells.append((first + made.row, ledger.levels[t][made.col], given))
        due = t + lead[used.col]
        columns = ledger.levels[np.minimum(due, last), used.col]
        ledger.cells.append(
            (first + used.row, columns, -used.data * np.where(due > last, beyond, 1.0))
        )
        building_goods(ledger, first, t, -1.0)
        _delivered_and_hoarded(ledger, first, t, wanted)


def _delivered_and_hoarded(ledger: Ledger, first: int, period: int, wanted: dict[str, int]) -> None:
    economy = ledger.economy
    for claim in economy.claims:
        if claim.period == period and claim.target > 0.0:
            row = first + economy.commodity_index[claim.commodity]
            ledger.put(row, [wanted[claim_key(economy, claim)]], [-1.0])
    for good, agency in held_pairs(ledger):
        row = first + economy.commodity_index[good]
        ledger.put(row, [ledger.column("u", good, period, agency)], [-1.0])
        if period > 0:
            ledger.put(row, [ledger.column("u", good, period - 1, agency)], [1.0])
        else:
            ledger.limits[row] -= economy.agency_stocks.get((good, agency), 0.0)


def capacities(ledger: Ledger) -> None:
    """Level at most what is left of capacity and what was built; of the opening output too."""
    for j, activity in enumerate(ledger.economy.activities):
        for t in ledger.periods:
            size, left = ledger.size[activity.commodity], ledger.economy.capacity_factor[j, t]
            if math.isfinite(activity.capacity) or left == 0.0:
                row = ledger.row(Key("capacity", activity.code, t), -1, 0.0, size)
                ledger.put(row, [int(ledger.levels[t, j])], [1.0])
                ledger.limits[row] = built_capacity(ledger, row, j, t, -1.0)
            if t < activity.lead:
                key = Key("capacity", activity.code, t, "opening")
                row = ledger.row(key, -1, left * activity.opening_output, size)
                ledger.put(row, [int(ledger.levels[t, j])], [1.0])


def labour(ledger: Ledger) -> None:
    """Workers needed at the productivity of the period, at most those there are."""
    economy = ledger.economy
    for q, category in enumerate(economy.labour):
        for t in ledger.periods:
            if math.isfinite(category.available[t]):
                workers = category.available[t]
                row = ledger.row(Key("labour", category.code, t), -1, workers, workers)
                needed = economy.labour_norms[q] / economy.productivity[:, t]
                ledger.put(row, ledger.levels[t].tolist(), needed.tolist())
                pace = economy.construction_productivity[t]
                for column, share, j in spending(ledger, t):
                    ledger.put(row, [column], [share * economy.capital_labour[q, j] / pace])


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
                ledger.put(row, [ledger.column("m", good.code, t)], [good.import_price])
        for claim in economy.claims:
            good = economy.commodities[economy.commodity_index[claim.commodity]]
            sold = claim.use == "export" and claim.period == t and claim.target > 0.0
            if sold and good.export_price:
                column = ledger.column("f", claim_key(economy, claim), -1)
                ledger.put(row, [column], [-good.export_price])
