r"""Factors of a basis, mended from those that a live solver has of one next to it.

Where the columns of the solver's basis B at the places P differ from those that are wanted by D,

.. math:: (B + D E_P')^{-1} = B^{-1} - W (I + W_P)^{-1} E_P' B^{-1}, \qquad W = B^{-1} D

(Sherman, Morrison and Woodbury). They differ where an unknown or a row has changed places with
another one, and where the solver has not been sent a coefficient.
"""

from __future__ import annotations

import highspy
import numpy as np

from balances.economy.economy import Vector
from balances.economy.evidence import Positions
from balances.program.coefficients import NO_CHANGES, Changes, Coefficients
from balances.program.lp.bases import Standing, standing

WORST = 1e8
"""Condition, by largest entries, from which on factors are not mended."""


class Factors:
    """Factors of a basis B.

    Args:
        live: has factors of its own basis.
        places: P, where its columns are others than those of B.
        answers: W, R x P.
        inverse: of I + W_P, P x P.
    """

    def __init__(
        self, live: highspy.Highs, places: Positions, answers: Vector, inverse: Vector
    ) -> None:
        self._live, self._places, self._answers, self._inverse = live, places, answers, inverse

    def solve(self, sums: Vector) -> Vector:
        """The basic values that come to these sums, R."""
        found = np.asarray(self._live.getBasisSolve(sums)[1])
        if self._places.size:
            found = found - self._answers @ (self._inverse @ found[self._places])
        return found

    def solve_transposed(self, costs: Vector) -> Vector:
        """The duals that price what is in the basis at these costs, R."""
        if self._places.size:
            costs = costs.copy()
            costs[self._places] -= self._inverse.T @ (self._answers.T @ costs)
        return np.asarray(self._live.getBasisTransposeSolve(costs)[1])


class OwnBasis:
    """The basis of a live solver, as long as it stays; what it has answered is kept.

    Attributes:
        stands: what is in it; None where the solver has no factors of it.
    """

    def __init__(self, live: highspy.Highs) -> None:
        self._live, self.stands = live, standing(live)
        self._answers: dict[int, tuple[int, Vector, Vector]] = {}

    def factors_of(
        self, stands: Standing, coefficients: Coefficients, unsent: Changes = NO_CHANGES
    ) -> Factors | None:
        """Factors of a basis next to this one; None where they cannot be mended.

        Args:
            stands: that basis, in the order of this one.
            coefficients: of the program.
            unsent: coefficients that the solver does not have, but for rows that bind nothing.
        """
        own = self.stands
        if own is None:
            return None
        changed = own.order != stands.order
        if unsent.rows.size:
            changed |= np.isin(own.order, unsent.columns)
        places = np.flatnonzero(changed)
        answers = np.empty((own.order.size, places.size))
        for n, place in enumerate(places.tolist()):
            held, wanted = int(own.order[place]), int(stands.order[place])
            answers[:, n] = self._answer(place, held, wanted, coefficients, unsent)
        core = np.eye(places.size) + answers[places]
        try:
            inverse: Vector = np.linalg.inv(core).astype(np.float64)
        except np.linalg.LinAlgError:
            return None
        if np.max(np.abs(core), initial=0.0) * np.max(np.abs(inverse), initial=0.0) > WORST:
            return None
        return Factors(self._live, places, answers, inverse)

    def _answer(
        self, place: int, held: int, wanted: int, coefficients: Coefficients, unsent: Changes
    ) -> Vector:
        """What B makes of the column that is wanted in a place less the one that it holds there.

        It is kept for each place until something else is wanted. The solver's own column of what
        it holds stays the same, and that of a row always is.
        """
        known = self._answers.get(place)
        if known is not None and known[0] == wanted < 0:
            return known[2]
        sent = _column(coefficients, held) - unsent.of_column(held, coefficients.shape[0])
        more = _column(coefficients, wanted) - sent
        if known is not None and np.array_equal(known[1], more):
            return known[2]
        answer = np.asarray(self._live.getBasisSolve(more)[1])
        self._answers[place] = wanted, more, answer
        return answer


def _column(coefficients: Coefficients, member: int) -> Vector:
    """Column of an unknown, or of a row r as -1 - r, R."""
    if member >= 0:
        return coefficients.column(member)
    unit = np.zeros(coefficients.shape[0])
    unit[-1 - member] = 1.0
    return unit
