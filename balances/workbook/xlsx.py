"""Grids from an .xlsx file, by openpyxl in full mode, after the guard has let it pass."""

from __future__ import annotations

import datetime
import io
import math
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as OpenpyxlCell
from openpyxl.cell.cell import MergedCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from balances.economy.issue import FileError
from balances.workbook.address import column_letters
from balances.workbook.cells import Grid, Percent, Raw, Span, SpreadsheetError, Uncalculated
from balances.workbook.guard import check_archive, check_kind
from balances.workbook.schema import is_ignored


def read_xlsx(
    path: Path, content: bytes, max_inflated: int, *, everything: bool = False
) -> tuple[Grid, ...]:
    """All worksheets of a workbook, as they stand; `everything` = those for people only too.

    Raises:
        FileError: it is no workbook, is not safe to open, or is damaged.
    """
    check_kind(path, content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_archive(path.name, archive, max_inflated)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
        raise _damaged(path) from error
    book = _load(path, content, data_only=False)
    sheets = [s for s in book.worksheets if everything or not is_ignored(s.title)]
    calculated: dict[str, Worksheet] = {}
    if any(_has_formula(sheet) for sheet in sheets):
        again = _load(path, content, data_only=True)
        calculated = {sheet.title: sheet for sheet in again.worksheets}
    return tuple(_grid(sheet, calculated.get(sheet.title)) for sheet in sheets)


def _damaged(path: Path) -> FileError:
    return FileError(
        f"{path.name} is damaged and cannot be opened. Open it in Excel or LibreOffice and save "
        "it again."
    )


def _load(path: Path, content: bytes, *, data_only: bool) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(
                io.BytesIO(content), data_only=data_only, keep_links=False, keep_vba=False
            )
    except Exception as error:  # openpyxl has no exceptions of its own for damaged files
        raise _damaged(path) from error


def cells_of(sheet: Worksheet) -> Mapping[tuple[int, int], OpenpyxlCell | MergedCell]:
    """The cells that the file holds; `iter_rows` would make one for every place in between."""
    return sheet._cells


def _has_formula(sheet: Worksheet) -> bool:
    return any(cell.data_type == "f" for cell in cells_of(sheet).values())


def _grid(sheet: Worksheet, calculated: Worksheet | None) -> Grid:
    values = {} if calculated is None else cells_of(calculated)
    rows: dict[int, dict[int, Raw]] = {}
    for (row, column), cell in sorted(cells_of(sheet).items(), key=_place):
        raw = _formula_value(values.get((row, column))) if cell.data_type == "f" else _raw(cell)
        if raw is not None:
            rows.setdefault(row, {})[column] = raw
    merged = tuple(
        Span(str(m.coord), m.min_row, m.min_col, m.max_row, m.max_col)
        for m in sheet.merged_cells.ranges
    )
    return Grid(sheet.title, rows, merged, _hidden(sheet, rows))


def _place(item: tuple[tuple[int, int], object]) -> tuple[int, int]:
    return item[0]


def _formula_value(cell: OpenpyxlCell | MergedCell | None) -> Raw:
    raw = None if cell is None else _raw(cell)
    return Uncalculated() if raw is None else raw


def _raw(cell: OpenpyxlCell | MergedCell) -> Raw | None:
    value = cell.value
    if type(value) is float and not cell.has_style:
        return value
    if cell.data_type == "e":
        return SpreadsheetError(str(value))
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        as_percent = cell.has_style and "%" in (cell.number_format or "")
        return Percent(_as_float(value)) if as_percent else value
    if isinstance(value, str | datetime.date | datetime.time | datetime.timedelta):
        return value
    return str(value)


def _as_float(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _hidden(sheet: Worksheet, rows: Mapping[int, Mapping[int, Raw]]) -> tuple[str, ...]:
    """What is hidden and holds something: the sheet, rows, columns."""
    found = [] if sheet.sheet_state == "visible" else ["the whole sheet"]
    dimensions = sheet.row_dimensions
    lines = [str(row) for row in rows if row in dimensions and dimensions[row].hidden]
    if lines:
        found.append(f"row{'s' * (len(lines) > 1)} {', '.join(lines[:10])}")
    used = {column for cells in rows.values() for column in cells}
    spans = [d for d in sheet.column_dimensions.values() if d.hidden]
    columns = sorted(c for c in used if any((d.min or 0) <= c <= (d.max or 0) for d in spans))
    if columns:
        letters = ", ".join(column_letters(c) for c in columns[:10])
        found.append(f"column{'s' * (len(columns) > 1)} {letters}")
    return tuple(found)
