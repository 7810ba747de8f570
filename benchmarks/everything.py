"""An economy with every block of the model switched on: capital, money, trade, allotments."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np

from balances.economy.construction import AUTHORISED, Finance, Project
from balances.economy.economy import Economy, frozen_matrix
from balances.economy.records import Allocation, Claim, ControlFigure

GOODS_OF_CONSTRUCTION = 4
OUTLAY = (0.8, 1.6)
"""Least and most capital work for a unit of yearly output, at base prices."""


def with_everything(economy: Economy) -> Economy:
    """The economy with capital, projects, budgets on a cost curve, state budget, household
    money, foreign exchange and allocations; all prices of the economy are 1."""
    r = np.random.default_rng(7)
    size, periods = len(economy.commodities), len(economy.periods)
    base = np.array([c.base_output or 0.0 for c in economy.commodities])
    builders = np.argsort(-base)[:GOODS_OF_CONSTRUCTION]
    capital = np.zeros((size, size))
    capital[builders] = r.uniform(*OUTLAY, size) / GOODS_OF_CONSTRUCTION
    traded = set(np.argsort(-base)[:: max(1, size // 20)].tolist())
    goods = tuple(
        replace(
            good,
            retail_price=1.5,
            turnover_tax=1.0 / 3.0,
            import_limit=0.05 * base[i] if i in traded else 0.0,
            import_price=1.0 if i in traded else None,
            export_price=1.0 if i in traded else None,
        )
        for i, good in enumerate(economy.commodities)
    )
    exports = [
        Claim(goods[i].code, "trade", "export", t, 0.03 * base[i], priority=2)
        for i in sorted(traded)
        for t in range(periods)
    ]
    invested = 0.06 * float(base.sum())
    money = _money(economy, invested)
    return replace(
        economy,
        commodities=goods,
        activities=tuple(
            replace(activity, construction_lag=1 + j % 2)
            for j, activity in enumerate(economy.activities)
        ),
        capital=frozen_matrix(capital),
        labour=tuple(replace(q, wage=0.25 * float(base.sum()) / q.available[0])
                     for q in economy.labour),
        claims=(*economy.claims, *exports),
        figures=(*economy.figures, *_authorised(money)),
        projects=_projects(economy, base, builders),
        finance=money,
        base_investment=(invested, invested),
        foreign_credit=(0.0,) * periods,
        allocations=_allocations(economy, builders),
    )  # fmt: skip


def _money(economy: Economy, invested: float) -> tuple[Finance, ...]:
    """Budgets that grow faster than the work that can be had, and money that balances.

    With list prices a half above base prices and a third of them tax, a rouble sold brings 0.5.
    """
    found = []
    for t in range(len(economy.periods)):
        sold = sum(c.target for c in economy.claims if c.use == "household" and c.period == t)
        budget = invested * 1.12 ** (t + 1)
        found.append(
            Finance(
                budget=budget,
                rule=AUTHORISED,
                normal_work=invested * 1.06 ** (t + 1),
                elasticity=0.728,
                price_cap=1.5,
                cost_index=1.0,
                other_income=budget - 0.2 * sold,
                other_spending=0.1 * sold,
                household_income=0.5 * sold,
                consumer_price_cap=2.0,
                wage_share=0.1,
            )
        )
    return tuple(found)


def _authorised(money: tuple[Finance, ...]) -> list[ControlFigure]:
    """A goal of real work in each period, as the workbook sets one for an authorised budget."""
    return [
        ControlFigure("Work", "real_investment", "", t, 1.2 * (f.normal_work or 0.0))
        for t, f in enumerate(money)
    ]


def _projects(economy: Economy, base: np.ndarray, builders: np.ndarray) -> tuple[Project, ...]:
    """A project in every tenth activity, begun before the plan."""
    codes = [good.code for good in economy.commodities]
    return tuple(
        Project(
            code=f"site {j}",
            agency=economy.activities[j].agency,
            activity=economy.activities[j].code,
            capacity_added=0.2 * base[j],
            cost=0.2 * base[j],
            inputs=MappingProxyType(
                {codes[i]: 0.2 * base[j] / GOODS_OF_CONSTRUCTION for i in builders}
            ),
            min_duration=2,
            done=0.3,
        )
        for j in range(0, len(economy.activities), 10)
    )


def _allocations(economy: Economy, builders: np.ndarray) -> tuple[Allocation, ...]:
    """Most that some ministries receive of the goods of construction: far above their needs."""
    agencies = sorted({a.agency for a in economy.activities if a.agency})[:5]
    base = {c.code: c.base_output or 0.0 for c in economy.commodities}
    return tuple(
        Allocation(economy.commodities[i].code, agency, t, high=base[economy.commodities[i].code])
        for i in builders
        for agency in agencies
        for t in range(len(economy.periods))
    )
