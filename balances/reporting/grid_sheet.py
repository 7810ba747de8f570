"""Sheets of inputs as the user wrote them: cell for cell, in the same rows and columns."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from balances.reporting.finish import Stored, StoredValue, finish
from balances.reporting.layout import lines
from balances.reporting.page_setup import fit_to_width
from balances.reporting.style import Look, SheetCell, Stylist, new_workbook
from balances.workbook.cells import Grid, Percent, Raw, SpreadsheetError, Uncalculated
from balances.workbook.layout import is_comment
from balances.workbook.schema import SCHEMA, plain, sheet_named
from balances.workbook.transcript import header_row, with_types

INPUT = "in_"
"""What the names of a report's sheets of inputs begin with."""

WIDEST = 46.0
"""Characters after which a column of text grows no more."""

README_WIDTH = 110.0


def render_grids(grids: Sequence[Grid]) -> bytes:
    """An .xlsx workbook of these sheets: README first, then in the order of the schema."""
    workbook = new_workbook()
    stylist = Stylist()
    values = [
        write_grid(workbook.create_sheet(grid.title), grid, stylist) for grid in in_order(grids)
    ]
    target = io.BytesIO()
    workbook.save(target)
    return finish(target.getvalue(), Stored(tuple(values)))


def in_order(grids: Sequence[Grid]) -> tuple[Grid, ...]:
    """README, then the sheets of the schema in its order, then the others as they come."""
    order = {sheet.name: n for n, sheet in enumerate(SCHEMA)}

    def place(grid: Grid) -> int:
        found = sheet_named(grid.title)
        others = -1 if _is_readme(grid) else len(order)
        return order[found.name] if found else others

    return tuple(sorted(grids, key=place))


def write_grid(sheet: Worksheet, grid: Grid, stylist: Stylist) -> Mapping[str, StoredValue]:
    """Write the cells of a grid; returns the numbers that the last pass must store in full."""
    cells = with_types(grid)
    top = header_row(cells)
    stored: dict[str, StoredValue] = {}
    for row, values in cells.rows.items():
        look = _look(cells, row, top)
        for place, raw in values.items():
            cell: SheetCell = sheet.cell(row, place)
            _put(cell, raw, look, stylist)
            if isinstance(cell.value, float) and float(f"{cell.value:.16g}") != cell.value:
                stored[cell.coordinate] = cell.value
    if _is_readme(grid):
        _wrap(sheet, cells)
    else:
        _widen(sheet, cells, top)
    fit_to_width(sheet)
    return stored


def _look(grid: Grid, row: int, top: int) -> Look | None:
    """How a row looks; None = each cell as what stands in it."""
    if _is_readme(grid):
        return Look.TITLE if row == 1 else Look.PARAGRAPH
    if row < top or is_comment(grid.rows[row]):
        return Look.REMARK
    return Look.HEADER_TEXT if row == top else None


def _is_readme(grid: Grid) -> bool:
    return plain(grid.title) == "readme"


def _put(cell: SheetCell, raw: Raw, look: Look | None, stylist: Stylist) -> None:
    """One cell; whatever a text begins with, it is never a formula."""
    code = ""
    if isinstance(raw, str | SpreadsheetError):
        text = raw if isinstance(raw, str) else raw.text
        cell.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text)
        cell.data_type = "s" if isinstance(raw, str) else "e"
        code = "@"
    elif isinstance(raw, Percent):
        cell.value, code = raw.value, "0.##%"
    elif not isinstance(raw, Uncalculated):
        cell.value = raw
        code = cell.number_format
    is_number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    stylist.apply(cell, look or (Look.GIVEN if is_number else Look.LABEL), code=code)
    if cell.data_type == "s" and cell.value[:1] in ("=", "+", "-", "@"):
        cell.quotePrefix = True


def _wrap(sheet: Worksheet, grid: Grid) -> None:
    sheet.column_dimensions["A"].width = README_WIDTH
    for row, values in grid.rows.items():
        height = 13.5 * lines(str(values.get(1, "")), README_WIDTH) + 3.0
        sheet.row_dimensions[row].height = 24.0 if row == 1 else height
    sheet.sheet_view.showGridLines = False


def _widen(sheet: Worksheet, grid: Grid, top: int) -> None:
    widths: dict[int, float] = {}
    for row, values in grid.rows.items():
        if row < top or is_comment(values):
            continue
        for place, raw in values.items():
            longest = len(str(raw.value if isinstance(raw, Percent) else raw)) * 1.15
            widths[place] = max(widths.get(place, 7.0), min(longest, WIDEST))
    for place, width in widths.items():
        sheet.column_dimensions[get_column_letter(place)].width = round(width + 3.0, 1)
    if top:
        sheet.freeze_panes = sheet.cell(top + 1, 2).coordinate
