"""An error that says what contradicts what."""

from __future__ import annotations

from collections.abc import Iterator

from balances.certificate import certify_contradiction
from balances.economy.contradiction import Contradiction
from balances.economy.issue import BalancesError, InfeasiblePlanError, SolverStoppedError
from balances.gosplan.conflict.search import contradiction_of
from balances.program.program import CONTRADICTION, Program

CHEAPEST = 10
"""Ways out that are told."""


def explained(error: BalancesError, program: Program, seconds: float) -> BalancesError:
    """The error, with the lines in conflict and the ways out where lines are in conflict.

    A solver that has stopped without a proof may have met lines in conflict that it could not
    tell from rounding: they are searched for all the same, and told where they are proved.

    Args:
        error: why there is no plan.
        program: as it stood then.
        seconds: time limit of the search; without it the error stays as it is.
    """
    if not isinstance(error, InfeasiblePlanError | SolverStoppedError):
        return error
    try:
        found = contradiction_of(program, seconds)
    except SolverStoppedError:
        return error
    stopped = isinstance(error, SolverStoppedError)
    if found is None or (stopped and not found.multipliers):
        return error
    if found.multipliers:
        refutation = certify_contradiction(program.layout.economy, found)
        if not refutation.proved:
            faults = "; ".join(refutation.faults[:3])
            return SolverStoppedError(f"Lines in conflict could not be proved: {faults}.")
    lines = tuple(line.words for line in found.lines)
    message = error.message if isinstance(error, InfeasiblePlanError) else CONTRADICTION
    return InfeasiblePlanError(message, lines, tuple(_ways_out(found)), found)


def _ways_out(found: Contradiction) -> Iterator[str]:
    """The cheapest moves: one of them is enough, or all of them together."""
    yield from (way.words for way in found.relaxations[:CHEAPEST])
    if found.together:
        yield "no single move is enough; these are, made together:"
        yield from (way.words for way in found.together)
