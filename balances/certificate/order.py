"""The stages as a sequence: what each holds was proved before it, and every level is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from balances.certificate.match import Match
from balances.certificate.proof import Proof
from balances.certificate.record import LET_OFF, Record
from balances.certificate.statement import Goals
from balances.economy.economy import Economy
from balances.economy.evidence import Evidence, Mask
from balances.economy.valuation import effort_weights


def faults_of_order(
    economy: Economy, match: Match, proofs: Sequence[Proof], tolerance: float
) -> Iterator[str]:
    """What is wrong with the stages as a sequence."""
    evidence, goals, record = match.evidence, match.statement.goals, Record(match)
    x, by_number = evidence.values, bool(evidence.stages[-1].floors)
    for number, proof in enumerate(proofs, start=1):
        stage = proof.stage
        yield from (f"stage {number} {fault}" for fault in record.faults_of(proof, tolerance))
        if stage.kind == "leximin":
            yield from _fixed_without_cause(proof, number, tolerance)
        record.add(proof)
        reached = float(stage.costs @ x)
        missed = stage.kind != "leximin" and reached - stage.objective > tolerance * proof.scale()
        if missed:
            yield f"the plan does not reach what stage {number} reached"
    kept = record.held * (1.0 - LET_OFF) if by_number else record.held
    least = np.maximum(goals.floors, kept) - tolerance * goals.targets
    for key in _keys(goals, x[goals.columns] < least):
        yield f"{key} gets less than its stage proved"
    yield from _effort_last(economy, evidence)
    yield from _classes_out_of_order(match, proofs)


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
    stage, goals = proof.stage, proof.statement.goals
    if not stage.fixed:
        yield f"stage {number} fixed nothing"
    if -stage.objective >= 1.0 - tolerance:
        return
    # Not a number, and so never less, where nothing was proved before.
    proved_before = stage.pinned[goals.columns] < goals.targets
    price = np.maximum(proof.duals[goals.rows], proof.reduced[goals.columns])
    for key in _keys(goals, proof.fixed & ~proved_before & (price <= 0.0)):
        yield f"stage {number} fixed {key} without cause"


def _classes_out_of_order(match: Match, proofs: Sequence[Proof]) -> Iterator[str]:
    """Classes come in ascending order; a stage raises all goals of its class that are open."""
    raising = [proof for proof in proofs if proof.stage.kind == "leximin"]
    classes = [proof.stage.priority or 0 for proof in raising]
    if not classes:
        return
    if classes != sorted(classes):
        yield "classes were not solved in ascending order"
    class_of = np.array([*match.evidence.priorities.values()], dtype=np.float64)
    still_open = np.ones(class_of.size, dtype=bool)
    for proof in raising:
        if not np.array_equal(proof.raised, still_open & (class_of == proof.stage.priority)):
            yield f"class {proof.stage.priority} was raised without all of its open goals"
        still_open &= ~(proof.fixed & (class_of == proof.stage.priority))
    never = sorted(_keys(match.statement.goals, still_open))
    if never:
        yield f"goals that were never fixed: {never[:3]}"


def _keys(goals: Goals, chosen: Mask) -> list[str]:
    if not chosen.any():
        return []
    return [key for key, mine in zip(goals.at, chosen.tolist(), strict=True) if mine]
