"""What a plan moves through each of its rows: the size by which a price becomes a worth."""

from __future__ import annotations

import numpy as np

from balances.economy.economy import Vector
from balances.program.structure import Structure


def moved(structure: Structure, values: Vector) -> Vector:
    """The sum of all terms of each row taken positive, R [unit of the row].

    Price times this is what the row contributes to the objective of a stage, and does not depend
    on the unit in which the row is written.

    Args:
        structure: rows of the program.
        values: of its unknowns, K.
    """
    amounts: Vector = abs(structure.matrix) @ np.abs(values)
    return amounts
