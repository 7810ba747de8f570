"""What would it take: the least additions to resources with which a goal reaches its target.

All other goals stay at what the plan gives them. Resources are the lines of what there is to
produce with: capacity, stocks, imports, labour, allotments, credit and money; and ceilings. What
others claim is none. Every goal is held a billionth below its delivery, so that rounding is not
taken for a shortage.
Source: MODEL section 10.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from balances.economy.contradiction import UP, Line, Relaxation
from balances.economy.economy import Economy
from balances.economy.issue import SolverStoppedError
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
        alone: additions to one line each, any of which is enough; cheapest first. All of them,
            or the cheapest only, as was asked.
        together: additions that are enough when all are made, at least cost; the cost of one is
            its part of the size of its line. Empty where nothing is missing, or where no
            addition is enough.
        possible: whether any additions are enough.
    """

    alone: tuple[Relaxation, ...]
    together: tuple[Relaxation, ...]
    possible: bool


def stretched(plan: Plan) -> Elastic:
    """The plan's goals held where they are, with resources that can give way.

    One live program for all questions about one plan.
    """
    program = Program(plan.economy, plan.mode, HIGHS, math.inf)
    delivered = plan.evidence.values[program.layout.unknowns.deliveries]
    program.settle(delivered * (1.0 - LET_OFF))
    whole = program.layout.unknowns.building.integers.size > 0
    return elastic(program, resources(plan.economy), math.inf, whole=whole, goals_held=True)


def least_additions(
    plan: Plan,
    goal: str,
    holding: Elastic | None = None,
    seconds: float = math.inf,
    *,
    alone: bool = True,
) -> Additions:
    """The least additions with which one goal of a plan reaches its target.

    Args:
        plan: a plan by linear programs.
        goal: key of the goal.
        holding: `stretched` of the same plan, where several goals are asked about.
        seconds: time limit.
        alone: whether each line that is enough alone is looked for, which takes many programs;
            the cheapest one is known where it is the cheapest of all ways.

    Raises:
        SolverStoppedError: nothing was proved within the time.
    """
    asked = _at_target(holding or stretched(plan), plan, goal)
    if not asked.lines:
        return Additions((), (), possible=False)
    asked.lp.allow(seconds)
    found = asked.strain_beside(())
    if found is None:
        if asked.lp.out_of_time:
            raise SolverStoppedError("The time was up before what would be enough was known.")
        return Additions((), (), possible=False)
    if found.total <= STRAIN:
        return Additions((), (), possible=True)
    together = tuple(_together(asked, found))
    if alone:
        enough = tuple(sorted(_alone(asked, found), key=lambda way: way.cost))
    else:
        enough = together if len(together) == 1 else ()
    return Additions(enough, together, possible=True)


def _at_target(holding: Elastic, plan: Plan, goal: str) -> Elastic:
    """The same with one goal at its target."""
    place = next(n for n, each in enumerate(plan.layout.goals) if each.key == goal)
    column = int(plan.layout.unknowns.deliveries[place])
    low, high = holding.low.copy(), holding.high.copy()
    low[column] = high[column] = plan.layout.goals[place].target
    return replace(holding, low=low, high=high)


def resources(economy: Economy) -> tuple[Line, ...]:
    """Lines that say how much there is, and that can be moved by a quantity."""
    return tuple(line for line in lines_of(economy) if line.linear and _is_resource(line))


def _is_resource(line: Line) -> bool:
    ceiling = line.kind == "figure" and line.sense == "at_most"
    return UP in line.ways and (line.kind in RESOURCES or ceiling)


def _alone(asked: Elastic, found: Strain) -> Iterator[Relaxation]:
    """Lines that are enough alone, with the least move of each."""
    for p in _enough(asked, found):
        by = asked.least_move(p, UP)
        if by is not None:
            yield moved(asked.lines[p], by)


def _enough(asked: Elastic, found: Strain) -> Iterator[int]:
    """Lines without which all others can stand: only what every proof of the shortage weighs.

    Where the others cannot stand without one line, the prices of that are such a proof. Whole
    projects leave none by prices; then each line is tried.
    """
    everything = range(len(asked.lines))
    whole = asked.lp.has_integers
    left = list(everything) if whole else np.flatnonzero(found.weights > PART).tolist()
    while left:
        p, *left = left
        without = asked.strain(other for other in everything if other != p)
        if without.total <= STRAIN:
            yield p
        elif not whole:
            left = [other for other in left if without.weights[other] > PART]


def _together(asked: Elastic, found: Strain) -> Iterator[Relaxation]:
    moves = zip(asked.lines, found.moves.tolist(), strict=True)
    chosen = (moved(line, by) for line, by in moves if by > STRAIN * line.size)
    yield from sorted(chosen, key=lambda way: -way.cost)
