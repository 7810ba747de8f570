"""The rows of a sheet as the markup in which a workbook stores them.

openpyxl makes an object and a tree of elements of every cell: for the hundred thousand cells of a
report that would take as long as the plan. It writes all that stands around the rows; the rows
are made here, for the last pass to put in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import get_column_letter

from balances.reporting.text import visible

LINE_HEIGHT = 13.5
"""Height of one line of the body font, and of a row without a height of its own [points]."""


@dataclass
class SheetRows:
    """Rows being written from top to bottom.

    Attributes:
        heights: of rows that have one of their own [points].
    """

    heights: dict[int, float] = field(default_factory=dict)
    _rows: list[tuple[int, Sequence[str]]] = field(default_factory=list)
    _columns: int = 1

    def add(self, row: int, cells: Sequence[str], columns: int) -> None:
        """Add a row, below those that are there; its cells stand left to right.

        Args:
            row: number, from 1.
            cells: markup of those that are there.
            columns: up to which the row reaches.
        """
        self._rows.append((row, cells))
        self._columns = max(self._columns, columns)

    @property
    def last(self) -> int:
        """Number of the last row."""
        return self._rows[-1][0] if self._rows else 1

    @property
    def height(self) -> float:
        """Height of all rows, blank ones between them included [points]."""
        return sum(self.heights.get(row, LINE_HEIGHT) for row in range(1, self.last + 1))

    @property
    def reach(self) -> str:
        """The range that holds all rows."""
        return f"A1:{get_column_letter(self._columns)}{self.last}"

    @property
    def markup(self) -> str:
        """The rows as they are stored."""
        return "".join(
            f'<row r="{row}"{self._height_of(row)}>{"".join(cells)}</row>'
            for row, cells in self._rows
        )

    def _height_of(self, row: int) -> str:
        height = self.heights.get(row)
        return "" if height is None else f' ht="{height:.16g}" customHeight="1"'


def blank_cell(address: str, style: int) -> str:
    """A cell that has a look and nothing in it."""
    return f'<c r="{address}" s="{style}"/>'


def text_cell(address: str, text: str, style: int = 0) -> str:
    """A text; whatever it begins with, it is never a formula."""
    shown = visible(text)
    space = ' xml:space="preserve"' if shown != shown.strip() else ""
    words = escape(shown, quote=False)
    return f'<c r="{address}"{_look(style)} t="inlineStr"><is><t{space}>{words}</t></is></c>'


def number_cell(address: str, value: float, style: int = 0) -> str:
    """A finite number, at full precision."""
    return f'<c r="{address}"{_look(style)}><v>{stored_number(value)}</v></c>'


def formula_cell(address: str, formula: str, value: float | str, style: int = 0) -> str:
    """A formula, that begins with `=`, with what it comes to."""
    kind, stored = typed(value)
    told = escape(formula[1:], quote=False)
    return f'<c r="{address}"{_look(style)}{kind}><f>{told}</f><v>{stored}</v></c>'


def stored_number(value: float) -> str:
    """A number in as few digits as give it again; 17 where it needs them."""
    if not isinstance(value, float):
        return str(value)
    short = f"{value:.16g}"
    return short if float(short) == value else repr(float(value))


def typed(value: bool | float | str) -> tuple[str, str]:
    """The type attribute of a stored value, and the value as markup."""
    if isinstance(value, bool):
        return ' t="b"', str(int(value))
    if isinstance(value, str):
        return ' t="e"' if value in ERROR_CODES else ' t="str"', escape(value)
    return "", stored_number(value)


def _look(style: int) -> str:
    return f' s="{style}"' if style else ""
