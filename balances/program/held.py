r"""What is held from stage to stage: the optimal face of every stage before, or its levels.

The plans that reach the optimum of a stage are those in which a row with a price is used up, an
unknown with a reduced cost stands at its bound, and the goals with a price share one level
(complementary slackness):

.. math:: \tau_r f_g = \tau_g f_r \quad\text{for the goals } g \text{ fixed together with } r

Held like this, no stage hands on a rounded number: all limits are those of the workbook. A level
held as a number is right to its last digits only, and where a millionth of one goal is worth
hundredths of another, the stages after it live on what was rounded. Whole projects reach a level
in several ways, of which prices describe but one: there the levels are held as numbers.

Immutable: a stage hands the next one a new `Held`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from balances.economy.economy import Vector
from balances.program.unknowns import Columns

Mask: TypeAlias = npt.NDArray[np.bool_]

LET_OFFS = (0.0, 8e-10)
"""Part of its level that a goal is let off: nothing, while faces are held; or, where rounding
leaves no plan on them, as little as leaves a plan that keeps all levels."""

LET_OFFS_OF_WHOLE_PROJECTS = (0.0, 1e-12, 1e-11, 1e-10, 8e-10)


@dataclass(frozen=True, eq=False)
class Held:
    """What the program holds besides the limits of the economy. G goals, K unknowns, R rows.

    Attributes:
        low, high: bounds of the unknowns that the economy sets, K.
        deliveries: columns of the goals, G.
        targets, least: of the goals, least being their hard floors, G [unit of the goal].
        levels: fulfilment at which a goal is held, G; not a number where it is open.
        tied: the goal with which a goal shares its level, G; -1 where it is free.
        tight: rows that hold as equalities, R.
        pinned: values at which unknowns stand, K; not a number where they are free.
        by_face: whether faces are held and not levels.
        let_offs: parts of a level that may be let off, in the order in which they are tried.
        let_off: the one in force.
        capped: whether a goal that is held can get no more either.
    """

    low: Vector
    high: Vector
    deliveries: Columns
    targets: Vector
    least: Vector
    levels: Vector
    tied: Columns
    tight: Mask
    pinned: Vector
    by_face: bool = True
    let_offs: tuple[float, ...] = LET_OFFS
    let_off: float = 0.0
    capped: bool = True

    @property
    def nothing(self) -> bool:
        """Whether no goal is held yet above its hard floor: what fails then is no rounding."""
        return not np.any(np.nan_to_num(self.levels) > 0.0)

    @property
    def loosest(self) -> bool:
        """Whether there is nothing left to let off or to let go."""
        return self.let_off == self.let_offs[-1]

    def with_level(self, goals: Iterable[int], level: float) -> Held:
        """These goals held at a common level of fulfilment."""
        levels = self.levels.copy()
        levels[[*goals]] = level
        return replace(self, levels=levels)

    def with_deliveries(self, deliveries: Vector) -> Held:
        """All goals held at what is delivered, G; no proof says that they can get no more."""
        levels = np.clip(deliveries / self.targets, self.least / self.targets, 1.0)
        return replace(self, levels=levels, capped=False).by_levels()

    def with_fulfilled(self, goals: Iterable[int]) -> Held:
        """These goals at their targets, which are bounds of what counts."""
        pinned, chosen = self.pinned.copy(), [*goals]
        pinned[self.deliveries[chosen]] = self.targets[chosen]
        return replace(self, pinned=pinned) if self.by_face else self

    def with_face(self, together: Columns, *, tight: Mask, at_low: Mask, at_high: Mask) -> Held:
        """The face of a stage with those before; nothing new where levels are held.

        Args:
            together: positions of the goals that share the level of the stage.
            tight: rows used up, R.
            at_low: unknowns at their lower bounds, K.
            at_high: unknowns at their upper bounds, K.
        """
        if not self.by_face:
            return self
        low, high = self.bounds()
        free, tied = np.isnan(self.pinned), self.tied.copy()
        tied[together[1:]] = together[:1]
        pinned = np.where(free & at_low, low, self.pinned)
        pinned = np.where(free & at_high, high, pinned)
        return replace(self, tied=tied, tight=self.tight | tight, pinned=pinned)

    def floors(self) -> Vector:
        """Least deliveries now, G [unit of the goal]."""
        if self.by_face:
            return self.least
        kept = np.nan_to_num(self.levels) * (1.0 - self.let_off)
        floors: Vector = np.maximum(self.least, kept * self.targets)
        return floors

    def caps(self) -> Vector:
        """Most deliveries now, G [unit of the goal]; the target where nothing less is proved."""
        if self.by_face or not self.capped:
            return self.targets
        proved = np.where(np.isnan(self.levels), 1.0, self.levels)
        caps: Vector = np.maximum(self.floors(), proved * self.targets)
        return caps

    def bounds(self) -> tuple[Vector, Vector]:
        """Bounds of the unknowns now, K."""
        low, high = self.low.copy(), self.high.copy()
        low[self.deliveries], high[self.deliveries] = self.floors(), self.caps()
        free = np.isnan(self.pinned)
        return np.where(free, low, self.pinned), np.where(free, high, self.pinned)

    def by_levels(self) -> Held:
        """The same levels held as numbers, and no face."""
        return replace(
            self,
            by_face=False,
            tied=np.full_like(self.tied, -1),
            tight=np.zeros_like(self.tight),
            pinned=np.full_like(self.pinned, np.nan),
        )

    def looser(self) -> Iterator[Held]:
        """Ever looser ways of holding the same; nothing where nothing is held."""
        if self.nothing:
            return
        further = self.let_offs[self.let_offs.index(self.let_off) + 1 :]
        for let_off in further:
            yield replace(self.by_levels(), let_off=let_off)
