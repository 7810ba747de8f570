"""Ways of sharing what there is among goals: each solves a program's goals and leaves stages.

A method ends with every delivery settled; least effort decides the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from balances.economy.evidence import Stage
from balances.gosplan.leximin import leximin
from balances.program.program import Program

Progress: TypeAlias = Callable[[str], None]
Method: TypeAlias = Callable[[Program, Progress], list[Stage]]


def by_leximin(program: Program, progress: Progress) -> list[Stage]:
    """Leximin by class; each delivery is settled at the level its stage proved."""
    stages = leximin(program, progress)
    program.settle()
    return stages


def by_weight(program: Program, progress: Progress) -> list[Stage]:
    """Maximise the weighted sum of fulfilments, sum of w_g f_g / tau_g, classes or not."""
    columns = program.layout.unknowns.deliveries
    costs = np.zeros(len(program.layout.unknowns.keys))
    for goal, column in zip(program.layout.goals, columns, strict=True):
        costs[column] = -goal.weight / goal.target
    optimum = program.solve(costs)
    stage = optimum.stage("weighted")
    progress(f"weighted sum of fulfilments {-stage.objective:.3f}")
    if program.held.by_face:
        program.hold_optimum(optimum)
        program.settle()
    else:
        program.settle(optimum.values[columns])
    return [stage]


def all_hard(program: Program, progress: Progress) -> list[Stage]:
    """Every goal is a limit: all are met, or there is no plan."""
    program.settle(np.array([goal.target for goal in program.layout.goals]))
    progress("all goals are limits")
    return []


LEXIMIN = "leximin"

METHODS: Mapping[str, Method] = MappingProxyType(
    {LEXIMIN: by_leximin, "weighted": by_weight, "least_effort": all_hard}
)
