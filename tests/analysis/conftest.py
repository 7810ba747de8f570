"""A toy of pig iron, and a question about it."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.economy import Economy
from balances.gosplan import Plan
from balances.gosplan.conflict import with_limit
from balances.program.lp import Status
from balances.program.program import Program
from tests.conftest import an_economy, figure, good, made, want

PIG_IRON = "figure:Pig iron/1937"


def pig_iron(
    ordered: float = 45.0, *, coke: float = 9.0, ore: float = 20.0, furnaces: float = 5.0
) -> Economy:
    """45 t of pig iron ordered for 1937; furnaces give 5, coke and ore a little more."""
    economy = an_economy(
        good("coke", name="Coke"), good("ore", name="Ore"), good("pig_iron", name="Pig iron"),
        made("coke", coke), made("ore", ore), made("pig_iron", furnaces, agency="metal"),
        figure("output", ordered, "pig_iron", label="Pig iron"), want("coke", 2.0, "railways"),
        uses={("coke", "pig_iron"): 0.9, ("ore", "pig_iron"): 1.8},
    )  # fmt: skip
    return replace(economy, periods=("1937",))


def is_enough(plan: Plan, goal: str, ways, part: float = 1.0) -> bool:
    """Whether a goal reaches its target, with the others at the plan, after a part of moves."""
    economy = plan.economy
    for way in ways:
        to = way.line.limit + part * (way.to - way.line.limit)
        economy = with_limit(economy, way.line, to)
    program = Program(economy, plan.mode, "highs", 60.0)
    unknowns = program.layout.unknowns
    wanted = plan.evidence.values[unknowns.deliveries] * (1.0 - 1e-9)
    place = program.positions[goal]
    wanted[place] = program.layout.goals[place].target
    program.settle(wanted)
    limits, low, high = program.limits_now()
    found = program.lp.minimise(0.0 * low, limits, low, high)
    assert found.status in (Status.OPTIMAL, Status.INFEASIBLE)
    return found.status is Status.OPTIMAL
