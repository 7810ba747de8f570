"""What would it take: the least additions to resources with which a goal reaches its target.

All other goals stay at what the plan gives them. Resources are the lines of what there is to
produce with: capacity, stocks, imports, labour, allotments, credit and money; and ceilings. What
others claim is none. Every goal is held a billionth below its delivery, so that rounding is not
taken for a shortage.
Source: MODEL section 10.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from balances.economy.contradiction import UP, Line, Relaxation
from balances.economy.economy import Economy
from balances.gosplan.conflict import lines_of
from balances.gosplan.conflict.elastic import Elastic, Strain, elastic
from balances.gosplan.conflict.search import PART, STRAIN, moved
from balances.gosplan.plan import Plan
from balances.program.lp import HIGHS
from balances.program.program import Program

LET_OFF = 1e-9
"""Part of its delivery by which every other goal is let off."""

RESOURCES = frozenset(
    {
        *("capacity", "opening_output", "opening_stock", "imports", "labour", "allocation_max"),
        *("foreign_credit", "budget", "agency_budget", "overhang_limit", "deficit_limit"),
        *("savings", "normal_work", "max_open"),
    }
)
"""Kinds of lines that say how much there is."""


@dataclass(frozen=True)
class Additions:
    """Ways to reach a target.

    Attributes:
        alone: additions to one line each, any of which is enough; cheapest first.
        together: additions that are enough when all are made, at least cost; the cost of one is
            its part of the size of its line. Empty where nothing is missing, or where no
            addition is enough.
        possible: whether any additions are enough.
    """

    alone: tuple[Relaxation, ...]
    together: tuple[Relaxation, ...]
    possible: bool


def least_additions(plan: Plan, goal: str, seconds: float = math.inf) -> Additions:
    """The least additions with which one goal of a plan reaches its target.

    Args:
        plan: a plan by linear programs.
        goal: key of the goal.
        seconds: time limit of all questions together.

    Raises:
        SolverStoppedError: nothing was proved within the time.
    """
    end = time.monotonic() + seconds
    stretched = elastic(
        held_but(plan, goal, seconds),
        resources(plan.economy),
        end - time.monotonic(),
        goals_held=True,
    )
    if not stretched.lines:
        return Additions((), (), possible=False)
    found = stretched.strain_beside(())
    if found is None:
        return Additions((), (), possible=False)
    if found.total <= STRAIN:
        return Additions((), (), possible=True)
    alone = tuple(sorted(_alone(stretched, found), key=lambda way: way.cost))
    return Additions(alone, tuple(_together(stretched, found)), possible=True)


def resources(economy: Economy) -> tuple[Line, ...]:
    """Lines that say how much there is, and that can be moved by a quantity."""
    return tuple(line for line in lines_of(economy) if line.linear and _is_resource(line))


def _is_resource(line: Line) -> bool:
    ceiling = line.kind == "figure" and line.sense == "at_most"
    return UP in line.ways and (line.kind in RESOURCES or ceiling)


def held_but(plan: Plan, goal: str, seconds: float = math.inf) -> Program:
    """The program in which one goal is at its target and all others are where the plan has them."""
    program = Program(plan.economy, plan.mode, HIGHS, seconds)
    layout = program.layout
    deliveries = plan.evidence.values[layout.unknowns.deliveries] * (1.0 - LET_OFF)
    place = program.positions[goal]
    deliveries[place] = layout.goals[place].target
    program.settle(deliveries)
    return program


def _alone(stretched: Elastic, found: Strain) -> Iterator[Relaxation]:
    """Lines that are enough alone: only what a proof of the shortage weighs can be."""
    for p in np.flatnonzero(found.weights > PART).tolist():
        by = stretched.least_move(p, UP)
        if by is not None:
            yield moved(stretched.lines[p], by)


def _together(stretched: Elastic, found: Strain) -> Iterator[Relaxation]:
    moves = zip(stretched.lines, found.moves.tolist(), strict=True)
    chosen = (moved(line, by) for line, by in moves if by > STRAIN * line.size)
    yield from sorted(chosen, key=lambda way: -way.cost)
