"""Rows and goals of a plan in planners' words, with the unit of a row's limit."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from balances.economy.economy import Economy
from balances.economy.keys import Key
from balances.economy.measures import measure_unit

_NAMED: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("investment_budget", "budget"): "investment budget",
        ("investment_budget", "price_cap"): "price cap of investment",
        ("investment_budget", "overhang"): "limit on the investment overhang",
        ("investment_budget", "overhang_work"): "limit on the investment overhang",
        ("investment_budget", "agency"): "investment budget of {holder}",
        ("projects", "max_open"): "number of projects under construction",
        ("projects", "whole"): "what is left to do of project {holder}",
        ("z", "0"): "capital work to be had at planned cost",
    }
)
"""Rows and bounds that are about no commodity, by kind and item."""

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "material_balance": "supply of {item}",
        "m": "import limit of {item}",
        "agency_allocation": "allotment of {item} to {holder}",
        "control_figures": "figure {item!r}",
        "projects": "project {holder}",
    }
)
"""Words of the rows of a family, where they are not its name and what it is about."""


def row_words(economy: Economy, key: Key) -> str:
    """A row, or an unknown that stands at a limit, for a reader: `capacity of coal in 1955`."""
    label = f" in {economy.label(key.period)}" if key.period >= 0 else ""
    holder, item = key.holder.partition("/")[0], _title(economy, key.item)
    usual = "{kind} of {item}" if item else "{kind}"
    kind = "opening output" if holder == "opening" else key.kind
    if key.kind == "labour":
        return labour_words(key.item) + label
    words = _NAMED.get((key.kind, key.item)) or _KINDS.get(key.kind, usual)
    return words.format(kind=kind.replace("_", " "), item=item, holder=holder) + label


def labour_words(category: str) -> str:
    """A category of labour for a reader; without categories it is just labour."""
    return "labour" if category == "labour" else f"labour {category!r}"


def goal_in_period(goal: Mapping[str, Any]) -> str:
    """A goal with its period, once: a figure's label may end with it."""
    words, period = goal_words(goal), str(goal["period"])
    named = goal["kind"] == "figure" and str(goal["figure"]).endswith(f" {period}")
    return words if named else f"{words} {period}"


def _title(economy: Economy, item: str) -> str:
    place = economy.commodity_index.get(item)
    return item if place is None else economy.commodities[place].title


def row_unit(economy: Economy, key: Key) -> str:
    """Unit of the limit of a row."""
    if (key.kind, key.item) == ("projects", "max_open"):
        return "projects"
    if key.item in economy.commodity_index and key.kind != "labour":
        return economy.commodities[economy.commodity_index[key.item]].unit
    if key.item in economy.activity_index:
        made = economy.activities[economy.activity_index[key.item]].commodity
        return economy.commodities[economy.commodity_index[made]].unit
    if key.kind == "control_figures":
        figure = next(k for k in economy.figures if k.label == key.item)
        return measure_unit(economy, figure.measure, figure.item)
    return _ROW_UNITS.get(key.kind, economy.settings.currency)


_ROW_UNITS: Mapping[str, str] = MappingProxyType(
    {
        "labour": "workers",
        "foreign_exchange": "foreign currency",
        "projects": "of the whole",
        "after_goals": "",
    }
)
"""Units of rows that are about no commodity; the others are in currency."""


def goal_words(goal: Mapping[str, Any]) -> str:
    """What a goal asks for, in planners' words; a row of `Plan.goals`."""
    if goal["kind"] == "claim":
        return f"{goal['claimant']}: {goal['commodity']} ({goal['use']})"
    if goal["kind"] == "stock":
        return f"closing stock of {goal['commodity']}"
    if goal["kind"] == "allocation":
        return f"allocation of {goal['commodity']} to {goal['claimant']}"
    of = f" of {goal['item']}" if goal["item"] else ""
    return f"{goal['figure']} ({str(goal['measure']).replace('_', ' ')}{of})"
