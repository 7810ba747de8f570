"""Tables into a workbook: the only place where reports meet openpyxl."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from balances.reporting.charts import CHART_WIDTH, draw
from balances.reporting.finish import Stored, StoredValue, finish
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
from balances.reporting.style import Look, SheetCell, Stylist, new_workbook, number_format
from balances.reporting.table import (
    Cell,
    Formula,
    Link,
    Role,
    Row,
    Show,
    Table,
    number,
)
from balances.reporting.text import visible
from balances.reporting.tidy import write_tidy
from balances.workbook.cells import Grid

LINE_HEIGHT = 13.5
"""Height of one line of the body font [points]."""

BESIDE = CHART_WIDTH * 5.3 + 2.0
"""Where the second chart of a row may begin [characters from the left]."""

WIDE = 60
"""Columns from which blank cells of a matrix are left without a look, to spare time and room."""


@dataclass
class WrittenSheet:
    """One worksheet being written, with what the last pass must add to it."""

    sheet: Worksheet
    stylist: Stylist
    widths: tuple[float, ...]
    stored: dict[str, StoredValue] = field(default_factory=dict)
    bulk: str = ""

    def text(self, row: int, column: int, text: str, look: Look) -> None:
        """Write words; whatever they begin with, they are never a formula."""
        cell: SheetCell = self.sheet.cell(row, column)
        _put_text(cell, text)
        self.stylist.apply(cell, look)
        _quote(cell)

    def value(self, cell: SheetCell, value: float) -> None:
        """Write a number, at full precision."""
        cell.value = value
        if isinstance(value, float) and float(f"{value:.16g}") != value:
            self.stored[cell.coordinate] = value


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
    values = (*(sheet.stored for sheet in written), *carried)
    bulk = (*(sheet.bulk for sheet in written), *("" for _ in carried))
    return finish(target.getvalue(), Stored(values, bulk, drawings))


def add_table(workbook: Workbook, table: Table, stylist: Stylist, footer: str) -> WrittenSheet:
    """Write a table to a new sheet, the last of the workbook."""
    worksheet = workbook.create_sheet(table.name)
    found = WrittenSheet(worksheet, stylist, widths(table))
    placed = place(table)
    for position, width in enumerate(found.widths, start=1):
        worksheet.column_dimensions[get_column_letter(position)].width = round(width, 1)
    if table.tidy:
        found.bulk = write_tidy(worksheet, table.name, placed[0], stylist)
    else:
        _write_head(found, table)
        for block in placed:
            _write_block(found, block)
        worksheet.sheet_view.showGridLines = False
    set_up_page(worksheet, table, placed, sum(found.widths), footer)
    charts = [draw(chart, placed[chart.block], worksheet) for chart in table.charts]
    if charts:
        tallest = max(chart.height for chart in charts)
        keep_charts_whole(worksheet, table, placed[-1].last_row, sum(found.widths), tallest)
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
    found.text(TITLE_ROW, 1, table.title, Look.TITLE)
    found.sheet.row_dimensions[TITLE_ROW].height = 24
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
    found.text(row, 1, text, look)
    if last > 1:
        found.sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
    found.sheet.row_dimensions[row].height = LINE_HEIGHT * lines(text, width) + 2.0


def _write_block(found: WrittenSheet, placed: Placed) -> None:
    block = placed.block
    if block.heading:
        found.text(placed.heading_row, 1, block.heading, Look.HEADING)
        found.sheet.row_dimensions[placed.heading_row].height = 20
    if block.note:
        look = Look.NOTE if block.columns else Look.PARAGRAPH
        _write_note(found, placed.note_row, block.note, look)
    if placed.header_row:
        _write_header(found, placed)
    for number_of_row, row in placed.rows():
        _write_row(found, placed, number_of_row, row)
    shade(found.sheet, placed)


def _write_header(found: WrittenSheet, placed: Placed) -> None:
    columns = placed.block.columns
    tallest = 1
    for position, column in enumerate(columns, start=1):
        look = Look.HEADER_TEXT if column.show is Show.TEXT else Look.HEADER
        look = Look.HEADER_UP if column.vertical else look
        found.text(placed.header_row, position, column.title, look)
        if not column.vertical:
            tallest = max(tallest, lines(column.title, found.widths[position - 1]))
        if placed.band_row:
            before = columns[position - 2].band if position > 1 else ""
            text = column.band if column.band != before else ""
            found.text(placed.band_row, position, text, Look.BAND)
    height = LINE_HEIGHT * tallest + 4.0
    if any(column.vertical for column in columns):
        longest = max(len(column.title) for column in columns if column.vertical)
        height = max(height, 6.2 * longest + 8.0)
    found.sheet.row_dimensions[placed.header_row].height = min(height, 200.0)


def _write_row(found: WrittenSheet, placed: Placed, at: int, row: Row) -> None:
    decimals = decimals_of(placed.block, row)
    wide = len(placed.block.columns) > WIDE
    tallest = 1
    for position, column in enumerate(placed.block.columns, start=1):
        value = row.cells.get(column.key)
        if value is None and row.role is Role.DATA and wide:
            continue
        cell: SheetCell = found.sheet.cell(at, position)
        show = row.show or column.show
        numeric = number(value) is not None
        code = number_format(show, places(value, show, decimals)) if numeric else ""
        _write_cell(found, placed, cell, value)
        look = _look(value, beside_numbers=column.show is not Show.TEXT)
        wrap = not numeric and row.role is not Role.HEADING
        found.stylist.apply(cell, look, row.role, code, wrap=wrap)
        _quote(cell)
        if wrap and value is not None:
            tallest = max(tallest, lines(words(value, show, 0), found.widths[position - 1]))
    if tallest > 1:
        found.sheet.row_dimensions[at].height = min(LINE_HEIGHT * tallest + 2.0, 400.0)


def _write_cell(found: WrittenSheet, placed: Placed, cell: SheetCell, value: Cell) -> None:
    if isinstance(value, Formula):
        cell.value = placed.address(value, cell.row)
        found.stored[cell.coordinate] = value.value
    elif isinstance(value, Link):
        _put_text(cell, value.text)
        location = f"{quote_sheetname(value.sheet)}!{value.cell}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location, display=value.text)
    elif isinstance(value, bool):
        cell.value = "yes" if value else "no"
    elif isinstance(value, str):
        _put_text(cell, value)
    elif number(value) is not None:
        found.value(cell, value)  # type: ignore[arg-type]


def _put_text(cell: SheetCell, text: str) -> None:
    if not text:
        return
    cell.value = visible(text)
    cell.data_type = "s"


def _quote(cell: SheetCell) -> None:
    """Keep text that looks like a formula a text, also when a reader edits the cell."""
    if cell.data_type == "s" and cell.value[0] in "=+-@":
        cell.quotePrefix = True


def _look(value: Cell, *, beside_numbers: bool) -> Look:
    if isinstance(value, Link):
        return Look.LINK
    if number(value) is None:
        return Look.WORD if beside_numbers else Look.LABEL
    return Look.FORMULA if isinstance(value, Formula) else Look.GIVEN
