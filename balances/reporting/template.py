"""The template that `init` writes: every sheet of the schema with its help and an example."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from balances.economy.issue import BalancesError
from balances.reporting.finish import Stored, finish
from balances.reporting.layout import lines
from balances.reporting.publish import publish
from balances.reporting.style import Look, SheetCell, Stylist, use_body_font
from balances.reporting.template_example import ExampleRow, example
from balances.workbook.schema import SCHEMA, Column, Sheet

Layout: TypeAlias = Literal["flows", "coefficients"]

HELP_ROW, HEADER_ROW, HINT_ROW, FIRST_ROW = 1, 2, 3, 4
LAST_ROW = 1000
"""Rows that dropdowns and text formats reach down to."""

_NUMBERS = ("number", "integer")
_README = (
    "A planning workbook for balances.",
    "Replace the example rows with your own and run: balances check FILE, then: balances plan FILE",
    "Only sectors, flows (or coefficients) and claims (or control_figures) are needed; delete what "
    "you do not use. Rows that start with # and this sheet are not read.",
    "Row 2 of each sheet holds the column names, * in row 3 marks those that must be filled in.",
    "Quantities of a sector are in its own unit; numbers are numbers, without text or separators.",
    "Everything in the example is SYNTHETIC: invented, and no history.",
)


def render_template(layout: Layout = "flows", periods: int = 1) -> bytes:
    """The template as a workbook that `check` accepts as it is.

    Args:
        layout: whether production is given by base-year flows or by coefficients.
        periods: of the plan.

    Raises:
        BalancesError: no such layout, or no period.
    """
    if layout not in ("flows", "coefficients"):
        raise BalancesError(f"a template is made from flows or coefficients, not from {layout!r}.")
    if periods < 1:
        raise BalancesError(f"a plan has at least one period, not {periods}.")
    workbook = Workbook()
    use_body_font(workbook)
    workbook.properties.creator = "balances"
    stylist = Stylist()
    _write_readme(workbook.worksheets[0], stylist)
    rows = example(layout, periods)
    other = "coefficients" if layout == "flows" else "flows"
    sheets = [sheet for sheet in SCHEMA if sheet.planned and sheet.name != other]
    for sheet in sheets:
        _write_sheet(workbook.create_sheet(sheet.name), sheet, rows.get(sheet.name, ()), stylist)
    for sheet in sheets:
        reach = f"'{sheet.name}'!$A${FIRST_ROW}:$A${LAST_ROW}"
        workbook.defined_names[f"list_{sheet.name}"] = DefinedName(
            f"list_{sheet.name}", attr_text=reach
        )
    target = io.BytesIO()
    workbook.save(target)
    count = len(workbook.worksheets)
    return finish(target.getvalue(), Stored(({},) * count, ("",) * count))


def write_template(path: Path | str, layout: Layout = "flows", periods: int = 1) -> Path:
    """Write the template and return where it went.

    Raises:
        BalancesError: no such layout, or no period.
        FileError: it cannot be written, or there is something of that name already.
    """
    return publish({Path(path): render_template(layout, periods)})[0]


def _write_readme(sheet: Worksheet, stylist: Stylist) -> None:
    sheet.title = "README"
    sheet.column_dimensions["A"].width = 110.0
    for row, text in enumerate(_README, start=1):
        cell = sheet.cell(row, 1, text)
        stylist.apply(cell, Look.TITLE if row == 1 else Look.PARAGRAPH)
        if row > 1:
            sheet.row_dimensions[row].height = 13.5 * lines(text, 110.0) + 3.0
    sheet.sheet_view.showGridLines = False


def _write_sheet(
    sheet: Worksheet, schema: Sheet, rows: Sequence[ExampleRow], stylist: Stylist
) -> None:
    _write_text(sheet.cell(HELP_ROW, 1), f"# {schema.help}", Look.HEADING, stylist)
    tallest = 1
    for position, column in enumerate(schema.columns, start=1):
        letter = get_column_letter(position)
        width = max(12.0, len(column.name) * 1.2 + 3.0)
        sheet.column_dimensions[letter].width = width
        look = Look.HEADER if column.kind in _NUMBERS else Look.HEADER_TEXT
        _write_text(sheet.cell(HEADER_ROW, position), column.name, look, stylist)
        hint = _hint(column) if position > 1 else f"# {_hint(column)}"
        _write_text(sheet.cell(HINT_ROW, position), hint, Look.NOTE, stylist)
        tallest = max(tallest, lines(hint, width))
        _guide(sheet, column, f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}", letter)
    sheet.row_dimensions[HINT_ROW].height = min(13.5 * tallest + 2.0, 160.0)
    for at, row in enumerate(rows, start=FIRST_ROW):
        for position, column in enumerate(schema.columns, start=1):
            if column.name in row:
                _write_value(sheet.cell(at, position), row[column.name], stylist)
    sheet.freeze_panes = f"B{FIRST_ROW}"


def _hint(column: Column) -> str:
    """What a column means; a comment that speaks of a source would be read as naming one."""
    if column.name == "source":
        return "Where the figures come from."
    star = "* " if column.required else ""
    unit = f" [{column.unit}]" if column.unit else ""
    return f"{star}{column.help}{unit}".replace("sources", "supply")


def _write_text(cell: SheetCell, text: str, look: Look, stylist: Stylist) -> None:
    cell.value = text
    cell.data_type = "s"
    stylist.apply(cell, look)


def _write_value(cell: SheetCell, value: str | float, stylist: Stylist) -> None:
    cell.value = value
    text = isinstance(value, str)
    if text:
        cell.data_type = "s"
    stylist.apply(cell, Look.LABEL if text else Look.GIVEN, code="@" if text else "General")


def _guide(sheet: Worksheet, column: Column, reach: str, letter: str) -> None:
    """Keep codes text, and offer what a cell may hold; nothing is forbidden here."""
    if column.kind not in _NUMBERS:
        sheet.column_dimensions[letter].number_format = "@"
    words = ("yes", "no") if column.kind == "flag" else column.choices
    inline = f'"{",".join(words)}"'
    if words and len(inline) <= 255:
        formula = inline
    elif column.refers_to and column.kind == "code" and column.refers_to != sheet.title:
        formula = f"list_{column.refers_to}"
    else:
        return
    offer = DataValidation(type="list", formula1=formula, allow_blank=True)
    offer.showErrorMessage = False
    offer.add(reach)
    sheet.add_data_validation(offer)
