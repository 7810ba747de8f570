"""The plan: what was decided, as plain numbers and tidy frames. It holds no solver objects.

A plan keeps its economy, the evidence of its solve and its certificate; every frame is
reckoned from the values with the same lines and rows that made the program.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress
from types import MappingProxyType

import pandas as pd

from balances.certificate import Certificate
from balances.economy.economy import Economy
from balances.economy.evidence import Evidence
from balances.economy.noticed import MET
from balances.gosplan.frames import construction, goals, goods, prices, proofs, resources
from balances.program.goals import Goal, goals_of
from balances.program.rows import Layout
from balances.program.structure import Awake, Structure, structure_of
from balances.program.unknowns import unknowns_of

ITERATIVE = "iterative"
"""Name of the historical method, which makes rounds and optimises nothing."""


@dataclass(frozen=True, eq=False)
class Plan:
    """A certified plan of one economy in one mode.

    Every frame is tidy: one row an observation, units in a column of their own.

    Attributes:
        economy: what was planned.
        mode: balanced or mobilised.
        method: leximin, weighted, least_effort or iterative.
        status: `optimal`, or `historical` for the iterative method, which optimises nothing.
        evidence: values and stages.
        certificate: passed, or the plan would not be here.
        rounds, imbalances: of the iterative method; empty otherwise.
        built: rows that the solve has built, those asleep included; None where it built none.
    """

    economy: Economy
    mode: str
    method: str
    status: str
    evidence: Evidence
    certificate: Certificate
    rounds: pd.DataFrame = field(default_factory=pd.DataFrame)
    imbalances: pd.DataFrame = field(default_factory=pd.DataFrame)
    built: Structure | None = None

    def __repr__(self) -> str:
        goals = self.goals
        met = int((goals["fulfilment"] >= MET).sum())
        title = self.economy.settings.title or "plan"
        return (
            f"<Plan {title!r}, {self.mode} by {self.method}: {met} of {len(goals)} goals met, "
            f"certified to {self.certificate.grade}>"
        )

    @cached_property
    def asked(self) -> tuple[Goal, ...]:
        """What the plan was asked to reach."""
        return self.built.awake.asked if self.built else goals_of(self.economy, self.mode)

    @cached_property
    def delivered(self) -> Mapping[str, float]:
        """What counts towards each goal, by goal key [its unit]."""
        counted = zip(self.evidence.columns, self.evidence.values.tolist(), strict=True)
        return MappingProxyType({key.item: amount for key, amount in counted if key.kind == "f"})

    @cached_property
    def layout(self) -> Layout:
        """Goals and columns of the program whose values these are."""
        if self._whole is not None:
            return self._whole.layout
        return Layout(self.economy, self.asked, unknowns_of(self.economy, self.asked))

    @cached_property
    def structure(self) -> Structure:
        """Rows of that program over its unknowns."""
        if self._whole is not None:
            return self._whole
        if self.built is not None:
            return _of_the_awake(self.built, self.built.awake, self.layout)
        return structure_of(self.economy, self.mode)

    @property
    def _whole(self) -> Structure | None:
        """The rows that the solve has built, if all of them are awake."""
        return self.built if self.built is not None and self.built.awake.all else None

    @cached_property
    def units_of_goals(self) -> Mapping[str, str]:
        """Unit of every goal's quantities, by goal key."""
        return {goal.key: goals.about(self.economy, goal)["unit"] for goal in self.asked}

    @property
    def unique(self) -> bool:
        """Whether the plan is the only one that is as good."""
        return self.evidence.unique

    @property
    def solver(self) -> str:
        """Name and version of the solver."""
        return self.evidence.solver

    @property
    def synthetic(self) -> bool:
        """Whether any sheet says that its figures are invented."""
        return self.economy.synthetic

    @cached_property
    def prices(self) -> pd.DataFrame:
        """Shadow prices of the limits that bind in some stage, with the stage and the unit.

        The shadow price is the gain in the objective of the first stage that uses the limit up,
        from one more unit; the effort price that of the last stage, where what earlier stages
        have fixed moves along. Only a minimum has a shadow price below zero.
        """
        return prices.prices(self.layout, self.evidence, lambda: self.structure)

    @cached_property
    def stages(self) -> pd.DataFrame:
        """Stages of the solve: number, kind, priority, level, goals_raised and goals_fixed."""
        return proofs.stages(self.evidence)

    @cached_property
    def outputs(self) -> pd.DataFrame:
        """Levels of activities against base and capacity [unit of the product]."""
        return goods.outputs(self.layout, self.evidence.values, self.prices)

    @cached_property
    def goals(self) -> pd.DataFrame:
        """Every goal with its target, delivery, fulfilment and the stage that fixed it."""
        return goals.goals(self.layout, self.evidence)

    @cached_property
    def claims(self) -> pd.DataFrame:
        """The goals that are claims, with floor and source."""
        return goals.claims(self.layout, self.goals)

    @cached_property
    def protections(self) -> pd.DataFrame:
        """Protected claims: key, claim, protected, delivered [unit of the claim] and met.

        A protected claim is one goal in `goals`; its protection is not listed there.
        """
        return goals.protections(self.layout, self.evidence.values)

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Every control figure, goal or limit, against what the plan attains."""
        return goals.figures(self.layout, self.evidence.values)

    @cached_property
    def balances(self) -> pd.DataFrame:
        """Material balances: one row per commodity, period and line [unit_i]."""
        return goods.balances(self.layout, self.evidence.values)

    @cached_property
    def flows(self) -> pd.DataFrame:
        """Productive consumption of each commodity by each activity [unit_i], nonzero only."""
        return goods.flows(self.layout, self.evidence.values)

    @cached_property
    def allocations(self) -> pd.DataFrame:
        """The distribution plan: what each agency receives of each commodity [unit_i]."""
        return goods.allocations(self.layout, self.evidence.values, self.balances)

    @cached_property
    def labour(self) -> pd.DataFrame:
        """Labour required and available by category and period [workers]."""
        return resources.labour(self.layout, self.evidence.values, self.prices)

    @cached_property
    def employment(self) -> pd.DataFrame:
        """Workers by category, activity and period, with the productivity index."""
        return resources.employment(self.layout, self.evidence.values)

    @cached_property
    def trade(self) -> pd.DataFrame:
        """Imports and exports by commodity and period, in goods and in foreign currency."""
        return resources.trade(self.layout, self.balances)

    @cached_property
    def foreign_exchange(self) -> pd.DataFrame:
        """Currency earned, lent and spent by period; empty without that block."""
        return resources.foreign_exchange(self.layout, self.trade, self.prices)

    @cached_property
    def construction(self) -> pd.DataFrame:
        """New capacity started and in operation, work and unfinished construction by activity."""
        return construction.construction(self.layout, self.evidence.values)

    @cached_property
    def projects(self) -> pd.DataFrame:
        """Work on every project in every period and what it adds; empty without projects."""
        return construction.projects(self.layout, self.evidence.values)

    @cached_property
    def investment(self) -> pd.DataFrame:
        """Budget, real and nominal work, price indices, overhang and unfinished construction."""
        left = construction.unfinished(self.construction, self.projects, self.economy.periods)
        return construction.investment(self.layout, self.evidence.values, self.prices, left)

    @cached_property
    def state_budget(self) -> pd.DataFrame:
        """Income and spending of the state by line [currency]; empty without that block."""
        return construction.state_budget(self.layout, self.evidence.values)

    @cached_property
    def household_money(self) -> pd.DataFrame:
        """Incomes of households against goods at list prices by line [currency]."""
        return construction.household_money(self.layout, self.evidence.values)

    @property
    def mip_gap(self) -> float:
        """Largest gap left by branch and bound; not a number without whole projects."""
        return math.nan if self.evidence.mip_gap is None else self.evidence.mip_gap

    def measure(self, name: str, item: str = "") -> pd.Series[float]:
        """A measure of control figures over the periods [its unit].

        Raises:
            MeasureError: the item does not fit the measure.
        """
        return goals.measure_by_period(self.layout, self.evidence.values, name, item)


def _of_the_awake(built: Structure, awake: Awake, layout: Layout) -> Structure:
    """The structure of what is awake: the same as if nothing else had been built."""
    return Structure(
        layout=layout,
        matrix=built.matrix[awake.rows][:, awake.unknowns],
        rows=awake.keys_of_rows,
        senses=tuple(compress(built.senses, awake.rows.tolist())),
    )
