"""Stages of the solve and the shadow prices they leave."""

from __future__ import annotations

import numpy as np
import pandas as pd

from balances.economy.evidence import Evidence
from balances.gosplan.wording import row_unit
from balances.program.rows import Layout


def prices(layout: Layout, evidence: Evidence) -> pd.DataFrame:
    """One row for each row of the program that binds in some stage.

    For a balance the price is the gain from one more unit of the commodity, for any other row
    from one more unit of its limit; minimising stages make the dual of a balance, written as
    sources less uses, its price, and the negative of the others theirs.
    """
    if not evidence.stages:
        return pd.DataFrame(columns=_PRICE_COLUMNS)
    sign = np.array([1.0 if key.kind == "material_balance" else -1.0 for key in evidence.rows])
    gains = np.array([stage.duals for stage in evidence.stages]) * sign
    largest = np.max(np.abs(gains), axis=1, initial=0.0, keepdims=True)
    gains = np.where(np.abs(gains) > 1e-12 * largest, gains, 0.0) + 0.0
    records = []
    for r in np.flatnonzero(np.any(gains != 0.0, axis=0)):
        key = evidence.rows[r]
        if key.kind in ("fulfilment", "after_goals", "capital_work", "protection"):
            continue
        first = int(np.flatnonzero(gains[:, r])[0])
        records.append(
            {
                "row": key.kind,
                "item": key.item,
                "holder": key.holder,
                "period": layout.economy.label(key.period) if key.period >= 0 else "",
                "unit": row_unit(layout.economy, key),
                "stage": first + 1,
                "stage_kind": evidence.stages[first].kind,
                "shadow_price": float(gains[first, r]),
                "effort_price": float(gains[-1, r]),
            }
        )
    return pd.DataFrame.from_records(records, columns=_PRICE_COLUMNS)


_PRICE_COLUMNS = [
    "row",
    "item",
    "holder",
    "period",
    "unit",
    "stage",
    "stage_kind",
    "shadow_price",
    "effort_price",
]


def stages(evidence: Evidence) -> pd.DataFrame:
    """What was solved, in order; the level is the common fulfilment reached or the objective."""
    return pd.DataFrame.from_records(
        [
            {
                "number": number,
                "kind": stage.kind,
                "priority": stage.priority,
                "level": -stage.objective if stage.kind != "least_effort" else stage.objective,
                "goals_raised": len(stage.raised),
                "goals_fixed": len(stage.fixed),
                "iterations": stage.iterations,
                "attempts": ", ".join(stage.attempts),
            }
            for number, stage in enumerate(evidence.stages, start=1)
        ]
    )


def price_of(priced: pd.DataFrame, row: str) -> dict[tuple[str, str], float]:
    """Shadow price of the rows of one family, by item and period."""
    found: dict[tuple[str, str], float] = {}
    chosen = priced[priced["row"] == row]
    cells = zip(chosen["item"], chosen["period"], chosen["shadow_price"], strict=True)
    for item, period, value in cells:
        found[item, period] = found.get((item, period), 0.0) + float(value)
    return found
