"""The most that one figure can be while all hard lines hold."""

from __future__ import annotations

import math

import numpy as np

from balances.economy.economy import Economy, Vector
from balances.economy.issue import InfeasiblePlanError, SolverStoppedError
from balances.economy.keys import claim_key
from balances.economy.records import Claim, ControlFigure
from balances.gosplan.conflict.explained import explained
from balances.program.goals import BALANCED
from balances.program.lp import HIGHS, Status
from balances.program.measured import given_beforehand, measured
from balances.program.program import Program


def most_of(economy: Economy, figure: ControlFigure | Claim, seconds: float = math.inf) -> float:
    """The most that a control figure or a claim can be, whatever becomes of all other goals.

    All hard lines hold: figures, floors, capacities, budgets. What the figure itself asks for or
    allows is left out, be it hard or not; of a claim, its target and its floor.

    Args:
        economy: what is planned.
        figure: one of its control figures or claims.
        seconds: time limit.

    Returns:
        In the unit of the measure, or of the commodity; inf if nothing limits it.

    Raises:
        InfeasiblePlanError: the other hard lines contradict each other; names them.
        SolverStoppedError: nothing was proved within the time.
    """
    others = economy.with_figures(k for k in economy.figures if k is not figure)
    program = Program(others, BALANCED, HIGHS, seconds)
    costs, given = _counted(program, figure)
    limits, low, high = program.limits_now()
    if isinstance(figure, Claim):
        column = int(np.flatnonzero(costs)[0])
        low, high = low.copy(), high.copy()
        low[column], high[column] = 0.0, np.inf
    found = program.lp.minimise(costs, limits, low, high)
    if found.status is Status.INFEASIBLE:
        error = InfeasiblePlanError("The other hard lines of this workbook contradict each other.")
        raise explained(error, program, seconds)
    if found.status is Status.UNBOUNDED:
        return math.inf
    if found.status is Status.STOPPED:
        raise SolverStoppedError("The solver stopped before it had the most of the figure.")
    return given - float(costs @ found.values)


def _counted(program: Program, figure: ControlFigure | Claim) -> tuple[Vector, float]:
    """Minus one for each unit that counts, K; and what is given beforehand."""
    economy, unknowns = program.layout.economy, program.layout.unknowns
    if isinstance(figure, Claim):
        key = claim_key(economy, figure)
        place = program.positions[key]
        costs = np.zeros(len(unknowns.keys))
        costs[unknowns.deliveries[place]] = -1.0
        return costs, 0.0
    about = (figure.measure, figure.item, figure.period)
    row = measured(economy, unknowns, *about).toarray().ravel()
    return -row, given_beforehand(economy, *about)
