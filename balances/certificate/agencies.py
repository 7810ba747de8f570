"""What agencies receive, stated again for the certificate."""

from __future__ import annotations

import numpy as np

from balances.certificate.construction import spending
from balances.certificate.ledger import Ledger
from balances.economy.economy import Matrix, Vector
from balances.economy.evidence import Positions
from balances.economy.keys import Key, allocation_key
from balances.economy.records import Allocation


def allocations(ledger: Ledger, wanted: dict[str, int]) -> None:
    """What an agency receives against its minimum, maximum, share of the sources or goal."""
    for allocation in ledger.economy.allocations:
        at = (allocation.commodity, allocation.period, allocation.agency)
        if allocation.low is not None:
            _received(ledger, _allocation_key(*at, "min"), 1, allocation.low, allocation)
        if allocation.high is not None:
            _received(ledger, _allocation_key(*at, "max"), -1, allocation.high, allocation)
        if allocation.share is not None:
            good = ledger.economy.commodities[ledger.economy.commodity_index[at[0]]]
            opening = good.opening_stock if allocation.period == 0 else 0.0
            key = _allocation_key(*at, "share")
            row = _received(ledger, key, 0, allocation.share * opening, allocation)
            _sources(ledger, row, allocation, -allocation.share)
        if allocation.target is not None and allocation.target > 0.0:
            row = _received(ledger, _allocation_key(*at, "goal"), 1, 0.0, allocation)
            ledger.put(row, wanted[allocation_key(ledger.economy, allocation)], -1.0)
    for good_code, agency in held_pairs(ledger):
        holds = (good_code, agency) in ledger.economy.agency_stocks
        for t in list(ledger.periods)[0 if holds else 1 :]:
            key = _allocation_key(good_code, t, agency, "own")
            _received(ledger, key, 1, 0.0, Allocation(good_code, agency, t))


def held_pairs(ledger: Ledger) -> set[tuple[str, str]]:
    """Commodity and agency of every hoard: where an allocation or an opening stock names them."""
    economy = ledger.economy
    return {(a.commodity, a.agency) for a in economy.allocations} | set(economy.agency_stocks)


def _received(ledger: Ledger, key: Key, sense: int, limit: float, allocation: Allocation) -> int:
    economy, t, last = ledger.economy, allocation.period, len(ledger.periods) - 1
    code, agency = allocation.commodity, allocation.agency
    i = economy.commodity_index[code]
    row = ledger.row(key, sense, limit, float(ledger.sizes[i]))
    j, norms = _entries(economy.inputs, i)
    mine = np.array([economy.activities[way].agency == agency for way in j.tolist()], dtype=bool)
    due = t + ledger.leads[j[mine]]
    growth = np.where(due > last, 1.0 + economy.settings.terminal_growth, 1.0)
    ledger.spread(row, ledger.levels[np.minimum(due, last), j[mine]], norms[mine] * growth)
    for column in ledger.deliveries.to_agencies.get((code, t, agency), ()):
        ledger.put(row, column, 1.0)
    _received_for_building(ledger, row, allocation)
    ledger.put(row, ledger.column("u", code, t, agency), 1.0)
    if t > 0:
        ledger.put(row, ledger.column("u", code, t - 1, agency), -1.0)
    else:
        ledger.limits[row] += economy.agency_stocks.get((code, agency), 0.0)
    return row


def _received_for_building(ledger: Ledger, row: int, allocation: Allocation) -> None:
    economy, t = ledger.economy, allocation.period
    ways, norms = _entries(economy.capital, economy.commodity_index[allocation.commodity])
    if ways.size:
        capital = np.zeros(len(economy.activities))
        np.add.at(capital, ways, norms)
        columns, shares, j = spending(ledger, t, allocation.agency)
        ledger.spread(row, columns, shares * capital[j])
    for project in economy.projects:
        amount = project.inputs.get(allocation.commodity, 0.0)
        if project.agency == allocation.agency and amount:
            ledger.put(row, ledger.column("y", project.code, t), amount)


def _sources(ledger: Ledger, row: int, allocation: Allocation, factor: float) -> None:
    economy, t = ledger.economy, allocation.period
    i = economy.commodity_index[allocation.commodity]
    j, made = _entries(economy.outputs, i)
    ledger.spread(row, ledger.levels[t, j], made * economy.yield_factor[j, t] * factor)
    if ledger.imports[t, i] >= 0:
        ledger.put(row, int(ledger.imports[t, i]), factor)
    if t > 0 and economy.commodities[i].storable:
        ledger.put(row, int(ledger.stocks[t - 1, i]), factor)


def _entries(matrix: Matrix, row: int) -> tuple[Positions, Vector]:
    """Columns and values of a row."""
    there = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return matrix.indices[there], matrix.data[there]


def _allocation_key(commodity: str, period: int, agency: str, limit: str) -> Key:
    return Key("agency_allocation", commodity, period, f"{agency}/{limit}")
