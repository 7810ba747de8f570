"""Long tables of plain figures, written past openpyxl: a million cells would take it a minute.

openpyxl writes the header and the real Excel table around the rows; the rows themselves are
made here as the markup in which a sheet stores them, for the last pass to put in.
"""

from __future__ import annotations

import math
from html import escape
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from balances.reporting.layout import Placed
from balances.reporting.style import Look, Stylist
from balances.reporting.table import Cell
from balances.reporting.text import visible


def write_tidy(sheet: Worksheet, name: str, placed: Placed, stylist: Stylist) -> str:
    """Write header and table; give the rows as markup."""
    columns = placed.block.columns
    for position, column in enumerate(columns, start=1):
        cell = sheet.cell(1, position, visible(column.title))
        cell.data_type = "s"
        stylist.apply(cell, Look.HEADER)
    last = get_column_letter(len(columns))
    excel: Any = ExcelTable(displayName=name, ref=f"A1:{last}{max(placed.last_row, 2)}")
    excel.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    excel._initialise_columns()  # else openpyxl makes every cell of the table to name them
    for place, column in zip(excel.tableColumns, columns, strict=True):
        place.name = visible(column.title)
    sheet.add_table(excel)
    letters = [(column.key, get_column_letter(n)) for n, column in enumerate(columns, start=1)]
    return "".join(
        f'<row r="{at}">'
        + "".join(_cell(f"{letter}{at}", row.cells.get(key)) for key, letter in letters)
        + "</row>"
        for at, row in placed.rows()
    )


def _cell(address: str, value: Cell) -> str:
    """One cell; nothing for what is missing, infinite or empty."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if isinstance(value, int | float):
        return f'<c r="{address}"><v>{value!r}</v></c>' if math.isfinite(value) else ""
    text = escape(visible(str(value)), quote=False)
    return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
