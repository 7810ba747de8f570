"""The stages as a sequence: what each holds was proved before it, and every level is kept."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from balances.certificate.ledger import Statement
from balances.certificate.proof import Proof
from balances.certificate.record import LET_OFF, Record
from balances.economy.economy import Economy
from balances.economy.evidence import Evidence
from balances.economy.keys import Key
from balances.economy.valuation import effort_weights


def faults_of_order(
    economy: Economy,
    statement: Statement,
    evidence: Evidence,
    proofs: list[Proof],
    tolerance: float,
) -> Iterator[str]:
    """What is wrong with the stages as a sequence."""
    x, goals, record = evidence.values, statement.goals, Record(statement)
    by_number = bool(evidence.stages[-1].floors)
    for number, proof in enumerate(proofs, start=1):
        stage = proof.stage
        yield from (f"stage {number} {fault}" for fault in record.faults_of(stage, tolerance))
        if stage.kind == "leximin":
            yield from _fixed_without_cause(proof, number, tolerance)
        record.add(stage, proof.duals, proof.reduced)
        reached = float(stage.costs @ x)
        missed = stage.kind != "leximin" and reached - stage.objective > tolerance * proof.scale()
        if missed:
            yield f"the plan does not reach what stage {number} reached"
    for key, level in record.held.items():
        column, target, floor, _ = goals[key]
        kept = level * (1.0 - LET_OFF) if by_number else level
        if x[column] < max(floor, kept) - tolerance * target:
            yield f"{key} gets less than its stage proved"
    yield from _effort_last(economy, evidence)
    yield from _classes_out_of_order(evidence)


def _effort_last(economy: Economy, evidence: Evidence) -> Iterator[str]:
    last = evidence.stages[-1]
    if last.kind != "least_effort":
        yield "the last stage is not least effort"
    elif not np.allclose(
        last.costs, effort_weights(economy, evidence.columns), rtol=1e-12, atol=0.0
    ):
        yield "the last stage did not minimise effort"


def _fixed_without_cause(proof: Proof, number: int, tolerance: float) -> Iterator[str]:
    """A goal may be fixed below 1 only if it, or its hard floor, helps to keep the level down.

    Or if an earlier stage proved what it gets, and that is less than its target.
    """
    stage, statement = proof.stage, proof.statement
    if not stage.fixed:
        yield f"stage {number} fixed nothing"
    if -stage.objective >= 1.0 - tolerance:
        return
    for key in stage.fixed:
        column, target, _, row = statement.goals[key]
        proved_before = stage.pinned.get(Key("f", key), target) < target
        if not proved_before and max(proof.duals[row], proof.reduced[column]) <= 0.0:
            yield f"stage {number} fixed {key} without cause"


def _classes_out_of_order(evidence: Evidence) -> Iterator[str]:
    classes = [stage.priority or 0 for stage in evidence.stages if stage.kind == "leximin"]
    if not classes:
        return
    if classes != sorted(classes):
        yield "classes were not solved in ascending order"
    of_class: dict[float | None, set[str]] = {}
    for key, priority in evidence.priorities.items():
        of_class.setdefault(priority, set()).add(key)
    for stage in (stage for stage in evidence.stages if stage.kind == "leximin"):
        if set(stage.raised) != of_class[stage.priority]:
            yield f"class {stage.priority} was raised without all of its open goals"
        of_class[stage.priority] -= set(stage.fixed)
    never = sorted(set().union(*of_class.values()))
    if never:
        yield f"goals that were never fixed: {never[:3]}"
