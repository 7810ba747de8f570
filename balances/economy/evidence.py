"""Evidence: what a solve leaves behind for the certificate to check. Plain numbers only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from balances.economy.economy import Vector
from balances.economy.keys import Key

Mask: TypeAlias = npt.NDArray[np.bool_]
Positions: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Stage:
    """One stage of a solve: what was optimised, and the proof that it could not be better.

    Every stage minimises; a level of fulfilment or a measure is maximised by its negative. Arrays
    are in the order of `Evidence`: R rows, K unknowns, G goals as its priorities name them.

    Attributes:
        kind: `leximin`, `weighted`, `maximise` or `least_effort`.
        priority: class being solved; None outside classes.
        raised: keys of the goals whose common level is raised (leximin).
        floors: least delivery of each goal that holds in this stage [unit], by goal key, where
            levels are held as numbers; empty where faces are.
        caps: most delivery of the goals that were fixed before [unit], by goal key, where their
            levels are held as numbers: what a proof says is all that they can have.
        costs: objective of this stage by column, K; zeros where it is not part of it.
        objective: value reached, costs @ values.
        duals: shadow prices of the rows, R, in the sign of a minimisation.
        tied: position of the goal whose level a goal shares, G, -1 where it is free; they were
            fixed together in an earlier stage.
        tight: rows that hold as equalities, R, since a price of an earlier stage says that
            every plan that keeps its level uses them up.
        pinned: values of the unknowns that stand at a bound for the same reason, K; not a number
            where they are free.
        fixed: keys of the goals fixed after this stage.
        settled: whether the goals are done: no level is raised, and where levels are held as
            numbers nothing but a claim gets more than its floor.
        whole: value of every unknown that must be 0 or 1; the duals are of the program in which
            they are fixed at these.
        iterations: of the solver. attempts: how the optimum was reached, first to last.
    """

    kind: str
    priority: float | None
    raised: tuple[str, ...]
    floors: Mapping[str, float]
    costs: Vector
    objective: float
    duals: Vector
    tied: Positions
    tight: Mask
    pinned: Vector
    caps: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    fixed: tuple[str, ...] = ()
    settled: bool = False
    whole: Mapping[Key, float] = field(default_factory=lambda: MappingProxyType({}))
    iterations: int = 0
    attempts: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Evidence:
    """Values and stages of one solve, keyed by our own keys.

    Attributes:
        rows: keys of the rows, R. columns: keys of the unknowns, K.
        values: the plan, K [unit of each unknown].
        stages: in the order solved; the last one is least effort for every LP method.
        priorities: class of each goal as it was planned, by goal key, G.
        unique: whether the last stage's optimum was seen to be unique.
        solver: name and version.
        cross_check: whether another solver than HiGHS gave it, with fewer digits.
        mip_gap: largest relative gap left in a stage with whole unknowns; None without them.
    """

    rows: tuple[Key, ...]
    columns: tuple[Key, ...]
    values: Vector
    stages: tuple[Stage, ...]
    priorities: Mapping[str, float]
    unique: bool
    solver: str
    cross_check: bool = False
    mip_gap: float | None = None
