"""What can give way in an elastic program, and the rows it takes part in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from balances.economy.contradiction import DOWN, LOW, ROW, UP, Line, Part
from balances.economy.economy import Matrix, Vector
from balances.program.program import Program


@dataclass(frozen=True)
class Slack:
    """One s while it is being placed.

    Attributes:
        line: its line. way: its direction. cost: of a unit. most: how far it goes.
        moving: whether it moves the whole line. entries: (row, change of its limit).
    """

    line: int
    way: int
    cost: float
    most: float
    moving: bool
    entries: tuple[tuple[int, float], ...]


class ElasticRows:
    """Rows of the elastic program: the program's own, then one for each bound that a line sets."""

    def __init__(self, program: Program, *, goals_held: bool) -> None:
        self.at = {(ROW, key): r for r, key in enumerate(program.rows)}
        self.columns = {key: k for k, key in enumerate(program.layout.unknowns.keys)}
        limits, low, high = program.limits_now()
        self.low, self.high = low.copy(), high.copy()
        goals = zip(program.layout.goals, program.layout.unknowns.deliveries, strict=True)
        # Protection follows from its claim; what an agency is to be allotted is no line yet.
        if not goals_held:
            self.low[[k for goal, k in goals if goal.kind in ("protection", "allocation")]] = 0.0
        self.senses = [int(sense) for sense in program.structure.senses]
        self.limits: list[float] = limits.tolist()
        self.bounded: list[int] = []

    def place(self, part: Part, limit: float) -> int | None:
        """The row that a part is about; a bound becomes one. None if there is no such limit.

        A bound is set to what the line says: the program may give back a little of it.
        """
        found = self.at.get((part.place, part.key))
        if found is not None or part.place == ROW or part.key not in self.columns:
            return found
        column = self.columns[part.key]
        bound = self.low if part.place == LOW else self.high
        self.senses.append(UP if part.place == LOW else DOWN)
        self.limits.append(limit)
        bound[column] = 0.0 if part.place == LOW else np.inf
        self.bounded.append(column)
        self.at[part.place, part.key] = len(self.senses) - 1
        return len(self.senses) - 1


def extended(matrix: Matrix, bounded: Sequence[int], pulls: Matrix, costs: Vector) -> Matrix:
    """Rows of the program, of bounds that lines set, and of the common measure of every s.

    Columns: the unknowns, the common measure, every s.
    """
    ones = np.ones(len(bounded)), (range(len(bounded)), bounded)
    own = sp.csr_array(ones, shape=(len(bounded), matrix.shape[1]))
    common = sp.csr_array(-1.0 / costs[:, np.newaxis])
    blocks = [
        [sp.vstack([matrix, own]), None, -pulls.T],
        [None, common, sp.eye_array(costs.size)],
    ]
    return sp.block_array(blocks, format="csr")


def frees_of(slacks: Sequence[Slack], pulls: Matrix, senses: Vector) -> Matrix:
    """Rows that each s lets go without end where it does nothing else, S x R."""
    loosened = sp.csr_array(pulls @ sp.diags_array(-senses)) > 0.0
    only = loosened.sum(axis=1) == (pulls != 0.0).sum(axis=1)
    unbounded = np.array([np.isinf(slack.most) for slack in slacks], dtype=np.bool_)
    endless = unbounded & np.asarray(only).ravel()
    return sp.csr_array(sp.diags_array(endless.astype(np.float64)) @ abs(pulls))


def placed(
    program: Program, lines: Sequence[Line], *, goals_held: bool
) -> tuple[ElasticRows, tuple[Line, ...], tuple[Slack, ...]]:
    """The rows of the elastic program, the lines that set something in them, and every s of these.

    Args:
        program: as it stood when no plan was found.
        lines: every line of its economy.
        goals_held: whether every goal stands where the program holds it, and is no line.
    """
    rows = ElasticRows(program, goals_held=goals_held)
    kept: list[Line] = []
    slacks: list[Slack] = []
    for line in lines:
        parts = [(rows.place(part, line.limit * part.change), part) for part in line.parts]
        there = [(r, part.change) for r, part in parts if r is not None]
        if there:
            slacks += slacks_of(len(kept), line, there, rows)
            kept.append(line)
    return rows, tuple(kept), tuple(slacks)


def slacks_of(
    number: int, line: Line, parts: Sequence[tuple[int, float]], rows: ElasticRows
) -> list[Slack]:
    """The s of one line: one a direction; one a limit where it does not move in proportion."""
    cost, found = 1.0 / line.size, []
    if line.linear:
        for way in line.ways:
            most = line.limit - line.least if way == DOWN else np.inf
            entries = tuple((r, way * change) for r, change in parts)
            found.append(Slack(number, way, cost, most, True, entries))
    if not line.linear or (len(line.ways) > 1 and len(parts) > 1):
        found += [
            Slack(number, way, cost, most, False, ((r, float(way)),))
            for r, change in parts
            for way in (UP, DOWN)
            if rows.senses[r] != way and (most := _most_apart(line, way, change)) > 0.0
        ]
    return found


def _most_apart(line: Line, way: int, change: float) -> float:
    """How far one limit of a line gives way by itself, so that the line can be dropped.

    As the line falls to its least, so may its limits, and no further; where it moves in
    proportion all of them do that together.
    """
    if way * change > 0.0:
        return np.inf
    return 0.0 if line.linear else (line.limit - line.least) * abs(change)


def pulls_of(slacks: Sequence[Slack], rows: int) -> Matrix:
    """E: what each s adds to the limit of each row, S x R."""
    cells = [(n, r, change) for n, slack in enumerate(slacks) for r, change in slack.entries]
    at, places, changes = zip(*cells, strict=True) if cells else ((), (), ())
    return sp.csr_array((changes, (at, places)), shape=(len(slacks), rows), dtype=np.float64)
