"""An error that says what contradicts what."""

from __future__ import annotations

from collections.abc import Iterator

from balances.certificate import certify_contradiction
from balances.economy.contradiction import Contradiction
from balances.economy.issue import BalancesError, InfeasiblePlanError, SolverStoppedError
from balances.gosplan.conflict.search import contradiction_of
from balances.program.program import Program

CHEAPEST = 10
"""Ways out that are told."""


def explained(error: BalancesError, program: Program, seconds: float) -> BalancesError:
    """The error, with the lines in conflict and the ways out where lines are in conflict.

    Args:
        error: why there is no plan.
        program: as it stood then.
        seconds: time limit of the search; without it the error stays as it is.
    """
    if not isinstance(error, InfeasiblePlanError):
        return error
    try:
        found = contradiction_of(program, seconds)
    except SolverStoppedError:
        return error
    if found is None:
        return error
    if found.multipliers:
        refutation = certify_contradiction(program.layout.economy, found)
        if not refutation.proved:
            faults = "; ".join(refutation.faults[:3])
            return SolverStoppedError(f"Lines in conflict could not be proved: {faults}.")
    lines = tuple(line.words for line in found.lines)
    return InfeasiblePlanError(error.message, lines, tuple(_ways_out(found)), found)


def _ways_out(found: Contradiction) -> Iterator[str]:
    """The cheapest moves: one of them is enough, or all of them together."""
    yield from (way.words for way in found.relaxations[:CHEAPEST])
    if found.together:
        yield "no single move is enough; these are, made together:"
        yield from (way.words for way in found.together)
