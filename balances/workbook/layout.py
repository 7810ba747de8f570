"""Where the header of a sheet stands and what its columns are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from balances.economy.issue import Issue, Where
from balances.workbook.address import address
from balances.workbook.catalogue import issue
from balances.workbook.cells import Grid, Raw, is_blank
from balances.workbook.numbers import ERROR_TEXTS
from balances.workbook.schema import Sheet, column_named, plain
from balances.workbook.words import clean, did_you_mean, listed, shown

HEADER_ROWS = 20

_UNIT = re.compile(r"(.*?)\s*\[([^\[\]]*)\]\s*", re.DOTALL)
_CORNER = re.compile(r"\s*([\w \-]+?)\s*[\\/]\s*([\w \-]+?)\s*")
_FREE = frozenset(("note", "notes", "comment", "comments", "remark", "remarks"))


@dataclass(frozen=True)
class Header:
    """Where a table begins.

    Attributes:
        row: the header row.
        matrix: whether codes stand across and down.
        columns: position of each column of the schema, by canonical name; a matrix has none.
        units: unit stated in a header, with the address, by canonical name.
    """

    row: int
    matrix: bool
    columns: Mapping[str, int]
    units: Mapping[str, tuple[str, str]]


def is_comment(cells: Mapping[int, Raw]) -> bool:
    """Whether the first cell of a row starts with `#` (and is no spreadsheet error)."""
    first = cells.get(1)
    return (
        isinstance(first, str)
        and first.lstrip().startswith("#")
        and clean(first) not in ERROR_TEXTS
    )


def find_header(sheet: Sheet, grid: Grid, file: str) -> tuple[Header | None, tuple[Issue, ...]]:
    """The first of rows 1-20 that holds all required columns, or says that it is a matrix."""
    rows = [row for row in grid.rows if row <= HEADER_ROWS and not is_comment(grid.rows[row])]
    for row in rows:
        corner = _corner(sheet, grid.rows[row].get(1))
        if corner == "reversed":
            return None, (_reversed(sheet, row, file),)
        if corner == "matrix":
            return Header(row, True, {}, {}), ()
        header = _long_header(sheet, row, grid.rows[row])
        if all(c.name in header.columns for c in sheet.columns if c.required):
            return header, _duplicates(sheet, row, grid.rows[row], file)
    return None, (_no_header(sheet, grid, rows, file),)


def _corner(sheet: Sheet, raw: Raw | None) -> str:
    """`matrix`, `reversed` or nothing, by what the first cell of a row says."""
    parts = _CORNER.fullmatch(raw) if isinstance(raw, str) else None
    if sheet.matrix is None or parts is None:
        return ""
    named = [column_named(sheet, part) for part in parts.groups()]
    names = tuple(c.name if c else "" for c in named)
    if names == sheet.matrix[:2]:
        return "matrix"
    return "reversed" if names == sheet.matrix[1::-1] else ""


def _reversed(sheet: Sheet, row: int, file: str) -> Issue:
    down, across = (sheet.matrix or ("", ""))[:2]
    return issue(
        "S111",
        Where(file, sheet.name, address(row, 1)),
        f"The matrix says that {across}s stand down and {down}s across; the other way round is "
        f"expected: {down}\\{across}.",
        "Transpose the table (paste special, transpose) and correct its first cell.",
    )


def _headers(cells: Mapping[int, Raw]) -> Mapping[int, tuple[str, str | None]]:
    """Text of each header and the unit in brackets after it, by column."""
    found: dict[int, tuple[str, str | None]] = {}
    for column, raw in cells.items():
        if is_blank(raw):
            continue
        text = clean(str(raw))
        parts = _UNIT.fullmatch(text)
        found[column] = (parts[1], clean(parts[2])) if parts else (text, None)
    return found


def _long_header(sheet: Sheet, row: int, cells: Mapping[int, Raw]) -> Header:
    columns: dict[str, int] = {}
    units: dict[str, tuple[str, str]] = {}
    for place, (text, unit) in _headers(cells).items():
        column = column_named(sheet, text)
        if column is None or column.name in columns:
            continue
        columns[column.name] = place
        if unit is not None:
            units[column.name] = (unit, address(row, place))
    return Header(row, False, columns, units)


def _duplicates(sheet: Sheet, row: int, cells: Mapping[int, Raw], file: str) -> tuple[Issue, ...]:
    first: dict[str, int] = {}
    found = []
    for place, (text, _) in _headers(cells).items():
        column = column_named(sheet, text)
        name = column.name if column else plain(text)
        if name in first and name not in _FREE:
            found.append(
                issue(
                    "S106",
                    Where(file, sheet.name, address(row, place)),
                    f"The header {shown(text)} stands for {shown(name)} again, after "
                    f"{address(row, first[name])}.",
                    "Rename or remove one of the two columns.",
                )
            )
        first.setdefault(name, place)
    return tuple(found)


def _no_header(sheet: Sheet, grid: Grid, rows: list[int], file: str) -> Issue:
    required = [c.name for c in sheet.columns if c.required]
    best, most = 0, 0
    for row in rows:
        matched = sum(name in _long_header(sheet, row, grid.rows[row]).columns for name in required)
        if matched > most:
            best, most = row, matched
    if best == 0:
        message = f"No header row was found; the columns {listed(required)} are expected."
        if grid.from_text and any(";" in str(c.get(1, "")) for c in grid.rows.values()):
            message += " The cells seem to be separated by semicolons."
        remedy = "Write the header in one of rows 1 to 20; separate csv cells by commas."
        return issue("S102", Where(file, sheet.name), message, remedy)
    there = _long_header(sheet, best, grid.rows[best]).columns
    missing = [name for name in required if name not in there]
    first = min(grid.rows[best])
    return issue(
        "S102",
        Where(file, sheet.name, address(best, first)),
        f"The header row lacks {listed(missing)}.",
        "Add the column with this header; a sheet without rows may be removed.",
    )


def unread_columns(sheet: Sheet, grid: Grid, header: Header, file: str) -> tuple[Issue, ...]:
    """Warnings about columns with data that are not read."""
    headers = _headers(grid.rows[header.row])
    known = [name for c in sheet.columns for name in (c.name, *c.aliases)]
    found = []
    for place, (text, _) in headers.items():
        if column_named(sheet, text) or plain(text) in _FREE or text.startswith(("_", "#")):
            continue
        found.append(
            issue(
                "S103",
                Where(file, sheet.name, address(header.row, place)),
                f"The column {shown(text)} is not known and is not read."
                + did_you_mean(text, known),
                "Correct the header, or start it with _ if it is meant for people only.",
            )
        )
    return (*found, *stray_cells(sheet, grid, header, set(headers), file))


def stray_cells(
    sheet: Sheet, grid: Grid, header: Header, headed: set[int], file: str
) -> tuple[Issue, ...]:
    """A warning about cells below the header that stand in a column without one."""
    strays: dict[int, int] = {}
    for row, cells in grid.rows.items():
        if row <= header.row or is_comment(cells):
            continue
        for column, raw in cells.items():
            if column not in headed and not is_blank(raw):
                strays.setdefault(column, row)
    if not strays:
        return ()
    places = [address(row, column) for column, row in sorted(strays.items())]
    return (
        issue(
            "S107",
            Where(file, sheet.name, places[0]),
            f"Cells under no header are not read: {', '.join(places[:10])}.",
            "Write a header over the column, or clear the cells.",
        ),
    )
