"""The frozen records an economy is made of: one class a noun of the planner's trade.

Periods are counted from 0 inside the program; `Economy.periods` holds their labels.
Quantities of commodity i are in `unit_i` for the whole period; infinite means no limit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from balances.economy.issue import Where

USES: tuple[str, ...] = (
    "household",
    "social",
    "government",
    "defence",
    "export",
    "reserve",
    "other",
)

NOWHERE = Where()


@dataclass(frozen=True, slots=True)
class Commodity:
    """A product with its own unit.

    Attributes:
        code: unique code, text.
        unit: unit of every quantity of it.
        name: words for the report; empty = the code.
        groups: groups it belongs to (A, B, industry, agriculture …).
        base_output: gross output of the base year [unit]; None = not given.
        opening_stock: stock before period 1 [unit].
        min_stock: least closing stock of the last period, a goal [unit].
        storable: whether surplus carries over to the next period.
        funded: whether it is centrally distributed (the distribution plan lists it).
        price: base price [currency / unit]; None = not given.
        retail_price: retail list price [currency / unit]; None = not given.
        turnover_tax: share of the retail price that is tax.
        import_limit: most that may be imported per period [unit]; inf = unlimited.
        import_price: [foreign currency / unit]; None = not given.
        export_price: [foreign currency / unit]; None = not given.
        source: where the figures come from.
        where: cell of its code.
    """

    code: str
    unit: str
    name: str = ""
    groups: tuple[str, ...] = ()
    base_output: float | None = None
    opening_stock: float = 0.0
    min_stock: float = 0.0
    storable: bool = False
    funded: bool = True
    price: float | None = None
    retail_price: float | None = None
    turnover_tax: float | None = None
    import_limit: float = 0.0
    import_price: float | None = None
    export_price: float | None = None
    source: str = ""
    where: Where = NOWHERE

    @property
    def title(self) -> str:
        """The words to show: the name, or the code where there is none."""
        return self.name or self.code


@dataclass(frozen=True, slots=True)
class Activity:
    """A way of making a commodity: a column of A and of the make matrix.

    Attributes:
        code: unique code; a sector's main activity bears the sector's code.
        commodity: code of the main product.
        agency: code of the agency that owns it; empty = none.
        capacity: K_j, most it can make in period 1 [unit of the commodity]; inf = unlimited.
        depreciation: delta_j, share of capacity retired each period.
        lead: periods between the use of inputs and the output.
        opening_output: most it can make in the first `lead` periods [unit].
        base_output: level in the base year [unit]; 0 for a technique without one.
        technique: True for a further way of making the commodity.
        construction_lag: L, periods from the start of new capacity to its use; 0 = at once.
        spending_profile: omega, shares of its cost over max(L, 1) periods; empty = equal.
        where: cell of its code.
    """

    code: str
    commodity: str
    agency: str = ""
    capacity: float = math.inf
    depreciation: float = 0.0
    lead: int = 0
    opening_output: float = 0.0
    base_output: float = 0.0
    technique: bool = False
    construction_lag: int = 0
    spending_profile: tuple[float, ...] = ()
    where: Where = NOWHERE

    @property
    def spending(self) -> tuple[float, ...]:
        """Shares of the cost of new capacity by period from its start; they add up to one."""
        length = max(self.construction_lag, 1)
        return self.spending_profile or (1.0 / length,) * length


@dataclass(frozen=True, slots=True)
class LabourCategory:
    """A kind of labour.

    Attributes:
        code: its name.
        available: L_qt, one figure a period [workers]; inf = no limit.
        wage: base wage [currency / worker]; None = not given.
        where: cell of its first row.
        cells: cell of what is available, one a period; empty = not told.
    """

    code: str
    available: tuple[float, ...]
    wage: float | None = None
    where: Where = NOWHERE
    cells: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True)
class Agency:
    """A ministry, commissariat, region: an owner of activities and a holder of funds."""

    code: str
    name: str = ""
    kind: str = ""
    rank: int = 5
    influence: float | None = None
    compliance: float | None = None
    sponsor: str = ""
    source: str = ""
    where: Where = NOWHERE

    @property
    def title(self) -> str:
        """The words to show: the name, or the code where there is none."""
        return self.name or self.code


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim on one commodity in one period: a goal.

    Attributes:
        commodity: code of what is claimed.
        claimant: who claims; need not be an agency of the list.
        use: one of `USES`.
        period: 0-based.
        target: tau_g, what is wanted [unit]; > 0.
        floor: hard least delivery [unit].
        protected: approved delivery [unit], at most the target: a further goal of class 0 on the
            same delivery; 0 = not protected.
        protected_priority: class of that goal: 0, or a sub-class where a lower authority protects.
        priority: class; 0 orders, 1 commanding heights, 2 ordinary, 3 residual. Orders of lower
            authorities go to sub-classes between 0 and 1.
        weight: weight in the method `weighted`.
        source: where the figure comes from.
        where: cell of the figure.
    """

    commodity: str
    claimant: str
    use: str
    period: int
    target: float
    floor: float = 0.0
    protected: float = 0.0
    protected_priority: float = 0
    priority: float = 2
    weight: float = 1.0
    source: str = ""
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class ControlFigure:
    """A control figure in one period, already reckoned to an absolute quantity.

    Attributes:
        label: the user's label.
        measure: name in `balances.economy.measures.MEASURES`.
        item: commodity, group, category … the measure is about; empty = the whole economy.
        period: 0-based.
        target: the quantity to reach [unit of the measure].
        high: upper end of a range [same unit]; None = no range. A range is met at its low end.
        printed: the value as the workbook prints it, with `basis` its kind.
        basis: quantity, index or percent.
        base: base-year value that index and percent refer to; None for quantities.
        sense: at_least, at_most or equal.
        hard: whether it is a limit and not a goal (always for at_most and equal).
        priority: class, as for claims.
        weight: weight in the method `weighted`.
        author, variant, source: who set it, in which variant, and where it stands.
        on_path: True where it was filled in by `path = geometric`.
        where: cell of the value.
    """

    label: str
    measure: str
    item: str
    period: int
    target: float
    high: float | None = None
    printed: float = 0.0
    basis: str = "quantity"
    base: float | None = None
    sense: str = "at_least"
    hard: bool = False
    priority: float = 2
    weight: float = 1.0
    author: str = ""
    variant: str = ""
    source: str = ""
    on_path: bool = False
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class Allocation:
    """What one agency receives of one commodity in one period.

    Attributes:
        low, high: least and most [unit]; None = not limited.
        share: exact share of the commodity's sources; None = not set.
        target: what it should receive, a goal [unit]; None = not set. At most one record of a
            commodity, agency and period has one.
        priority: class of that goal, as for claims.
    """

    commodity: str
    agency: str
    period: int
    low: float | None = None
    high: float | None = None
    share: float | None = None
    target: float | None = None
    priority: float = 0
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A source that a sheet names: text of a `source` cell or of a comment row.

    Attributes:
        sheet: canonical sheet name.
        text: the words as written.
        rows: how many rows bear it (1 for a comment row).
    """

    sheet: str
    text: str
    rows: int = 1

    @property
    def synthetic(self) -> bool:
        """Whether the words say that the figures are invented."""
        return "synthetic" in self.text.lower()
