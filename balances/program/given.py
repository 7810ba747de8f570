"""What the economy sets of a program, whatever is held or raised: limits, bounds and goals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from balances.economy.economy import Vector
from balances.economy.valuation import natural_sizes
from balances.program.structure import Structure
from balances.program.unknowns import Columns


@dataclass(frozen=True, eq=False)
class Given:
    """Limits and goals of a structure. R rows, K unknowns, G goals.

    Attributes:
        structure: rows over unknowns.
    """

    structure: Structure

    @cached_property
    def limits(self) -> Vector:
        """Right-hand sides with no goal raised, R."""
        return self.structure.limits()

    @property
    def targets(self) -> Vector:
        """tau_g, G [unit of the goal]."""
        return self.structure.layout.targets

    @property
    def most(self) -> Vector:
        """Most that counts, G [unit of the goal]."""
        return self.structure.layout.most

    @cached_property
    def floors(self) -> Vector:
        """Hard floors, G [unit of the goal]."""
        return np.array([goal.floor for goal in self.structure.layout.goals])

    @cached_property
    def counted(self) -> npt.NDArray[np.bool_]:
        """Whether a goal counts something and is not itself delivered, G."""
        return np.array([goal.kind != "claim" for goal in self.structure.layout.goals], dtype=bool)

    @property
    def deliveries(self) -> Columns:
        """Columns of the goals, G."""
        return self.structure.layout.unknowns.deliveries

    @cached_property
    def rows_of_goals(self) -> Columns:
        """Positions of the fulfilment rows, which stand last, G."""
        count, rows = len(self.structure.layout.goals), len(self.structure.rows)
        return np.arange(rows - count, rows)

    @cached_property
    def natural_sizes(self) -> Vector:
        """Natural size of each goal: a claim's is that of its commodity, G [unit of the goal]."""
        economy = self.structure.layout.economy
        goods, sizes, claims = natural_sizes(economy), self.targets.copy(), ~self.counted
        claimed = [economy.commodity_index[claim.commodity] for claim in economy.wanted]
        sizes[claims] = np.maximum(sizes[claims], goods[claimed])
        return sizes

    @property
    def whole(self) -> bool:
        """Whether some unknowns must be whole."""
        return self.structure.layout.unknowns.building.integers.size > 0
