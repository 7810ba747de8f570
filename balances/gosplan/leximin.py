"""Leximin by class: the goal worst off is made as well off as can be, class after class.

For each class in ascending order: raise the common level lambda of all its open goals; fix
those that keep it down (a positive dual in their fulfilment row, or in the hard floor that
holds them above the level); go on with the rest until all are fixed or fulfilled.
What a class has is never touched by a later one.
Source: MODEL section 5.
"""

from __future__ import annotations

from collections.abc import Callable

from balances.economy.evidence import Stage
from balances.program.goals import ASLEEP
from balances.program.program import Program

FULFILLED = 1.0 - 1e-9
"""A level of fulfilment from here on counts as 1."""

NOTHING = 1e-9
"""A level of fulfilment up to here counts as 0."""


def leximin(program: Program, progress: Callable[[str], None]) -> list[Stage]:
    """Solve class after class; every goal ends held at the level its stage proved.

    Raises:
        InfeasiblePlanError, SolverStoppedError: as `Program.solve`.
    """
    goals = program.layout.goals
    stages: list[Stage] = []
    for priority in sorted({goal.priority for goal in goals} - {ASLEEP}):
        open_goals = [g for g, goal in enumerate(goals) if goal.priority == priority]
        while open_goals:
            optimum = program.solve(program.raising_costs(), open_goals)
            level = -optimum.proved if -optimum.proved > NOTHING else 0.0
            fixed = optimum.keep_down().tolist()
            if level >= FULFILLED:
                fixed, level = open_goals, 1.0
            stages.append(optimum.stage("leximin", priority=priority, fixed=fixed))
            program.hold_goals(fixed, level, optimum)
            progress(f"class {priority}: level {level:.3f}, {len(fixed)} goals fixed")
            closed = set(fixed)
            open_goals = [g for g in open_goals if g not in closed]
    return stages
