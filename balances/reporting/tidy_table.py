"""A tidy table of plain records, at full precision, one row per fact."""

from __future__ import annotations

from collections.abc import Sequence

from balances.reporting.frames import Record
from balances.reporting.table import Block, Column, Row, Show, Table

LONGEST = 400_000
"""Rows of one data table; a longer one is cut, and its title on Contents says so."""


def tidy_table(name: str, found: Sequence[Record], of: str) -> Table | None:
    """A data sheet of these records; None where there are none.

    Args:
        name: of the sheet, `data_…`.
        found: the rows; a field that some of them lack stays blank there.
        of: what it covers, for the list of contents.
    """
    if not found:
        return None
    rows = tuple(Row(row) for row in found[:LONGEST])
    names = dict.fromkeys(field for row in found for field in row)
    cut = f", cut to {LONGEST:,} of {len(found):,} rows" if len(found) > LONGEST else ""
    words = name.removeprefix("data_").replace("_", " ")
    return Table(
        name=name,
        title=name,
        about=f"Tidy table of {words}, {of}, full precision{cut}",
        blocks=(Block(tuple(_column(field, rows) for field in names), rows),),
        frozen=1,
        tidy=True,
    )


def _column(name: str, rows: Sequence[Row]) -> Column:
    texts = (len(str(row.cells.get(name) or "")) for row in rows[:500])
    width = min(40.0, max(len(name) + 5.0, *texts, 8.0))
    return Column(name, name, show=Show.EXACT, width=width)
