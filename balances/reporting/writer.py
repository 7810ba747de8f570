"""Tables into a workbook: the only place where reports meet openpyxl."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from balances.reporting.charts import CHART_WIDTH, draw
from balances.reporting.finish import Stored, finish
from balances.reporting.grid_sheet import INPUT, write_grid
from balances.reporting.heat import shade
from balances.reporting.layout import (
    TITLE_ROW,
    Placed,
    decimals_of,
    lines,
    place,
    places,
    widths,
    words,
)
from balances.reporting.page_setup import keep_charts_whole, set_up_page
from balances.reporting.sheet_rows import LINE_HEIGHT, SheetRows, blank_cell, text_cell
from balances.reporting.style import Look, Stylist, new_workbook, number_format
from balances.reporting.table import Role, Row, Show, Table, number
from balances.reporting.table_cells import cell_of, is_quoted, look_of, text_of
from balances.reporting.tidy import write_tidy
from balances.workbook.cells import Grid

BESIDE = CHART_WIDTH * 5.3 + 2.0
"""Where the second chart of a row may begin [characters from the left]."""

WIDE = 60
"""Columns from which blank cells of a matrix are left without a look, to spare time and room."""


@dataclass
class WrittenSheet:
    """One worksheet being written: openpyxl has what stands around the rows.

    Attributes:
        sheet: of openpyxl. stylist: of its workbook.
        widths: of the columns [characters].
        rows: for the last pass to put in.
    """

    sheet: Worksheet
    stylist: Stylist
    widths: tuple[float, ...]
    rows: SheetRows = field(default_factory=SheetRows)

    def text(self, row: int, column: int, text: str, look: Look) -> str:
        """The cell of a text."""
        style = self.stylist.number(self.sheet, look, quoted=is_quoted(text))
        address = f"{get_column_letter(column)}{row}"
        return text_cell(address, text, style) if text else blank_cell(address, style)

    def line(self, row: int, text: str, look: Look, height: float) -> None:
        """A row of one text."""
        self.rows.heights[row] = height
        self.rows.add(row, [self.text(row, 1, text, look)], 1)


def render(tables: Sequence[Table], footer: str, inputs: Sequence[Grid] = ()) -> bytes:
    """The workbook with one sheet per table, byte for byte the same for the same tables.

    Args:
        tables: the sheets in their order.
        footer: words at the left of every page's foot.
        inputs: sheets of inputs that follow, cell for cell.
    """
    workbook = new_workbook()
    stylist = Stylist()
    written = [add_table(workbook, table, stylist, footer) for table in tables]
    carried = [
        write_grid(workbook.create_sheet(f"{INPUT}{grid.title}"), grid, stylist) for grid in inputs
    ]
    workbook.active = 0
    target = io.BytesIO()
    workbook.save(target)
    drawings = tuple(tuple(c.alt for c in table.charts) for table in tables if table.charts)
    rows = dict(enumerate(sheet.rows for sheet in written))
    return finish(target.getvalue(), Stored((*({} for _ in rows), *carried), rows, drawings))


def add_table(workbook: Workbook, table: Table, stylist: Stylist, footer: str) -> WrittenSheet:
    """Write a table to a new sheet, the last of the workbook."""
    worksheet = workbook.create_sheet(table.name)
    found = WrittenSheet(worksheet, stylist, widths(table))
    placed = place(table)
    for position, width in enumerate(found.widths, start=1):
        worksheet.column_dimensions[get_column_letter(position)].width = round(width, 1)
    if table.tidy:
        found.rows = write_tidy(worksheet, table.name, placed[0], stylist)
    else:
        _write_head(found, table)
        for block in placed:
            _write_block(found, block)
        worksheet.sheet_view.showGridLines = False
    set_up_page(worksheet, table, placed, sum(found.widths), footer)
    charts = [draw(chart, placed[chart.block], worksheet) for chart in table.charts]
    if charts:
        tallest = max(chart.height for chart in charts)
        keep_charts_whole(worksheet, table, found.rows, sum(found.widths), tallest)
    for chart, anchor in zip(charts, _anchors(table, placed, found.widths), strict=True):
        worksheet.add_chart(chart, anchor)
    return found


def _anchors(table: Table, placed: Sequence[Placed], of: Sequence[float]) -> list[str]:
    """Charts stand under the last block, two beside each other."""
    below = placed[-1].last_row + 3
    column, left = 1, 0.0
    while left < BESIDE:
        left += of[column - 1] if column <= len(of) else 9.0
        column += 1
    places = ("A", get_column_letter(column))
    return [f"{places[n % 2]}{below + 20 * (n // 2)}" for n in range(len(table.charts))]


def _write_head(found: WrittenSheet, table: Table) -> None:
    found.line(TITLE_ROW, table.title, Look.TITLE, 24.0)
    row = TITLE_ROW
    for text, look in ((table.warning, Look.WARNING), (table.note, Look.NOTE)):
        if text:
            row += 1
            _write_note(found, row, text, look)


def _write_note(found: WrittenSheet, row: int, text: str, look: Look) -> None:
    """A paragraph over the first columns, about as wide as a page."""
    last, width = 0, 0.0
    while last < len(found.widths) and width < 110.0:
        width += found.widths[last]
        last += 1
    if width < 60.0:
        extra = max(1, round((80.0 - width) / 9.0))
        last, width = last + extra, width + extra * 9.0
    if last > 1:
        found.sheet.merged_cells.add(f"A{row}:{get_column_letter(last)}{row}")
    found.line(row, text, look, LINE_HEIGHT * lines(text, width) + 2.0)


def _write_block(found: WrittenSheet, placed: Placed) -> None:
    block = placed.block
    if block.heading:
        found.line(placed.heading_row, block.heading, Look.HEADING, 20.0)
    if block.note:
        look = Look.NOTE if block.columns else Look.PARAGRAPH
        _write_note(found, placed.note_row, block.note, look)
    if placed.band_row:
        _write_bands(found, placed)
    if placed.header_row:
        _write_header(found, placed)
    for (at, row), decimals in zip(placed.rows(), decimals_of(block), strict=True):
        _write_row(found, placed, at, row, decimals)
    shade(found.sheet, placed)


def _write_bands(found: WrittenSheet, placed: Placed) -> None:
    bands = [column.band for column in placed.block.columns]
    cells = [
        found.text(placed.band_row, n + 1, "" if n and band == bands[n - 1] else band, Look.BAND)
        for n, band in enumerate(bands)
    ]
    found.rows.add(placed.band_row, cells, len(bands))


def _write_header(found: WrittenSheet, placed: Placed) -> None:
    columns, at = placed.block.columns, placed.header_row
    tallest, cells = 1, []
    for position, column in enumerate(columns, start=1):
        look = Look.HEADER_TEXT if column.show is Show.TEXT else Look.HEADER
        look = Look.HEADER_UP if column.vertical else look
        cells.append(found.text(at, position, column.title, look))
        if not column.vertical:
            tallest = max(tallest, lines(column.title, found.widths[position - 1]))
    height = LINE_HEIGHT * tallest + 4.0
    if any(column.vertical for column in columns):
        longest = max(len(column.title) for column in columns if column.vertical)
        height = max(height, 6.2 * longest + 8.0)
    found.rows.heights[at] = min(height, 200.0)
    found.rows.add(at, cells, len(columns))


def _write_row(found: WrittenSheet, placed: Placed, at: int, row: Row, decimals: int) -> None:
    columns, role = placed.block.columns, row.role
    wide = len(columns) > WIDE
    tallest, cells = 1, []
    for column, width in zip(columns, found.widths, strict=False):
        value = row.cells.get(column.key)
        if value is None and role is Role.DATA and wide:
            continue
        show = row.show or column.show
        numeric = number(value) is not None
        code = number_format(show, places(value, show, decimals)) if numeric else ""
        wrap = not numeric and role is not Role.HEADING
        look = look_of(value, numeric=numeric, beside_numbers=column.show is not Show.TEXT)
        quoted = not numeric and is_quoted(text_of(value))
        style = found.stylist.number(found.sheet, look, role, code, wrap=wrap, quoted=quoted)
        where = (placed.letters[column.key], at)
        cells.append(cell_of(found.sheet, placed, where, value, style))
        if wrap and value is not None:
            tallest = max(tallest, lines(words(value, show, 0), width))
    if tallest > 1:
        found.rows.heights[at] = min(LINE_HEIGHT * tallest + 2.0, 400.0)
    found.rows.add(at, cells, len(columns))
