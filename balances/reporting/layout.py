"""Where everything of a table stands: addresses, widths and heights, before anything is written."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from types import MappingProxyType

from openpyxl.utils import get_column_letter

from balances.reporting.style import decimals_for, shown
from balances.reporting.table import (
    Block,
    Cell,
    Column,
    Formula,
    Link,
    Role,
    Row,
    Show,
    Table,
    number,
)

TITLE_ROW = 1
WIDEST_TEXT = 46.0
"""Characters after which a text column wraps instead of growing."""

NARROWEST = 7.0
_OPERAND = re.compile(r"\{(\w+)(?:\.(first|last|above|[+-]\d+))?\}")


@dataclass(frozen=True)
class Placed:
    """A block with its place on the sheet.

    Attributes:
        block: what is placed.
        heading_row, note_row, band_row, header_row: 1-based; 0 where there is none.
        first_row: of the rows.
    """

    block: Block
    heading_row: int
    note_row: int
    band_row: int
    header_row: int
    first_row: int

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """Column letter of each column key."""
        columns = enumerate(self.block.columns, start=1)
        return MappingProxyType({c.key: get_column_letter(n) for n, c in columns})

    @property
    def last_row(self) -> int:
        """The last row of the block, its totals included."""
        return self.first_row + len(self.block.rows) - 1

    @cached_property
    def data_rows(self) -> tuple[int, int]:
        """First and last row of role data."""
        rows = [n for n, row in self.rows() if row.role is Role.DATA]
        return (rows[0], rows[-1]) if rows else (self.first_row, self.first_row)

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Each row with its number."""
        return enumerate(self.block.rows, start=self.first_row)

    def address(self, formula: Formula, row: int) -> str:
        """The formula with addresses instead of column keys."""
        first, last = self.data_rows
        places = {"first": first, "last": last, "above": row - 1, None: row}

        def replace(match: re.Match[str]) -> str:
            at = places[match[2]] if match[2] in places else row + int(match[2])
            return f"{self.letters[match[1]]}{at}"

        return _OPERAND.sub(replace, formula.text)


def place(table: Table) -> tuple[Placed, ...]:
    """The blocks of a table, one under another with a blank row between."""
    row = 1 if table.tidy else 2 + bool(table.warning) + bool(table.note) + 1
    placed = []
    for block in table.blocks:
        heading = row if block.heading else 0
        note = row + bool(heading) if block.note else 0
        band_at = row + bool(heading) + bool(note)
        band = band_at if any(c.band for c in block.columns) else 0
        header = band_at + bool(band) if block.columns and not block.headless else 0
        first = (header or band_at + bool(band) - 1) + 1
        placed.append(Placed(block, heading, note, band, header, first))
        row = first + len(block.rows) + bool(block.columns)
    return tuple(placed)


def decimals_of(block: Block) -> Sequence[int]:
    """For each row the decimals with which its largest quantity is readable; the others follow it.

    Where the whole block has one unit, all its rows have the same.
    """
    if block.even:
        return [_decimals(block, block.rows)] * len(block.rows)
    return [_decimals(block, (row,)) for row in block.rows]


def _decimals(block: Block, rows: Sequence[Row]) -> int:
    cells = (
        row.cells.get(column.key)
        for row in rows
        for column in block.columns
        if (row.show or column.show) is Show.QUANTITY
    )
    return decimals_for(value for value in map(number, cells) if value is not None)


def places(cell: Cell, show: Show, decimals: int) -> int:
    """Decimals of one cell: those of its row, but a price stands for itself."""
    value = number(cell) if show is Show.PRICE else None
    return decimals if value is None else decimals_for([value])


def words(cell: Cell, show: Show, decimals: int) -> str:
    """What a reader sees in the cell, to reckon widths and heights."""
    value = number(cell)
    if value is not None:
        return shown(value, show, decimals)
    if isinstance(cell, Formula | Link):
        return str(cell.value if isinstance(cell, Formula) else cell.text)
    return "" if cell is None or isinstance(cell, float) else str(cell)


def widths(table: Table) -> tuple[float, ...]:
    """Width of each column of the sheet, so that no number is cut [characters]."""
    found = [NARROWEST] * max((len(block.columns) for block in table.blocks), default=1)
    for block in table.blocks:
        fixed = all(column.width is not None for column in block.columns)
        decimals = () if fixed else decimals_of(block)
        for position, column in enumerate(block.columns):
            found[position] = max(found[position], _width(block, column, decimals))
    for block in table.blocks:
        _widen_bands(block, found)
    return tuple(found)


def _widen_bands(block: Block, found: list[float]) -> None:
    """Make the columns under a band as wide as its words."""
    at = 0
    for band, columns in groupby(column.band for column in block.columns):
        count = len(list(columns))
        lacking = len(band) * 1.15 + 2.5 - sum(found[at : at + count])
        if band and lacking > 0.0:
            for position in range(at, at + count):
                found[position] += lacking / count
        at += count


def _width(block: Block, column: Column, decimals: Sequence[int]) -> float:
    if column.width is not None:
        return column.width
    longest_word = max((len(word) for word in column.title.split()), default=0)
    header = 4.0 if column.vertical else max(longest_word, min(len(column.title), 12))
    widest = 0.0 if block.headless else header * 1.15
    for row, of_row in zip(block.rows, decimals, strict=True):
        cell = row.cells.get(column.key)
        if cell is None or (row.role is Role.HEADING and isinstance(cell, str)):
            continue
        show = row.show or column.show
        text = words(cell, show, places(cell, show, of_row))
        limit = WIDEST_TEXT if number(cell) is None else math.inf
        widest = max(widest, min(limit, len(text) * 1.08))
    return widest + 2.5


def lines(text: str, width: float) -> int:
    """How many lines the text takes in a column of this width."""
    return max(1, math.ceil(len(text) * 1.02 / max(width - 1.0, 1.0)))
