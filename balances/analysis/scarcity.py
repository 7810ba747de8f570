r"""What is scarce in a stage of a plan: limits with a shadow price.

The price of a limit is the gain in the objective of the stage from one more unit of it. Every
stage minimises c x over A x against b within bounds; with duals y the price of a row is -y, of a
material balance (sources less uses) y, and of an upper bound c - A'y with its sign turned.
A minimum has a price of at most zero: what one more unit ordered there costs.
Source: MODEL section 10.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from balances.analysis.grounds import Grounds
from balances.economy.contradiction import HIGH, ROW
from balances.economy.economy import Vector
from balances.economy.evidence import Stage
from balances.economy.keys import Key
from balances.economy.noticed import FULL
from balances.program.optimum import PRICED

COUNTED = 1e-7
"""Worth of all that is used of a limit, against the dearest, from which on it is scarce."""


@dataclass(frozen=True)
class Scarce:
    """A limit with a price.

    Attributes:
        place: `row`, or `high` for the upper bound of an unknown. key: of the row or the unknown.
        limit: how much there is [unit of the limit].
        price: gain in the objective of the stage from one more unit.
        worth: price of all that there is of it, or, where the limit is nothing, of what the
            plan moves through it; what is scarce is ranked by it. In a stage the prices of all
            limits come to its level, so this is the part of the level that rests on the limit.
    """

    place: str
    key: Key
    limit: float
    price: float
    worth: float


def row_gain(key: Key) -> float:
    """Sign that makes the dual of a row, for a minimisation, the gain from one more unit."""
    return 1.0 if key.kind == "material_balance" else -1.0


def scarce_limits(grounds: Grounds, stage: Stage) -> tuple[Scarce, ...]:
    """Limits with a price in a stage, those worth most first.

    Rows that hold as equalities because an earlier stage used them up are told where their
    price has the sign of a limit.
    """
    return _dearest_first(grounds, stage, [*_rows(grounds, stage), *_bounds(grounds, stage)])


def short_goods(grounds: Grounds, stage: Stage) -> tuple[Scarce, ...]:
    """Commodities with a price in a stage, those worth most first."""
    found = [
        Scarce(ROW, key, 0.0, float(stage.duals[r]), float(stage.duals[r] * grounds.used[r]))
        for r, key in enumerate(grounds.structure.rows)
        if key.kind == "material_balance" and stage.duals[r] > 0.0
    ]
    return _dearest_first(grounds, stage, found)


def _dearest_first(grounds: Grounds, stage: Stage, found: Sequence[Scarce]) -> tuple[Scarce, ...]:
    """What counts beside the dearest, and is more than the rounding of the stage's duals.

    Where a class has all that it asks for nothing is scarce, and all prices are rounding.
    """
    sizes = grounds.structure.layout.unknowns.sizes
    most = max((abs(scarce.worth) for scarce in found), default=0.0)
    least = max(COUNTED * most, PRICED * float(np.max(np.abs(stage.costs) * sizes)))
    kept = (scarce for scarce in found if abs(scarce.worth) > least)
    return tuple(sorted(kept, key=lambda scarce: (-abs(scarce.worth), scarce.key)))


def _rows(grounds: Grounds, stage: Stage) -> list[Scarce]:
    structure, limits, used = grounds.structure, grounds.limits, grounds.used
    found = []
    for r in np.flatnonzero(grounds.limiting & (stage.duals != 0.0)).tolist():
        key, price = structure.rows[r], -float(stage.duals[r])
        if price * int(structure.senses[r]) <= 0.0:
            limit = float(limits[r])
            worth = price * (abs(limit) or float(used[r]))
            found.append(Scarce(ROW, key, limit, price, worth))
    return found


def _bounds(grounds: Grounds, stage: Stage) -> list[Scarce]:
    """Bounds that are used up; one that holds where nothing is bought says what that saves."""
    unknowns, values = grounds.structure.layout.unknowns, grounds.plan.evidence.values
    reduced: Vector = stage.costs - grounds.structure.matrix.T @ stage.duals
    found = []
    used_up = np.isfinite(unknowns.upper) & (values >= FULL * unknowns.upper)
    for k in np.flatnonzero(used_up & (reduced < 0.0)).tolist():
        if _is_limit(unknowns.keys[k]) and unknowns.upper[k] > 0.0:
            limit, price = float(unknowns.upper[k]), -float(reduced[k])
            found.append(Scarce(HIGH, unknowns.keys[k], limit, price, price * limit))
    return found


def _is_limit(key: Key) -> bool:
    """Whether the upper bound of an unknown says how much there is: imports, cheap work."""
    return key.kind == "m" or (key.kind, key.item) == ("z", "0")
