"""The economy: immutable, and everything a plan can be made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from balances.economy.construction import Finance, Project
from balances.economy.decrees import Decree
from balances.economy.issue import Where
from balances.economy.records import (
    Activity,
    Agency,
    Allocation,
    Claim,
    Commodity,
    ControlFigure,
    LabourCategory,
    SourceNote,
)
from balances.economy.settings import Settings

Vector: TypeAlias = npt.NDArray[np.float64]
Matrix: TypeAlias = sp.csr_array


def frozen_vector(values: npt.ArrayLike) -> Vector:
    """A read-only copy of the values as floats."""
    array = np.array(values, dtype=np.float64)
    array.flags.writeable = False
    return array


def frozen_matrix(values: object, shape: tuple[int, int] | None = None) -> Matrix:
    """A read-only sparse copy (rows by columns) without stored zeros."""
    matrix: Matrix = sp.csr_array(values, shape=shape, dtype=np.float64, copy=True)
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    matrix.sort_indices()
    for part in (matrix.data, matrix.indices, matrix.indptr):
        part.flags.writeable = False
    return matrix


NO_MATRIX = frozen_matrix(np.zeros((0, 0)))


@dataclass(frozen=True, eq=False)
class Economy:
    """An economy over periods t = 0 .. T-1: sets, norms, limits and goals.

    Shapes: I commodities, J activities, Q labour categories, T periods.

    Attributes:
        settings: how it wants to be planned.
        periods: labels of the periods.
        commodities: I records. activities: J records, main activities first in sector order.
        inputs: a_ij, use of commodity i per unit of activity j [unit_i / unit_j], I x J.
        outputs: o_ij, make of commodity i per unit of activity j [unit_i / unit_j], I x J.
        labour: Q records.
        labour_norms: l_qj [workers / unit_j], Q x J.
        productivity: pi_jt, index of labour productivity against the base year, J x T.
        wage_index: psi_t, index of wages against the base year, T.
        agencies: records; owners and claimants may also be names that are not listed.
        claims, figures, allocations: goals and limits, one record a period.
        agency_stocks: what agencies hold before period 1, by (commodity, agency) [unit_i].
        final_demand: base-year final use by (commodity, use) [unit].
        foreign_credit: foreign currency lent per period; None = no foreign-exchange block.
        credit_cells: where it stands, T; empty = nowhere.
        capital: b_ij, commodity i per unit of new capacity of j [unit_i / unit_j], I x J.
        capital_labour: labour of category q per unit of new capacity of j, Q x J.
        construction_productivity: pi of construction labour against the base year, T.
        projects: named projects.
        finance: money of each period, T records; empty = no money in the plan.
        base_investment: nominal and real investment of the base year; None = not given.
        base_retail_prices: r0 by commodity, where it differs from the list price of the plan.
        capacity_factor, yield_factor: what shocks leave of capacity, and of output per unit of
            level, J x T; 1 = no shock.
        import_factor: what shocks leave of import limits, I x T.
        decrees: the log, in order of date and number; it changes nothing by itself.
        sources: what the sheets say of where their figures come from.
        left_out: what was read but takes no part in the plan, with the reason, for Notes.
        headings: letters of the columns that the user's sheets have, by (sheet, column).
    """

    settings: Settings
    periods: tuple[str, ...]
    commodities: tuple[Commodity, ...]
    activities: tuple[Activity, ...]
    inputs: Matrix
    outputs: Matrix
    labour: tuple[LabourCategory, ...] = ()
    labour_norms: Vector = field(default_factory=lambda: frozen_vector(np.zeros((0, 0))))
    productivity: Vector = field(default_factory=lambda: frozen_vector(np.zeros((0, 0))))
    wage_index: Vector = field(default_factory=lambda: frozen_vector([]))
    agencies: tuple[Agency, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[ControlFigure, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    agency_stocks: Mapping[tuple[str, str], float] = field(
        default_factory=lambda: MappingProxyType({})
    )
    final_demand: Mapping[tuple[str, str], float] = field(
        default_factory=lambda: MappingProxyType({})
    )
    foreign_credit: tuple[float, ...] | None = None
    credit_cells: tuple[Where, ...] = ()
    capital: Matrix = field(default_factory=lambda: NO_MATRIX)
    capital_labour: Vector = field(default_factory=lambda: frozen_vector(np.zeros((0, 0))))
    construction_productivity: Vector = field(default_factory=lambda: frozen_vector([]))
    projects: tuple[Project, ...] = ()
    finance: tuple[Finance, ...] = ()
    base_investment: tuple[float, float] | None = None
    base_retail_prices: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    capacity_factor: Vector = field(default_factory=lambda: frozen_vector(np.zeros((0, 0))))
    yield_factor: Vector = field(default_factory=lambda: frozen_vector(np.zeros((0, 0))))
    import_factor: Vector = field(default_factory=lambda: frozen_vector(np.zeros((0, 0))))
    decrees: tuple[Decree, ...] = ()
    sources: tuple[SourceNote, ...] = ()
    left_out: tuple[str, ...] = ()
    headings: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """Fill the index arrays that a small economy need not spell out."""
        goods, ways = len(self.commodities), len(self.activities)
        kinds, periods = len(self.labour), len(self.periods)
        blanks: dict[str, tuple[tuple[int, ...], float]] = {
            "labour_norms": ((kinds, ways), 0.0),
            "productivity": ((ways, periods), 1.0),
            "wage_index": ((periods,), 1.0),
            "capital_labour": ((kinds, ways), 0.0),
            "construction_productivity": ((periods,), 1.0),
            "capacity_factor": ((ways, periods), 1.0),
            "yield_factor": ((ways, periods), 1.0),
            "import_factor": ((goods, periods), 1.0),
        }
        for name, (shape, value) in blanks.items():
            if getattr(self, name).size == 0:
                object.__setattr__(self, name, frozen_vector(np.full(shape, value)))
        if self.capital is NO_MATRIX:
            object.__setattr__(self, "capital", frozen_matrix(np.zeros((goods, ways))))

    def __repr__(self) -> str:
        title = self.settings.title or "economy"
        span = f"{self.periods[0]}-{self.periods[-1]}" if self.periods else "no periods"
        return (
            f"<Economy {title!r}: {len(self.commodities)} commodities, "
            f"{len(self.activities)} activities, {span}, {len(self.claims)} claims, "
            f"{len(self.figures)} control figures>"
        )

    @property
    def synthetic(self) -> bool:
        """Whether its sources say that it, or a part of it, is invented."""
        return any(note.synthetic for note in self.sources)

    @cached_property
    def commodity_index(self) -> Mapping[str, int]:
        """Position of each commodity code."""
        return MappingProxyType({c.code: i for i, c in enumerate(self.commodities)})

    @cached_property
    def activity_index(self) -> Mapping[str, int]:
        """Position of each activity code."""
        return MappingProxyType({a.code: j for j, a in enumerate(self.activities)})

    @cached_property
    def expandable(self) -> tuple[int, ...]:
        """Positions of the activities whose capacity can grow by general construction."""
        goods = np.asarray(self.capital.sum(axis=0)).ravel()
        workers = np.sum(self.capital_labour, axis=0)
        return tuple(int(j) for j in np.flatnonzero((goods > 0.0) | (workers > 0.0)))

    @cached_property
    def horizon(self) -> int:
        """Periods up to which capacity started within the plan comes into use."""
        lags = [self.activities[j].construction_lag for j in self.expandable]
        return len(self.periods) + max((*lags, 1 if self.projects else 0), default=0)

    @cached_property
    def has_full_yield(self) -> bool:
        """Whether no shock touches what a unit of level gives."""
        return bool(np.all(self.yield_factor == 1.0))

    def outputs_in(self, period: int) -> Matrix:
        """o_ij at the yield of a period: make of i per unit of level of j, I x J."""
        return self.outputs if self.has_full_yield else self._scaled_outputs[period]

    @cached_property
    def _scaled_outputs(self) -> tuple[Matrix, ...]:
        """The outputs at the yield of each period."""
        return tuple(self.outputs @ sp.diags_array(left) for left in self.yield_factor.T)

    def import_limit(self, position: int, period: int) -> float:
        """Most of a commodity that may be imported in a period [unit]; inf = unlimited."""
        factor = float(self.import_factor[position, period])
        return self.commodities[position].import_limit * factor if factor else 0.0

    def label(self, period: int) -> str:
        """Label of a period, also of one after the plan (0-based)."""
        if period < len(self.periods):
            return self.periods[period]
        beyond = period - len(self.periods) + 1
        last = self.periods[-1]
        return str(int(last) + beyond) if last.isdecimal() else f"{last}+{beyond}"

    @cached_property
    def maximised_periods(self) -> tuple[int, ...]:
        """Periods over which the measure of `after_goals` is summed; all where none is named.

        Raises:
            ValueError: a label is none of the plan's.
        """
        span = self.settings.maximised_span
        if span is None:
            return tuple(range(len(self.periods)))
        first, last = (self.periods.index(label) for label in span)
        return tuple(range(first, last + 1))

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """All groups, in the order in which the commodities name them."""
        return tuple(dict.fromkeys(g for c in self.commodities for g in c.groups))

    @cached_property
    def owners(self) -> tuple[str, ...]:
        """Agencies that appear anywhere: listed, owning, building, allotted or holding goods."""
        listed = (a.code for a in self.agencies)
        owning = (a.agency for a in self.activities if a.agency)
        building = (p.agency for p in self.projects if p.agency)
        allotted = (a.agency for a in self.allocations)
        holding = (agency for _, agency in self.agency_stocks)
        return tuple(dict.fromkeys((*listed, *owning, *building, *allotted, *holding)))

    @cached_property
    def allotted(self) -> tuple[tuple[str, str], ...]:
        """Commodity and agency wherever receipts and hoards are followed: MODEL section 4.11."""
        allocated = ((a.commodity, a.agency) for a in self.allocations)
        return tuple(dict.fromkeys((*allocated, *self.agency_stocks)))

    @cached_property
    def wanted(self) -> tuple[Claim, ...]:
        """Claims that want something: those that are goals."""
        return tuple(claim for claim in self.claims if claim.target > 0.0)

    @cached_property
    def members(self) -> Mapping[str, tuple[int, ...]]:
        """Positions of the commodities of each group."""
        found: dict[str, list[int]] = {}
        for i, commodity in enumerate(self.commodities):
            for group in commodity.groups:
                found.setdefault(group, []).append(i)
        return MappingProxyType({group: tuple(of) for group, of in found.items()})

    def with_claims(self, claims: Iterable[Claim]) -> Economy:
        """The same economy with these claims instead."""
        return replace(self, claims=tuple(claims))

    def with_figures(self, figures: Iterable[ControlFigure]) -> Economy:
        """The same economy with these control figures instead."""
        return replace(self, figures=tuple(figures))

    def with_allocations(self, allocations: Iterable[Allocation]) -> Economy:
        """The same economy with these allocations instead."""
        return replace(self, allocations=tuple(allocations))

    def with_finance(self, finance: Iterable[Finance]) -> Economy:
        """The same economy with this money, one record a period, instead."""
        return replace(self, finance=tuple(finance))

    def with_projects(self, projects: Iterable[Project]) -> Economy:
        """The same economy with these projects instead."""
        return replace(self, projects=tuple(projects))

    def with_commodities(self, commodities: Iterable[Commodity]) -> Economy:
        """The same economy with these commodities (same codes, same order) instead."""
        return replace(self, commodities=tuple(commodities))

    def with_inputs(self, inputs: object) -> Economy:
        """The same economy with these input norms, I x J, instead."""
        return replace(self, inputs=frozen_matrix(inputs))

    def with_agency_stocks(self, stocks: Mapping[tuple[str, str], float]) -> Economy:
        """The same economy with these stocks of agencies, by (commodity, agency), instead."""
        return replace(self, agency_stocks=MappingProxyType(dict(stocks)))

    def with_activities(self, activities: Iterable[Activity]) -> Economy:
        """The same economy with these activities (same codes, same order) instead."""
        return replace(self, activities=tuple(activities))

    def with_capacity_factor(self, factor: npt.ArrayLike) -> Economy:
        """The same economy with this part left of capacity, J x T."""
        return replace(self, capacity_factor=frozen_vector(factor))

    def with_yield_factor(self, factor: npt.ArrayLike) -> Economy:
        """The same economy with this part left of output per unit of level, J x T."""
        return replace(self, yield_factor=frozen_vector(factor))

    def with_import_factor(self, factor: npt.ArrayLike) -> Economy:
        """The same economy with this part left of import limits, I x T."""
        return replace(self, import_factor=frozen_vector(factor))

    def with_settings(self, settings: Settings) -> Economy:
        """The same economy, to be planned another way."""
        return replace(self, settings=settings)
