"""Plan an economy: goals, then what comes after them, then least effort, then the certificate."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

import numpy as np

from balances.certificate import certify
from balances.economy.economy import Economy
from balances.economy.evidence import Evidence, Stage
from balances.economy.issue import InfeasiblePlanError, SolverStoppedError
from balances.economy.valuation import effort_weights
from balances.gosplan.conflict import explained
from balances.gosplan.iterative import plan_by_rounds
from balances.gosplan.methods import LEXIMIN, METHODS, Progress
from balances.gosplan.plan import ITERATIVE, Plan
from balances.program.goals import BALANCED
from balances.program.lp import HIGHS
from balances.program.optimum import Optimum
from balances.program.program import Program


@dataclass
class HotStart:
    """What a sweep or a replay carries from one plan to the next.

    Attributes:
        program: the last program solved, with the live solvers of its stages; None at first.
        prepared: keys of protections that a later plan may have and an earlier one not: from the
            second plan on by leximin there is room for them.
    """

    program: Program | None = None
    prepared: frozenset[str] = frozenset()

    def following(
        self, economy: Economy, mode: str, solver: str, seconds: float, *, method: str
    ) -> Program:
        """The next program, begun where the last one ended; the first has no room to spare."""
        room = self.prepared if method == LEXIMIN and self.program is not None else ()
        return Program(
            economy, mode, solver, seconds, followed=True, like=self.program, prepared=room
        )


def solve(
    economy: Economy,
    mode: str = BALANCED,
    *,
    method: str = "",
    solver: str = HIGHS,
    seconds: float = math.inf,
    progress: Progress = lambda _: None,
    hot: HotStart | None = None,
) -> Plan:
    """Make the plan of an economy and certify it.

    Where a proof fails after a stage was solved, rounding is to blame and not the workbook: the
    plan is begun once more, by the interior point.

    Args:
        economy: what is to be planned.
        mode: balanced (one class, equal cuts) or mobilised (classes as declared).
        method: leximin, weighted, least_effort or iterative; empty = the workbook's.
        solver: `highs`, or another solver of PuLP as a cross-check.
        seconds: time limit for all stages together.
        progress: called with one line a stage.
        hot: keeps the live solver from one plan to the next, for economies that differ in
            limits only.

    Raises:
        InfeasiblePlanError: hard lines contradict each other; names them.
        UnboundedPlanError: what is to be maximised has no limit.
        SolverStoppedError: no proof within the time, or the certificate was refused.
    """
    chosen = method or economy.settings.method
    if chosen == ITERATIVE:
        return plan_by_rounds(economy, mode)
    deadline = time.monotonic() + seconds
    failures: list[str] = []
    for interior in (False, True):
        left = deadline - time.monotonic()
        if hot is None or interior:
            program = Program(economy, mode, solver, left, interior=interior)
        else:
            program = hot.following(economy, mode, solver, left, method=chosen)
        try:
            plan = _certified(program, chosen, progress)
        except (InfeasiblePlanError, SolverStoppedError) as error:
            if program.nothing_solved:
                raise explained(error, program, deadline - time.monotonic()) from None
            failures.append(str(error).splitlines()[0])
            progress("rounding stood in the way; starting again, more cautiously")
        else:
            if hot is not None:
                hot.program = program
            return plan
    said = "; ".join(dict.fromkeys(failures))
    raise SolverStoppedError(f"Rounding stood in the way of a proof in every attempt ({said})")


def _certified(program: Program, method: str, progress: Progress) -> Plan:
    """All stages of one attempt, and the certificate without which there is no plan."""
    economy = program.layout.economy
    stages = METHODS[method](program, progress)
    stages += _after_goals(program, progress)
    effort = _least_effort(program, economy, progress)
    structure, awake = program.structure, program.structure.awake
    evidence = Evidence(
        rows=awake.keys_of_rows,
        columns=awake.keys,
        values=program.within_bounds(effort.values)[awake.unknowns],
        stages=(*stages, effort.stage("least_effort")),
        priorities={goal.key: goal.priority for goal in awake.asked},
        unique=program.lp.is_unique(),
        solver=program.lp.name,
        cross_check=not program.lp.exact,
        mip_gap=program.lp.gap,
    )
    certificate = certify(economy, evidence)
    if not certificate.passed:
        faults = "; ".join(certificate.faults[:3])
        raise SolverStoppedError(f"The plan did not pass its certificate: {faults}.")
    mode = program.mode
    return Plan(economy, mode, method, "optimal", evidence, certificate, built=structure)


def _after_goals(program: Program, progress: Progress) -> list[Stage]:
    """Maximise a measure once the goals have what they can have, where one is named."""
    if program.layout.economy.settings.maximised is None:
        return []
    optimum = program.solve(program.measure_costs())
    stage = optimum.stage("maximise")
    program.hold_optimum(optimum, measure=-stage.objective)
    progress(f"measure maximised at {-stage.objective:.6g}")
    return [stage]


def _least_effort(program: Program, economy: Economy, progress: Progress) -> Optimum:
    """The last stage: of all plans that are as good, the one that takes least effort."""
    costs = np.asarray(effort_weights(economy, program.layout.unknowns.keys))
    optimum = program.solve(costs)
    progress(f"least effort {costs @ optimum.values:.6g}")
    return optimum
