"""The annotated copy: the user's workbook with its bad cells painted, and a list of them in front.

What openpyxl can carry is carried: values, formulas with their stored values, looks, charts,
links to other files. Nothing is followed, run or reckoned. The user's own file is only read.
"""

from __future__ import annotations

import datetime
import io
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as OpenpyxlCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import to_excel
from openpyxl.workbook.child import INVALID_TITLE_REGEX
from openpyxl.worksheet.worksheet import Worksheet

from balances.economy.issue import FileError, Issue, Level
from balances.reporting.finish import Stored, StoredValue, finish
from balances.reporting.grid_sheet import in_order, write_grid
from balances.reporting.publish import publish
from balances.reporting.style import SheetCell, Stylist
from balances.reporting.table import Block, Column, Link, Row, Table
from balances.reporting.text import visible
from balances.reporting.writer import add_table
from balances.workbook import Source
from balances.workbook.cells import Grid
from balances.workbook.schema import is_ignored, sheet_named
from balances.workbook.xlsx import cells_of

PROBLEMS = "Problems"
PAINT = {Level.ERROR: "F8B4B4", Level.WARNING: "FFD966"}
"""Grounds of bad cells: red for errors, amber for warnings."""

LONGEST_TITLE = 31


def write_annotated(source: Source, issues: Sequence[Issue], target: Path) -> Path:
    """Write the annotated copy and return where it went; the arguments are those of the bytes.

    Raises:
        FileError: the workbook cannot be copied, or the copy not be written.
    """
    return publish({target: render_annotated(source, issues)})[0]


def render_annotated(source: Source, issues: Sequence[Issue]) -> bytes:
    """The copy of a workbook, or an .xlsx workbook made of a csv folder, with its problems shown.

    Args:
        source: what was read, sheets for people included.
        issues: what is wrong with it, errors first.

    Raises:
        FileError: openpyxl cannot open the workbook whole.
    """
    stylist = Stylist()
    book, stored = _made(source, stylist) if not source.content else _opened(source)
    by_name = _sheets_by_name(book)
    _paint(by_name, issues)
    title = (
        PROBLEMS if PROBLEMS.casefold() not in map(str.casefold, book.sheetnames) else "_Problems"
    )
    table = _problems(source, title, issues, by_name)
    listed = add_table(book, table, stylist, source.name)
    book.move_sheet(listed.sheet, -(len(book.sheetnames) - 1))
    _open_at(book, listed.sheet)
    target = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book.save(target)
    return finish(target.getvalue(), Stored(({}, *stored), {0: listed.rows}))


def _made(source: Source, stylist: Stylist) -> tuple[Workbook, list[Mapping[str, StoredValue]]]:
    """A workbook of a csv folder: line n of a file is row n of a sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    stored = [
        write_grid(book.create_sheet(_title(grid)), grid, stylist)
        for grid in in_order(source.grids)
    ]
    return book, stored


def _title(grid: Grid) -> str:
    """The name of a file as the name of a tab."""
    return INVALID_TITLE_REGEX.sub("_", visible(grid.title))[:LONGEST_TITLE]


def _opened(source: Source) -> tuple[Workbook, list[Mapping[str, StoredValue]]]:
    """The user's workbook, and what its formulas came to when it was last saved."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(source.content), rich_text=True)
            reckoned = load_workbook(io.BytesIO(source.content), data_only=True)
    except Exception as error:  # openpyxl has no exceptions of its own for damaged files
        raise FileError(
            f"{source.name} cannot be copied. Open it in Excel or LibreOffice and save it again."
        ) from error
    pairs = zip(book.worksheets, reckoned.worksheets, strict=True)
    return book, [_stored(sheet, again, book.epoch) for sheet, again in pairs]


def _stored(
    sheet: Worksheet, reckoned: Worksheet, epoch: datetime.datetime
) -> Mapping[str, StoredValue]:
    """Values of the formulas of a sheet, and numbers that openpyxl would cut."""
    found: dict[str, StoredValue] = {}
    again = cells_of(reckoned)
    for place, cell in cells_of(sheet).items():
        value: object = cell.value
        if cell.data_type == "f":
            value = again[place].value if place in again else None
            if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
                value = to_excel(value, epoch)  # type: ignore[no-untyped-call]
        elif not isinstance(value, float) or float(f"{value:.16g}") == value:
            continue
        if isinstance(value, bool | int | float | str):
            found[cell.coordinate] = value
    return found


def _sheets_by_name(book: Workbook) -> Mapping[str, Worksheet]:
    """The sheet that each name of an issue means: as titled, or what the reader takes it for."""
    found: dict[str, Worksheet] = {}
    for sheet in book.worksheets:
        known = sheet_named(sheet.title)
        if known is not None and not is_ignored(sheet.title):
            found.setdefault(known.name, sheet)
    for sheet in book.worksheets:
        found.setdefault(sheet.title, sheet)
    return found


def _paint(sheets: Mapping[str, Worksheet], issues: Sequence[Issue]) -> None:
    """Colour every bad cell and say in a comment what is wrong; the worst comes first."""
    found: dict[tuple[str, str], list[Issue]] = {}
    for issue in issues:
        if issue.where.cell and issue.where.sheet in sheets:
            found.setdefault((issue.where.sheet, issue.where.cell), []).append(issue)
    for (name, address), of_cell in found.items():
        cell = _first_of_merged(sheets[name], address)
        cell.fill = PatternFill("solid", fgColor=PAINT[of_cell[0].level])
        words = "\n\n".join(_words(issue) for issue in of_cell)
        if cell.comment is not None:
            words += f"\n\nComment of the file: {cell.comment.text}"
        words = "\n".join(map(visible, words.split("\n")))
        cell.comment = Comment(words, "balances", width=330, height=min(60 + len(words) // 2, 420))


def _words(issue: Issue) -> str:
    return f"{issue.level.upper()} {issue.code}\n{issue.message}\n{issue.remedy}"


def _first_of_merged(sheet: Worksheet, address: str) -> SheetCell:
    """The cell itself, or the one that shows for it where cells are merged."""
    cell = sheet[address]
    if isinstance(cell, OpenpyxlCell):
        return cell
    for span in sheet.merged_cells.ranges:
        if address in span:
            return sheet.cell(span.min_row, span.min_col)
    return cell


def _problems(
    source: Source, title: str, issues: Sequence[Issue], sheets: Mapping[str, Worksheet]
) -> Table:
    columns = (
        Column("level", "Level"),
        Column("code", "Code"),
        Column("where", "Where (link)"),
        Column("message", "What was found", width=62.0),
        Column("remedy", "What to do", width=52.0),
    )
    rows = tuple(
        Row(
            {
                "level": str(issue.level),
                "code": issue.code,
                "where": _link(issue, sheets),
                "message": issue.message,
                "remedy": issue.remedy,
            }
        )
        for issue in issues
    )
    errors = sum(issue.level is Level.ERROR for issue in issues)
    lost = " Pictures, shapes and slicers of the file are not in it." if source.content else ""
    return Table(
        name=title,
        title=f"Problems in {source.name}: errors {errors}, warnings {len(issues) - errors}",
        about="",
        blocks=(Block(columns, rows),),
        note="Red cells are errors, amber ones warnings; each bears a comment. Correct them in "
        f"your own files: this is a copy, and the next one replaces it.{lost}",
    )


def _link(issue: Issue, sheets: Mapping[str, Worksheet]) -> Link | str:
    where = issue.where
    text = f"{where.sheet}!{where.cell}" if where.cell else where.sheet or "the whole file"
    if where.sheet not in sheets:
        return text
    return Link(text, sheets[where.sheet].title, where.cell or "A1")


def _open_at(book: Workbook, first: Worksheet) -> None:
    """Show the first sheet alone: sheets that stay chosen would be edited together."""
    for sheet in book.worksheets:
        for view in sheet.views.sheetView:
            view.tabSelected = sheet is first
    book.active = 0
    for window in book.views:
        window.firstSheet = 0
