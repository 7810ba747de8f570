"""Economies planned: one plan, or a log of decrees replayed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from balances import gosplan, politburo
from balances.economy.economy import Economy
from balances.gosplan import Plan
from balances.gosplan.methods import METHODS
from balances.gosplan.plan import ITERATIVE
from balances.politburo import Replay, with_shocks
from balances.program.goals import BALANCED, MOBILISED, MODES

ANY_METHOD = (*METHODS, ITERATIVE)


def solve(
    economy: Economy,
    mode: str = BALANCED,
    *,
    method: str = "",
    solver: str = "highs",
    seconds: float = math.inf,
    progress: Callable[[str], None] = lambda _: None,
) -> Plan:
    """Make the plan of an economy and certify it.

    Args:
        economy: what is to be planned.
        mode: balanced (one class, equal cuts) or mobilised (classes as declared).
        method: leximin, weighted, least_effort or iterative; empty = the workbook's.
        solver: `highs`, or another solver of PuLP as a cross-check.
        seconds: time limit for all stages together.
        progress: called with one line a stage.

    Raises:
        ValueError: no such mode, method or solver.
        InfeasiblePlanError: hard lines contradict each other; names them.
        UnboundedPlanError: what is to be maximised has no limit.
        SolverStoppedError: no proof within the time, or the certificate was refused.
    """
    known("mode", mode, MODES)
    if method:
        known("method", method, ANY_METHOD)
    return gosplan.solve(
        economy, mode, method=method, solver=solver, seconds=seconds, progress=progress
    )


@dataclass(frozen=True)
class Planning:
    """How plans are made.

    Attributes:
        method: as in `solve`; empty = the workbook's.
        solver: as in `solve`.
        seconds: time limit for each plan.
    """

    method: str = ""
    solver: str = "highs"
    seconds: float = math.inf

    def plan(self, economy: Economy, mode: str, progress: Callable[[str], None]) -> Plan:
        """The plan of an economy in one mode; raises as `solve`."""
        return solve(
            economy,
            mode,
            method=self.method,
            solver=self.solver,
            seconds=self.seconds,
            progress=progress,
        )


def has_decrees(economy: Economy) -> bool:
    """Whether the log of the economy holds a decree that is active."""
    return any(decree.active for decree in economy.decrees)


def replay(
    economy: Economy,
    *,
    upto: int | None = None,
    how: Planning = Planning(),
    progress: Callable[[str], None] = lambda _: None,
) -> Replay:
    """Replay the log of decrees on the approved plan, one after another.

    Args:
        economy: with its log.
        upto: how many of the active decrees; None = all.
        how: the plans are made.
        progress: called with a line a decree.

    Raises:
        ValueError: no such method or solver.
        InfeasiblePlanError: there is no plan before the first decree.
        SolverStoppedError: a step found no proof.
    """
    if how.method:
        known("method", how.method, ANY_METHOD)
    return politburo.replay(
        economy,
        upto=upto,
        method=how.method,
        solver=how.solver,
        seconds=how.seconds,
        progress=progress,
    )


def plan_of_mode(
    economy: Economy,
    mode: str,
    how: Planning,
    progress: Callable[[str], None],
    *,
    upto: int | None = None,
) -> tuple[Plan, Replay | None]:
    """The plan of one mode: the mobilised one is where the replay of the decrees ends.

    Args:
        economy: with its log; its events hold for every plan.
        mode: balanced or mobilised.
        how: the plans are made.
        progress: called with a line a stage.
        upto: how many of the active decrees; None = all.

    Raises:
        InfeasiblePlanError, UnboundedPlanError, SolverStoppedError: as `solve`.
    """
    if mode == MOBILISED and has_decrees(economy):
        replayed = replay(economy, upto=upto, how=how, progress=progress)
        return replayed.plan, replayed
    return how.plan(with_shocks(economy), mode, progress), None


def known(what: str, name: str, names: Sequence[str]) -> None:
    """Raise a ValueError that lists what there is, if the name is not among it."""
    if name not in names:
        raise ValueError(f"no {what} {name!r}; there are {', '.join(names)}.")
