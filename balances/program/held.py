"""What is held from stage to stage: levels of goals, and what every plan that reaches them shares.

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

LET_OFFS = (0.0, 1e-9, 5e-7)
"""Part of its level that a goal is let off: nothing, or as little as leaves a plan that keeps all
levels, which miss each other by their rounding. At the last, rows and unknowns that are held
with the goals are let go too."""

LET_OFFS_OF_WHOLE_PROJECTS = (0.0, 1e-12, 1e-11, 1e-10, 8e-10)


@dataclass(frozen=True, eq=False)
class Held:
    """What the program holds besides the limits of the economy. G goals, K unknowns, R rows.

    Attributes:
        low, high: bounds of the unknowns that the economy sets, K.
        deliveries: columns of the goals, G.
        targets, least: of the goals, least being their hard floors, G [unit of the goal].
        levels: fulfilment at which a goal is held, G; not a number where it is open.
        tight: rows that hold as equalities, R.
        pinned: values at which unknowns stand, K; not a number where they are free.
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
    tight: Mask
    pinned: Vector
    let_offs: tuple[float, ...] = LET_OFFS
    let_off: float = 0.0
    capped: bool = True

    @property
    def nothing(self) -> bool:
        """Whether no goal is held yet above its hard floor: what fails then is no rounding."""
        return not np.any(np.nan_to_num(self.levels) > 0.0)

    @property
    def faced(self) -> bool:
        """Whether rows or unknowns are held with the goals."""
        return bool(self.tight.any() or not np.isnan(self.pinned).all())

    @property
    def loosest(self) -> bool:
        """Whether there is nothing left to let off or to let go."""
        return self.let_off == self.let_offs[-1] and not self.faced

    def with_level(self, goals: Iterable[int], level: float) -> Held:
        """These goals held at a common level of fulfilment."""
        levels = self.levels.copy()
        levels[[*goals]] = level
        return replace(self, levels=levels)

    def with_deliveries(self, deliveries: Vector) -> Held:
        """All goals held at what is delivered, G; no proof says that they can get no more."""
        levels = np.clip(deliveries / self.targets, self.least / self.targets, 1.0)
        return replace(self, levels=levels, capped=False)

    def with_face(self, tight: Mask, at_low: Mask, at_high: Mask) -> Held:
        """These rows held as equalities and these unknowns at their bounds, with all before."""
        free = np.isnan(self.pinned)
        pinned = np.where(free & at_low, self.low, self.pinned)
        pinned = np.where(free & at_high, self.high, pinned)
        return replace(self, tight=self.tight | tight, pinned=pinned)

    def floors(self) -> Vector:
        """Least deliveries now, G [unit of the goal]."""
        kept = np.nan_to_num(self.levels) * (1.0 - self.let_off)
        floors: Vector = np.maximum(self.least, kept * self.targets)
        return floors

    def caps(self) -> Vector:
        """Most deliveries now, G [unit of the goal]; the target where nothing less is proved."""
        proved = np.where(np.isnan(self.levels) | (not self.capped), 1.0, self.levels)
        caps: Vector = np.maximum(self.floors(), proved * self.targets)
        return caps

    def bounds(self) -> tuple[Vector, Vector]:
        """Bounds of the unknowns now, K."""
        low = np.where(np.isnan(self.pinned), self.low, self.pinned)
        high = np.where(np.isnan(self.pinned), self.high, self.pinned)
        low[self.deliveries], high[self.deliveries] = self.floors(), self.caps()
        return low, high

    def let_go(self) -> Held:
        """The same levels, let off as far as may be, and nothing held besides them."""
        return replace(
            self,
            let_off=self.let_offs[-1],
            tight=np.zeros_like(self.tight),
            pinned=np.full_like(self.pinned, np.nan),
        )

    def looser(self) -> Iterator[Held]:
        """Ever looser ways of holding the same; nothing where nothing is held."""
        if self.nothing:
            return
        further = self.let_offs[self.let_offs.index(self.let_off) + 1 :]
        for let_off in further:
            yield replace(self, let_off=let_off)
        if self.faced:
            yield self.let_go()
