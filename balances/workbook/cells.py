"""What stands in a cell, and how it is read: nothing is guessed, everything is reported."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple, TypeAlias


@dataclass(frozen=True, slots=True)
class SpreadsheetError:
    """A cell that holds an error such as #REF!."""

    text: str


@dataclass(frozen=True, slots=True)
class Uncalculated:
    """A cell that holds a formula without a stored value."""


@dataclass(frozen=True, slots=True)
class Percent:
    """A number formatted as a percentage: 0.12 shown as 12 %."""

    value: float


Raw: TypeAlias = (
    str
    | int
    | float
    | bool
    | datetime.date
    | datetime.time
    | datetime.timedelta
    | SpreadsheetError
    | Uncalculated
    | Percent
)


class Span(NamedTuple):
    """A rectangle of cells, rows and columns counted from 1, both ends included."""

    text: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, eq=False)
class Grid:
    """A sheet or csv file as it stands: the cells that hold something, by row and column.

    Attributes:
        title: of the tab or file, as the user wrote it.
        rows: cells by row and column, both counted from 1; rows in order.
        merged: merged ranges.
        hidden: what of it is hidden, in words.
        from_text: whether it comes from csv, where every cell is text.
    """

    title: str
    rows: Mapping[int, Mapping[int, Raw]]
    merged: tuple[Span, ...] = ()
    hidden: tuple[str, ...] = ()
    from_text: bool = False


class Problem(NamedTuple):
    """What is wrong with one cell: code, what was found and expected, what to do."""

    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Manner:
    """How cells are to be read.

    Attributes:
        from_text: csv, where a plain number in the file is a number.
        dash_means: error, zero or blank.
    """

    from_text: bool = False
    dash_means: str = "error"


Value: TypeAlias = str | float | int | bool | tuple[str, ...] | None


class Cell(NamedTuple):
    """A value that was read, with its address.

    Attributes:
        value: what was read; the column's default where the cell is blank or bad.
        address: A1 style; of the row's first cell where the column is absent.
        given: whether the user wrote it.
        bad: whether it could not be read (the issue says why).
        percent: whether it was written as a percentage.
    """

    value: Value
    address: str
    given: bool = True
    bad: bool = False
    percent: bool = False


def is_blank(raw: Raw | None) -> bool:
    """Whether a cell holds nothing but spaces."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its line and its cells by column name.

    Attributes:
        number: line in the sheet.
        cells: by canonical column name; every column of the schema is there.
    """

    number: int
    cells: Mapping[str, Cell] = field(default_factory=lambda: MappingProxyType({}))

    def text(self, name: str) -> str:
        """The text or code of a column; empty where it is blank."""
        value = self.cells[name].value
        return value if isinstance(value, str) else ""

    def number_of(self, name: str) -> float | None:
        """The number of a column; None where it is blank."""
        value = self.cells[name].value
        if isinstance(value, int | float):
            return float(value)
        return None

    def amount(self, name: str, blank: float = 0.0) -> float:
        """The number of a column, or `blank` where it is blank."""
        number = self.number_of(name)
        return blank if number is None else number

    def whole(self, name: str, blank: int = 0) -> int:
        """The whole number of a column, or `blank` where it is blank."""
        number = self.number_of(name)
        return blank if number is None or not math.isfinite(number) else int(number)

    def flag(self, name: str) -> bool:
        """The yes or no of a column; no where it is blank."""
        return self.cells[name].value is True

    def words(self, name: str) -> tuple[str, ...]:
        """The codes of a list; none where it is blank."""
        value = self.cells[name].value
        return value if isinstance(value, tuple) else ()

    def given(self, name: str) -> bool:
        """Whether the user wrote something legible there."""
        return self.cells[name].given

    def address(self, name: str) -> str:
        """A1-style address of the cell."""
        return self.cells[name].address
