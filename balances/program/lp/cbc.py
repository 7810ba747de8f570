"""CBC in full: the file it saves holds doubles, where its printed solution has 8 digits."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from balances.economy.economy import Vector

NAME = "PULP_CBC_CMD"

TOLERANCE = "1e-10"
"""Asked of CBC for rows, bounds and prices; its own default is 1e-7."""


def options(saved: Path) -> list[str]:
    """What CBC is told: to solve finely and to save values and prices there."""
    fine = [f"primalTolerance {TOLERANCE}", f"dualTolerance {TOLERANCE}"]
    return [*fine, "initialSolve", f"saveSolution {saved}"]


def saved_solution(saved: Path, names: list[str], rows: int) -> tuple[Vector, Vector] | None:
    """Values of the columns in the order of `names`, and duals of the rows; None if unreadable.

    The file holds two counts, the objective, then sums and duals of the rows, values and
    reduced costs of the columns; columns stand in the alphabetical order in which PuLP writes
    them.
    """
    if not saved.is_file():
        return None
    content = saved.read_bytes()
    counts = np.frombuffer(content, dtype=np.int32, count=2)
    if counts.tolist() != [rows, len(names)]:
        return None
    numbers = np.frombuffer(content, dtype=np.float64, offset=8)[1:]
    duals, listed = numbers[rows : 2 * rows], numbers[2 * rows : 2 * rows + len(names)]
    values = np.empty(len(names))
    values[np.argsort(names)] = listed
    return values, duals.copy()
