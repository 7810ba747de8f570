"""What is made, used, delivered and allotted."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from balances.economy.economy import Economy, Vector
from balances.economy.valuation import natural_sizes
from balances.gosplan.frames.prices import price_of
from balances.program.families import material_balance
from balances.program.families.capacity import capacity_in
from balances.program.lines import (
    LINES,
    Side,
    capital_construction,
    deliveries,
    productive_consumption,
)
from balances.program.rows import Layout

HELD = 1e-6
"""A figure counts as held when it misses its target by less than this share."""


def balances(layout: Layout, values: Vector) -> pd.DataFrame:
    """One row per commodity, period and line, in the order of the lines.

    A line that is nothing anywhere is left out.
    """
    economy = layout.economy
    parts = []
    for line in LINES:
        amounts = line.term(economy, layout.unknowns) @ values
        if line.given is not None:
            amounts = amounts + line.given(economy)
        if np.any(amounts != 0.0):
            parts.append(_by_commodity(economy, amounts, line.name, line.side))
    lacking = _lacking(layout, values)
    if np.any(lacking > 0.0):
        parts.append(_by_commodity(economy, lacking, "missing (imbalance)", Side.SOURCE))
    columns = ["commodity", "name", "period", "unit", "line", "side", "quantity"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _lacking(layout: Layout, values: Vector) -> Vector:
    """What sources lack of uses: only a plan made by rounds leaves anything [unit_i]."""
    used = material_balance.limits(layout) - material_balance.rows(layout).matrix @ values
    size = np.repeat([natural_sizes(layout.economy)], len(layout.economy.periods), axis=0).ravel()
    lacking: Vector = np.where(used > HELD * size, used, 0.0)
    return lacking


def _by_commodity(economy: Economy, amounts: Vector, line: str, side: Side) -> pd.DataFrame:
    goods, periods = economy.commodities, economy.periods
    return pd.DataFrame(
        {
            "commodity": [c.code for c in goods] * len(periods),
            "name": [c.title for c in goods] * len(periods),
            "period": np.repeat(periods, len(goods)),
            "unit": [c.unit for c in goods] * len(periods),
            "line": line,
            "side": side.name.lower(),
            "quantity": amounts,
        }
    )


def outputs(layout: Layout, values: Vector, priced: pd.DataFrame) -> pd.DataFrame:
    """Output, base, index, capacity and utilisation of every activity and period.

    Output and capacity are at the yield of the period: level, and most level, times the factor.
    """
    economy = layout.economy
    levels = values[layout.unknowns.levels]
    price = price_of(priced, "capacity")
    records = []
    for j, activity in enumerate(economy.activities):
        good = economy.commodities[economy.commodity_index[activity.commodity]]
        for t, label in enumerate(economy.periods):
            left = float(economy.yield_factor[j, t])
            capacity = capacity_in(economy, layout.unknowns, values, j, t)
            capacity = capacity * left if math.isfinite(capacity) else capacity
            level = float(levels[t, j]) * left
            base = activity.base_output
            records.append(
                {
                    "sector": activity.commodity,
                    "activity": activity.code,
                    "name": good.title,
                    "period": label,
                    "unit": good.unit,
                    "output": level,
                    "base_output": base if base > 0.0 else math.nan,
                    "index": level / base if base > 0.0 else math.nan,
                    "capacity": capacity if math.isfinite(capacity) else math.nan,
                    "utilisation": _ratio(level, capacity),
                    "shadow_price": price.get((activity.code, label), 0.0),
                }
            )
    return pd.DataFrame.from_records(records)


def _ratio(part: float, whole: float) -> float:
    return part / whole if math.isfinite(whole) and whole > 0.0 else math.nan


def flows(layout: Layout, values: Vector) -> pd.DataFrame:
    """Inputs used in each period, by supplier and user; leads put them before the output."""
    economy = layout.economy
    last = len(economy.periods) - 1
    levels = values[layout.unknowns.levels]
    lead = np.array([a.lead for a in economy.activities], dtype=np.int64)
    cells = economy.inputs.tocoo()
    parts = []
    for t, label in enumerate(economy.periods):
        due = t + lead[cells.col]
        beyond = np.where(due > last, 1.0 + economy.settings.terminal_growth, 1.0)
        quantity = cells.data * levels[np.minimum(due, last), cells.col] * beyond
        parts.append(
            pd.DataFrame(
                {
                    "commodity": [economy.commodities[i].code for i in cells.row],
                    "activity": [economy.activities[j].code for j in cells.col],
                    "period": label,
                    "unit": [economy.commodities[i].unit for i in cells.row],
                    "quantity": quantity,
                }
            )
        )
    whole = pd.concat(parts, ignore_index=True)
    return whole[whole["quantity"] != 0.0].reset_index(drop=True)


def allocations(layout: Layout, values: Vector, balance: pd.DataFrame) -> pd.DataFrame:
    """Production use of an agency's activities, its claims and its hoards, by commodity."""
    economy, unknowns = layout.economy, layout.unknowns
    goods = len(economy.commodities)
    noise = HELD * np.tile(natural_sizes(economy), len(economy.periods))
    made = balance[balance["side"] == "source"].groupby(["commodity", "period"])["quantity"].sum()
    sources = made.to_dict()
    claimants = [claim.claimant for claim in economy.claims]
    records = []
    for agency in dict.fromkeys((*economy.owners, *claimants)):
        produced = productive_consumption(economy, unknowns, agency=agency) @ values
        built = capital_construction(economy, unknowns, agency=agency) @ values
        claimed = deliveries(economy, unknowns, claimant=agency) @ values
        held = _hoarded(layout, values, agency)
        named = (produced != 0.0) | (built != 0.0) | (claimed != 0.0) | (np.abs(held) > noise)
        for row in np.flatnonzero(named):
            good, label = economy.commodities[row % goods], economy.periods[row // goods]
            total = float(produced[row] + built[row] + claimed[row]) + float(held[row])
            there = float(sources.get((good.code, label), 0.0))
            records.append(
                {
                    "commodity": good.code,
                    "agency": agency,
                    "period": label,
                    "unit": good.unit,
                    "production": float(produced[row]),
                    "construction": float(built[row]),
                    "claims": float(claimed[row]),
                    "hoard": float(held[row]),
                    "total": total,
                    "share": total / there if there > 0.0 else math.nan,
                }
            )
    return pd.DataFrame.from_records(records, columns=_ALLOCATION_COLUMNS)


_ALLOCATION_COLUMNS = [
    "commodity",
    "agency",
    "period",
    "unit",
    "production",
    "construction",
    "claims",
    "hoard",
    "total",
    "share",
]


def _hoarded(layout: Layout, values: Vector, agency: str) -> Vector:
    """Change of what the agency holds beyond its use, T*I [unit_i]."""
    economy = layout.economy
    change = np.zeros((len(economy.periods) + 1, len(economy.commodities)))
    for (good, holder), stock in economy.agency_stocks.items():
        if holder == agency:
            change[0, economy.commodity_index[good]] -= stock
    for (good, holder, t), column in layout.unknowns.hoards.items():
        if holder == agency:
            i = economy.commodity_index[good]
            change[t : t + 2, i] += np.array([1.0, -1.0]) * values[column]
    return change[:-1].ravel()
