"""The looks of the report: fonts, colours, number formats. House style in one place.

Blue numbers are inputs or solver values, black ones are formulas, green text links to
another sheet. Fonts always carry name and size: LibreOffice would choose a serif otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.styleable import StyleableObject
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from balances.reporting.table import Role, Show

SheetCell: TypeAlias = Any
"""A cell of openpyxl: its stubs know neither the style array nor that it is no merged cell."""

FACE, SIZE = "Arial", 10
BLUE, BLACK, GREEN, GREY, RED = "1F3FA8", "000000", "1B6E3C", "595959", "B00020"
NAVY, BAND, SOFT, RULE, CREAM = "24406B", "D9E2EF", "F2F2F2", "BFBFBF", "FFF4D6"


class Look(StrEnum):
    """What a cell is, for its looks."""

    TITLE = "title"
    NOTE = "note"
    REMARK = "remark"
    """A note that is left on one line."""
    PARAGRAPH = "paragraph"
    WARNING = "warning"
    HEADING = "heading"
    BAND = "band"
    HEADER = "header"
    HEADER_TEXT = "header_text"
    HEADER_UP = "header_up"
    HEADER_OPTIONAL = "header_optional"
    """The header of a column that may be left out."""
    LABEL = "label"
    WORD = "word"
    """A word in a column of numbers, such as `unlimited`."""
    GIVEN = "given"
    FORMULA = "formula"
    LINK = "link"
    EXAMPLE = "example"
    """What stands there for the user to replace."""


_INKS = {Look.GIVEN: BLUE, Look.LINK: GREEN, Look.NOTE: GREY, Look.WARNING: RED}
_INKS |= {Look.REMARK: GREY}
_INKS |= {Look.TITLE: NAVY, Look.HEADING: NAVY, Look.BAND: NAVY, Look.HEADER_OPTIONAL: NAVY}
_INKS |= dict.fromkeys((Look.HEADER, Look.HEADER_TEXT, Look.HEADER_UP), "FFFFFF")
_SIZES = {Look.TITLE: 15, Look.HEADING: 12}
_FILLS = {Look.HEADER: NAVY, Look.HEADER_TEXT: NAVY, Look.HEADER_UP: NAVY, Look.BAND: BAND}
_FILLS |= {Look.HEADER_OPTIONAL: BAND}
_BOLD = frozenset((Look.TITLE, Look.HEADING, Look.WARNING, *_FILLS))
_FILLS |= {Look.EXAMPLE: CREAM}
_ITALIC = frozenset((Look.NOTE, Look.REMARK, Look.EXAMPLE))
_BODY = frozenset((Look.LABEL, Look.WORD, Look.GIVEN, Look.FORMULA, Look.LINK, Look.EXAMPLE))
_PLAIN = {
    Show.TEXT: "@",
    Show.WHOLE: '#,##0;[Red]-#,##0;"–"',
    Show.SHARE: '0.0%;[Red]-0.0%;"–"',
    Show.INDEX: "0.000;[Red]-0.000;0.000",
    Show.EXACT: "General",
}
MOST_DECIMALS = 8
"""Figures that would need more are shown with powers of ten."""


def number_format(show: Show, decimals: int) -> str:
    """The format of a column; `decimals` counts for quantities and prices only."""
    if show in _PLAIN:
        return _PLAIN[show]
    if decimals > MOST_DECIMALS:
        return '0.00E+00;[Red]-0.00E+00;"–"'
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    return f'{digits};[Red]-{digits};"–"'


def decimals_for(values: Iterable[float]) -> int:
    """Decimals with which the largest of the values shows about four digits."""
    largest = max((abs(value) for value in values), default=0.0)
    if largest == 0.0 or largest >= 10_000.0:
        return 0
    return max(1, 3 - math.floor(math.log10(largest)))


def figure_words(value: float) -> str:
    """A figure to about four digits."""
    return f"{value:,.{min(decimals_for([value]), MOST_DECIMALS)}f}"


def shown(value: float, show: Show, decimals: int) -> str:
    """The value roughly as a spreadsheet prints it, to reckon how wide a column must be."""
    if show is Show.SHARE:
        return f"{value * 100:.1f}%"
    if show is Show.INDEX:
        return f"{value:,.3f}"
    if show is Show.WHOLE:
        return f"{value:,.0f}"
    if show in (Show.QUANTITY, Show.PRICE):
        return f"{value:,.{decimals}f}" if decimals <= MOST_DECIMALS else f"{value:.2e}"
    return f"{value:.10g}"


def new_workbook() -> Workbook:
    """A workbook of ours with no sheet yet; its cells without a look have the body font."""
    workbook = Workbook()
    # openpyxl has no way to set the font of cells without a style of their own.
    vars(workbook)["_fonts"] = IndexedList([Font(name=FACE, size=SIZE)])
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = "balances"
    return workbook


@dataclass
class Stylist:
    """Gives cells their looks; remembers each look, since building one is slow in openpyxl."""

    known: dict[tuple[Look, Role, str, bool], Any] = field(default_factory=dict)
    numbers: dict[tuple[Look, Role, str, bool, bool], int] = field(default_factory=dict)

    def apply(
        self,
        cell: SheetCell,
        look: Look,
        role: Role = Role.DATA,
        code: str = "",
        *,
        wrap: bool = False,
    ) -> None:
        """Dress the cell; `code` is its number format."""
        key = (look, role, code, wrap)
        if key not in self.known:
            _dress(cell, look, role, wrap=wrap)
            if code:
                cell.number_format = code
            self.known[key] = copy(cell._style)
        else:
            cell._style = copy(self.known[key])

    def number(
        self,
        sheet: Worksheet,
        look: Look,
        role: Role = Role.DATA,
        code: str = "",
        *,
        wrap: bool = False,
        quoted: bool = False,
    ) -> int:
        """The number under which the workbook of a sheet keeps this look.

        `quoted` keeps text that looks like a formula a text, also when a reader edits the cell.
        """
        key = (look, role, code, wrap, quoted)
        if key not in self.numbers:
            cell: SheetCell = StyleableObject(sheet)
            self.apply(cell, look, role, code, wrap=wrap)
            if quoted:
                cell.quotePrefix = True
            self.numbers[key] = cell.style_id
        return self.numbers[key]


def _dress(cell: SheetCell, look: Look, role: Role, *, wrap: bool) -> None:
    cell.font = Font(
        name=FACE,
        size=_SIZES.get(look, SIZE),
        bold=look in _BOLD or role is not Role.DATA,
        italic=look in _ITALIC,
        underline="single" if look is Look.LINK else None,
        color=_INKS.get(look, BLACK),
    )
    fill = _FILLS.get(look, {Role.TOTAL: SOFT, Role.HEADING: BAND}.get(role))
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)
    cell.alignment = _alignment(look, wrap=wrap)
    if look in _BODY:
        edge = Side(style="thin", color=RULE)
        cell.border = Border(bottom=edge, top=edge if role is Role.TOTAL else None)


def _alignment(look: Look, *, wrap: bool) -> Alignment:
    if look is Look.HEADER_UP:
        return Alignment(text_rotation=90, horizontal="center", vertical="bottom")
    if look is Look.HEADER:
        return Alignment(wrap_text=True, horizontal="center", vertical="center")
    if look in (Look.NOTE, Look.PARAGRAPH, Look.WARNING):
        return Alignment(wrap_text=True, vertical="top")
    if look in (Look.HEADER_TEXT, Look.HEADER_OPTIONAL):
        return Alignment(wrap_text=True, horizontal="left", vertical="center", indent=1)
    if look in (Look.LABEL, Look.LINK):
        return Alignment(wrap_text=wrap, horizontal="left", vertical="top", indent=1)
    right = "right" if look is Look.WORD else None
    return Alignment(horizontal=right, vertical="top" if look in _BODY else "center")
