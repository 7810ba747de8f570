"""Why figures are what they are, and what it would take to reach them."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from balances import analysis
from balances.analysis import Explanation, Grounds, goal_named, goals_named, short_goals
from balances.api.runs import Run, plan_workbook
from balances.gosplan import Plan
from balances.reporting import explanation_record
from balances.reporting.document import document
from balances.workbook import Reading

FULLY = 10
"""Goals for which it is reckoned what would reach them, where everything short is told."""


@dataclass(frozen=True, eq=False)
class Explained:
    """A workbook planned, and goals of its plan explained.

    Attributes:
        run: what was planned. explanations: of the plan that its report shows.
    """

    run: Run
    explanations: tuple[Explanation, ...]

    @property
    def plan(self) -> Plan:
        """The plan that is explained."""
        return self.run.given.main


def explain(plan: Plan, goal: str, *, seconds: float = math.inf) -> Explanation:
    """Why a goal of a plan gets what it gets, and what would reach its target.

    Args:
        plan: a plan by linear programs.
        goal: what the goal is called, such as `pig iron 1932`, or its key.
        seconds: time limit for what would reach the target.

    Raises:
        GoalNameError: no goal is called so, or several are.
        NoPricesError: the plan was made by rounds.
        SolverStoppedError: nothing was proved within the time.
    """
    return analysis.explain(plan, goal_named(plan, goal), seconds=seconds)


def explain_workbook(
    path: str | Path,
    goal: str = "",
    *,
    mode: str | None = None,
    method: str | None = None,
    variant: str | None = None,
    edits: Sequence[str] = (),
    scenario: str | None = None,
    strict: bool = False,
    seconds: float = math.inf,
    progress: Callable[[str], None] = lambda _: None,
    found: Callable[[Reading], None] = lambda _: None,
) -> Explained:
    """Plan a workbook and explain goals of its plan.

    Args:
        path: as in `plan_workbook`, like all that follow.
        goal: what goals are called; empty = all that are short, of which the first `FULLY` are
            told what would reach them.
        mode: balanced or mobilised; None = mobilised where classes differ, else balanced.
        method: as there.
        variant: as there.
        edits: as there.
        scenario: as there.
        strict: as there.
        seconds: time limit for each plan, and for each goal.
        progress: called with a line a stage and a goal.
        found: called with what the workbook holds, before it is planned.

    Raises:
        GoalNameError: no goal is called so.
        NoPricesError: the plan was made by rounds.
        InputError, FileError, InfeasiblePlanError …: as `plan_workbook`.
    """
    run = plan_workbook(
        path,
        mode=mode,
        method=method,
        variant=variant,
        edits=edits,
        scenario=scenario,
        strict=strict,
        seconds=seconds,
        command="explain",
        progress=progress,
        found=found,
    )
    plan = run.given.main
    chosen = goals_named(plan, goal) if goal else short_goals(plan)
    grounds, told = Grounds(plan), []
    for n, key in enumerate(chosen):
        progress(f"explaining goal {n + 1} of {len(chosen)}")
        full = n < FULLY
        told.append(
            analysis.explain(
                plan, key, grounds=grounds, ranges=full, additions=full, seconds=seconds
            )
        )
    return Explained(run, tuple(told))


def explained_json(found: Explained) -> str:
    """The JSON object of the run, with `explanations`."""
    whole = document(found.run.given) | {
        "explanations": [explanation_record(each) for each in found.explanations]
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
