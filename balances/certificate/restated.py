"""The program stated again, from the economy alone, to hold a solver's answer against.

Rows are written with sources positive. Nothing here is shared with `balances.program`: an
error would have to be made twice, in two different ways, to pass unseen.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from balances.certificate.construction import write_construction
from balances.economy.economy import Economy, Matrix, Vector
from balances.economy.keys import Key, claim_key, figure_key, stock_key
from balances.economy.measures import measure
from balances.economy.records import USES, Allocation
from balances.economy.valuation import natural_sizes


@dataclass(frozen=True, eq=False)
class Statement:
    """Rows A x {<=, =, >=} b and bounds, keyed as the economy calls them.

    Attributes:
        rows, columns: positions by key. matrix: A, R x K. senses: -1, 0, 1; R.
        limits: b with no goal raised, R. row_sizes: natural sizes, R.
        low, high: bounds, K. column_sizes: natural sizes, K.
        goals: (column, target, floor, fulfilment row) of each goal by key.
        level: column of lambda. measure: column of a maximised measure; -1 = none.
    """

    rows: Mapping[Key, int]
    columns: Mapping[Key, int]
    matrix: Matrix
    senses: Vector
    limits: Vector
    row_sizes: Vector
    low: Vector
    high: Vector
    column_sizes: Vector
    goals: Mapping[str, tuple[int, float, float, int]]
    level: int
    measure: int


class MisfitError(ValueError):
    """The evidence speaks of other unknowns than the economy has."""


def restate(economy: Economy, columns: tuple[Key, ...]) -> Statement:
    """Write the program of the economy over these columns.

    Raises:
        MisfitError: a column is missing, or one is there that the economy does not have.
    """
    return _Writer(economy, columns).statement()


class _Writer:
    """Rows while they are being written."""

    def __init__(self, economy: Economy, columns: tuple[Key, ...]) -> None:
        self.economy = economy
        self.at = {key: k for k, key in enumerate(columns)}
        self.periods = range(len(economy.periods))
        self.size = dict(zip(economy.commodity_index, natural_sizes(economy).tolist(), strict=True))
        self.keys: list[Key] = []
        self.senses: list[int] = []
        self.limits: list[float] = []
        self.sizes: list[float] = []
        self.cells: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Vector]] = []
        self.low = np.zeros(len(columns))
        self.high = np.full(len(columns), np.inf)
        self.column_sizes = np.ones(len(columns))
        self.used: set[Key] = set()
        self.goals: dict[str, tuple[int, float, float, int]] = {}
        self.held_measure = -1
        self.levels = np.array(
            [[self.column("x", a.code, t) for a in economy.activities] for t in self.periods]
        ).reshape(len(economy.periods), len(economy.activities))

    def statement(self) -> Statement:
        """Write everything, then see that no column is left over."""
        lam = self.column("lambda", "", -1)
        self.high[lam] = 1.0
        self.bounds_of_goods()
        wanted = self.goal_columns()
        self.material_balances(wanted)
        self.capacities()
        self.labour()
        write_construction(self)
        self.foreign_exchange()
        self.allocations()
        self.control_figures(wanted)
        self.closing_stocks(wanted)
        self.maximised(wanted)
        self.fulfilments(wanted, lam)
        left_over = set(self.at) - self.used
        if left_over:
            raise MisfitError(f"unknowns that the economy does not have: {sorted(left_over)[:3]}")
        rows, places, values = (np.concatenate(part) for part in zip(*self.cells, strict=True))
        matrix = sp.csr_array((values, (rows, places)), shape=(len(self.keys), len(self.at)))
        self._sizes_of_sums(matrix)
        return Statement(
            rows={key: r for r, key in enumerate(self.keys)},
            columns=self.at,
            matrix=matrix,
            senses=np.array(self.senses),
            limits=np.array(self.limits),
            row_sizes=np.array(self.sizes),
            low=self.low,
            high=self.high,
            column_sizes=self.column_sizes,
            goals=self.goals,
            level=lam,
            measure=self.held_measure,
        )

    def _sizes_of_sums(self, matrix: Matrix) -> None:
        """Rows without a size of their own are as large as the largest thing they count."""
        for row in (r for r, size in enumerate(self.sizes) if size == 0.0):
            counted = matrix[[row]].tocoo()
            terms = np.abs(counted.data) * self.column_sizes[counted.coords[1]]
            self.sizes[row] = float(np.max(terms, initial=0.0)) or 1.0
            if self.held_measure in counted.coords[1]:
                self.column_sizes[self.held_measure] = self.sizes[row]

    def column(self, kind: str, item: str, period: int, holder: str = "") -> int:
        key = Key(kind, item, period, holder)
        if key not in self.at:
            raise MisfitError(f"no unknown {key}")
        self.used.add(key)
        if kind in ("m", "s", "u"):
            self.column_sizes[self.at[key]] = self.size[item]
        elif kind == "x":
            made = self.economy.activities[self.economy.activity_index[item]].commodity
            self.column_sizes[self.at[key]] = self.size[made]
        return self.at[key]

    def row(self, key: Key, sense: int, limit: float, size: float) -> int:
        self.keys.append(key)
        self.senses.append(sense)
        self.limits.append(limit)
        self.sizes.append(size)
        return len(self.keys) - 1

    def put(self, row: int, columns: Iterable[int], values: Iterable[float]) -> None:
        places = np.fromiter(columns, dtype=np.int64)
        self.cells.append((np.full(places.size, row), places, np.fromiter(values, dtype=float)))

    def bounds_of_goods(self) -> None:
        """Imports within their limits, stocks, hoards: everything that is no goal."""
        for good in self.economy.commodities:
            for t in self.periods:
                self.column("s", good.code, t)
                if good.import_limit > 0.0:
                    self.high[self.column("m", good.code, t)] = good.import_limit
        for allocation in self.economy.allocations:
            for t in self.periods:
                self.column("u", allocation.commodity, t, allocation.agency)

    def goal_columns(self) -> dict[str, int]:
        """Column of each goal, with its bounds: floor and target."""
        economy = self.economy
        wanted = {
            claim_key(economy, c): (c.target, c.floor) for c in economy.claims if c.target > 0.0
        }
        wanted |= {
            figure_key(economy, k): (k.target, 0.0)
            for k in economy.figures
            if k.target > 0.0 and not k.hard
        }
        wanted |= {
            stock_key(c): (c.min_stock, 0.0) for c in economy.commodities if c.min_stock > 0.0
        }
        columns = {}
        for key, (target, floor) in wanted.items():
            columns[key] = self.column("f", key, -1)
            self.low[columns[key]], self.high[columns[key]] = floor, target
            self.column_sizes[columns[key]] = target
        return columns

    def material_balances(self, wanted: dict[str, int]) -> None:
        """Opening + made + imported - used - delivered - held = 0, for each good and period."""
        economy, last = self.economy, len(self.economy.periods) - 1
        made, used = sp.coo_array(economy.outputs), sp.coo_array(economy.inputs)
        lead = np.array([a.lead for a in economy.activities], dtype=np.int64)
        beyond = 1.0 + economy.settings.terminal_growth
        for t in self.periods:
            first = len(self.keys)
            for good in economy.commodities:
                opening = good.opening_stock if t == 0 else 0.0
                key = Key("material_balance", good.code, t)
                row = self.row(key, 0, -opening, self.size[good.code])
                self.put(row, [self.column("s", good.code, t)], [-1.0])
                if t > 0 and good.storable:
                    self.put(row, [self.column("s", good.code, t - 1)], [1.0])
                if good.import_limit > 0.0:
                    self.put(row, [self.column("m", good.code, t)], [1.0])
            self.cells.append((first + made.row, self.levels[t][made.col], made.data))
            due = t + lead[used.col]
            columns = self.levels[np.minimum(due, last), used.col]
            self.cells.append(
                (first + used.row, columns, -used.data * np.where(due > last, beyond, 1.0))
            )
            self.construction(first, t, -1.0)
            self._delivered_and_hoarded(first, t, wanted)

    def _delivered_and_hoarded(self, first: int, period: int, wanted: dict[str, int]) -> None:
        economy = self.economy
        for claim in economy.claims:
            if claim.period == period and claim.target > 0.0:
                row = first + economy.commodity_index[claim.commodity]
                self.put(row, [wanted[claim_key(economy, claim)]], [-1.0])
        for good, agency in {(a.commodity, a.agency) for a in economy.allocations}:
            row = first + economy.commodity_index[good]
            self.put(row, [self.column("u", good, period, agency)], [-1.0])
            if period > 0:
                self.put(row, [self.column("u", good, period - 1, agency)], [1.0])

    def capacities(self) -> None:
        """Level at most what is left of capacity and what was built; of the opening output too."""
        for j, activity in enumerate(self.economy.activities):
            for t in self.periods:
                size = self.size[activity.commodity]
                if math.isfinite(activity.capacity):
                    row = self.row(Key("capacity", activity.code, t), -1, 0.0, size)
                    self.put(row, [int(self.levels[t, j])], [1.0])
                    self.limits[row] = self.built(row, j, t, -1.0)
                if t < activity.lead:
                    key = Key("capacity", activity.code, t, "opening")
                    row = self.row(key, -1, activity.opening_output, size)
                    self.put(row, [int(self.levels[t, j])], [1.0])

    def built(self, row: int, j: int, period: int, sign: float) -> float:
        """Add capacity built by a period to a row; returns what is there without building."""
        economy, activity = self.economy, self.economy.activities[j]
        kept = 1.0 - activity.depreciation
        for t in self.periods:
            used = period - t - activity.construction_lag
            if used >= 0 and Key("n", activity.code, t) in self.at:
                self.put(row, [self.column("n", activity.code, t)], [sign * kept**used])
        there = activity.capacity * kept**period
        for project in economy.projects:
            if project.activity != activity.code:
                continue
            if project.integer and period > 0:
                last = min(period, len(self.periods)) - 1
                column = self.column("finished", project.code, last)
                self.put(row, [column], [sign * project.capacity_added])
            elif not project.integer:
                there += project.done * project.capacity_added
                for t in range(min(period, len(self.periods))):
                    column = self.column("y", project.code, t)
                    self.put(row, [column], [sign * project.capacity_added])
        return there

    def spending(self, period: int, agency: str | None = None) -> list[tuple[int, float, int]]:
        """Starts that are being paid for in a period: column, share of the cost, activity."""
        found = []
        for j, activity in enumerate(self.economy.activities):
            if agency is not None and activity.agency != agency:
                continue
            for t in range(period + 1):
                age = period - t
                key = Key("n", activity.code, t)
                if key in self.at and age < len(activity.spending):
                    column = self.column("n", activity.code, t)
                    found.append((column, activity.spending[age], j))
        return found

    def construction(self, first: int, period: int, sign: float, agency: str | None = None) -> None:
        """Goods that building takes in a period, into the rows of goods from `first` on."""
        economy = self.economy
        norms = economy.capital.toarray()
        for column, share, j in self.spending(period, agency):
            for i in np.flatnonzero(norms[:, j]):
                self.put(first + int(i), [column], [sign * share * norms[i, j]])
        for project in economy.projects:
            if agency in (None, project.agency):
                for good, amount in project.inputs.items():
                    row = first + economy.commodity_index[good]
                    self.put(row, [self.column("y", project.code, period)], [sign * amount])

    def labour(self) -> None:
        """Workers needed at the productivity of the period, at most those there are."""
        economy = self.economy
        for q, category in enumerate(economy.labour):
            for t in self.periods:
                if math.isfinite(category.available[t]):
                    workers = category.available[t]
                    row = self.row(Key("labour", category.code, t), -1, workers, workers)
                    needed = economy.labour_norms[q] / economy.productivity[:, t]
                    self.put(row, self.levels[t].tolist(), needed.tolist())
                    pace = economy.construction_productivity[t]
                    for column, share, j in self.spending(t):
                        self.put(row, [column], [share * economy.capital_labour[q, j] / pace])

    def foreign_exchange(self) -> None:
        """Currency paid for imports, less that earned by exports, at most the credit."""
        economy = self.economy
        if economy.foreign_credit is None:
            return
        for t in self.periods:
            credit = economy.foreign_credit[t]
            row = self.row(Key("foreign_exchange", "", t), -1, credit, abs(credit))
            for good in economy.commodities:
                if good.import_limit > 0.0 and good.import_price:
                    self.put(row, [self.column("m", good.code, t)], [good.import_price])
            for claim in economy.claims:
                good = economy.commodities[economy.commodity_index[claim.commodity]]
                sold = claim.use == "export" and claim.period == t and claim.target > 0.0
                if sold and good.export_price:
                    column = self.column("f", claim_key(economy, claim), -1)
                    self.put(row, [column], [-good.export_price])

    def allocations(self) -> None:
        """What an agency receives against its minimum, maximum or share of the sources."""
        for allocation in self.economy.allocations:
            at = (allocation.commodity, allocation.period, allocation.agency)
            size = self.size[allocation.commodity]
            if allocation.low is not None:
                self._received(_allocation_key(*at, "min"), 1, allocation.low, size, allocation)
            if allocation.high is not None:
                self._received(_allocation_key(*at, "max"), -1, allocation.high, size, allocation)
            if allocation.share is not None:
                good = self.economy.commodities[self.economy.commodity_index[at[0]]]
                opening = good.opening_stock if allocation.period == 0 else 0.0
                key = _allocation_key(*at, "share")
                row = self._received(key, 0, allocation.share * opening, size, allocation)
                self._sources(row, allocation, -allocation.share)

    def _received(
        self, key: Key, sense: int, limit: float, size: float, allocation: Allocation
    ) -> int:
        economy, t, last = self.economy, allocation.period, len(self.economy.periods) - 1
        row = self.row(key, sense, limit, size)
        norms = economy.inputs[[economy.commodity_index[allocation.commodity]]].toarray()[0]
        for j, activity in enumerate(economy.activities):
            if activity.agency == allocation.agency and norms[j] != 0.0:
                due = t + activity.lead
                growth = 1.0 + economy.settings.terminal_growth if due > last else 1.0
                self.put(row, [int(self.levels[min(due, last), j])], [norms[j] * growth])
        for claim in economy.claims:
            mine = (claim.commodity, claim.period, claim.claimant) == (
                allocation.commodity,
                t,
                allocation.agency,
            )
            if mine and claim.target > 0.0:
                self.put(row, [self.column("f", claim_key(economy, claim), -1)], [1.0])
        self._received_for_building(row, allocation)
        self.put(row, [self.column("u", allocation.commodity, t, allocation.agency)], [1.0])
        if t > 0:
            before = self.column("u", allocation.commodity, t - 1, allocation.agency)
            self.put(row, [before], [-1.0])
        return row

    def _received_for_building(self, row: int, allocation: Allocation) -> None:
        economy, t = self.economy, allocation.period
        capital = economy.capital[[economy.commodity_index[allocation.commodity]]].toarray()[0]
        for column, share, j in self.spending(t, allocation.agency):
            self.put(row, [column], [share * capital[j]])
        for project in economy.projects:
            amount = project.inputs.get(allocation.commodity, 0.0)
            if project.agency == allocation.agency and amount:
                self.put(row, [self.column("y", project.code, t)], [amount])

    def _sources(self, row: int, allocation: Allocation, factor: float) -> None:
        economy, t = self.economy, allocation.period
        position = economy.commodity_index[allocation.commodity]
        good = economy.commodities[position]
        made = economy.outputs[[position]].toarray()[0] * factor
        self.put(row, self.levels[t].tolist(), made.tolist())
        if good.import_limit > 0.0:
            self.put(row, [self.column("m", good.code, t)], [factor])
        if t > 0 and good.storable:
            self.put(row, [self.column("s", good.code, t - 1)], [factor])

    def control_figures(self, wanted: dict[str, int]) -> None:
        """The measure against its goal or limit."""
        economy = self.economy
        for figure in economy.figures:
            if not figure.hard and figure.target <= 0.0:
                continue
            sense = {"at_least": 1, "at_most": -1, "equal": 0}[figure.sense]
            key = Key("control_figures", figure.label, figure.period)
            limit = figure.target if figure.hard else 0.0
            row = self.row(key, sense if figure.hard else 1, limit, abs(figure.target))
            if figure.measure == "capacity":
                j = economy.activity_index[figure.item]
                self.limits[row] -= self.built(row, j, figure.period, 1.0)
            else:
                self._measure(row, figure.measure, figure.item, figure.period, wanted)
            if not figure.hard:
                self.put(row, [wanted[figure_key(economy, figure)]], [-1.0])

    def maximised(self, wanted: dict[str, int]) -> None:
        """The measure over all periods, less the unknown that stands for it."""
        named = self.economy.settings.maximised
        if named is None:
            return
        held = self.column("h", "/".join(named), -1)
        self.low[held] = -np.inf
        row = self.row(Key("after_goals", "/".join(named)), 0, 0.0, 0.0)
        self.column_sizes[held] = 0.0
        for t in self.periods:
            self._measure(row, *named, t, wanted)
        self.put(row, [held], [-1.0])
        self.held_measure = held

    def _measure(self, row: int, name: str, item: str, period: int, wanted: dict[str, int]) -> None:
        if name == "real_investment":
            self.put(row, [self.column("I", "", period)], [1.0])
            return
        economy = self.economy
        weights = measure(economy, name, item, period)
        self.put(row, self.levels[period].tolist(), weights.activity.tolist())
        for t, j in zip(*np.nonzero(weights.starts), strict=True):
            column = self.column("n", economy.activities[j].code, int(t))
            self.put(row, [column], [weights.starts[t, j]])
        for i in np.flatnonzero(weights.stock):
            good = economy.commodities[i].code
            self.put(row, [self.column("s", good, period)], [weights.stock[i]])
        for i in np.flatnonzero(weights.imports):
            if economy.commodities[i].import_limit > 0.0:
                good = economy.commodities[i].code
                self.put(row, [self.column("m", good, period)], [weights.imports[i]])
        for claim in economy.claims:
            if claim.period == period and claim.target > 0.0:
                place = USES.index(claim.use), economy.commodity_index[claim.commodity]
                self.put(row, [wanted[claim_key(economy, claim)]], [weights.delivery[place]])

    def closing_stocks(self, wanted: dict[str, int]) -> None:
        """What of the last closing stock counts towards its least."""
        last = len(self.economy.periods) - 1
        for good in self.economy.commodities:
            if good.min_stock > 0.0:
                row = self.row(Key("closing_stock", good.code, last), 1, 0.0, good.min_stock)
                columns = [self.column("s", good.code, last), wanted[stock_key(good)]]
                self.put(row, columns, [1.0, -1.0])

    def fulfilments(self, wanted: dict[str, int], lam: int) -> None:
        """Counted delivery against the common level."""
        for key, column in wanted.items():
            target, floor = float(self.high[column]), float(self.low[column])
            row = self.row(Key("fulfilment", key), 1, -target, target)
            self.put(row, [column, lam], [1.0, -target])
            self.goals[key] = (column, target, floor, row)


def _allocation_key(commodity: str, period: int, agency: str, limit: str) -> Key:
    return Key("agency_allocation", commodity, period, f"{agency}/{limit}")
