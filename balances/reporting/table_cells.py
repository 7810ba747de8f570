"""What a value of a table becomes in a cell of a sheet: its look, its words and its markup."""

from __future__ import annotations

from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from balances.reporting.layout import Placed
from balances.reporting.sheet_rows import blank_cell, formula_cell, number_cell, text_cell
from balances.reporting.style import Look, SheetCell
from balances.reporting.table import Cell, Formula, Link, number


def look_of(value: Cell, *, numeric: bool, beside_numbers: bool) -> Look:
    """The look of a value; of a word also by what else stands in its column."""
    if isinstance(value, Link):
        return Look.LINK
    if not numeric:
        return Look.WORD if beside_numbers else Look.LABEL
    return Look.FORMULA if isinstance(value, Formula) else Look.GIVEN


def text_of(value: Cell) -> str:
    """The words of a value; empty where it is a number, a formula or nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.text if isinstance(value, Link) else ""


def is_quoted(text: str) -> bool:
    """Whether a text looks like a formula, so that a reader who edits it would make it one."""
    return text.startswith(("=", "+", "-", "@"))


def cell_of(
    sheet: Worksheet, placed: Placed, place: tuple[str, int], value: Cell, style: int
) -> str:
    """The markup of a value.

    Args:
        sheet: that gets its link.
        placed: block to whose columns a formula refers.
        place: column and row of the cell.
        value: what stands there.
        style: number of its look.
    """
    address = f"{place[0]}{place[1]}"
    if isinstance(value, Formula):
        return formula_cell(address, placed.address(value, place[1]), value.value, style)
    if isinstance(value, Link):
        location = f"{quote_sheetname(value.sheet)}!{value.cell}"
        # openpyxl knows a link by its cell; what else it writes of that, the last pass replaces.
        linked: SheetCell = sheet[address]
        linked.hyperlink = Hyperlink(ref=address, location=location, display=value.text)
    text = text_of(value)
    if text:
        return text_cell(address, text, style)
    if number(value) is not None:
        return number_cell(address, value, style)  # type: ignore[arg-type]
    return blank_cell(address, style)
