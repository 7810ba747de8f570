"""Decrees in words, for rulings and reports."""

from __future__ import annotations

from balances.economy.decrees import Decree
from balances.economy.economy import Economy

_BASES = {"percent": " %", "factor": " times", "share": " of it", "index": " (index)"}


def decree_words(decree: Decree, economy: Economy) -> str:
    """What was decreed, in one line: kind, value, targets, period, exceptions."""
    named = (
        *(decree.claims, decree.figures, decree.commodities, decree.sectors, decree.groups),
        *(decree.uses, decree.agencies, decree.agency_kinds, decree.projects),
    )
    parts = (
        decree.kind.replace("_", " "),
        "; ".join(name for names in named for name in names),
        f"decree {', '.join(decree.cancels)}" if decree.cancels else "",
        _value_words(decree),
        f"({decree.what})" if decree.what else "",
        f"from {decree.from_agency}" if decree.from_agency else "",
        f"in {economy.label(decree.period)}" if decree.period is not None else "",
        f"except {', '.join(decree.spared)}" if decree.spared else "",
        f"in the name of {decree.delegated_by}" if decree.delegated_by else "",
    )
    return " ".join(part for part in parts if part)


def _value_words(decree: Decree) -> str:
    if decree.value is None:
        return ""
    high = "" if decree.high is None else f"–{decree.high:.6g}"
    return f"{decree.value:.6g}{high}{_BASES.get(decree.basis, '')}"
