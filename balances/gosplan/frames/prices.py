"""Shadow prices: what one more unit of a limit gives in the first stage that uses it up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy.sparse as sp

from balances.economy.economy import Economy, Vector
from balances.economy.evidence import Evidence, Mask
from balances.economy.keys import Key
from balances.economy.noticed import FULL, PRICED
from balances.gosplan.frames.moved import moved
from balances.gosplan.wording import row_unit
from balances.program.optimum import PRICED as BINDING
from balances.program.rows import Layout
from balances.program.scaling import natural_scaling
from balances.program.structure import Structure

_DEFINING = frozenset({"fulfilment", "after_goals", "capital_work", "protection", "closing_stock"})
"""Families whose rows only define what is meant, or what counts towards a goal."""

_OF_AGENCIES = frozenset({"own", "goal"})
"""Rows of allotments that do; the others are limits."""

_OF_PROJECTS = frozenset({"whole", "max_open"})
"""Rows of projects that are limits; the others define what is open and finished."""


@dataclass(frozen=True, eq=False)
class _Limits:
    """Limits of one sort. S stages, N limits.

    Attributes:
        keys: of rows, or of unknowns with an upper bound.
        gains: in the objective of each stage from one more unit, S x N.
        sizes: natural sizes, N [unit of the limit].
        amounts: all that the plan moves through them, N [unit of the limit].
    """

    keys: Sequence[Key]
    gains: Vector
    sizes: Vector
    amounts: Vector

    def bind(self, dearest: Vector) -> Mask:
        """Whether a limit has more than rounding for a price in a stage, S x N.

        Args:
            dearest: worth in each stage with which that of the natural size is compared, S.
        """
        binds: Mask = np.abs(self.gains) * self.sizes > BINDING * dearest[:, np.newaxis]
        return binds


def prices(layout: Layout, evidence: Evidence, structure: Callable[[], Structure]) -> pd.DataFrame:
    """One row for each row of the program, and each import limit, that binds in some stage.

    For a balance the price is the gain from one more unit of the commodity, for any other row from
    one more unit of its limit. Worth is the shadow price times all that the plan moves through the
    row. Rows that define what is meant, or what counts towards a goal, are no limits.

    A limit binds from the worth on from which the program holds it as used up. Its price is that
    of the first stage in which it does, when nothing is held of it yet, be it ever so little: so
    the price of what is scarce is never below zero, and only a minimum costs something.

    Args:
        layout: goals and unknowns of the plan.
        evidence: its stages.
        structure: gives its rows; called only where there are stages.
    """
    if not evidence.stages:
        return pd.DataFrame(columns=_PRICE_COLUMNS)
    dearest = _dearest(layout, evidence)
    rows = _rows(layout, evidence, structure())
    imports = _imports(layout, evidence, structure(), dearest)
    counted = rows.bind(dearest) & ~_in_surplus(rows, dearest)
    found = [
        _price(layout, evidence, rows, n, counted[:, n]) for n in _worth_telling(rows, counted)
    ]
    bought = imports.bind(dearest)
    found += [
        _price(layout, evidence, imports, n, bought[:, n]) | {"row": "imports"}
        for n in np.flatnonzero(np.any(bought, axis=0)).tolist()
    ]
    return pd.DataFrame.from_records(found, columns=_PRICE_COLUMNS)


def _price(
    layout: Layout, evidence: Evidence, limits: _Limits, n: int, binds: Mask
) -> dict[str, object]:
    """The record of one limit that binds in these stages, S; there is one at least."""
    first, key, gains = int(np.argmax(binds)), limits.keys[n], limits.gains[:, n]
    return {
        "row": key.kind,
        "item": key.item,
        "holder": key.holder,
        "period": layout.economy.label(key.period) if key.period >= 0 else "",
        "unit": row_unit(layout.economy, key),
        "stage": first + 1,
        "stage_kind": evidence.stages[first].kind,
        "shadow_price": float(gains[first]),
        "effort_price": float(gains[-1]) if binds[-1] else 0.0,
        "worth": float(gains[first] * limits.amounts[n]),
    }


def _dearest(layout: Layout, evidence: Evidence) -> Vector:
    """Cost of the natural size of the dearest unknown in each stage, or all it comes to, S."""
    sizes = layout.unknowns.sizes
    return np.array(
        [max(np.max(np.abs(s.costs) * sizes), abs(s.objective)) for s in evidence.stages]
    )


def _rows(layout: Layout, evidence: Evidence, structure: Structure) -> _Limits:
    """All rows, with no gain from those that are no limits.

    Minimising stages make the dual of a balance, written as sources less uses, its price, and the
    negative of the others theirs.
    """
    keys = evidence.rows
    duals = np.array([stage.duals for stage in evidence.stages])
    gains = np.where(_balances(keys), duals, -duals) + 0.0
    gains[:, ~limiting(layout.economy, keys)] = 0.0
    sizes = 1.0 / natural_scaling(structure.matrix, layout.unknowns.sizes).rows
    return _Limits(keys, gains, sizes, moved(structure, evidence.values))


def limiting(economy: Economy, rows: Sequence[Key]) -> Mask:
    """Rows that limit: not those that define what is meant, or what counts towards a goal, R."""
    soft = {(figure.label, figure.period) for figure in economy.figures if not figure.hard}

    def limits(row: Key) -> bool:
        if row.kind == "control_figures":
            return (row.item, row.period) not in soft
        if row.kind == "agency_allocation":
            return row.holder.rpartition("/")[2] not in _OF_AGENCIES
        if row.kind == "projects":
            return row.item in _OF_PROJECTS
        return row.kind not in _DEFINING

    return np.array([limits(row) for row in rows], dtype=bool)


def _balances(rows: Sequence[Key]) -> Mask:
    return np.array([key.kind == "material_balance" for key in rows], dtype=bool)


def _in_surplus(rows: _Limits, dearest: Vector) -> Mask:
    """Balances that are first felt by what a surplus costs: nothing of them is scarce, R.

    Least effort weighs what is left over, lest anything be made for nothing.
    """
    first = np.argmax(rows.bind(dearest), axis=0)
    surplus: Mask = rows.gains[first, np.arange(first.size)] < 0.0
    return surplus & _balances(rows.keys)


def _worth_telling(rows: _Limits, binds: Mask) -> list[int]:
    """Positions of the rows through which the plan moves more than nothing in some stage."""
    worth = np.where(binds, np.abs(rows.gains) * rows.amounts, 0.0)
    told = worth > PRICED * np.max(worth, axis=1, initial=0.0, keepdims=True)
    return [int(n) for n in np.flatnonzero(np.any(told, axis=0))]


def _imports(layout: Layout, evidence: Evidence, structure: Structure, dearest: Vector) -> _Limits:
    """Import limits that the plan uses in full: only they can have a price.

    They are upper bounds of unknowns, whose price is the negative of the reduced cost c - A'y.
    Until it is the limit that binds, a reduced cost says what importing nothing saves. A plan
    keeps the level of every stage, so what has a price in one is used up in the plan.
    """
    high, values, keys = layout.unknowns.upper, evidence.values, layout.unknowns.keys
    used = [
        k
        for k, key in enumerate(keys)
        if key.kind == "m" and 0.0 < high[k] < np.inf and values[k] >= high[k] * FULL
    ]
    taken, sizes = sp.csc_array(structure.matrix)[:, used], layout.unknowns.sizes[used]
    duals = np.array([stage.duals for stage in evidence.stages])
    gains = (taken.T @ duals.T).T - np.array([stage.costs[used] for stage in evidence.stages])
    binding = gains * sizes > BINDING * dearest[:, np.newaxis]
    gains = np.where(np.logical_or.accumulate(binding, axis=0), gains, 0.0)
    return _Limits([keys[k] for k in used], gains, sizes, values[used])


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


def price_of(priced: pd.DataFrame, row: str) -> dict[tuple[str, str], float]:
    """Shadow price of the rows of one family, by item and period."""
    found: dict[tuple[str, str], float] = {}
    chosen = priced[priced["row"] == row]
    cells = zip(chosen["item"], chosen["period"], chosen["shadow_price"], strict=True)
    for item, period, value in cells:
        found[item, period] = found.get((item, period), 0.0) + float(value)
    return found
