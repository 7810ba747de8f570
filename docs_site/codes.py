"""Every code that a message about a workbook may bear, from the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from balances.workbook.catalogue import CATALOGUE
from docs_site.tables import code, prose, table

GROUPS = {
    "S": "Sheets and columns",
    "C": "Cells",
    "R": "References",
    "V": "Viability",
    "D": "Decrees",
}


def codes() -> str:
    """One section a group, one row a code."""
    return "\n\n".join(
        f"## {GROUPS[letter]}\n\n{_table(names)}"
        for letter, names in groupby(CATALOGUE, itemgetter(0))
    )


def _table(names: Iterable[str]) -> str:
    rows = []
    for name in names:
        entry = CATALOGUE[name]
        rows.append((code(name), entry.level.value, prose(entry.title), prose(entry.explanation)))
    return table(("Code", "Level", "What", "Why"), rows)
