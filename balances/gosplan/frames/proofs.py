"""Stages of the solve and the shadow prices they leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import scipy.sparse as sp

from balances.economy.economy import Matrix, Vector
from balances.economy.evidence import Evidence
from balances.economy.keys import Key
from balances.economy.noticed import PRICED
from balances.gosplan.frames.moved import moved
from balances.gosplan.wording import row_unit
from balances.program.rows import Layout
from balances.program.structure import Structure

_UNPRICED = ("fulfilment", "after_goals", "capital_work", "protection")
"""Kinds of rows that only define what is meant."""

_FULL = 1e-5
"""Part of a limit that may be left by the tolerance of levels."""

_NOISE = 1e-12
"""Part of the terms of a reduced cost up to which it is rounding."""


def prices(layout: Layout, evidence: Evidence, structure: Callable[[], Structure]) -> pd.DataFrame:
    """One row for each row of the program, and each import limit, that binds in some stage.

    For a balance the price is the gain from one more unit of the commodity, for any other row
    from one more unit of its limit; minimising stages make the dual of a balance, written as
    sources less uses, its price, and the negative of the others theirs. An import limit is the
    upper bound of an unknown: its price is the negative of the reduced cost c - A'y. Worth is the
    shadow price times all that the plan moves through the row.

    Args:
        layout: goals and unknowns of the plan.
        evidence: its stages.
        structure: gives its rows; called only where there are stages.
    """
    if not evidence.stages:
        return pd.DataFrame(columns=_PRICE_COLUMNS)
    sign = np.array([1.0 if key.kind == "material_balance" else -1.0 for key in evidence.rows])
    gains = np.array([stage.duals for stage in evidence.stages]) * sign
    amounts = moved(structure(), evidence.values)
    worth = np.abs(gains) * amounts
    worth[:, [key.kind in _UNPRICED for key in evidence.rows]] = 0.0
    largest = np.max(worth, axis=1, initial=0.0, keepdims=True)
    gains = np.where(worth > PRICED * largest, gains, 0.0) + 0.0
    bounded = _imports_at_their_limit(layout, evidence)
    found = [
        _price(layout, evidence, evidence.rows[r], gains[:, r], float(amounts[r]))
        for r in np.flatnonzero(np.any(gains != 0.0, axis=0)).tolist()
    ]
    if bounded:
        of_limits = _prices_of_bounds(structure().matrix, evidence, bounded)
        found += [
            _price(
                layout,
                evidence,
                layout.unknowns.keys[k],
                of_limits[:, n],
                float(evidence.values[k]),
            )
            | {"row": "imports"}
            for n, k in enumerate(bounded)
            if np.any(of_limits[:, n] != 0.0)
        ]
    return pd.DataFrame.from_records(found, columns=_PRICE_COLUMNS)


def _price(
    layout: Layout, evidence: Evidence, key: Key, gains: Vector, amount: float
) -> dict[str, object]:
    """The record of one limit, of which so much is moved; its gains by stage are not all zero."""
    first = int(np.flatnonzero(gains)[0])
    return {
        "row": key.kind,
        "item": key.item,
        "holder": key.holder,
        "period": layout.economy.label(key.period) if key.period >= 0 else "",
        "unit": row_unit(layout.economy, key),
        "stage": first + 1,
        "stage_kind": evidence.stages[first].kind,
        "shadow_price": float(gains[first]),
        "effort_price": float(gains[-1]),
        "worth": float(gains[first]) * amount,
    }


def _imports_at_their_limit(layout: Layout, evidence: Evidence) -> list[int]:
    """Positions of the imports that the plan uses in full: only they can have a price.

    A plan keeps the level of every stage, so what has a price in one is used up in the plan.
    """
    high, values = layout.unknowns.upper, evidence.values
    return [
        k
        for k, key in enumerate(layout.unknowns.keys)
        if key.kind == "m" and 0.0 < high[k] < np.inf and values[k] >= high[k] * (1.0 - _FULL)
    ]


def _prices_of_bounds(matrix: Matrix, evidence: Evidence, columns: Sequence[int]) -> Vector:
    """Gain from one more unit of the upper bounds of unknowns, by stage, S x N."""
    taken = sp.csc_array(matrix)[:, list(columns)]
    sizes = abs(taken)
    found = np.zeros((len(evidence.stages), len(columns)))
    for n, stage in enumerate(evidence.stages):
        gain = taken.T @ stage.duals - stage.costs[list(columns)]
        terms = sizes.T @ np.abs(stage.duals) + np.abs(stage.costs[list(columns)])
        found[n] = np.where(gain > _NOISE * terms, gain, 0.0)
    return found


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
    "worth",
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
