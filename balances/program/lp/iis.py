"""HiGHS' own irreducible infeasible subset: a suggestion, to be proved by whoever uses it.

Its default strategy finds nothing; the one that starts from the program, with the request for
an irreducible set, finds small sets when it is given only the rows that a proof of
infeasibility weighs. Even so the set is not always irreducible, and may be empty.
"""

from __future__ import annotations

import highspy
import numpy as np
import numpy.typing as npt

from balances.economy.economy import Matrix
from balances.program.optimality import Limits

STRATEGY = int(highspy.IisStrategy.kIisStrategyFromLp) + int(
    highspy.IisStrategy.kIisStrategyIrreducible
)

Positions = npt.NDArray[np.int64]


def columns_in_conflict(
    matrix: Matrix, limits: Limits, rows: Positions, seconds: float
) -> Positions:
    """Columns whose bounds are in the subset that HiGHS finds among these rows; may be empty.

    Args:
        matrix: scaled coefficients, R x K.
        limits: scaled limits.
        rows: positions of the rows to look at.
        seconds: time limit.
    """
    part = matrix[rows]
    used = np.unique(part.indices)
    part = part[:, used]
    live = highspy.Highs()
    settings = (
        ("output_flag", False), ("threads", 1), ("iis_strategy", STRATEGY),
        ("iis_time_limit", seconds), ("time_limit", seconds), ("presolve", "off"),
    )  # fmt: skip
    for name, setting in settings:
        live.setOptionValue(name, setting)
    status = live.passModel(
        used.size, rows.size, part.nnz, 2, 1, 0.0, np.zeros(used.size),
        limits.low[used], limits.high[used], limits.row_low[rows], limits.row_high[rows],
        part.indptr[:-1].astype(np.int32), part.indices.astype(np.int32), part.data,
        np.zeros(used.size, dtype=np.int32),
    )  # fmt: skip
    if status == highspy.HighsStatus.kError:
        return np.zeros(0, dtype=np.int64)
    status, found = live.getIis()
    free = int(highspy.IisBoundStatus.kIisBoundStatusFree)
    bound = [k for k, b in zip(found.col_index_, found.col_bound_, strict=True) if int(b) != free]
    return used[np.array(bound, dtype=np.int64)]
