r"""Control: the centre sets figures for some commodities and leaves the rest to producers.

The goals of the heights G are those of the classes up to ``last``: 1, or the first class
declared where none is as high. A goal is about the commodities it counts: a claim about its own,
a figure about its item, a total about every member of its group, or about all. With a set S of
commodities under control the plan is made in three steps, leximin in each:

1. the goals of G that are only about commodities of S, in their declared classes;
2. gross output, sum of p_i o_ij x_j over all activities, the period worst off first: within what
   is ordered every producer maximises, also where the centre has set something;
3. all other goals, in one class: they share what producers leave.

.. math:: W(S) = \sum_{g \in G} v_g \min(f_g(S), f_g(all)),
          \qquad share(S) = \frac{W(S) - W(\emptyset)}{W(all) - W(\emptyset)}

v_g is the base price of what the goal counts, 1 for what is counted in money, 0 for workers.
Goals come first class by class, so f_g(all) is what the mobilised plan gives; what a goal gets
beyond that counts for nothing, so no set has a larger share than all, which has 1.

Hard figures, floors and all limits hold whatever is controlled. Goals of lower classes are never
set: they would not count. A commodity about which there is no such goal is worth no figure:
whatever a goal needs is set aside with it.
Source: MODEL section 9.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from balances.economy.economy import Economy
from balances.economy.keys import allocation_key, claim_key, figure_key, protection_key
from balances.economy.measures import NATURAL_MEASURES
from balances.economy.records import Allocation, Claim, ControlFigure
from balances.economy.valuation import natural_sizes, price_weights
from balances.program.goals import STOCK_PRIORITY

HEIGHTS = 1
"""Last class of the heights: 0 orders, 1 commanding heights."""

OUT_OF_REACH = 3.0
"""What producers aim at in a period, in natural sizes of all that is made. It is more than they
will make, and no larger: far larger aims leave rounding where proofs should be. Where they could
make as much they aim no higher."""

PRODUCERS = "gross output of producers"


@dataclass(frozen=True, eq=False)
class Control:
    """An economy whose goals can be set or left, commodity by commodity.

    Attributes:
        economy: to be planned by leximin and least effort; least closing stocks stand among its
            control figures, so that their class can move too.
        last: last class of the heights.
        goals: the goals of the heights by key, each with the commodities it is about.
    """

    economy: Economy
    last: float
    goals: Mapping[str, frozenset[str]]

    def set_by(self, chosen: Collection[str]) -> frozenset[str]:
        """Keys of the goals that are set when these commodities are controlled."""
        return frozenset(key for key, about in self.goals.items() if about.issubset(chosen))

    def economy_with(self, chosen: Collection[str]) -> Economy:
        """The economy with its goals in the classes they have under this control."""
        economy, kept = self.economy, self.set_by(chosen)

        def placed(key: str, priority: float) -> float:
            return priority if key in kept else self.last + 2

        def claimed(claim: Claim) -> Claim:
            protected = claim.protected if protection_key(economy, claim) in kept else 0.0
            priority = placed(claim_key(economy, claim), claim.priority)
            return replace(claim, priority=priority, protected=protected)

        def figured(figure: ControlFigure) -> ControlFigure:
            priority = placed(figure_key(economy, figure), figure.priority)
            return figure if figure.hard else replace(figure, priority=priority)

        def allotted(a: Allocation) -> Allocation:
            return replace(a, priority=placed(allocation_key(economy, a), a.priority))

        figures = (*map(figured, economy.figures), *_aims_of_producers(economy, self.last + 1))
        found = economy.with_claims(map(claimed, economy.claims)).with_figures(figures)
        if not economy.allocations:
            return found
        return found.with_allocations(map(allotted, economy.allocations))


def control_of(economy: Economy) -> Control:
    """What can be controlled in an economy with the classes it declares."""
    stocks = (
        ControlFigure(f"least closing stock of {c.code}", "stock", c.code,
                      len(economy.periods) - 1, c.min_stock, priority=STOCK_PRIORITY)
        for c in economy.commodities
        if c.min_stock > 0.0
    )  # fmt: skip
    settings = replace(economy.settings, method="leximin", after_goals="least_effort")
    opened = (
        economy.with_settings(settings)
        .with_figures((*economy.figures, *stocks))
        .with_commodities(replace(c, min_stock=0.0) for c in economy.commodities)
    )
    goals = _goals(opened)
    last = max(HEIGHTS, min((priority for priority, _ in goals.values()), default=HEIGHTS))
    within = {key: about for key, (priority, about) in goals.items() if priority <= last}
    return Control(opened, last, within)


def worth_of_goals(economy: Economy, goals: pd.DataFrame) -> pd.Series[float]:
    """v_g, what a unit of each goal is worth at base prices; `goals` is the frame of a plan."""
    prices: Mapping[str, float] = dict(
        zip(economy.commodity_index, price_weights(economy).tolist(), strict=True)
    )

    def worth(kind: str, commodity: str, measure: str, item: str) -> float:
        if kind != "figure":
            return prices[commodity]
        if measure in NATURAL_MEASURES and item in prices:
            return prices[item]
        return 0.0 if measure == "employment" else 1.0

    columns = (goals[name] for name in ("kind", "commodity", "measure", "item"))
    found = [worth(*of) for of in zip(*columns, strict=True)]
    return pd.Series(found, index=goals.index, dtype=float)


def _goals(economy: Economy) -> dict[str, tuple[float, frozenset[str]]]:
    """Class of every goal, and the commodities it is about, by key."""
    found: dict[str, tuple[float, frozenset[str]]] = {}
    for claim in economy.claims:
        about = frozenset((claim.commodity,))
        if claim.target > 0.0:
            found[claim_key(economy, claim)] = claim.priority, about
        if claim.protected > 0.0:
            found[protection_key(economy, claim)] = 0, about
    for figure in economy.figures:
        if not figure.hard and figure.target > 0.0:
            found[figure_key(economy, figure)] = figure.priority, _counted(economy, figure.item)
    for a in economy.allocations:
        if a.target:
            found[allocation_key(economy, a)] = a.priority, frozenset((a.commodity,))
    return found


def _counted(economy: Economy, item: str) -> frozenset[str]:
    """Commodities that a figure of this item is about: all where it names none and no group."""
    if item in economy.commodity_index:
        return frozenset((item,))
    members = economy.members.get(item, range(len(economy.commodities)))
    return frozenset(economy.commodities[i].code for i in members)


def _aims_of_producers(economy: Economy, priority: float) -> tuple[ControlFigure, ...]:
    """Gross output at base prices in every period, as much of it as can be."""
    most = OUT_OF_REACH * float(price_weights(economy) @ natural_sizes(economy))
    return tuple(
        ControlFigure(PRODUCERS, "group_output", "all", t, most, priority=priority)
        for t in range(len(economy.periods))
    )
