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

import numpy as np

from balances.economy.economy import Vector
from balances.economy.evidence import Mask
from balances.program.given import Given
from balances.program.unknowns import Columns

LET_OFFS = (0.0, 8e-10)
"""Part of its level that a goal is let off: nothing, while faces are held; or, where rounding
leaves no plan on them, as little as leaves a plan that keeps all levels."""

LET_OFFS_OF_WHOLE_PROJECTS = (0.0, 1e-12, 1e-11, 1e-10, 8e-10)


@dataclass(frozen=True, eq=False)
class Held:
    """What the program holds besides the limits of the economy. G goals, K unknowns, R rows.

    Attributes:
        given: what the economy sets.
        levels: fulfilment at which a goal is held, G; not a number where it is open.
        tied: the goal with which a goal shares its level, G; -1 where it is free.
        tight: rows that hold as equalities, R.
        pinned: values at which unknowns stand, K; not a number where they are free.
        measure: least value of the measure that was maximised [its unit]; minus infinity before.
        settled: whether the goals are done.
        by_face: whether faces are held and not levels.
        capped: whether a goal whose level is held as a number can get no more either.
        let_off: part of a level that is let off.
    """

    given: Given
    levels: Vector
    tied: Columns
    tight: Mask
    pinned: Vector
    measure: float = -np.inf
    settled: bool = False
    by_face: bool = True
    capped: bool = True
    let_off: float = 0.0

    @property
    def nothing(self) -> bool:
        """Whether no goal is held yet above its hard floor: what fails then is no rounding."""
        return not np.any(self.levels > 0.0)

    @property
    def loosest(self) -> bool:
        """Whether there is nothing left to let off or to let go."""
        return not self._further()

    def with_level(self, goals: Iterable[int], level: float) -> Held:
        """These goals held at a common level of fulfilment."""
        levels = self.levels.copy()
        levels[[*goals]] = level
        return replace(self, levels=levels)

    def with_fulfilled(self, goals: Iterable[int]) -> Held:
        """These goals at their targets, which are bounds of what counts."""
        pinned, chosen = self.pinned.copy(), [*goals]
        pinned[self.given.deliveries[chosen]] = self.given.targets[chosen]
        return replace(self, pinned=pinned) if self.by_face else self

    def with_deliveries(self, deliveries: Vector) -> Held:
        """All goals held at what is delivered, G; no proof says that they can get no more."""
        targets = self.given.targets
        levels = np.clip(deliveries / targets, self.given.floors / targets, 1.0)
        return replace(self, levels=levels, capped=False).by_levels()

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

    def with_measure(self, value: float) -> Held:
        """A maximised measure that is no less than this from now on [its unit]."""
        return replace(self, measure=max(self.measure, value))

    def when_settled(self) -> Held:
        """The same with the goals done. Claims may still get more where that takes no effort."""
        return replace(self, settled=True)

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
        if not self.nothing:
            for let_off in self._further():
                yield replace(self.by_levels(), let_off=let_off)

    def _further(self) -> tuple[float, ...]:
        let_offs = LET_OFFS_OF_WHOLE_PROJECTS if self.given.whole else LET_OFFS
        return let_offs[let_offs.index(self.let_off) + 1 :]

    def floors(self) -> Vector:
        """Least deliveries now, G [unit of the goal]."""
        if self.by_face:
            return self.given.floors
        kept = np.nan_to_num(self.levels) * (1.0 - self.let_off)
        floors: Vector = np.maximum(self.given.floors, kept * self.given.targets)
        return floors

    def caps(self) -> Vector:
        """Most deliveries now, G [unit of the goal]; all that counts where no less is proved."""
        if self.by_face or not self.capped:
            return self.given.most
        proved = np.where(np.isnan(self.levels), 1.0, self.levels)
        caps: Vector = np.maximum(self.floors(), proved * self.given.most)
        return caps

    def bounds(self) -> tuple[Vector, Vector]:
        """Bounds of the unknowns now, K."""
        unknowns, columns = self.given.structure.layout.unknowns, self.given.deliveries
        low, high = unknowns.lower.copy(), unknowns.upper.copy()
        low[columns], high[columns] = self.floors(), self.caps()
        if self.settled:
            high[unknowns.level_of_class] = 0.0
        if not self.by_face:
            self._by_number(low, high)
        free = np.isnan(self.pinned)
        return np.where(free, low, self.pinned), np.where(free, high, self.pinned)

    def _by_number(self, low: Vector, high: Vector) -> None:
        """Goals that are done count no more than they are held at; a measure keeps its value."""
        columns = self.given.deliveries[self.given.counted]
        if self.settled:
            high[columns] = low[columns]
        if np.isfinite(self.measure):
            least = self.measure - self.let_off * abs(self.measure)
            low[self.given.structure.layout.unknowns.after_goals] = least

    def right_sides(self, raised: Iterable[int]) -> Vector:
        """Right-hand sides with these goals raised, and none for those that are tied, R."""
        rhs, rows = self.given.limits.copy(), self.given.rows_of_goals
        rhs[rows[np.fromiter(raised, dtype=np.int64)]] = 0.0
        rhs[rows[self.tied >= 0]] = 0.0
        return rhs

    def idle(self, raised: Iterable[int]) -> Mask:
        """Rows of goals neither raised nor tied: they bind nothing within the bounds, R."""
        idle, rows = np.zeros(self.tight.size, dtype=bool), self.given.rows_of_goals
        idle[rows] = self.tied < 0
        idle[rows[np.fromiter(raised, dtype=np.int64)]] = False
        return idle

    def equations(self) -> Mask:
        """Rows that are equations now, R: those used up, and those of goals that are tied."""
        equations = self.tight.copy()
        equations[self.given.rows_of_goals] |= self.tied >= 0
        return equations


def nothing_held(given: Given) -> Held:
    """Nothing but what the economy sets.

    Whole projects reach a level in several ways, of which prices describe but one.
    """
    rows, unknowns = len(given.structure.rows), len(given.structure.layout.unknowns.keys)
    return Held(
        given,
        levels=np.full(given.targets.size, np.nan),
        tied=np.full(given.targets.size, -1),
        tight=np.zeros(rows, dtype=bool),
        pinned=np.full(unknowns, np.nan),
        by_face=not given.whole,
        capped=not given.whole,
    )
