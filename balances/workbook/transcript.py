"""A sheet said another way: csv text as typed cells, and typed cells as csv text.

Both ways the reader finds the same values in the same rows and columns, so that a workbook may
be kept as an .xlsx file or as a folder of .csv files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from balances.workbook.cells import Grid, Manner, Percent, Raw, SpreadsheetError
from balances.workbook.interpret import READERS, as_text
from balances.workbook.layout import find_header, is_comment
from balances.workbook.numbers import plain_number
from balances.workbook.schema import Column, sheet_named
from balances.workbook.typed import beside_a_matrix

_NUMBERS = ("number", "integer")
_EITHER = ("period", "text")
"""Kinds of which a figure, such as a year, is a number if it reads the same again."""

_ANY = Column(name="text", kind="text", help="")


def header_row(grid: Grid) -> int:
    """Line of the header of a sheet of the schema; 0 = there is none."""
    return _columns(grid)[0]


def with_types(grid: Grid) -> Grid:
    """A csv table as a spreadsheet holds it: plain figures are numbers where numbers belong."""
    if not grid.from_text:
        return grid
    top, columns = _columns(grid)
    rows = {
        row: {place: _typed(raw, columns.get(place)) for place, raw in cells.items()}
        if _is_data(row, cells, top)
        else cells
        for row, cells in grid.rows.items()
    }
    return replace(grid, rows=rows, from_text=False)


def as_csv(grid: Grid) -> tuple[tuple[str, ...], ...]:
    """The lines of a csv file from which the reader gets what it gets from the sheet.

    Line n is row n, but for what follows a cell of several lines. Percentages become plain
    numbers where the unit of the column says what they mean.
    """
    top, columns = _columns(grid)
    lines: list[tuple[str, ...]] = [()] * max(grid.rows, default=0)
    for row, cells in grid.rows.items():
        of = columns if _is_data(row, cells, top) else {}
        line = [""] * max(cells)
        for place, raw in cells.items():
            line[place - 1] = _text(raw, of.get(place))
        lines[row - 1] = tuple(line)
    return tuple(lines)


def _is_data(row: int, cells: Mapping[int, Raw], top: int) -> bool:
    return 0 < top < row and not is_comment(cells)


def _columns(grid: Grid) -> tuple[int, Mapping[int, Column]]:
    """Line of the header (0 = none), and what each column of the sheet holds, where known."""
    sheet = sheet_named(grid.title)
    header, _ = find_header(sheet, grid, "") if sheet else (None, ())
    if sheet is None or header is None:
        return 0, {}
    if not header.matrix:
        return header.row, {place: sheet.column(name) for name, place in header.columns.items()}
    down, _, figure = (sheet.column(name) for name in sheet.matrix or ())
    top = grid.rows[header.row]
    beside = beside_a_matrix(top)
    return header.row, {p: down if p == 1 else figure for p in top if p not in beside}


def _typed(raw: Raw, column: Column | None) -> Raw:
    if column is None or column.kind not in (*_NUMBERS, *_EITHER) or not isinstance(raw, str):
        return raw
    number = plain_number(raw)
    if number is None or (column.kind in _EITHER and as_text(number) != raw):
        return raw
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _text(raw: Raw, column: Column | None) -> str:
    if isinstance(raw, str):
        return raw
    if isinstance(raw, Percent):
        return _percent(raw, column)
    if isinstance(raw, SpreadsheetError):
        return raw.text
    value = READERS["text"](_ANY, raw, Manner()).value
    return value if isinstance(value, str) else ""


def _percent(raw: Percent, column: Column | None) -> str:
    """Written out, so that the reader finds the same number to the last digit."""
    if column is None or column.kind not in _NUMBERS:
        return as_text(raw)
    if column.unit == "%":
        return as_text(raw.value * 100.0)
    if column.unit:
        return as_text(raw.value)
    return f"{Decimal(repr(raw.value)).scaleb(2):f}%"
