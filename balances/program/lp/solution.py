"""What a solve gives back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from balances.economy.economy import Vector


class Status(StrEnum):
    """What a solve proved, or `stopped` if it proved nothing."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    STOPPED = "stopped"


@dataclass(frozen=True, eq=False)
class Solution:
    """Outcome of one solve.

    Attributes:
        status: what was proved; the arrays mean something only when optimal.
        values: of the unknowns, K. duals: of the rows, R, for a minimisation.
        iterations: of the simplex method.
        attempts: ways tried, in order.
    """

    status: Status
    values: Vector
    duals: Vector
    iterations: int = 0
    attempts: tuple[str, ...] = ()


NOTHING = np.zeros(0)


def unsolved(status: Status, *attempts: str) -> Solution:
    """A solution without numbers."""
    return Solution(status, NOTHING, NOTHING, attempts=attempts)
