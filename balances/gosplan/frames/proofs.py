"""Stages of the solve and the shadow prices they leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import scipy.sparse as sp

from balances.economy.economy import Economy, Matrix, Vector
from balances.economy.evidence import Evidence, Mask
from balances.economy.keys import Key
from balances.economy.noticed import PRICED
from balances.gosplan.frames.moved import moved
from balances.gosplan.wording import row_unit
from balances.program.optimum import PRICED as BINDING
from balances.program.rows import Layout
from balances.program.scaling import natural_scaling
from balances.program.structure import Structure

_UNPRICED = ("fulfilment", "after_goals", "capital_work", "protection")
"""Kinds of rows that only define what is meant."""

_FULL = 1e-5
"""Part of a limit that may be left by the tolerance of levels."""

_NOISE = 1e-12
"""Part of the terms of a reduced cost up to which it is rounding."""


def prices(layout: Layout, evidence: Evidence, structure: Callable[[], Structure]) -> pd.DataFrame:
    """One row for each row of the program, and each import limit, that binds in some stage.

    For a balance the price is the gain from one more unit of the commodity, for a row that counts
    towards a goal from one more unit of its measure, for any other row from one more unit of its
    limit; minimising stages make the dual of the first two their price, and the negative of the
    others theirs. An import limit is the upper bound of an unknown: its price is the negative of
    the reduced cost c - A'y. Worth is the shadow price times all that the plan moves through the
    row.

    A row binds from the worth on from which the program holds it as used up. Its price is that of
    the first stage in which it does, when nothing is held of it yet, however little it is there:
    for what is scarce it is at least zero.

    Args:
        layout: goals and unknowns of the plan.
        evidence: its stages.
        structure: gives its rows; called only where there are stages.
    """
    if not evidence.stages:
        return pd.DataFrame(columns=_PRICE_COLUMNS)
    counting = _rows_that_count(layout.economy, evidence.rows)
    balances = np.array([key.kind == "material_balance" for key in evidence.rows])
    gains = np.array([stage.duals for stage in evidence.stages])
    gains = np.where(balances | counting, gains, -gains) + 0.0
    amounts = moved(structure(), evidence.values)
    binds = _binds(layout, evidence, structure().matrix, gains)
    binds &= ~_in_surplus(binds, gains, balances)
    worth = np.where(binds, np.abs(gains) * amounts, 0.0)
    counted = worth > PRICED * np.max(worth, axis=1, initial=0.0, keepdims=True)
    binds &= np.any(counted, axis=0)
    found = [
        _price(layout, evidence, evidence.rows[r], gains[:, r] * binds[:, r], float(amounts[r]))
        for r in np.flatnonzero(np.any(binds, axis=0)).tolist()
    ]
    bounded = _imports_at_their_limit(layout, evidence)
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


def _rows_that_count(economy: Economy, rows: Sequence[Key]) -> Mask:
    """Rows of a measure less what of it counts towards a goal, R."""
    soft = {(figure.label, figure.period) for figure in economy.figures if not figure.hard}
    found = [
        key.kind == "closing_stock"
        or (key.kind == "control_figures" and (key.item, key.period) in soft)
        or (key.kind == "agency_allocation" and key.holder.endswith("/goal"))
        for key in rows
    ]
    return np.array(found, dtype=bool)


def _binds(layout: Layout, evidence: Evidence, matrix: Matrix, gains: Vector) -> Mask:
    """Whether a row has more than rounding for a price in a stage, as the program sees it, S x R.

    The price of its natural size is compared with the dearest unknown, or with all it comes to.
    """
    sizes = layout.unknowns.sizes
    stages = [
        max(float(np.max(np.abs(stage.costs) * sizes)), abs(stage.objective))
        for stage in evidence.stages
    ]
    worth = np.abs(gains) / natural_scaling(matrix, sizes).rows
    worth[:, [key.kind in _UNPRICED for key in evidence.rows]] = 0.0
    binds: Mask = worth > BINDING * np.array(stages)[:, np.newaxis]
    return binds


def _in_surplus(binds: Mask, gains: Vector, balances: Mask) -> Mask:
    """Balances that are first felt by what a surplus costs: nothing of them is scarce, R.

    Least effort weighs what is left over, so that none is made for nothing.
    """
    first = np.argmax(binds, axis=0)
    surplus: Mask = balances & (gains[first, np.arange(gains.shape[1])] < 0.0)
    return surplus


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
