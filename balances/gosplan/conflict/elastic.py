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

from balances.economy.contradiction import DOWN, Line
from balances.economy.economy import Matrix, Vector
from balances.economy.issue import SolverStoppedError
from balances.economy.keys import Key
from balances.gosplan.conflict.giving_way import (
    extended,
    frees_of,
    placed,
    pulls_of,
)
from balances.program.lp import HIGHS, LinearProgram, Status
from balances.program.program import Program

Columns = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

ROUNDING = 1e-16
"""Part of the largest multiplier, in natural sizes, up to which one is rounding. A proof that goes
back over the years weighs each of them a hundredth of the next, and needs the first as well."""


NONE: Columns = np.zeros(0, dtype=np.int64)


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
    rows, kept, slacks = placed(program, lines, goals_held=goals_held)
    pulls, costs = pulls_of(slacks, len(rows.senses)), np.array([slack.cost for slack in slacks])
    matrix = extended(program.matrix, rows.bounded, pulls, costs)
    unknowns, signs = program.layout.unknowns, [*rows.senses, *[DOWN] * len(slacks)]
    sizes = np.concatenate([unknowns.sizes, [1.0], 1.0 / costs])
    integers = unknowns.building.integers if whole else NONE
    counted = abs(matrix[: len(rows.senses)] @ sp.diags_array(sizes)).max(axis=1)
    senses = np.array(rows.senses, dtype=np.float64)
    return Elastic(
        lp=LinearProgram(matrix, signs, sizes, HIGHS, seconds, integers=integers),
        rows=program.rows,
        lines=kept,
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
        frees=frees_of(slacks, pulls, senses),
        unlimited=np.where(senses < 0.0, np.inf, -np.inf),
        equal=senses == 0.0,
        row_sizes=counted.toarray().ravel(),
    )
