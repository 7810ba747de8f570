"""Where the stages of a program begin: at the ends of those of a program solved before.

Two economies of one sweep or replay differ in little, and so do the bases at which their stages
end. Where rows and unknowns are not the same, those that are new begin in the basis and at their
lower bounds; the solver mends what does not fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from balances.economy.keys import Key
from balances.program.lp import Basis, LinearProgram
from balances.program.unknowns import Columns


@dataclass(frozen=True, eq=False)
class Starts:
    """Bases of a program solved before, stage by stage.

    Attributes:
        bases: one a stage.
        rows: where each row of the new program stands in the old one, R; -1 where it is new.
        columns: where each unknown stands there, K; -1 where it is new.
    """

    bases: Sequence[Basis]
    rows: Columns
    columns: Columns

    def let(self, program: LinearProgram, stage: int) -> None:
        """Let a program begin its next solve where this stage, counted from 0, ended."""
        program.start_from(self.bases[stage], self.rows, self.columns)


def starts(
    bases: Sequence[Basis], old: tuple[Sequence[Key], ...], new: tuple[Sequence[Key], ...]
) -> Starts:
    """The bases of an old program for a new one; both are given by keys of rows and unknowns."""
    rows, columns = (_places(*pair) for pair in zip(old, new, strict=True))
    return Starts(bases, rows, columns)


def _places(old: Sequence[Key], new: Sequence[Key]) -> Columns:
    at = {key: n for n, key in enumerate(old)}
    return np.array([at.get(key, -1) for key in new], dtype=np.int64)
