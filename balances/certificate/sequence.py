"""The sequence of stages: is it one that a method makes, and did each optimise what it should?

Goals first (leximin stages, one weighted stage, or none where all goals are limits), then the
measure that the workbook wants maximised, then least effort.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from balances.certificate.match import Match
from balances.certificate.statement import Statement
from balances.economy.economy import Economy, Vector
from balances.economy.evidence import Evidence, Stage
from balances.economy.keys import Key, claim_key, figure_key, protection_key


def faults_of_sequence(economy: Economy, match: Match, tolerance: float) -> Iterator[str]:
    """What is wrong with the kinds, the costs and the goals of the stages."""
    statement, evidence = match.statement, match.evidence
    kinds = [stage.kind for stage in evidence.stages]
    after = ["least_effort"] if economy.settings.maximised is None else ["maximise", "least_effort"]
    first, end = kinds[: -len(after)], kinds[-len(after) :]
    if end != after or not (set(first) <= {"leximin"} or first == ["weighted"]):
        yield "the stages are not those of any method"
    yield from _held_at_the_end(statement, evidence, tolerance, all_limits=not first)
    whole = {
        Key(kind, project.code, t)
        for kind in ("open", "finished")
        for project in economy.projects
        for t in range(len(economy.periods) * project.integer)
    }
    for number, stage in enumerate(evidence.stages, start=1):
        if set(stage.whole) != whole or not {*stage.whole.values()} <= {0.0, 1.0}:
            yield f"stage {number} has projects that are not whole"
        costs = _costs(economy, statement, stage)
        if costs is not None and not np.array_equal(stage.costs, costs):
            yield f"stage {number} did not optimise what it says"


def _held_at_the_end(
    statement: Statement, evidence: Evidence, tolerance: float, *, all_limits: bool
) -> Iterator[str]:
    """Without stages that raise goals every goal is a limit; a measure moves none of them."""
    goals, last = statement.goals, evidence.stages[-1]
    maximised = [stage for stage in evidence.stages if stage.kind == "maximise"]
    held = goals.values(last.floors, 0.0)
    raised = held >= goals.targets * (1.0 - tolerance)
    same = np.ones(held.size, dtype=bool)
    for stage in maximised:
        apart = np.abs(goals.values(stage.floors, 0.0) - held)
        same &= apart <= tolerance * goals.targets
    for g, key in enumerate(goals.at):
        if all_limits and not raised[g]:
            yield f"{key} was never raised and is no limit"
        if not same[g]:
            yield f"{key} was held otherwise while the measure was maximised"


def _costs(economy: Economy, statement: Statement, stage: Stage) -> Vector | None:
    """What a stage of this kind minimises; None for least effort, which has its own check."""
    costs = np.zeros(len(statement.low))
    if stage.kind == "leximin":
        costs[statement.level] = -1.0
    elif stage.kind == "maximise":
        costs[statement.measure] = -1.0
    elif stage.kind == "weighted":
        weights = {claim_key(economy, c): c.weight for c in economy.claims}
        weights |= {figure_key(economy, k): k.weight for k in economy.figures}
        # What is protected of a claim is no further claim.
        weights |= {protection_key(economy, c): 0.0 for c in economy.claims}
        goals = statement.goals
        costs[goals.columns] = -goals.values(weights, 1.0) / goals.targets
    else:
        return None
    return costs
