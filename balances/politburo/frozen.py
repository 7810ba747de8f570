"""The frozen plan: what becomes of the approved plan when orders come and nobody replans.

The approved plan is run forward some supply rounds on the economy as decrees and shocks left it
(`balances.politburo.rationing`). The difference from what Gosplan makes of the same decrees
is the damage of intervening without replanning.
Source: MODEL section 6.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from balances.economy.economy import Economy, Vector
from balances.gosplan import Plan
from balances.politburo import damages
from balances.politburo import frozen_frames as frames
from balances.politburo.forward import Run, rounds_of, run_forward


@dataclass(frozen=True, eq=False)
class FrozenPlan:
    """The approved plan after some supply rounds without replanning.

    Every frame is tidy: one row an observation, units in a column of their own.

    Attributes:
        run: the arrays.
    """

    run: Run

    def __repr__(self) -> str:
        title = self.run.economy.settings.title or "plan"
        end = "collapsing" if any(self.collapsing.values()) else "not collapsing"
        return f"<FrozenPlan {title!r}: {self.rounds} rounds, {end}>"

    @property
    def rounds(self) -> int:
        """Supply rounds per period, R."""
        return len(self.run.path) - 1

    @property
    def levels(self) -> Vector:
        """Levels of activities after the last round, T x J [unit_j]; output is at their yield."""
        levels: Vector = self.run.path[-1]
        return levels

    @property
    def collapsing(self) -> Mapping[str, bool]:
        """By period, whether activities that need each other's products come to a standstill.

        A shortage in a cycle grows each round, for what is short cuts the output that should
        make it good. It comes to rest short of a standstill only where planned stocks and
        imports cover what is taken out. Judged on the rounds run on until nothing falls any
        more, so the answer does not hang on R.
        """
        return dict(zip(self.run.economy.periods, self.run.collapsing, strict=True))

    @cached_property
    def outputs(self) -> pd.DataFrame:
        """Planned and frozen output, capacity and idle capacity of every activity and period."""
        return frames.outputs(self.run)

    @cached_property
    def claims(self) -> pd.DataFrame:
        """Planned, first (ordered or protected) and frozen delivery of every claim."""
        return frames.claims(self.run)

    @cached_property
    def rho(self) -> pd.DataFrame:
        """Supply, first deliveries, planned uses, rho, use and what lies idle, by good."""
        return frames.rho(self.run)

    @cached_property
    def short(self) -> pd.DataFrame:
        """Production and building that got less of a good than planned, by good and user."""
        return frames.short(self.run)

    @cached_property
    def construction(self) -> pd.DataFrame:
        """Work planned and done on new capacity and on projects, by period."""
        return frames.construction(self.run)

    @cached_property
    def path(self) -> pd.DataFrame:
        """Value of all output by round and period, what it fell by and its share of the plan."""
        return frames.path(self.run)

    @cached_property
    def path_of_activities(self) -> pd.DataFrame:
        """Output of every activity by round and period."""
        return frames.path_of_activities(self.run)


def run_frozen(approved: Plan, economy: Economy, rounds: int | None = None) -> FrozenPlan:
    """Run the approved plan forward on a changed economy without replanning.

    Args:
        approved: the plan before decree 1.
        economy: after the decrees: same periods, commodities, activities and projects.
        rounds: supply rounds R per period; None = `frozen_rounds`, or one per quarter.

    Raises:
        ValueError: fewer than one round.
    """
    count = rounds_of(economy.settings) if rounds is None else rounds
    if count < 1:
        raise ValueError(f"a frozen plan takes at least one supply round, not {count}")
    return FrozenPlan(run_forward(approved, economy, count))


def damage(frozen: FrozenPlan, rebalanced: Plan) -> pd.DataFrame:
    """What replanning would have saved, for every claim and output.

    Columns: kind (claim or output), item (key or activity), period, unit, approved, frozen,
    rebalanced, damage = rebalanced - frozen, value (of the damage), value_unit.
    """
    return damages.damage(frozen.run, rebalanced)
