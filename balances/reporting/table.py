"""A sheet of the report as a value: what stands where, and nothing about spreadsheet files.

A table has one or more blocks, one under another. A block has columns and rows; a cell is a
plain value, a link, or a formula that names its operands by column key, so that a sheet
function never sees an address. `cells` of a row may leave columns out: those stay blank.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Show(StrEnum):
    """How a column shows its numbers."""

    TEXT = "text"
    WHOLE = "whole"
    QUANTITY = "quantity"
    """Decimals follow the largest quantity of the row, so every unit stays readable."""
    PRICE = "price"
    """Decimals follow the figure itself, since prices of different goods do not compare."""
    SHARE = "share"
    """A share shown as percent."""
    INDEX = "index"
    EXACT = "exact"
    """As it is, at full precision."""


class Role(StrEnum):
    """What a row is, for its looks."""

    DATA = "data"
    TOTAL = "total"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula with its stored value.

    Attributes:
        text: the formula; `{key}` is the cell of that column in the same row, `{key.first}`
            and `{key.last}` are the first and last data row of that column in the block,
            `{key.above}` is the row above, and `{key.-3}` and `{key.+2}` are the third above and
            the second below.
        value: what it comes to; finite, or a text that is not empty.
    """

    text: str
    value: float | str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a cell of another sheet of the same workbook."""

    text: str
    sheet: str
    cell: str = "A1"


Cell: TypeAlias = str | int | float | bool | Formula | Link | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a block.

    Attributes:
        key: name by which rows and formulas call it; letters, digits and underscores.
        header: words at its head; unique in the block and not empty.
        unit: unit of all its numbers, shown in brackets; empty where a unit column says it.
        show: number format.
        width: in characters; None = as wide as what stands in it.
        band: words above a run of columns that belong together.
        vertical: whether the header is written upwards, for matrices with many columns.
        heat: whether its cells are shaded by sign and size, against those of the same row.
    """

    key: str
    header: str
    unit: str = ""
    show: Show = Show.TEXT
    width: float | None = None
    band: str = ""
    vertical: bool = False
    heat: bool = False

    @property
    def title(self) -> str:
        """The header with its unit."""
        return f"{self.header} [{self.unit}]" if self.unit else self.header


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells by column key.

    Attributes:
        cells: what stands in it; a column without a cell stays blank.
        role: what kind of row it is.
        show: how the numbers of this row are shown, where not as their columns say.
    """

    cells: Mapping[str, Cell]
    role: Role = Role.DATA
    show: Show | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Columns and rows under one heading.

    Attributes:
        columns: left to right; none for a block that is a paragraph. rows: top to bottom.
        heading: words above the block; empty for the only block of a sheet.
        note: one paragraph under the heading.
        headless: whether the header row is left out (lists of a name and its text).
        even: whether all its quantities have one unit, and so the same decimals.
    """

    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    heading: str = ""
    note: str = ""
    headless: bool = False
    even: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet.

    Attributes:
        name: of the tab, at most 20 characters.
        title: what stands in A1.
        about: one line for the list of contents.
        blocks: one under another; at least one.
        warning: what one must know before reading on, under the title; empty = none.
        note: how to read the sheet; empty = none.
        frozen: how many columns stay in sight when one scrolls to the right.
        charts: drawn under the blocks.
        one_page: whether it is printed on a single page.
        tidy: whether it is a data table: header in row 1, nothing else, a real Excel table.
    """

    name: str
    title: str
    about: str
    blocks: tuple[Block, ...]
    warning: str = ""
    note: str = ""
    frozen: int = 0
    one_page: bool = False
    charts: tuple[AnyChart, ...] = ()
    tidy: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart of columns of one block over its data rows.

    Attributes:
        title: the finding, with year and unit.
        alt: the same in words for who cannot see it.
        block: position of the block in the table.
        labels: key of the column of names. values: keys of the columns drawn.
        axis: words at the value axis.
        percent: whether the values are shares, from 0 to 1. Other values may be below 0.
        rows: positions of the first and last row drawn; None = all rows of data.
    """

    title: str
    alt: str
    block: int
    labels: str
    values: tuple[str, ...]
    axis: str
    percent: bool = False
    rows: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Curve:
    """A line chart of one or two columns of a block over a column of numbers.

    Attributes:
        title: the finding. alt: the same in words for who cannot see it.
        block: position of the block in the table.
        x: key of the column along the axis. x_axis: words at that axis.
        value: key of the column drawn. axis: words at its axis.
        second: key of a further column, with an axis of its own at the right; empty = none.
        second_axis: words at that axis.
        percent: whether the first column holds shares of a whole.
    """

    title: str
    alt: str
    block: int
    x: str
    x_axis: str
    value: str
    axis: str
    second: str = ""
    second_axis: str = ""
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Waterfall:
    """A chart of a sum that each row of a block makes larger or smaller.

    Attributes:
        title: the finding. alt: the same in words for who cannot see it.
        block: position of the block in the table.
        labels: key of the column of names.
        base: key of what a step stands on; not drawn.
        level: of the sum before the first and after the last step.
        rise, fall: of what a step adds and takes.
        axis: words at the value axis.
        least: where the value axis begins.
    """

    title: str
    alt: str
    block: int
    labels: str
    base: str
    level: str
    rise: str
    fall: str
    axis: str
    least: float = 0.0


AnyChart: TypeAlias = Chart | Curve | Waterfall


def number(cell: object) -> float | None:
    """The finite number that a cell holds, its formula's value included; None if there is none."""
    if cell is None or isinstance(cell, str):
        return None
    value = cell.value if isinstance(cell, Formula) else cell
    if isinstance(value, bool) or not isinstance(value, _NUMBERS):
        return None
    return float(value) if math.isfinite(value) else None


_NUMBERS = (int, float)
"""A tuple, since `int | float` would be made anew for each of half a million cells."""
