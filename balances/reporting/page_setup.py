"""How a sheet is printed and what stays in sight when one scrolls."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from balances.reporting.layout import Placed
from balances.reporting.sheet_rows import SheetRows
from balances.reporting.table import Table
from balances.reporting.text import visible

PAGE_LIMIT, SPREAD = 220.0, 190.0
"""What is shrunk to the width of one page, and what a page holds of what is wider [characters]."""

PAGE_WIDTH, PAGE_HEIGHT = 784.0, 505.0
"""What a landscape page holds between its margins [points]."""

CHARACTER = 5.6
"""Width of a character of the body font [points]."""

EDGE = 0.05
"""Part of a page within which the reckoning cannot tell on which side of its end a row falls."""

ABOVE_CHARTS = 85.0
"""Space above a row of charts, and what spreadsheets disagree about [points]."""

CENTIMETRE = 28.35
"""[points]"""


def set_up_page(
    sheet: Worksheet, table: Table, placed: Sequence[Placed], width: float, footer: str
) -> None:
    """A4, as few pages wide as stay readable, header repeated, page numbers."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "portrait" if table.one_page else "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = _pages_wide(table, width)
    sheet.page_setup.fitToHeight = int(table.one_page)
    if table.frozen and _pages_wide(table, width) > 1:
        sheet.print_title_cols = f"A:{get_column_letter(table.frozen)}"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.75
    sheet.page_margins.footer = 0.3
    foot: Any = sheet.oddFooter
    foot.left.text = visible(footer).replace("&", "&&")[:120]
    foot.center.text = "&A"
    foot.right.text = "page &P of &N"
    _keep_in_sight(sheet, table, placed)


def _pages_wide(table: Table, width: float) -> int:
    return 1 if table.one_page else _pages(width)


def _pages(width: float) -> int:
    return 1 if width <= PAGE_LIMIT else math.ceil(width / SPREAD)


def fit_to_width(sheet: Worksheet) -> None:
    """A4 landscape, as few pages wide as stay readable: for sheets to fill in."""
    width = sum(column.width for column in sheet.column_dimensions.values())
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = _pages(width)
    sheet.page_setup.fitToHeight = 0


def keep_charts_whole(
    sheet: Worksheet, table: Table, rows: SheetRows, width: float, height: float
) -> None:
    """Begin a new page before the charts where they would be cut in two.

    Args:
        sheet: that holds the table.
        table: what is written.
        rows: of the sheet.
        width: of all its columns [characters].
        height: of the charts below it [cm].
    """
    if table.one_page:
        return
    scale = min(1.0, _pages_wide(table, width) * PAGE_WIDTH / (width * CHARACTER))
    above, rest = divmod(rows.height * scale, PAGE_HEIGHT)
    at_the_edge = above > 0 and rest < EDGE * PAGE_HEIGHT
    if at_the_edge or rest + (ABOVE_CHARTS + CENTIMETRE * height) * scale > PAGE_HEIGHT:
        sheet.row_breaks.append(Break(id=rows.last + 1))


def _keep_in_sight(sheet: Worksheet, table: Table, placed: Sequence[Placed]) -> None:
    first = placed[0]
    if first.header_row and (len(placed) == 1 or table.frozen):
        sheet.freeze_panes = f"{get_column_letter(table.frozen + 1)}{first.first_row}"
    if first.header_row and len(placed) == 1:
        sheet.print_title_rows = f"{first.band_row or first.header_row}:{first.header_row}"
        last = get_column_letter(len(first.block.columns))
        if not table.tidy and len(first.block.rows) > 1:
            sheet.auto_filter.ref = f"A{first.header_row}:{last}{first.data_rows[1]}"
