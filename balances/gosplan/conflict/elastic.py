r"""The elastic program: every line can give way, at a price.

.. math:: \min \sum_p s_p / \text{size}_p \quad\text{with}\quad
          A x - E s \;\{\le, =, \ge\}\; b, \quad s \ge 0

A column s_p moves the limits that line p sets, in the direction in which it gives way; one more
unknown is at least every s_p / size_p and tells the worst conflict. Where the
least sum is zero the lines can hold together; where not, it is their distance, and the shadow
prices are Farkas multipliers: with s left out, no x within its bounds lets y A x reach y b.
A line that is dropped gives way for nothing, and the rows that only it limits are free, so that
they have no multiplier at all; one that is to stand has s = 0. Structure stands, so each question
is a hot start of one live program.
Source: MODEL sections 5 and 10; Chinneck (2008), Feasibility and Infeasibility in Optimization.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from balances.economy.contradiction import DOWN, LOW, ROW, UP, Line, Part
from balances.economy.economy import Matrix, Vector
from balances.economy.issue import SolverStoppedError
from balances.economy.keys import Key
from balances.program.lp import HIGHS, LinearProgram, Status
from balances.program.program import Program

Columns = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

ROUNDING = 1e-16
"""Part of the largest multiplier, in natural sizes, up to which one is rounding. A proof that goes
back over the years weighs each of them a hundredth of the next, and needs the first as well."""


@dataclass(frozen=True, eq=False)
class Strain:
    """How far lines must give way to hold together.

    Attributes:
        total: sum of the moves, each as a part of the size of its line.
        moves: of each line [its unit], P. weights: its part in the multipliers, 0 .. 1, P.
        multipliers: Farkas multipliers of the program's own rows; those of bounds follow.
        support: positions of all rows that have one, those of bounds among them.
    """

    total: float
    moves: Vector
    weights: Vector
    multipliers: Mapping[Key, float]
    support: Columns


@dataclass(frozen=True, eq=False)
class Elastic:
    """The elastic program of an economy and its lines.

    Attributes:
        lp: the live program. rows: keys of the program's own rows, which come first.
        lines: those that set something in the program.
        limits, low, high: right-hand sides; bounds of the unknowns, and of every s where it
            may give way as far as it can.
        first: position of the first s; before it stands their common measure.
        owner: line of each s, S. ways: its direction.
        moving: whether an s moves its whole line in proportion, S.
        dropping: whether an s is there only to drop a line that could also move, S.
        costs: of each s where its line is asked to hold, S.
        pulls: what each s takes part in: E, over the rows, S x R.
        frees: rows that an s lets go without end, and others not at all, S x R.
        unlimited: limits at which the rows are free, R. equal: which are equations, R.
        row_sizes: size of the largest thing that each row counts.
    """

    lp: LinearProgram
    rows: tuple[Key, ...]
    lines: tuple[Line, ...]
    limits: Vector
    low: Vector
    high: Vector
    first: int
    owner: Columns
    ways: Columns
    moving: Mask
    dropping: Mask
    costs: Vector
    pulls: Matrix
    frees: Matrix
    unlimited: Vector
    equal: Mask
    row_sizes: Vector

    def strain(self, held: Iterable[int]) -> Strain:
        """How far these lines must give way while all others are dropped.

        Raises:
            SolverStoppedError: nothing was proved within the time.
        """
        kept = np.isin(self.owner, np.fromiter(held, dtype=np.int64))
        found = self._strain(kept, kept & self.dropping)
        if found is None:
            raise SolverStoppedError("The search for lines in conflict stopped without a proof.")
        return found

    def strain_beside(self, standing: Iterable[int]) -> Strain | None:
        """How far all other lines must give way if these stand; None if no way is far enough."""
        firm = np.isin(self.owner, np.fromiter(standing, dtype=np.int64))
        return self._strain(np.ones(firm.size, dtype=np.bool_), firm | self.dropping)

    def worst_strain(self) -> Strain | None:
        """How far the line that gives way most must, by the least common measure of all.

        The multipliers of that are an extreme ray of all proofs, and so weigh one conflict only,
        the worst (Gleeson & Ryan 1990). None if not solved.
        """
        costs = np.zeros(self.low.size)
        costs[self.first - 1] = 1.0
        return self._solved(costs, np.ones(self.owner.size, dtype=np.bool_), self.dropping)

    def _strain(self, kept: Mask, firm: Mask) -> Strain | None:
        """With costs for those kept and no move of those firm; None if not solved."""
        costs = np.zeros(self.low.size)
        costs[self.first :] = np.where(kept, self.costs, 0.0)
        return self._solved(costs, kept, firm)

    def _solved(self, costs: Vector, kept: Mask, firm: Mask) -> Strain | None:
        high = self.high.copy()
        high[self.first :][firm] = 0.0
        limits, free = self.limits.copy(), self.frees.T @ ~(kept | firm) > 0.0
        limits[: free.size] = np.where(free, self.unlimited, limits[: free.size])
        found = self.lp.minimise(costs, limits, self.low, high)
        if found.status is not Status.OPTIMAL:
            return None
        moved = np.where(kept, found.values[self.first :], 0.0)
        pulled = np.where(kept, np.abs(self.pulls @ found.duals[: self.pulls.shape[1]]), 0.0)
        return Strain(
            total=float(np.sum(self.costs * moved)),
            moves=self._by_line(moved * self.ways.astype(np.float64)),
            weights=self._by_line(pulled / self.costs),
            multipliers=self._multipliers(found.duals),
            support=self._support(found.duals),
        )

    def _by_line(self, values: Vector) -> Vector:
        """Values of the s summed over each line, P."""
        total: Vector = np.bincount(self.owner, values, len(self.lines)).astype(np.float64)
        return total

    def _multipliers(self, duals: Vector) -> Mapping[Key, float]:
        """Shadow prices of the program's own rows; those with the wrong sign are rounding."""
        way = np.sign(self.unlimited[: len(self.rows)])
        return {
            self.rows[r]: float(duals[r])
            for r in self._support(duals)
            if r < len(self.rows) and (self.equal[r] or duals[r] * way[r] <= 0.0)
        }

    def _support(self, duals: Vector) -> Columns:
        part = np.abs(duals[: self.row_sizes.size]) * self.row_sizes
        return np.flatnonzero(part > ROUNDING * np.max(part, initial=0.0))

    def suggested(self, strain: Strain) -> list[int]:
        """Lines that HiGHS itself finds in conflict among the rows of a proof; may be none."""
        high = self.high.copy()
        high[self.first :] = 0.0
        found = self.lp.columns_in_conflict(self.limits, self.low, high, strain.support)
        return sorted({int(self.owner[k - self.first]) for k in found if k >= self.first})

    def least_move(self, line: int, way: int) -> float | None:
        """Least move of one line alone, in one direction, with which all lines hold [unit].

        None where no move is enough.
        """
        chosen = (self.owner == line) & (self.ways == way) & self.moving
        high, costs = self.high.copy(), np.zeros(self.low.size)
        high[self.first :] = np.where(chosen, high[self.first :], 0.0)
        costs[self.first :] = np.where(chosen, self.costs, 0.0)
        found = self.lp.minimise(costs, self.limits, self.low, high)
        if found.status is not Status.OPTIMAL:
            return None
        return float(np.sum(found.values[self.first :][chosen]))


@dataclass(frozen=True)
class _Slack:
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


class _Rows:
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


def elastic(
    program: Program,
    lines: Sequence[Line],
    seconds: float,
    *,
    whole: bool = False,
    goals_held: bool = False,
) -> Elastic:
    """The elastic program of a program that has no plan.

    Args:
        program: as it stood when no plan was found.
        lines: every line of its economy.
        seconds: time limit for all questions together.
        whole: whether projects with `integer` are whole; else they may be done in part.
        goals_held: whether every goal stands where the program holds it, and is no line.
    """
    rows, slacks = _Rows(program, goals_held=goals_held), []
    kept: list[Line] = []
    for line in lines:
        parts = [(rows.place(part, line.limit * part.change), part) for part in line.parts]
        there = [(r, part.change) for r, part in parts if r is not None]
        if there:
            slacks += _slacks(len(kept), line, there, rows)
            kept.append(line)
    pulls, costs = _pulls(slacks, len(rows.senses)), np.array([slack.cost for slack in slacks])
    matrix = _extended(program.matrix, rows.bounded, pulls, costs)
    sizes = np.concatenate([program.layout.unknowns.sizes, [1.0], 1.0 / costs])
    counted = abs(matrix[: len(rows.senses)] @ sp.diags_array(sizes)).max(axis=1)
    senses = np.array(rows.senses, dtype=np.float64)
    lp = LinearProgram(
        matrix,
        [*rows.senses, *[DOWN] * len(slacks)],
        sizes,
        HIGHS,
        seconds,
        integers=program.layout.unknowns.building.integers if whole else NONE,
    )
    return Elastic(
        lp=lp,
        rows=program.rows,
        lines=tuple(kept),
        limits=np.concatenate([rows.limits, np.zeros(len(slacks))]),
        low=np.concatenate([rows.low, np.zeros(1 + len(slacks))]),
        high=np.concatenate([rows.high, [np.inf], [slack.most for slack in slacks]]),
        first=rows.low.size + 1,
        owner=np.array([slack.line for slack in slacks], dtype=np.int64),
        ways=np.array([slack.way for slack in slacks], dtype=np.int64),
        moving=np.array([slack.moving for slack in slacks], dtype=np.bool_),
        dropping=np.array([not s.moving and kept[s.line].linear for s in slacks], dtype=np.bool_),
        costs=costs,
        pulls=pulls,
        frees=_frees(slacks, pulls, senses),
        unlimited=np.where(senses < 0.0, np.inf, -np.inf),
        equal=senses == 0.0,
        row_sizes=counted.toarray().ravel(),
    )


def _extended(matrix: Matrix, bounded: Sequence[int], pulls: Matrix, costs: Vector) -> Matrix:
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


def _frees(slacks: Sequence[_Slack], pulls: Matrix, senses: Vector) -> Matrix:
    """Rows that each s lets go without end where it does nothing else, S x R."""
    loosened = sp.csr_array(pulls @ sp.diags_array(-senses)) > 0.0
    only = loosened.sum(axis=1) == (pulls != 0.0).sum(axis=1)
    unbounded = np.array([np.isinf(slack.most) for slack in slacks], dtype=np.bool_)
    endless = unbounded & np.asarray(only).ravel()
    return sp.csr_array(sp.diags_array(endless.astype(np.float64)) @ abs(pulls))


NONE: Columns = np.zeros(0, dtype=np.int64)


def _slacks(
    number: int, line: Line, parts: Sequence[tuple[int, float]], rows: _Rows
) -> list[_Slack]:
    """The s of one line: one a direction; one a limit where it does not move in proportion."""
    cost, found = 1.0 / line.size, []
    if line.linear:
        for way in line.ways:
            most = line.limit - line.least if way == DOWN else np.inf
            entries = tuple((r, way * change) for r, change in parts)
            found.append(_Slack(number, way, cost, most, True, entries))
    if not line.linear or (len(line.ways) > 1 and len(parts) > 1):
        found += [
            _Slack(number, way, cost, most, False, ((r, float(way)),))
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


def _pulls(slacks: Sequence[_Slack], rows: int) -> Matrix:
    """E: what each s adds to the limit of each row, S x R."""
    cells = [(n, r, change) for n, slack in enumerate(slacks) for r, change in slack.entries]
    at, places, changes = zip(*cells, strict=True) if cells else ((), (), ())
    return sp.csr_array((changes, (at, places)), shape=(len(slacks), rows), dtype=np.float64)
