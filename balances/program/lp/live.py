"""HiGHS kept alive: what it holds, and how limits, costs and coefficients change in place."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from typing import TypeAlias

import highspy
import numpy as np
import numpy.typing as npt

from balances.economy.economy import Vector
from balances.economy.evidence import Positions
from balances.program.coefficients import Coefficients, changes
from balances.program.lp.bases import Basis, moved
from balances.program.lp.solution import Status
from balances.program.optimality import Limits, Point

RowArrays: TypeAlias = tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Vector]

DEVEX = 1
"""HiGHS' number for edge weights that cost nothing to begin with: from the second solve on few
pivots are expected, too few to pay for steepest edges."""

FEASIBILITY = 1e-10
"""Primal and dual tolerance asked of HiGHS, in scaled units."""

PATIENCE = 5
"""Pivots a solve may take, for each row and unknown: one that takes more goes in circles, since
costs are not perturbed, and another way is tried."""

MANY = 0.05
"""Part of the coefficients from which on they are handed over anew and not changed one by one."""

STUCK = 20.0
"""Seconds, and times the longest run that ended, after which a run is given up."""


class Live:
    """A HiGHS object that is kept.

    Args:
        coefficients: scaled.
        arrays: the same by rows, as HiGHS takes them; None = to be made.
        options: of HiGHS, besides the usual ones.

    Attributes:
        highs: the object. sent: coefficients that it holds.
        turns: how often its basis may have changed.
        makings: how often its factors may have been made anew.
        interior: whether it goes by the interior point.
    """

    def __init__(
        self,
        coefficients: Coefficients,
        arrays: RowArrays | None,
        options: Mapping[str, object],
    ) -> None:
        self.highs = highspy.Highs()
        self.turns = self.makings = 0
        self._longest = math.inf
        rows, columns = coefficients.shape
        settings: dict[str, object] = {
            "output_flag": False,
            "threads": 1,
            "primal_feasibility_tolerance": FEASIBILITY,
            "dual_feasibility_tolerance": FEASIBILITY,
            "small_matrix_value": 1e-12,
            "simplex_scale_strategy": 0,
            "simplex_iteration_limit": PATIENCE * (rows + columns + 1_000),
            # Perturbed costs leave shadow prices that are right to the tolerance only.
            "dual_simplex_cost_perturbation_multiplier": 0.0,
        }
        settings.update(options)
        self.interior = settings.get("solver") == "ipx"
        for name, setting in settings.items():
            self.highs.setOptionValue(name, setting)
        self._hold(coefficients, arrays or by_rows(coefficients))

    def _hold(self, coefficients: Coefficients, arrays: RowArrays) -> None:
        """Hold a program of these rows, without limits or costs."""
        start, index, value = arrays
        rows, columns = coefficients.shape
        free_rows, free = np.full(rows, np.inf), np.full(columns, np.inf)
        costs, kinds = np.zeros(columns), np.zeros(columns, dtype=np.int32)
        status = self.highs.passModel(
            columns, rows, value.size, 2, 1, 0.0, costs, -free, free,
            -free_rows, free_rows, start, index, value, kinds,
        )  # fmt: skip
        if status == highspy.HighsStatus.kError:
            raise RuntimeError("HiGHS rejected the declared rows")
        self.sent = coefficients
        self._limits, self._costs = Limits(-free_rows, free_rows, -free, free), costs

    def send(self, coefficients: Coefficients) -> None:
        """Change the coefficients that are not those it holds; that costs it its factors."""
        if coefficients is self.sent:
            return
        new = changes(coefficients, self.sent)
        if new.rows.size > MANY * coefficients.standing.matrix.nnz:
            basis = self.basis()
            self._hold(coefficients, by_rows(coefficients))
            self.highs.setBasis(basis)
            self.turns += 1
            return
        for row, column, value in zip(
            new.rows.tolist(), new.columns.tolist(), new.values.tolist(), strict=True
        ):
            self.highs.changeCoeff(row, column, value)
        self.sent = coefficients

    def push(self, limits: Limits, costs: Vector) -> None:
        """Send the limits and costs that are not those it holds."""
        live, old = self.highs, self._limits
        rows = _changed(old.row_low, limits.row_low, old.row_high, limits.row_high)
        if rows.size:
            live.changeRowsBounds(rows.size, rows, limits.row_low[rows], limits.row_high[rows])
        columns = _changed(old.low, limits.low, old.high, limits.high)
        if columns.size:
            low, high = limits.low[columns], limits.high[columns]
            live.changeColsBounds(columns.size, columns, low, high)
        priced = _changed(self._costs, costs)
        if priced.size:
            live.changeColsCost(priced.size, priced, costs[priced])
        self._limits, self._costs = limits, costs

    def run(self, seconds: float) -> Status:
        """Run HiGHS; one that takes far longer than any before it is stuck, and is stopped."""
        begun = time.monotonic()
        status = self._run(min(seconds, max(STUCK, STUCK * self._longest)))
        if status is not Status.STOPPED:
            took = time.monotonic() - begun
            self._longest = took if math.isinf(self._longest) else max(self._longest, took)
        return status

    def _run(self, seconds: float) -> Status:
        live = self.highs
        # HiGHS counts time over all runs of one object, so the limit moves with it.
        live.setOptionValue("time_limit", live.getRunTime() + max(seconds, 0.0))
        live.run()
        self.turns += self.iterations > 0
        self.makings += 1
        return {
            highspy.HighsModelStatus.kOptimal: Status.OPTIMAL,
            highspy.HighsModelStatus.kInfeasible: Status.INFEASIBLE,
            highspy.HighsModelStatus.kUnbounded: Status.UNBOUNDED,
        }.get(live.getModelStatus(), Status.STOPPED)

    @property
    def iterations(self) -> int:
        """Pivots of the last run."""
        return int(self.highs.getInfo().simplex_iteration_count)

    def point(self) -> Point:
        """Values and duals as HiGHS has them."""
        solution = self.highs.getSolution()
        return np.array(solution.col_value), np.array(solution.row_dual)

    def basis(self) -> Basis:
        """The basis at which it stands."""
        return self.highs.getBasis()

    def start_from(self, basis: Basis, rows: Positions, columns: Positions) -> None:
        """Begin the next run at a basis, maybe of a program with other rows and unknowns.

        Args:
            basis: where the other program stood.
            rows: where each row stands there, R; -1 where it is new.
            columns: where each unknown stands there, K; -1 where it is new.
        """
        self.highs.setBasis(moved(basis, rows, columns))
        self.expect_few_pivots()
        self.turns += 1

    def refactor(self) -> None:
        """Make the factors of the basis anew."""
        basis = self.basis()
        self.highs.clearSolver()
        self.highs.setBasis(basis)
        self.turns += 1

    def expect_few_pivots(self) -> None:
        """Spend nothing on what pays only over many pivots."""
        self.highs.setOptionValue("simplex_dual_edge_weight_strategy", DEVEX)

    def without_interior(self, seconds: float) -> None:
        """Make factors of the basis, which the interior point leaves without any."""
        self.highs.setOptionValue("solver", "simplex")
        self.run(seconds)
        self.highs.setOptionValue("solver", "ipx")


def by_rows(coefficients: Coefficients) -> RowArrays:
    """Coefficients by rows: starts, places of the unknowns, values."""
    matrix = coefficients.matrix
    return matrix.indptr[:-1].astype(np.int32), matrix.indices.astype(np.int32), matrix.data


def _changed(*pairs: Vector) -> npt.NDArray[np.int32]:
    """Positions where an old and a new vector differ; the vectors come in pairs."""
    differ = np.zeros(pairs[0].size, dtype=bool)
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        differ |= old != new
    return np.flatnonzero(differ).astype(np.int32)
