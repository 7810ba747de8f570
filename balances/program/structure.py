"""The structure of a program: its rows over its unknowns. Limits come apart from it.

Building the rows costs far more than solving them again. A decree that only moves targets,
classes and floors leaves them as they are, but for one coefficient a goal: that of the common
level in its fulfilment row.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import compress

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from balances.economy.economy import Economy, Matrix, Vector
from balances.economy.evidence import Mask
from balances.economy.keys import Key
from balances.program.coefficients import Pairs
from balances.program.families import FAMILIES, fulfilment
from balances.program.goals import ASLEEP, Goal, goals_of
from balances.program.rows import Layout, Sense
from balances.program.unknowns import unknowns_of

TARGETED = ("claims", "figures", "decrees", "left_out", "sources", "settings")
"""Fields of an economy that may differ between programs of one structure."""


@dataclass(frozen=True, eq=False)
class Awake:
    """What of a structure an economy asks for; the rest waits for decrees that may come.

    Attributes:
        goals: G. rows: R. unknowns: K.
        asked: those goals. keys_of_rows: keys of those rows. keys: of those unknowns.
    """

    goals: Mask
    rows: Mask
    unknowns: Mask
    asked: tuple[Goal, ...]
    keys_of_rows: tuple[Key, ...]
    keys: tuple[Key, ...]

    @property
    def all(self) -> bool:
        """Whether nothing is asleep."""
        return bool(self.goals.all())

    def tied(self, tied: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Positions of goals that others are tied to, among those awake; -1 where one is free."""
        places, kept = np.cumsum(self.goals) - 1, tied[self.goals]
        return np.where(kept >= 0, places[kept], -1)


@dataclass(frozen=True, eq=False)
class Structure:
    """Rows over unknowns, R x K.

    Attributes:
        layout: economy, goals and unknowns.
        matrix: coefficients, R x K; the fulfilment rows, one a goal, stand last.
        rows: keys, R. senses: how each row stands to its limit, R.
    """

    layout: Layout
    matrix: Matrix
    rows: tuple[Key, ...]
    senses: tuple[Sense, ...]

    @cached_property
    def awake(self) -> Awake:
        """What of it the economy asks for."""
        goals = np.array([goal.priority != ASLEEP for goal in self.layout.goals], dtype=bool)
        layout, keys = self.layout, self.layout.unknowns.keys
        rows, unknowns = np.ones(len(self.rows), dtype=bool), np.ones(len(keys), dtype=bool)
        protections = [goal.kind == "protection" for goal in layout.goals]
        counting = [r for r, key in enumerate(self.rows) if key.kind == "protection"]
        rows[counting] = goals[protections]
        rows[rows.size - goals.size :] = goals
        unknowns[layout.unknowns.deliveries] = goals
        return Awake(
            goals,
            rows,
            unknowns,
            asked=tuple(compress(layout.goals, goals.tolist())),
            keys_of_rows=tuple(compress(self.rows, rows.tolist())),
            keys=tuple(compress(keys, unknowns.tolist())),
        )

    def limits(self) -> Vector:
        """Right-hand sides with no goal raised, R."""
        return np.concatenate([family.limits(self.layout) for family in FAMILIES])


def structure_of(economy: Economy, mode: str, prepared: Collection[str] = ()) -> Structure:
    """Build the rows of an economy in one mode.

    Args:
        economy: what is planned.
        mode: balanced or mobilised.
        prepared: keys of protections that decrees may order: they are there, asleep.
    """
    goals = goals_of(economy, mode, prepared)
    layout = Layout(economy, goals, unknowns_of(economy, goals))
    blocks = [family.rows(layout) for family in FAMILIES]
    return Structure(
        layout=layout,
        matrix=sp.vstack([block.matrix for block in blocks], format="csr"),
        rows=tuple(key for block in blocks for key in block.keys),
        senses=tuple(sense for block in blocks for sense in block.senses),
    )


def pairs_with_ties(structure: Structure, tied: npt.NDArray[np.int64]) -> Pairs:
    """The fulfilment rows with some goals tied to others, G.

    Args:
        structure: rows over unknowns.
        tied: position of the goal with which a goal shares its level, G; -1 where it is free.
    """
    return fulfilment.with_ties(structure.layout, tied)


def retargeted(
    old: Structure, economy: Economy, mode: str, prepared: Collection[str] = ()
) -> Structure | None:
    """The structure of an economy that differs from an old one in its targets only.

    None where it differs in more: then it has to be built.

    Args:
        old: structure.
        economy: what is planned now.
        mode: balanced or mobilised.
        prepared: as in `structure_of`.
    """
    before = old.layout
    if not _same_but_for_targets(before.economy, economy):
        return None
    goals = goals_of(economy, mode, prepared)
    if len(goals) != len(before.goals) or not all(map(_same_goal, goals, before.goals)):
        return None
    unknowns, targets = before.unknowns, np.array([goal.target for goal in goals])
    lower, upper = unknowns.lower.copy(), unknowns.upper.copy()
    lower[unknowns.deliveries] = [goal.floor for goal in goals]
    upper[unknowns.deliveries] = [goal.most for goal in goals]
    layout = Layout(economy, goals, replace(unknowns, lower=lower, upper=upper))
    matrix = old.matrix.copy()
    matrix.data[_places_of_targets(old)] = -targets
    return replace(old, layout=layout, matrix=matrix)


def _same_but_for_targets(old: Economy, new: Economy) -> bool:
    same = all(
        getattr(old, field.name) is getattr(new, field.name)
        for field in fields(Economy)
        if field.name not in TARGETED
    )
    measured = [[(k.label, k.measure, k.item, k.period, k.hard, k.sense) for k in e.figures]
                for e in (old, new)]  # fmt: skip
    return same and old.settings == new.settings and measured[0] == measured[1]


def _same_goal(new: Goal, old: Goal) -> bool:
    """Whether two goals are the same but for their targets and classes."""
    return new.key == old.key and new.kind == old.kind and new.position == old.position


def _places_of_targets(structure: Structure) -> npt.NDArray[np.int64]:
    """Where the coefficients of the common level stand in the data of the fulfilment rows."""
    matrix, level = structure.matrix, structure.layout.unknowns.level_of_class
    count = len(structure.layout.goals)
    first = matrix.indptr[len(structure.rows) - count]
    places: npt.NDArray[np.int64] = first + np.flatnonzero(matrix.indices[first:] == level)
    return places
