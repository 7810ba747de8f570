"""What a plan moves through each of its rows: the size by which a price becomes a worth."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from balances.economy.economy import Vector
from balances.economy.keys import Key
from balances.program.families import FAMILIES
from balances.program.rows import Layout


def moved(
    layout: Layout, values: Vector, kinds: Collection[str] | None = None
) -> Mapping[Key, float]:
    """The sum of all terms of each row taken positive [unit of the row], by key.

    Price times this is what the row contributes to the objective of a stage, and does not depend
    on the unit in which the row is written.

    Args:
        layout: of the program.
        values: of its unknowns, K.
        kinds: families that matter; None = all.
    """
    found: dict[Key, float] = {}
    for family in FAMILIES:
        if kinds is None or family.name in kinds:
            rows = family.rows(layout)
            amounts = abs(rows.matrix) @ np.abs(values)
            found |= dict(zip(rows.keys, amounts.tolist(), strict=True))
    return found
