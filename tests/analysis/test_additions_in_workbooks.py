"""What it would take, written into the workbook: enough, and a hundredth less is not."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import pytest

from balances import load, solve
from balances.analysis import Grounds
from balances.analysis.additions import LET_OFF, least_additions, resources
from balances.economy.contradiction import Relaxation
from balances.gosplan import Plan
from balances.gosplan.conflict.elastic import elastic
from balances.gosplan.conflict.search import STRAIN
from balances.politburo import with_shocks
from balances.program.program import Program

DATA = Path(__file__).parents[2] / "data"

CASES = {
    "pig_iron_1937": (
        *("figure:Pig iron 1937/1937", "figure:Pig iron 1932/1932"),
        *("claim:machines/army/defence/1935", "claim:steel/railways/other/1934"),
    ),
    "timber_1935": ("figure:Timber output/1935", "claim:timber/foreign_trade/export/1935"),
    "vehicles_1933": (
        *("claim:cars/Kazak/government/1933Q1", "claim:trucks/NKTP/other/1933Q1"),
        "claim:coal/households/household/1933Q1",
    ),
    "fifth_plan": ("figure:Feed grains/1955", "figure:Feed grains/1954"),
}


def missing(plan: Plan, goal: str, path: Path, changes: Iterable[str]) -> float:
    """How far resources of the changed workbook must still give way for one goal's target.

    All other goals stand at the plan of the workbook as it was.
    """
    program = Program(with_shocks(load(path, edits=tuple(changes))), plan.mode, "highs", math.inf)
    unknowns = program.layout.unknowns
    wanted = plan.evidence.values[unknowns.deliveries] * (1.0 - LET_OFF)
    place = program.positions[goal]
    wanted[place] = program.layout.goals[place].target
    program.settle(wanted)
    able = resources(program.layout.economy)
    found = elastic(program, able, math.inf, goals_held=True).strain_beside(())
    assert found is not None
    return found.total


def less(way: Relaxation) -> str:
    assert way.line.field is not None
    return way.line.field.set_to(way.line.limit + 0.99 * (way.to - way.line.limit))


@pytest.mark.parametrize("name", CASES)
def test_additions_written_into_the_workbook_are_enough_and_a_hundredth_less_is_not(name):
    path = DATA / name
    plan = solve(with_shocks(load(path)))
    holding = Grounds(plan).holding
    for goal in CASES[name]:
        found = least_additions(plan, goal, holding)
        assert found.possible, goal
        choices = [[way] for way in found.alone[:3]]
        choices += [list(found.together)] if len(found.together) > 1 else []
        assert choices, goal
        for ways in choices:
            enough = [str(way.change) for way in ways]
            assert missing(plan, goal, path, enough) <= STRAIN, (goal, enough)
            for scant in ways:
                short = [less(w) if w is scant else str(w.change) for w in ways]
                assert missing(plan, goal, path, short) > STRAIN, (goal, short)
