"""The template that `init` writes: every sheet of the schema, with its help and rows to replace."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from balances.economy.issue import BalancesError
from balances.reporting.finish import Stored, finish
from balances.reporting.layout import lines
from balances.reporting.page_setup import fit_to_width
from balances.reporting.publish import publish
from balances.reporting.style import Look, SheetCell, Stylist, new_workbook
from balances.reporting.template_example import TemplateRow, example
from balances.reporting.template_lists import Lists
from balances.reporting.template_start import begun, codes_of
from balances.reporting.text import visible
from balances.workbook import Start
from balances.workbook.schema import SCHEMA, Column, Sheet

HELP_ROW, HEADER_ROW, SAMPLE_ROW, FIRST_ROW = 1, 2, 3, 4
SPARE_ROWS = 1000
"""Rows that dropdowns and text formats reach down to, beyond those that are filled."""

WIDEST = 40.0
"""Characters after which a column of text grows no more."""

_NUMBERS = ("number", "integer")
_README = (
    "A planning workbook for balances",
    "Fill in the sheets, then run: balances check FILE, and: balances plan FILE",
    "Only sectors, flows (or coefficients) and claims (or control_figures or final_demand) are "
    "needed. Leave the other sheets as they are, or delete them.",
    "Row 2 of each sheet holds the column names; point at one to read what it means. Dark ones "
    "must be filled in, light ones may be left blank or deleted.",
    "Rows that start with # are not read, nor is this sheet. Row 3 shows what a row looks like.",
    "Cells on a yellow ground are EXAMPLES, invented and no history (synthetic): replace them.",
    "[unit] in a column name is the unit of the row's sector, [currency] the money of settings, "
    "[fx] foreign money. Numbers are numbers, without text or separators.",
    "Arrows beside cells offer what may stand there; lists of codes grow with their sheets.",
)


def render_template(
    layout: str = "flows",
    periods: int = 1,
    *,
    start: Start | None = None,
    decree_kinds: Sequence[str] = (),
) -> bytes:
    """The template as a workbook that `check` accepts as it is.

    Args:
        layout: whether production is given by base-year flows or by coefficients.
        periods: of the plan.
        start: a user's own sectors and flows to begin with; they settle the layout.
        decree_kinds: kinds of decrees to offer.

    Raises:
        BalancesError: no such layout, or no period.
    """
    if start is not None:
        layout = "flows" if start.flows else "coefficients"
    if layout not in ("flows", "coefficients"):
        raise BalancesError(f"a template is made from flows or coefficients, not from {layout!r}.")
    if periods < 1:
        raise BalancesError(f"a plan has at least one period, not {periods}.")
    rows = example(layout, periods) if start is None else begun(start, periods)
    matrices = {"flows"} if start is not None and start.matrix else set()
    target = io.BytesIO()
    workbook = _workbook(layout, rows, matrices, decree_kinds)
    for name, text in start.notes if start is not None else ():
        _write_note(workbook[name], f"# source: {text}")
    workbook.save(target)
    count = len(workbook.worksheets)
    return finish(target.getvalue(), Stored(({},) * count))


def write_template(
    path: Path | str,
    layout: str = "flows",
    periods: int = 1,
    *,
    start: Start | None = None,
    decree_kinds: Sequence[str] = (),
) -> Path:
    """Write the template and return where it went; the arguments are those of the bytes.

    Raises:
        BalancesError: no such layout, or no period.
        FileError: it cannot be written.
    """
    content = render_template(layout, periods, start=start, decree_kinds=decree_kinds)
    return publish({Path(path): content})[0]


def _workbook(
    layout: str,
    rows: Mapping[str, Sequence[TemplateRow]],
    matrices: set[str],
    decree_kinds: Sequence[str],
) -> Workbook:
    workbook = new_workbook()
    stylist = Stylist()
    _write_readme(workbook.create_sheet(), stylist)
    other = "coefficients" if layout == "flows" else "flows"
    schemas = [sheet for sheet in SCHEMA if sheet.planned and sheet.name != other]
    sheets = [workbook.create_sheet(schema.name) for schema in schemas]
    longest = max(len(of) for of in rows.values())
    lists = Lists(workbook, decree_kinds, FIRST_ROW + longest + SPARE_ROWS)
    for sheet, schema in zip(sheets, schemas, strict=True):
        of_sheet = rows.get(schema.name, ())
        _write_text(sheet.cell(HELP_ROW, 1), f"# {schema.help}", Look.HEADING, stylist)
        if schema.name in matrices:
            _write_matrix(sheet, schema, of_sheet, stylist)
        else:
            _write_columns(sheet, schema, stylist, lists)
            _widen(sheet, schema, of_sheet)
            _write_rows(sheet, schema, of_sheet, stylist)
    lists.write(FIRST_ROW)
    for sheet in workbook.worksheets:
        fit_to_width(sheet)
    return workbook


def _write_readme(sheet: Worksheet, stylist: Stylist) -> None:
    sheet.title = "README"
    sheet.column_dimensions["A"].width = 110.0
    for row, text in enumerate(_README, start=1):
        cell = sheet.cell(row, 1, text)
        stylist.apply(cell, Look.TITLE if row == 1 else Look.PARAGRAPH)
        height = 24.0 if row == 1 else 13.5 * lines(text, 110.0) + 3.0
        sheet.row_dimensions[row].height = height
    sheet.sheet_view.showGridLines = False


def _write_columns(sheet: Worksheet, schema: Sheet, stylist: Stylist, lists: Lists) -> None:
    """Header, sample row, text formats and dropdowns."""
    for position, column in enumerate(schema.columns, start=1):
        letter = get_column_letter(position)
        header = sheet.cell(HEADER_ROW, position)
        look = Look.HEADER_TEXT if column.required else Look.HEADER_OPTIONAL
        _write_text(header, _title(column), look, stylist)
        words = _help(column)
        header.comment = Comment(words, "balances", width=300, height=40 + 15 * lines(words, 42.0))
        sample: SheetCell = sheet.cell(SAMPLE_ROW, position)
        shown = "" if column.name == "source" else column.example
        if position == 1:
            _write_text(sample, f"# {shown}", Look.REMARK, stylist)
        elif shown != "":
            _write_value(sample, shown, Look.REMARK, stylist)
        if column.kind not in _NUMBERS:
            sheet.column_dimensions[letter].number_format = "@"
        lists.offer(sheet, schema, column, letter, FIRST_ROW)
    sheet.freeze_panes = f"B{FIRST_ROW}"


def _widen(sheet: Worksheet, schema: Sheet, rows: Sequence[TemplateRow]) -> None:
    """Columns as wide as the words of their header and their texts, units under the names."""
    for position, column in enumerate(schema.columns, start=1):
        texts = (str(row.cells.get(column.name, "")) for row in rows)
        header = max(map(len, _title(column).split(" ["))) * 1.2
        width = max(10.0, header, min(WIDEST, max((len(t) * 1.1 for t in texts), default=0.0)))
        sheet.column_dimensions[get_column_letter(position)].width = width + 3.0
    if any(column.unit for column in schema.columns):
        sheet.row_dimensions[HEADER_ROW].height = 28.0


def _write_rows(
    sheet: Worksheet, schema: Sheet, rows: Sequence[TemplateRow], stylist: Stylist
) -> None:
    for at, row in enumerate(rows, start=FIRST_ROW):
        for position, column in enumerate(schema.columns, start=1):
            if column.name in row.cells:
                replaced = row.example or column.name in row.placeholders
                look = Look.EXAMPLE if replaced else None
                _write_value(sheet.cell(at, position), row.cells[column.name], look, stylist)


def _write_note(sheet: Worksheet, text: str) -> None:
    """What the user's table says of its sources, under all rows."""
    _write_text(sheet.cell(sheet.max_row + 1, 1), text, Look.REMARK, Stylist())


def _write_matrix(
    sheet: Worksheet, schema: Sheet, rows: Sequence[TemplateRow], stylist: Stylist
) -> None:
    """Codes down and across, as the first cell says."""
    down, across, figure = schema.matrix or ("", "", "")
    corner = sheet.cell(HEADER_ROW, 1)
    _write_text(corner, f"{down}\\{across}", Look.HEADER_TEXT, stylist)
    lines_of = {code: n for n, code in enumerate(codes_of(rows, down), start=HEADER_ROW + 1)}
    places = {code: n for n, code in enumerate(codes_of(rows, across), start=2)}
    for code, line in lines_of.items():
        _write_value(sheet.cell(line, 1), code, Look.LABEL, stylist)
    for code, place in places.items():
        _write_text(sheet.cell(HEADER_ROW, place), code, Look.HEADER_TEXT, stylist)
        width = max(10.0, len(code) * 1.2 + 3.0)
        sheet.column_dimensions[get_column_letter(place)].width = width
    for row in rows:
        line, place = lines_of[str(row.cells[down])], places[str(row.cells[across])]
        _write_value(sheet.cell(line, place), row.cells[figure], None, stylist)
    sheet.column_dimensions["A"].width = 18.0
    sheet.freeze_panes = f"B{HEADER_ROW + 1}"


def _title(column: Column) -> str:
    return f"{column.name} [{column.unit}]" if column.unit else column.name


def _help(column: Column) -> str:
    """What a column means, what it may hold, and what a blank is."""
    said = [column.help, "Required." if column.required else "May be left blank."]
    if column.unit:
        said.append(f"Unit: {column.unit}.")
    if column.choices:
        said.append(f"One of: {', '.join(column.choices)}.")
    if column.unlimited:
        said.append("The word unlimited is allowed.")
    if isinstance(column.default, bool):
        said.append(f"Blank = {'yes' if column.default else 'no'}.")
    elif column.default not in (None, ""):
        said.append(f"Blank = {column.default}.")
    return "\n".join(said)


def _write_text(cell: SheetCell, text: str, look: Look, stylist: Stylist) -> None:
    cell.value = visible(text)
    cell.data_type = "s"
    stylist.apply(cell, look)


def _write_value(cell: SheetCell, value: str | float, look: Look | None, stylist: Stylist) -> None:
    cell.value = value
    text = isinstance(value, str)
    if text:
        cell.data_type = "s"
    own = Look.LABEL if text else Look.GIVEN
    stylist.apply(cell, look or own, code="@" if text else "General")
