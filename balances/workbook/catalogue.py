"""The catalogue of issue codes: what each is about, how bad it is, and why it is one.

Codes never change their meaning; wordings may. S1xx are about sheets and columns, C2xx about a
cell, R3xx about references, V4xx about viability, D5xx about decrees.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from balances.economy.issue import Issue, Where
from balances.workbook.codes.economics import ECONOMICS
from balances.workbook.codes.entry import Entry
from balances.workbook.codes.references import REFERENCES
from balances.workbook.codes.structure import STRUCTURE

__all__ = ["CATALOGUE", "Entry", "issue"]

CATALOGUE: Mapping[str, Entry] = MappingProxyType({**STRUCTURE, **REFERENCES, **ECONOMICS})


def issue(code: str, where: Where, message: str, remedy: str) -> Issue:
    """An issue of the catalogue at a place."""
    return Issue(code, CATALOGUE[code].level, where, message, remedy)
