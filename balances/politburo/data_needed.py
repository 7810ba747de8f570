"""Data without which a kind of decree changes nothing: money, prices, stocks, a base year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.politburo.decrees.growth_target import base_demand
from balances.politburo.decrees.price import price_of
from balances.politburo.targets import claims_of, figures_of, goods_of, projects_of

Lack: TypeAlias = tuple[str, str, str, str]
"""Code, column, what was found, and what to do."""


def missing_data(decree: Decree, kind: str, economy: Economy) -> Lack | None:
    """What the workbook lacks for a decree; None where it lacks nothing."""
    needed = NEEDED.get(kind)
    return None if needed is None else needed(decree, economy)


def _money(decree: Decree, economy: Economy) -> Lack | None:
    if economy.finance:
        return None
    message = f"{decree.kind} is about the investment budget, and there is no sheet finance."
    return "D508", "kind", message, "Fill the sheet finance, or name claims."


def _money_unless_claims(decree: Decree, economy: Economy) -> Lack | None:
    named = (decree.commodities, decree.sectors, decree.groups, decree.claims, decree.uses)
    return None if any(named) else _money(decree, economy)


def _projects(decree: Decree, economy: Economy) -> Lack | None:
    if not economy.projects:
        message = "concentrate is about projects, and there is no sheet projects."
        return "D508", "kind", message, "Fill the sheet projects."
    counted = decree.value is not None and decree.basis in ("", "quantity")
    if counted and not economy.finance and projects_of(decree, economy):
        message = (
            "How many projects are open at once is limited in the sheet finance; none is there."
        )
        return "D508", "value", message, "Fill the sheet finance, or give a share."
    return None


def _prices(decree: Decree, economy: Economy) -> Lack | None:
    what = decree.what or "retail"
    picked = [economy.commodities[i] for i in goods_of(decree, economy)]
    if not picked or any(price_of(good, what) is not None for good in picked):
        return None
    column = "price" if what == "base" else "retail_price"
    message = f"None of the goods named has a {what} price that could be changed."
    return "D508", "kind", message, f"Fill the column {column} of the sheet sectors."


def _stocks(decree: Decree, economy: Economy) -> Lack | None:
    picked = [economy.commodities[i].code for i in goods_of(decree, economy)]
    held = any(economy.agency_stocks.get((good, decree.from_agency)) for good in picked)
    if held or not picked or not decree.from_agency:
        return None
    message = "The agency holds no stock of what is to be moved."
    remedy = "Write in the sheet agency_stocks what it holds, or correct the column."
    return "D508", "from_agency", message, remedy


def _base_year(decree: Decree, economy: Economy) -> Lack | None:
    claims = [economy.claims[n] for n in claims_of(decree, economy)]
    figures = [economy.figures[k] for k in figures_of(decree, economy)]
    without = [f"the figure {k.label!r}" for k in figures if k.base is None]
    without += [
        f"the claim {c.commodity}/{c.claimant}/{c.use}"
        for c in claims
        if base_demand(c, economy) is None
    ]
    if not without:
        return None
    message = f"There is no base-year value of {without[0]} that growth could be reckoned on."
    column = "figure" if decree.figures else "kind"
    remedy = "Give the figure as an index or in percent, fill final_demand, or use scale."
    return "D510", column, message, remedy


NEEDED: Mapping[str, Callable[[Decree, Economy], Lack | None]] = MappingProxyType(
    {
        "budget": _money,
        "cut_except": _money_unless_claims,
        "concentrate": _projects,
        "price": _prices,
        "mobilise_stock": _stocks,
        "growth_target": _base_year,
    }
)
"""By kind."""
