"""Prices of the fifth plan against plans made with a little more and a little less."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from balances.economy.contradiction import ROW
from balances.economy.noticed import FULL
from balances.gosplan import solve
from balances.gosplan.conflict import lines_of, with_limit
from balances.workbook import read

FIFTH = Path(__file__).parents[2] / "data" / "fifth_plan"

STEP = 1e-5
"""Part of a limit by which it is moved: no other plan becomes the best."""

FELT = 1e-4
"""Worth of a limit, as a part of what a stage comes to, from which on the quotient has digits."""

# What is held of a line by the stages before moves along: late prices have either sign.
LINES = [
    "labour 'farmers' in 1955",
    "capacity of cotton",
    "imports of livestock",
    "foreign exchange in 1955, credit",
    "investment budget of MinHeavyMach in 1955",
    "control figure 'Wage fund' 1955",
]


@cache
def economy():
    return read(FIFTH, variant="Stalin").economy


@cache
def plan():
    return solve(economy())


def line(name):
    return next(line for line in lines_of(economy()) if line.name == name)


def stages(planned):
    """Objective of each stage by what it did: its class and the goals that it fixed."""
    found = planned.evidence.stages
    return {(s.kind, s.priority, frozenset(s.fixed)): -s.objective for s in found}


def gain(part, stage):
    """Gain in the objective of a stage from what one more unit of a line sets there."""
    evidence, structure = plan().evidence, plan().structure
    if part.place == ROW:
        return -stage.duals[evidence.rows.index(part.key)] * part.change
    k = evidence.columns.index(part.key)
    if evidence.values[k] < FULL * structure.layout.unknowns.upper[k]:
        return 0.0
    reduced = stage.costs[k] - (structure.matrix[:, [k]].T @ stage.duals).item()
    return -reduced * part.change


@cache
def quotients(name):
    """Gain by one more unit and loss by one less in every stage, 2 x S."""
    moved, found = line(name), stages(plan())
    step = STEP * moved.size
    sides = []
    for way in (1.0, -1.0):
        other = stages(solve(with_limit(economy(), moved, moved.limit + way * step)))
        sides.append([(other[stage] - level) / (way * step) for stage, level in found.items()])
    return np.array(sides)


@pytest.mark.parametrize("name", LINES)
def test_prices_in_every_stage_are_difference_quotients(name):
    moved, solved = line(name), plan().evidence.stages
    prices = np.array([sum(gain(part, stage) for part in moved.parts) for stage in solved])
    comes_to = np.array([abs(stage.objective) for stage in solved])
    felt = np.abs(prices) * moved.size > FELT * comes_to
    assert felt.sum() >= 8
    assert prices[felt].min() < 0.0 < prices[felt].max()
    for found in quotients(name):
        assert found[felt] == pytest.approx(prices[felt], rel=1e-4)


@pytest.mark.parametrize(
    ("name", "row", "item", "holder"),
    [
        ("labour 'farmers' in 1955", "labour", "farmers", ""),
        ("foreign exchange in 1955, credit", "foreign_exchange", "", ""),
        (
            "investment budget of MinHeavyMach in 1955",
            "investment_budget",
            "agency",
            "MinHeavyMach",
        ),
    ],
)
def test_the_price_shown_is_the_quotient_of_its_stage(name, row, item, holder):
    prices = plan().prices.set_index(["row", "item", "holder", "period"])
    shown = prices.loc[(row, item, holder, "1955")]
    for found in quotients(name):
        assert found[shown["stage"] - 1] == pytest.approx(shown["shadow_price"], rel=1e-4)


@pytest.mark.parametrize("mode", ["balanced", "mobilised"])
def test_no_price_shown_is_below_zero_or_a_rounding(mode):
    # Nothing in the workbook is a hard minimum, whose price is what it costs.
    prices = solve(economy(), mode).prices
    assert prices["shadow_price"].min() > 0.0
    assert prices["worth"].min() > 1e-13
