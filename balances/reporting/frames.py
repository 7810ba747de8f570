"""Data frames as plain records: what the sheets read."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from balances.gosplan.plan import Plan

Record: TypeAlias = dict[str, Any]

ROUNDING = 1e-15
"""Part of the largest shadow price, or of one, up to which a price is rounding."""


def frame_of(plan: Plan, name: str) -> pd.DataFrame:
    """A frame of the plan by name."""
    found: pd.DataFrame = getattr(plan, name)
    return found


def records(frame: pd.DataFrame) -> list[Record]:
    """The rows of a frame as dictionaries of Python values; missing and infinite are None."""
    names = [str(name) for name in frame]
    columns = [_plain_column(frame[name]) for name in frame]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _plain_column(column: pd.Series[Any]) -> list[Any]:
    """The values of a column; only where some are missing or infinite is each looked at."""
    values: list[Any] = column.tolist()
    kind = "text" if isinstance(column.dtype, pd.StringDtype) else column.dtype.kind
    finite = kind != "f" or bool(np.isfinite(column.to_numpy()).all())
    if kind in ("text", "b", "i", "u", "f") and finite and not column.hasnans:
        return values
    return [plain(value) for value in values]


def plain(value: object) -> Any:  # noqa: ANN401
    """The value as a plain Python one; None for anything missing or infinite."""
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return None if value is pd.NA or value is pd.NaT else value


def prices_of(plan: Plan) -> list[Record]:
    """The shadow prices of a plan, what is rounding of the solver as zero."""
    found = records(plan.prices)
    largest = max((abs(price["shadow_price"] or 0.0) for price in found), default=0.0)
    for price in found:
        if abs(price["shadow_price"] or 0.0) <= ROUNDING * max(1.0, largest):
            price["shadow_price"] = 0.0
    return found


def sources_of(plan: Plan) -> dict[tuple[str, str], float]:
    """All sources of each product in each period together [unit]."""
    found: dict[tuple[str, str], float] = defaultdict(float)
    for row in records(plan.balances):
        if row["side"] == "source":
            found[row["commodity"], row["period"]] += row["quantity"]
    return found


def first_seen(rows: Iterable[Record], key: str) -> list[Any]:
    """The different values of a field, in order of first appearance."""
    return list(dict.fromkeys(row[key] for row in rows))


def varies(rows: Sequence[Record], key: str) -> bool:
    """Whether the field says anything: some value is neither missing, nor empty, nor zero."""
    return any(row.get(key) not in (None, "", 0.0) for row in rows)
