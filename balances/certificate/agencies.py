"""What agencies receive, stated again for the certificate."""

from __future__ import annotations

from balances.certificate.construction import spending
from balances.certificate.ledger import Ledger
from balances.economy.keys import Key, allocation_key, claim_key
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
            ledger.put(row, [wanted[allocation_key(ledger.economy, allocation)]], [-1.0])
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
    economy, t, last = ledger.economy, allocation.period, len(ledger.economy.periods) - 1
    row = ledger.row(key, sense, limit, ledger.size[allocation.commodity])
    norms = economy.inputs[[economy.commodity_index[allocation.commodity]]].toarray()[0]
    for j, activity in enumerate(economy.activities):
        if activity.agency == allocation.agency and norms[j] != 0.0:
            due = t + activity.lead
            growth = 1.0 + economy.settings.terminal_growth if due > last else 1.0
            ledger.put(row, [int(ledger.levels[min(due, last), j])], [norms[j] * growth])
    for claim in economy.claims:
        mine = (claim.commodity, claim.period, claim.claimant) == (
            allocation.commodity,
            t,
            allocation.agency,
        )
        if mine and claim.target > 0.0:
            ledger.put(row, [ledger.column("f", claim_key(economy, claim), -1)], [1.0])
    _received_for_building(ledger, row, allocation)
    ledger.put(row, [ledger.column("u", allocation.commodity, t, allocation.agency)], [1.0])
    if t > 0:
        before = ledger.column("u", allocation.commodity, t - 1, allocation.agency)
        ledger.put(row, [before], [-1.0])
    else:
        pair = (allocation.commodity, allocation.agency)
        ledger.limits[row] += economy.agency_stocks.get(pair, 0.0)
    return row


def _received_for_building(ledger: Ledger, row: int, allocation: Allocation) -> None:
    economy, t = ledger.economy, allocation.period
    capital = economy.capital[[economy.commodity_index[allocation.commodity]]].toarray()[0]
    for column, share, j in spending(ledger, t, allocation.agency):
        ledger.put(row, [column], [share * capital[j]])
    for project in economy.projects:
        amount = project.inputs.get(allocation.commodity, 0.0)
        if project.agency == allocation.agency and amount:
            ledger.put(row, [ledger.column("y", project.code, t)], [amount])


def _sources(ledger: Ledger, row: int, allocation: Allocation, factor: float) -> None:
    economy, t = ledger.economy, allocation.period
    position = economy.commodity_index[allocation.commodity]
    good = economy.commodities[position]
    made = economy.outputs[[position]].toarray()[0] * economy.yield_factor[:, t] * factor
    ledger.put(row, ledger.levels[t].tolist(), made.tolist())
    if good.import_limit > 0.0:
        ledger.put(row, [ledger.column("m", good.code, t)], [factor])
    if t > 0 and good.storable:
        ledger.put(row, [ledger.column("s", good.code, t - 1)], [factor])


def _allocation_key(commodity: str, period: int, agency: str, limit: str) -> Key:
    return Key("agency_allocation", commodity, period, f"{agency}/{limit}")
