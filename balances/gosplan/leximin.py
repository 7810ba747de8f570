"""Leximin by class: the goal worst off is made as well off as can be, class after class.

For each class in ascending order: raise the common level lambda of all its open goals; fix
those that keep it down (a positive dual in their fulfilment row, or in the hard floor that
holds them above the level); go on with the rest until all are fixed or fulfilled.
What a class has is never touched by a later one, but for a millionth where rounding needs it.
Source: MODEL section 5.
"""

from __future__ import annotations

from collections.abc import Callable

from balances.economy.evidence import Stage
from balances.program.program import Program

FULFILLED = 1.0 - 1e-9
"""A level of fulfilment from here on counts as 1."""

NOTHING = 1e-9
"""A level of fulfilment up to here counts as 0."""

BINDING = 1e-6
"""A goal keeps the level down if its natural size, at its shadow price, is worth more than this
part of the level. Natural size and not target: a small claim on a scarce good is held down by
the same price as a large one. If none is worth as much, the one worth most is fixed."""


def leximin(program: Program, progress: Callable[[str], None]) -> list[Stage]:
    """Solve class after class; every goal ends held at the level its stage proved.

    Raises:
        InfeasiblePlanError, SolverStoppedError: as `Program.solve`.
    """
    goals = program.layout.goals
    stages: list[Stage] = []
    for priority in sorted({goal.priority for goal in goals}):
        open_goals = [g for g, goal in enumerate(goals) if goal.priority == priority]
        while open_goals:
            costs = program.raising_costs()
            solution = program.solve(costs, open_goals)
            level = -program.proved(costs, solution, open_goals)
            level = level if level > NOTHING else 0.0
            if level >= FULFILLED:
                fixed, level = open_goals, 1.0
            else:
                worth = program.worth_of_goals(costs, solution)
                most = max(worth[g] for g in open_goals)
                fixed = [g for g in open_goals if worth[g] > min(BINDING, 0.5 * most)]
            stages.append(
                program.stage(
                    "leximin", costs, solution, priority=priority, raised=open_goals, fixed=fixed
                )
            )
            program.hold(fixed, level)
            if level < 1.0:
                program.hold_face(costs, solution)
            progress(f"class {priority}: level {level:.3f}, {len(fixed)} goals fixed")
            closed = set(fixed)
            open_goals = [g for g in open_goals if g not in closed]
    return stages
