"""Labour, trade and foreign exchange."""

from __future__ import annotations

import math

import pandas as pd

from balances.economy.economy import Vector
from balances.gosplan.frames.prices import price_of
from balances.program.families.labour import employment as workers
from balances.program.rows import Layout


def labour(layout: Layout, values: Vector, priced: pd.DataFrame) -> pd.DataFrame:
    """Workers required and available; a blank means there is no limit."""
    economy = layout.economy
    price = price_of(priced, "labour")
    if not economy.labour:
        return pd.DataFrame(columns=["category", "period", "required", "available", "shadow_price"])
    needed = (workers(economy, layout.unknowns) @ values).reshape(len(economy.periods), -1)
    records = [
        {
            "category": category.code,
            "period": label,
            "required": float(needed[t, q]),
            "available": category.available[t]
            if math.isfinite(category.available[t])
            else math.nan,
            "shadow_price": price.get((category.code, label), 0.0),
        }
        for q, category in enumerate(economy.labour)
        for t, label in enumerate(economy.periods)
    ]
    return pd.DataFrame.from_records(records)


def employment(layout: Layout, values: Vector) -> pd.DataFrame:
    """Workers of each category in each activity."""
    economy = layout.economy
    levels = values[layout.unknowns.levels]
    records = [
        {
            "category": category.code,
            "activity": activity.code,
            "period": label,
            "workers": float(
                economy.labour_norms[q, j] / economy.productivity[j, t] * levels[t, j]
            ),
            "productivity": float(economy.productivity[j, t]),
        }
        for q, category in enumerate(economy.labour)
        for j, activity in enumerate(economy.activities)
        for t, label in enumerate(economy.periods)
        if economy.labour_norms[q, j] != 0.0
    ]
    return pd.DataFrame.from_records(
        records, columns=["category", "activity", "period", "workers", "productivity"]
    )


def trade(layout: Layout, balance: pd.DataFrame) -> pd.DataFrame:
    """Goods that may be imported or are exported, with what they cost and earn."""
    economy = layout.economy
    cells = (balance[name].tolist() for name in ("line", "commodity", "period", "quantity"))
    by_line = {
        (line, good, label): amount for line, good, label, amount in zip(*cells, strict=True)
    }
    exported = {claim.commodity for claim in economy.claims if claim.use == "export"}
    records = []
    for i, good in enumerate(economy.commodities):
        if good.import_limit <= 0.0 and good.code not in exported:
            continue
        for t, label in enumerate(economy.periods):
            limit = economy.import_limit(i, t)
            bought = float(by_line.get(("imports", good.code, label), 0.0))
            sold = float(by_line.get(("exports", good.code, label), 0.0))
            records.append(
                {
                    "commodity": good.code,
                    "name": good.title,
                    "period": label,
                    "unit": good.unit,
                    "imports": bought,
                    "import_limit": limit if math.isfinite(limit) else math.nan,
                    "import_price": _number(good.import_price),
                    "exports": sold,
                    "export_price": _number(good.export_price),
                    "spent": bought * (good.import_price or 0.0),
                    "earned": sold * (good.export_price or 0.0),
                }
            )
    return pd.DataFrame.from_records(records, columns=_TRADE_COLUMNS)


_TRADE_COLUMNS = [
    "commodity",
    "name",
    "period",
    "unit",
    "imports",
    "import_limit",
    "import_price",
    "exports",
    "export_price",
    "spent",
    "earned",
]


def _number(value: float | None) -> float:
    return math.nan if value is None else value


def foreign_exchange(layout: Layout, traded: pd.DataFrame, priced: pd.DataFrame) -> pd.DataFrame:
    """Currency account of each period."""
    economy = layout.economy
    price = price_of(priced, "foreign_exchange")
    sums = traded.groupby("period")[["earned", "spent"]].sum()
    records = [
        {
            "period": label,
            "earned": float(sums["earned"].get(label, 0.0)),
            "credit": credit,
            "spent": float(sums["spent"].get(label, 0.0)),
            "shadow_price": price.get(("", label), 0.0),
        }
        for label, credit in zip(economy.periods, economy.foreign_credit or (), strict=False)
    ]
    columns = ["period", "earned", "credit", "spent", "shadow_price"]
    return pd.DataFrame.from_records(records, columns=columns)
