"""Goals, control figures and a maximised measure, stated again for the certificate."""

from __future__ import annotations

import numpy as np

from balances.certificate.construction import built_capacity
from balances.certificate.ledger import Ledger
from balances.certificate.statement import Goals
from balances.economy.keys import (
    Key,
    allocation_key,
    claim_key,
    figure_key,
    protection_key,
    stock_key,
)
from balances.economy.measures import measure
from balances.economy.records import USES
from balances.economy.valuation import price_weights


def goal_columns(ledger: Ledger) -> dict[str, int]:
    """Column of each goal, with its bounds: floor and target."""
    economy = ledger.economy
    wanted = {claim_key(economy, c): (c.target, c.floor) for c in economy.claims if c.target > 0.0}
    wanted |= {
        figure_key(economy, k): (k.target, 0.0)
        for k in economy.figures
        if k.target > 0.0 and not k.hard
    }
    wanted |= {stock_key(c): (c.min_stock, 0.0) for c in economy.commodities if c.min_stock > 0.0}
    wanted |= {
        protection_key(economy, c): (min(c.protected, c.target), 0.0)
        for c in economy.claims
        if c.protected > 0.0 and c.target > 0.0
    }
    wanted |= {allocation_key(economy, a): (a.target, 0.0) for a in economy.allocations if a.target}
    columns = {}
    for key, (target, floor) in wanted.items():
        columns[key] = ledger.column("f", key, -1)
        ledger.low[columns[key]], ledger.high[columns[key]] = floor, target
        ledger.column_sizes[columns[key]] = target
    return columns


def control_figures(ledger: Ledger, wanted: dict[str, int]) -> None:
    """The measure against its goal or limit."""
    economy = ledger.economy
    for figure in economy.figures:
        if not figure.hard and figure.target <= 0.0:
            continue
        sense = {"at_least": 1, "at_most": -1, "equal": 0}[figure.sense]
        key = Key("control_figures", figure.label, figure.period)
        limit = figure.target if figure.hard else 0.0
        row = ledger.row(key, sense if figure.hard else 1, limit, abs(figure.target))
        if figure.measure == "capacity":
            ledger.limits[row] -= _capacity(ledger, row, figure.item, figure.period)
        else:
            _measure(ledger, row, (figure.measure, figure.item, figure.period), wanted)
        if not figure.hard:
            ledger.put(row, [wanted[figure_key(economy, figure)]], [-1.0])


def maximised(ledger: Ledger, wanted: dict[str, int]) -> None:
    """The measure over its periods, less the unknown that stands for it."""
    named = ledger.economy.settings.maximised
    if named is None:
        return
    held = ledger.column("h", "/".join(named), -1)
    ledger.low[held] = -np.inf
    row = ledger.row(Key("after_goals", "/".join(named)), 0, 0.0, 0.0)
    ledger.column_sizes[held] = 0.0
    for t in ledger.economy.maximised_periods:
        _measure(ledger, row, (*named, t), wanted)
    ledger.put(row, [held], [-1.0])
    ledger.held_measure = held


def _measure(ledger: Ledger, row: int, about: tuple[str, str, int], wanted: dict[str, int]) -> None:
    """Add a measure (name, item, period) to a row."""
    name, item, period = about
    economy = ledger.economy
    if name in ("real_investment", "capacity"):
        _construction(ledger, row, about)
        return
    weights = measure(economy, name, item, period)
    ledger.put(row, ledger.levels[period].tolist(), weights.activity.tolist())
    for t, j in zip(*np.nonzero(weights.starts), strict=True):
        column = ledger.column("n", economy.activities[j].code, int(t))
        ledger.put(row, [column], [weights.starts[t, j]])
    for i in np.flatnonzero(weights.stock):
        good = economy.commodities[i].code
        ledger.put(row, [ledger.column("s", good, period)], [weights.stock[i]])
    for i in np.flatnonzero(weights.imports):
        if economy.commodities[i].import_limit > 0.0:
            good = economy.commodities[i].code
            ledger.put(row, [ledger.column("m", good, period)], [weights.imports[i]])
    for claim in economy.claims:
        if claim.period == period and claim.target > 0.0:
            place = USES.index(claim.use), economy.commodity_index[claim.commodity]
            ledger.put(row, [wanted[claim_key(economy, claim)]], [weights.delivery[place]])


def _construction(ledger: Ledger, row: int, about: tuple[str, str, int]) -> None:
    """Add capital work, or capacity that is built, to a row."""
    name, item, period = about
    if name == "capacity":
        _capacity(ledger, row, item, period)
    else:
        ledger.put(row, [ledger.column("I", "", period)], [1.0])


def _capacity(ledger: Ledger, row: int, item: str, period: int) -> float:
    """Add capacity that is built to a row: a sector's, or at base prices that of a group.

    Returns what is there without building.
    """
    economy = ledger.economy
    if item in economy.activity_index:
        return built_capacity(ledger, row, economy.activity_index[item], period, 1.0)
    members = economy.members.get(item, range(len(economy.commodities)))
    prices = price_weights(economy)
    there = 0.0
    for j, activity in enumerate(economy.activities):
        made = economy.commodity_index[activity.commodity]
        if made in members:
            price = float(prices[made])
            there += price * built_capacity(ledger, row, j, period, price)
    return there


def closing_stocks(ledger: Ledger, wanted: dict[str, int]) -> None:
    """What of the last closing stock counts towards its least."""
    last = len(ledger.economy.periods) - 1
    for good in ledger.economy.commodities:
        if good.min_stock > 0.0:
            row = ledger.row(Key("closing_stock", good.code, last), 1, 0.0, good.min_stock)
            columns = [ledger.column("s", good.code, last), wanted[stock_key(good)]]
            ledger.put(row, columns, [1.0, -1.0])


def protections(ledger: Ledger, wanted: dict[str, int]) -> None:
    """What of the delivery to a protected claim counts towards its protection."""
    economy = ledger.economy
    for claim in economy.claims:
        counted = wanted.get(protection_key(economy, claim))
        if counted is not None:
            name = "/".join((claim.commodity, claim.claimant, claim.use))
            size = min(claim.protected, claim.target)
            row = ledger.row(Key("protection", name, claim.period), 1, 0.0, size)
            ledger.put(row, [wanted[claim_key(economy, claim)], counted], [1.0, -1.0])


def fulfilments(ledger: Ledger, wanted: dict[str, int], lam: int) -> None:
    """Counted delivery against the common level."""
    columns = np.fromiter(wanted.values(), dtype=np.int64)
    targets, first = ledger.high[columns], len(ledger.keys)
    for key, target in zip(wanted, targets.tolist(), strict=True):
        ledger.row(Key("fulfilment", key), 1, -target, target)
    rows = np.arange(first, first + columns.size)
    ledger.cells.append((rows, columns, np.ones(columns.size)))
    ledger.cells.append((rows, np.full(columns.size, lam), -targets))
    at = {key: g for g, key in enumerate(wanted)}
    ledger.goals = Goals(at, columns, rows, targets, ledger.low[columns])
