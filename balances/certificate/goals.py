"""Goals, control figures and a maximised measure, stated again for the certificate."""

from __future__ import annotations

import numpy as np

from balances.certificate.construction import built_capacity
from balances.certificate.ledger import Deliveries, Ledger
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
    claims = tuple(claim for claim in economy.claims if claim.target > 0.0)
    names = [claim_key(economy, claim) for claim in claims]
    wanted = {name: (c.target, c.floor) for name, c in zip(names, claims, strict=True)}
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
    columns = ledger.columns(("f", key, -1, "") for key in wanted)
    targets, floors = np.array([*wanted.values()], dtype=np.float64).reshape(-1, 2).T
    ledger.low[columns], ledger.high[columns] = floors, targets
    ledger.column_sizes[columns] = targets
    at = dict(zip(wanted, columns.tolist(), strict=True))
    ledger.deliveries = Deliveries(
        claims,
        columns=np.array([at[name] for name in names], dtype=np.int64),
        goods=np.array([economy.commodity_index[c.commodity] for c in claims], dtype=np.int64),
        periods=np.array([c.period for c in claims], dtype=np.int64),
    )
    return at


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
            _measure(ledger, row, (figure.measure, figure.item, figure.period))
        if not figure.hard:
            ledger.put(row, wanted[figure_key(economy, figure)], -1.0)


def maximised(ledger: Ledger) -> None:
    """The measure over its periods, less the unknown that stands for it."""
    named = ledger.economy.settings.maximised
    if named is None:
        return
    held = ledger.column("h", "/".join(named), -1)
    ledger.low[held] = -np.inf
    row = ledger.row(Key("after_goals", "/".join(named)), 0, 0.0, 0.0)
    for t in ledger.economy.maximised_periods:
        _measure(ledger, row, (*named, t))
    ledger.put(row, held, -1.0)
    ledger.column_sizes[held] = 0.0
    ledger.measure, ledger.row_of_measure = held, row


def _measure(ledger: Ledger, row: int, about: tuple[str, str, int]) -> None:
    """Add a measure (name, item, period) to a row."""
    name, item, period = about
    if name in ("real_investment", "capacity"):
        _construction(ledger, row, about)
        return
    weights = measure(ledger.economy, name, item, period)
    ledger.spread(row, ledger.levels[period], weights.activity)
    t, j = np.nonzero(weights.starts)
    ledger.spread(row, ledger.starts[t, j], weights.starts[t, j])
    kept = np.flatnonzero(weights.stock)
    ledger.spread(row, ledger.stocks[period, kept], weights.stock[kept])
    bought = np.flatnonzero((weights.imports != 0.0) & (ledger.imports[period] >= 0))
    ledger.spread(row, ledger.imports[period, bought], weights.imports[bought])
    claimed = ledger.deliveries
    now = np.flatnonzero(claimed.periods == period)
    uses = [USES.index(claimed.claims[n].use) for n in now]
    ledger.spread(row, claimed.columns[now], weights.delivery[uses, claimed.goods[now]])


def _construction(ledger: Ledger, row: int, about: tuple[str, str, int]) -> None:
    """Add capital work, or capacity that is built, to a row."""
    name, item, period = about
    if name == "capacity":
        _capacity(ledger, row, item, period)
    else:
        ledger.put(row, ledger.column("I", "", period), 1.0)


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
            ledger.put(row, ledger.column("s", good.code, last), 1.0)
            ledger.put(row, wanted[stock_key(good)], -1.0)


def protections(ledger: Ledger, wanted: dict[str, int]) -> None:
    """What of the delivery to a protected claim counts towards its protection."""
    economy = ledger.economy
    for claim in economy.claims:
        if claim.protected > 0.0 and claim.target > 0.0:
            name = "/".join((claim.commodity, claim.claimant, claim.use))
            size = min(claim.protected, claim.target)
            row = ledger.row(Key("protection", name, claim.period), 1, 0.0, size)
            ledger.put(row, wanted[claim_key(economy, claim)], 1.0)
            ledger.put(row, wanted[protection_key(economy, claim)], -1.0)


def fulfilments(ledger: Ledger, wanted: dict[str, int], lam: int) -> None:
    """Counted delivery against the common level."""
    columns = np.array([*wanted.values()], dtype=np.int64)
    targets = ledger.high[columns]
    rows = ledger.rows((Key("fulfilment", key) for key in wanted), 1, -targets, targets)
    ledger.spread(rows, columns, 1.0)
    ledger.spread(rows, np.full_like(columns, lam), -targets)
    at = {key: g for g, key in enumerate(wanted)}
    ledger.goals = Goals(at, columns, rows, targets, ledger.low[columns])
