"""The evidence and the economy's own program, matched: which row of one is which of the other.

Nothing is taken on trust: arrays of another shape or type, positions out of range, values that
are no numbers and keys that the economy does not have are a misfit.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from balances.certificate.ledger import MisfitError
from balances.certificate.restated import restate
from balances.certificate.statement import Statement
from balances.economy.economy import Economy, Vector
from balances.economy.evidence import Evidence, Positions, Stage

AFTER_GOALS = "after_goals"
"""What the floor of a maximised measure is called among the floors of the goals."""


@dataclass(frozen=True, eq=False)
class Match:
    """What the certificate reads.

    Attributes:
        statement: the program, from the economy alone; goals in the order of the evidence.
        order: where the evidence has each row of the statement, R.
        evidence: arrays of the right shapes, whose keys are all known.
    """

    statement: Statement
    order: Positions
    evidence: Evidence


def matched(economy: Economy, evidence: Evidence) -> Match:
    """Restate the economy and find in it what the evidence speaks of.

    Raises:
        MisfitError: the evidence speaks of something else, or lacks something.
    """
    statement = restate(economy, evidence.columns)
    at = {key: r for r, key in enumerate(evidence.rows)}
    if not len(evidence.rows) == len(at) == len(statement.rows):
        raise MisfitError("rows are lacking")
    try:
        order = np.array([at[key] for key in statement.rows], dtype=np.int64)
    except KeyError as error:
        raise MisfitError(f"no row {error}") from None
    if not evidence.stages:
        raise MisfitError("there are no stages")
    if evidence.priorities.keys() != statement.goals.at.keys():
        raise MisfitError("the goals are not those of the economy")
    statement = replace(statement, goals=statement.goals.ordered(evidence.priorities))
    if not _are_numbers(evidence.values, len(statement.columns)):
        raise MisfitError("the plan has values that are no numbers")
    for number, stage in enumerate(evidence.stages, start=1):
        for misfit in _misfits(statement, stage):
            raise MisfitError(f"stage {number} has {misfit}")
    return Match(statement, order, evidence)


def _misfits(statement: Statement, stage: Stage) -> Iterator[str]:
    """What of a stage cannot be read, in words."""
    rows, unknowns, goals = len(statement.rows), len(statement.columns), len(statement.goals.at)
    if not (_are_numbers(stage.costs, unknowns) and math.isfinite(stage.objective)):
        yield "costs that are no numbers"
    if not _are_numbers(stage.duals, rows):
        yield "prices that are no numbers"
    if not (_is_array(stage.tied, "i", goals) and _are_within(stage.tied, -1, goals)):
        yield "goals tied to what is no goal"
    if not _is_array(stage.tight, "b", rows):
        yield "rows held tight that are not there"
    if not _is_array(stage.pinned, "f", unknowns) or np.isinf(stage.pinned).any():
        yield "unknowns pinned at what is no number"
    yield from _misfits_of_keys(statement, stage)


def _misfits_of_keys(statement: Statement, stage: Stage) -> Iterator[str]:
    measure = {AFTER_GOALS} if statement.measure >= 0 else set()
    named = {*stage.raised, *stage.fixed, *stage.caps, *(stage.floors.keys() - measure)}
    if not named <= statement.goals.at.keys():
        yield "goals that are not there"
    if not stage.whole.keys() <= statement.columns.keys():
        yield "whole unknowns that are not there"
    values = (*stage.floors.values(), *stage.caps.values(), *stage.whole.values())
    if not all(map(math.isfinite, values)):
        yield "floors or ceilings that are no numbers"


def _is_array(found: object, kind: str, size: int) -> bool:
    """Whether it is a vector of this size and of this kind of type, as numpy calls it."""
    return isinstance(found, np.ndarray) and found.shape == (size,) and found.dtype.kind == kind


def _are_numbers(found: Vector, size: int) -> bool:
    return _is_array(found, "f", size) and bool(np.isfinite(found).all())


def _are_within(found: Positions, first: int, end: int) -> bool:
    return bool(np.all((found >= first) & (found < end)))
