"""Heights: which commodities are worth commanding, where the centre can set only so many figures.

What control means, and what a set of commodities wins, is said in `balances.analysis.control`.
Commodities are chosen greedily: always the one that adds most to what the chosen ones win. Gains
are reckoned again only where the last one known might still be the largest (lazy greedy). Where
commodities complement each other a gain may grow and be missed for a step, and a further figure
may even harm, since it takes from producers what others would have left over. The centre need
not set all the figures it could: the curve tells the most that the first n or fewer of them win,
so that it never falls.
Source: MODEL section 9; Minoux (1978) for the lazy greedy search.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from balances.analysis.control import Control, control_of, worth_of_goals
from balances.analysis.structure import structure
from balances.economy.economy import Economy
from balances.economy.issue import SolverStoppedError
from balances.gosplan import HotStart, Plan, solve
from balances.program.goals import MOBILISED

NOISE = 1e-6
"""Part of W(all) that counts as nothing: goals may be let off half of it by each plan."""

RANKING = (
    *("commodity", "name", "backward", "forward", "betweenness", "shadow_value", "goals"),
    *("alone", "order", "share"),
)


@dataclass(frozen=True, eq=False)
class Heights:
    """What controlling commodities is worth.

    Attributes:
        ranking: one row a commodity, the chosen ones first: commodity, name; backward and forward
            linkage and betweenness (`structure`); shadow_value; goals of the heights about it
            alone; alone, the share it wins by itself (negative where its figures harm; missing
            where not reckoned); order in which it was chosen and the share won by the best of
            the chosen up to it (missing where it was not).
        curve: one row a number of commodities from 0: n, commodity chosen, share of the full
            mobilisation won by controlling at most n.
        unled: W of nothing controlled [currency at base prices].
        full: W of everything controlled, the mobilised plan [same].
        last: last class whose goals count.
        plans: how many plans were made.
    """

    ranking: pd.DataFrame
    curve: pd.DataFrame
    unled: float
    full: float
    last: float
    plans: int


def heights(
    economy: Economy,
    *,
    best: int | None = None,
    seconds: float = math.inf,
    progress: Callable[[str], None] = lambda _: None,
) -> Heights:
    """Rank commodities by what controlling them is worth.

    Args:
        economy: with the classes it declares.
        best: how many are chosen at most; None = until everything is won.
        seconds: time limit for each plan.
        progress: called with a line a commodity.

    Raises:
        InfeasiblePlanError: hard lines contradict each other.
        SolverStoppedError: no proof for the plan with nothing or with everything controlled; any
            other choice without a proof counts as one that wins nothing.
    """
    *_, last = heights_by_step(economy, best=best, seconds=seconds, progress=progress)
    return last


def heights_by_step(
    economy: Economy,
    *,
    best: int | None = None,
    seconds: float = math.inf,
    progress: Callable[[str], None] = lambda _: None,
) -> Iterator[Heights]:
    """What is known of the heights after every step, so that an interruption keeps it.

    The arguments are those of `heights`.
    """
    progress("full mobilisation, and nothing controlled")
    trials = Trials(control_of(economy), seconds)
    described = _described(economy, trials.control, seconds)
    codes = described["commodity"].tolist()
    alone: dict[str, float] = {}
    chosen: list[str] = []
    shares = [trials.share(frozenset())]

    def found() -> Heights:
        return _heights(described, alone, chosen, shares, trials)

    yield found()
    for number, code in enumerate(codes, start=1):
        progress(f"{code} alone ({number} of {len(codes)})")
        alone[code] = trials.share(frozenset((code,)))
        yield found()
    bounds = {code: abs(gain) for code, gain in alone.items()}
    while shares[-1] < 1.0 and len(chosen) < min(best or len(codes), len(codes)):
        progress(f"{shares[-1]:.1%} won by {len(chosen)}; choosing the next")
        code, share = _next(bounds, frozenset(chosen), trials.share)
        del bounds[code]
        chosen.append(code)
        shares.append(max(shares[-1], share))
        yield found()


def _next(
    bounds: dict[str, float], chosen: frozenset[str], share: Callable[[frozenset[str]], float]
) -> tuple[str, float]:
    """The commodity that adds most to those chosen, and the share all of them win.

    `bounds` holds the last known gain of each that may be chosen, without its sign: one whose
    figures did harm competes with others, and may gain as much once those are set too. They are
    brought up to date.
    """
    before = share(chosen)
    gains = dict(bounds)
    fresh: dict[str, float] = {}
    while True:
        code = max(gains, key=gains.__getitem__)
        if code in fresh:
            return code, fresh[code]
        fresh[code] = share(chosen | {code})
        gains[code] = fresh[code] - before
        bounds[code] = abs(gains[code])


class Trials:
    """Plans under one control after another, by one live solver; a choice is planned once."""

    def __init__(self, control: Control, seconds: float) -> None:
        self.control = control
        self.plans = 0
        self._seconds, self._hot = seconds, HotStart()
        self._known: dict[frozenset[str], float] = {}
        goals = self._goals(frozenset(control.economy.commodity_index))
        counted = goals.index.isin(control.goals)
        self._most = goals["delivered"][counted]
        self._worth = worth_of_goals(control.economy, goals)[counted]
        self.full = float((self._worth * self._most).sum())
        self.unled = self._value(frozenset())

    def share(self, chosen: frozenset[str]) -> float:
        """Share of what full mobilisation wins over nothing that control of these wins.

        It is 1 where there is nothing to win, and minus infinity where no plan was proved.
        """
        if self._same(self.full, self.unled):
            return 1.0
        goals = self.control.set_by(chosen)
        if goals not in self._known:
            try:
                self._known[goals] = self._won(self._value(chosen))
            except SolverStoppedError:
                self._known[goals] = -math.inf
        return self._known[goals]

    def _won(self, value: float) -> float:
        if self._same(value, self.full) or self._same(value, self.unled):
            return float(self._same(value, self.full))
        return (value - self.unled) / (self.full - self.unled)

    def _same(self, one: float, other: float) -> bool:
        return abs(one - other) <= NOISE * self.full

    def _value(self, chosen: frozenset[str]) -> float:
        """W of these commodities controlled [currency at base prices]."""
        delivered = self._goals(chosen)["delivered"][self._most.index]
        return float((self._worth * np.minimum(delivered, self._most)).sum())

    def _goals(self, chosen: frozenset[str]) -> pd.DataFrame:
        self.plans += 1
        economy = self.control.economy_with(chosen)
        plan = solve(economy, MOBILISED, seconds=self._seconds, hot=self._hot)
        return plan.goals.set_index("key")


def _described(economy: Economy, control: Control, seconds: float) -> pd.DataFrame:
    """What is known of each commodity before anything is tried."""
    sectors = structure(economy).sectors
    about = pd.Series([next(iter(of)) for of in control.goals.values() if len(of) == 1], dtype=str)
    worth = _shadow_values(solve(economy, MOBILISED, method="leximin", seconds=seconds))
    return pd.DataFrame(
        {
            "commodity": sectors["code"],
            **{key: sectors[key] for key in ("name", "backward", "forward", "betweenness")},
            "shadow_value": sectors["code"].map(worth).fillna(0.0),
            "goals": sectors["code"].map(about.value_counts()).fillna(0).astype(int),
        }
    )


def _shadow_values(plan: Plan) -> pd.Series[float]:
    """Shadow price x volume of each commodity, summed over the periods [part of the level].

    The price is that of `Plan.prices`, of the first class and stage in which the commodity is
    scarce: so much would as much again of it add to the level of that stage, at standing prices.
    """
    sources = plan.balances[plan.balances["side"] == "source"]
    volumes = sources.groupby(["commodity", "period"])["quantity"].sum()
    scarce = plan.prices["row"].eq("material_balance") & plan.prices["stage_kind"].eq("leximin")
    prices = plan.prices[scarce].set_index(["item", "period"])["shadow_price"]
    worths = prices * volumes.reindex(prices.index, fill_value=0.0)
    return worths.groupby(level="item").sum()


def _heights(
    described: pd.DataFrame,
    alone: Mapping[str, float],
    chosen: list[str],
    shares: list[float],
    trials: Trials,
) -> Heights:
    place = {code: n for n, code in enumerate(chosen, start=1)}
    ranking = described.assign(
        alone=described["commodity"].map(alone).replace(-np.inf, np.nan).astype(float),
        order=described["commodity"].map(place).astype("Int64"),
        share=described["commodity"].map(dict(zip(chosen, shares[1:], strict=True))).astype(float),
    )
    ranking = ranking.sort_values(
        ["order", "alone"], ascending=[True, False], kind="stable", ignore_index=True
    )
    curve = pd.DataFrame({"n": range(len(shares)), "commodity": ["", *chosen], "share": shares})
    return Heights(
        ranking[list(RANKING)], curve, trials.unled, trials.full, trials.control.last, trials.plans
    )
