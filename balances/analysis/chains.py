"""Supply chains in words: from what a goal asks for up to the resource that ends the chain.

Source: MODEL section 10, "walked upstream on the flow graph".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from balances.analysis.graph import supply_chain
from balances.analysis.grounds import Grounds
from balances.economy.economy import Economy, Vector
from balances.economy.keys import Key
from balances.economy.measures import measure
from balances.program.goals import Goal

Draws: TypeAlias = Mapping[str, float]
"""Draw on a limit per unit made, by commodity."""


def goods_of(economy: Economy, goal: Goal) -> Vector:
    """What one unit of a goal asks for of each commodity, I; weights where it is a measure."""
    asked = np.zeros(len(economy.commodities))
    if goal.kind in ("claim", "protection"):
        asked[economy.commodity_index[economy.claims[goal.position].commodity]] = 1.0
    elif goal.kind == "allocation":
        asked[economy.commodity_index[economy.allocations[goal.position].commodity]] = 1.0
    elif goal.kind == "stock":
        asked[goal.position] = 1.0
    else:
        figure = economy.figures[goal.position]
        asked = goods_of_measure(economy, figure.measure, figure.item, figure.period)
    return asked


def period_of(economy: Economy, goal: Goal) -> int:
    """The period of a goal; a least closing stock is of the last."""
    if goal.kind == "stock":
        return len(economy.periods) - 1
    if goal.kind == "figure":
        return economy.figures[goal.position].period
    if goal.kind == "allocation":
        return economy.allocations[goal.position].period
    return economy.claims[goal.position].period


def goods_of_measure(economy: Economy, name: str, item: str, period: int) -> Vector:
    """Weights of a measure by commodity, I; of capital work, what it is made of."""
    weights = measure(economy, name, item, period)
    asked = np.sum(weights.delivery, axis=0) + weights.imports + weights.stock
    for j in np.flatnonzero(weights.activity).tolist():
        asked[economy.commodity_index[economy.activities[j].commodity]] += weights.activity[j]
    if not np.any(asked):
        asked = np.asarray(economy.capital.sum(axis=1)).ravel()
    found: Vector = np.abs(asked)
    return found


def users_of(economy: Economy, key: Key) -> Draws:
    """Commodities whose making draws on a limit, with the draw per unit; none for plain money."""
    reckoned = _USERS.get(key.kind)
    return reckoned(economy, key) if reckoned else {}


def _of_activity(economy: Economy, key: Key) -> Draws:
    return {economy.activities[economy.activity_index[key.item]].commodity: 1.0}


def _of_good(_economy: Economy, key: Key) -> Draws:
    return {key.item: 1.0}


def _of_labour(economy: Economy, key: Key) -> Draws:
    q = [category.code for category in economy.labour].index(key.item)
    norms = economy.labour_norms[q] / economy.productivity[:, key.period]
    mains = zip(economy.activities, norms.tolist(), strict=True)
    return {a.commodity: norm for a, norm in mains if norm > 0.0 and not a.technique}


def _of_currency(economy: Economy, _key: Key) -> Draws:
    return {c.code: c.import_price for c in economy.commodities if c.import_price}


def _of_project(economy: Economy, key: Key) -> Draws:
    sites = (p.activity for p in economy.projects if p.code == key.holder)
    return {economy.activities[economy.activity_index[a]].commodity: 1.0 for a in sites}


def _of_figure(economy: Economy, key: Key) -> Draws:
    figure = next(k for k in economy.figures if (k.label, k.period) == (key.item, key.period))
    asked = goods_of_measure(economy, figure.measure, figure.item, figure.period)
    return {economy.commodities[i].code: float(asked[i]) for i in np.flatnonzero(asked).tolist()}


_USERS: Mapping[str, Callable[[Economy, Key], Draws]] = MappingProxyType(
    {
        "capacity": _of_activity,
        "material_balance": _of_good,
        "agency_allocation": _of_good,
        "m": _of_good,
        "labour": _of_labour,
        "foreign_exchange": _of_currency,
        "projects": _of_project,
        "control_figures": _of_figure,
    }
)


def draw_on(grounds: Grounds, key: Key) -> Vector:
    """What one unit made of each commodity draws on a limit, I [unit of the limit / unit_i].

    On foreign exchange and on a limit of imports only the part of each good draws that the plan
    imports in the period.
    """
    economy = grounds.plan.economy
    each = np.zeros(len(economy.commodities))
    for code, draw in users_of(economy, key).items():
        each[economy.commodity_index[code]] = draw
    if key.kind in ("foreign_exchange", "m"):
        each *= grounds.imported[key.period]
    return each


def need_of(grounds: Grounds, asked: Vector, key: Key) -> float:
    """What one unit of these goods draws on a limit in full, by the norms [unit of the limit]."""
    return float((grounds.full @ asked) @ draw_on(grounds, key))


def chain_to(grounds: Grounds, asked: Vector, key: Key) -> tuple[str, ...]:
    """The strongest chain from a limit to what is asked for: commodities, the supplier first.

    It begins at the commodity through which most of the limit is drawn on. Empty where nothing
    that is asked for draws on it by current inputs.
    """
    economy, graph = grounds.plan.economy, grounds.graph
    users = users_of(economy, key)
    best: tuple[float, tuple[str, ...]] = (0.0, ())
    for i in np.flatnonzero(asked).tolist():
        code = economy.commodities[i].code
        for user, each in users.items():
            drawn = float(grounds.full[economy.commodity_index[user], i] * each * asked[i])
            if drawn > best[0]:
                chain = (code,) if user == code else supply_chain(graph, user, code)
                best = max(best, (drawn, chain), key=lambda way: (bool(way[1]), way[0]))
    return best[1]


def chain_words(economy: Economy, chain: tuple[str, ...]) -> str:
    """A chain for a reader: `1 t of pig iron takes 0.9 t of coke, 1 t of coke 1.4 t of coal`."""
    told: list[str] = []
    for supplier, user in reversed(list(pairwise(chain))):
        i, j = economy.commodity_index[supplier], economy.commodity_index[user]
        taken, made = economy.commodities[i], economy.commodities[j]
        takes = "" if told else " takes"
        norm = f"{economy.inputs[i, j]:.3g} {taken.unit}"
        told.append(f"1 {made.unit} of {made.title}{takes} {norm} of {taken.title}")
    return ", ".join(told)
