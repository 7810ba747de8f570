"""The declared program: PuLP's record of the rows, and the way to any solver PuLP can call."""

from __future__ import annotations

from itertools import chain, islice
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
import pulp

from balances.economy.economy import Matrix, Vector
from balances.program.coefficients import Coefficients
from balances.program.lp import cbc
from balances.program.lp.solution import Solution, Status, unsolved
from balances.program.optimality import Limits

pulp.v4_migration.set_v4_migration_warnings(False)

PULP_NAMES = {"cbc": "PULP_CBC_CMD", "glpk": "GLPK_CMD", "scip": "SCIP_CMD"}


class UnknownSolverError(ValueError):
    """No solver of that name can be had."""


class _Variable(pulp.LpVariable):  # type: ignore[misc]
    """A PuLP variable that hashes by identity; PuLP's own hash is a Python call per term."""

    __hash__ = object.__hash__


def declare(matrix: Matrix, senses: Vector) -> pulp.LpProblem:
    """Declare scaled rows in PuLP; limits, bounds and costs come with each solve."""
    problem = pulp.LpProblem("plan", pulp.LpMinimize)
    columns = np.array(
        [_Variable(f"x{k}", _skip_v4_deprecation=True) for k in range(matrix.shape[1])],
        dtype=object,
    )
    for k, column in enumerate(columns):
        column.index = k
    problem.addVariables(columns)
    terms = zip(columns[matrix.indices].tolist(), matrix.data.tolist(), strict=True)
    rows = {}
    for r, (length, sense) in enumerate(
        zip(np.diff(matrix.indptr).tolist(), senses.tolist(), strict=True)
    ):
        expression = pulp.LpAffineExpression(islice(terms, length))
        rows[f"r{r}"] = pulp.LpConstraint(expression, sense, f"r{r}", 0.0)
    problem.extend(rows)
    return problem


def rows_of(
    problem: pulp.LpProblem,
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Vector]:
    """The declared rows as arrays: starts, column positions, coefficients."""
    expressions = [row.expr for row in problem._constraints.values()]
    lengths = np.fromiter(map(len, expressions), np.int64, len(expressions))
    total = int(lengths.sum())
    start = np.concatenate([[0], np.cumsum(lengths)])[:-1].astype(np.int32)
    terms = chain.from_iterable(expressions)
    index = np.fromiter(map(attrgetter("index"), terms), np.int32, total)
    value = np.fromiter(chain.from_iterable(e.values() for e in expressions), np.float64, total)
    return start, index, value


class OtherSolver:
    """Any solver PuLP can call, each time from the start: a cross-check, not a work-horse."""

    def __init__(self, problem: pulp.LpProblem, name: str) -> None:
        self._problem = problem
        self._columns = tuple(problem._variables)  # PuLP sorts its own list by name
        self._name = PULP_NAMES.get(name.lower(), name)
        if self._name not in pulp.listSolvers(onlyAvailable=True):
            had = ", ".join(("highs", *pulp.listSolvers(onlyAvailable=True)))
            raise UnknownSolverError(f"no solver {name!r} here; there are {had}")

    def take(self, coefficients: Coefficients) -> None:
        """Declare other coefficients, R x K."""
        senses = np.array([row.sense for row in self._problem._constraints.values()])
        self._problem = declare(coefficients.matrix, senses)
        self._columns = tuple(self._problem._variables)

    def minimise(
        self,
        limits: Limits,
        costs: Vector,
        seconds: float,
        *,
        idle: npt.NDArray[np.bool_] | None = None,
        every_way: bool = True,
    ) -> Solution:
        """Set the PuLP record to these limits and solve it cold, in the one way there is."""
        problem = self._problem
        columns, rows = self._columns, list(problem._constraints.values())
        for column, low, high in zip(
            columns, limits.low.tolist(), limits.high.tolist(), strict=True
        ):
            column.lowBound = low if np.isfinite(low) else None
            column.upBound = high if np.isfinite(high) else None
        for row, low, high in zip(rows, limits.row_low, limits.row_high, strict=True):
            row.sense = _sense(low, high)
            row.changeRHS(float(low if row.sense >= 0 else high))
        problem.setObjective(pulp.LpAffineExpression(zip(columns, costs.tolist(), strict=True)))
        with TemporaryDirectory() as folder:
            saved = Path(folder) / "saved"
            told = {"options": cbc.options(saved)} if self._name == cbc.NAME else {}
            problem.solve(pulp.getSolver(self._name, msg=False, timeLimit=seconds, **told))
            names = [column.name for column in columns]
            full = cbc.saved_solution(saved, names, len(rows))
        proved = problem.sol_status == pulp.LpSolutionOptimal
        status = {
            pulp.LpStatusOptimal: Status.OPTIMAL if proved else Status.STOPPED,
            pulp.LpStatusInfeasible: Status.INFEASIBLE,
            pulp.LpStatusUnbounded: Status.UNBOUNDED,
        }.get(problem.status, Status.STOPPED)
        if status is not Status.OPTIMAL:
            return unsolved(status, self._name)
        values, duals = full or (
            np.array([column.varValue or 0.0 for column in columns]),
            np.array([row.pi or 0.0 for row in rows]),
        )
        return Solution(status, values, duals, attempts=(self._name,))


def _sense(low: float, high: float) -> int:
    """Sense of a row whose sum lies in this interval, one side of which may be open."""
    if low == high:
        return int(pulp.LpConstraintEQ)
    return int(pulp.LpConstraintGE if np.isfinite(low) else pulp.LpConstraintLE)
