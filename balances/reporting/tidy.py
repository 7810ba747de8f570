"""Long tables of plain figures: a header and rows, and a real Excel table around them."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from balances.reporting.layout import Placed
from balances.reporting.sheet_rows import SheetRows, number_cell, text_cell
from balances.reporting.style import Look, Stylist
from balances.reporting.table import Cell, number
from balances.reporting.text import visible


def write_tidy(sheet: Worksheet, name: str, placed: Placed, stylist: Stylist) -> SheetRows:
    """Put a real Excel table on the sheet; gives its header and its rows."""
    columns = placed.block.columns
    last = get_column_letter(len(columns))
    excel: Any = ExcelTable(displayName=name, ref=f"A1:{last}{max(placed.last_row, 2)}")
    excel.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    excel._initialise_columns()  # else openpyxl makes every cell of the table to name them
    for place, column in zip(excel.tableColumns, columns, strict=True):
        place.name = visible(column.title)
    sheet.add_table(excel)
    found, look = SheetRows(), stylist.number(sheet, Look.HEADER)
    letters = [(column.key, get_column_letter(n)) for n, column in enumerate(columns, start=1)]
    heads = zip(letters, columns, strict=True)
    header = [text_cell(f"{letter}1", column.title, look) for (_, letter), column in heads]
    found.add(1, header, len(columns))
    for at, row in placed.rows():
        cells = [_cell(f"{letter}{at}", row.cells.get(key)) for key, letter in letters]
        found.add(at, cells, len(columns))
    return found


def _cell(address: str, value: Cell) -> str:
    """One cell; nothing for what is missing, infinite or empty."""
    if isinstance(value, str):
        return text_cell(address, value) if value else ""
    if isinstance(value, bool):
        return text_cell(address, "yes" if value else "no")
    figure = number(value)
    return "" if figure is None else number_cell(address, figure)
