"""Why figures are what they are, and what it would take to reach them."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from balances import analysis
from balances.analysis import Explanation, Grounds, goal_named, goals_named, short_goals
from balances.api.provenance import came_from
from balances.api.runs import Run, plan_workbook
from balances.economy.issue import InfeasiblePlanError
from balances.gosplan import Plan
from balances.reporting import (
    explanation_record,
    publish,
    render_contradiction,
    render_explained,
)
from balances.reporting.document import document
from balances.workbook import Reading

FULLY = 10
"""Goals that are explained in full where everything short is told."""

REACHED = 50
"""Goals for which it is reckoned what would reach them, at least cost."""


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
    seconds: float = math.inf,
    progress: Callable[[str], None] = lambda _: None,
    **how: Any,  # noqa: ANN401
) -> Explained:
    """Plan a workbook and explain goals of its plan.

    Args:
        path: an .xlsx file or a folder of .csv files.
        goal: what goals are called; empty = all that are short, of which the first `FULLY` are
            told every addition that is enough alone, with the ranges of prices, and the first
            `REACHED` what would reach them at least cost.
        seconds: time limit for each plan, and for each goal.
        progress: called with a line a stage and a goal.
        how: mode, method, solver, variant, edits, scenario, strict and found, as in
            `plan_workbook`.

    Raises:
        GoalNameError: no goal is called so.
        NoPricesError: the plan was made by rounds.
        InputError, FileError, InfeasiblePlanError …: as `plan_workbook`.
    """
    run = plan_workbook(path, seconds=seconds, progress=progress, command="explain", **how)
    plan = run.given.main
    chosen = goals_named(plan, goal) if goal else short_goals(plan)
    grounds, told = Grounds(plan), []
    whole = plan.layout.unknowns.building.integers.size > 0
    for n, key in enumerate(chosen):
        progress(f"explaining goal {n + 1} of {len(chosen)}")
        full = n < FULLY
        told.append(
            analysis.explain(
                plan,
                key,
                grounds=grounds,
                ranges=full,
                additions=full or (n < REACHED and not whole),
                alone=full,
                seconds=seconds,
            )
        )
    return Explained(run, tuple(told))


def publish_explained(
    found: Explained, target: Path | None = None, json_target: Path | None = None
) -> tuple[Path, ...]:
    """Write what was explained as a report and as JSON, together or not at all.

    Raises:
        FileError: they cannot be written; old files are left whole.
    """
    files: dict[Path, bytes] = {}
    if target is not None:
        files[target] = render_explained(found.run.given, found.explanations)
    if json_target is not None:
        named = [*files, json_target]
        files[json_target] = explained_json(found, named).encode("utf-8")
    return publish(files)


def publish_contradiction(
    reading: Reading, error: InfeasiblePlanError, target: Path
) -> tuple[Path, ...]:
    """Write what contradicts what as a report; nothing where no lines are known to be in conflict.

    Raises:
        FileError: it cannot be written.
    """
    if error.contradiction is None:
        return ()
    came = came_from("explain", reading)
    synthetic = reading.economy is not None and reading.economy.synthetic
    return publish({target: render_contradiction(error.contradiction, came, synthetic=synthetic)})


def explained_json(found: Explained, files: Sequence[Path] = ()) -> str:
    """The JSON object of the run that wrote these files, with `explanations`."""
    whole = document(found.run.given, [str(path) for path in files]) | {
        "explanations": [explanation_record(each) for each in found.explanations]
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
