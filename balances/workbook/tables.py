"""Typed tables: every sheet of the schema as rows of values that keep their addresses."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from balances.economy.issue import Where
from balances.economy.records import SourceNote
from balances.workbook.address import address, column_letters
from balances.workbook.cells import Cell, Row
from balances.workbook.schema import Sheet


class Entry(NamedTuple):
    """One figure of a table with a row code and a column code: a flow, a norm, a final use."""

    row: Cell
    column: Cell
    value: float
    address: str


@dataclass(frozen=True, eq=False)
class Matrix:
    """A table with codes down and across.

    Attributes:
        down: codes of the rows. across: codes of the columns.
        lines: rows of the sheet that hold them. places: columns of the sheet.
        values: figures, rows by columns; NaN = blank.
    """

    down: tuple[Cell, ...]
    across: tuple[Cell, ...]
    lines: tuple[int, ...]
    places: tuple[int, ...]
    values: npt.NDArray[np.float64]

    def address(self, row: int, column: int) -> str:
        """A1-style address of a figure, by its position in `values`."""
        return address(self.lines[row], self.places[column])


@dataclass(frozen=True, eq=False)
class Table:
    """A sheet that was read.

    Attributes:
        sheet: its schema. title: of the tab or file.
        rows: typed rows; none where it is a matrix.
        matrix: its figures where it is laid out as a matrix.
        columns: address of each header that is there, by canonical name.
        units: unit in brackets in a header, with the address, by canonical name.
        notes: what it says of its sources.
    """

    sheet: Sheet
    title: str
    rows: tuple[Row, ...] = ()
    matrix: Matrix | None = None
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    units: Mapping[str, tuple[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[SourceNote, ...] = ()

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The figures of a table with a matrix layout, whichever layout it has; blanks left out."""
        if self.sheet.matrix is None:
            return ()
        return tuple(self._in_matrix() if self.matrix else self._in_rows())

    def _in_matrix(self) -> Iterator[Entry]:
        block = self.matrix
        if block is None:
            return
        letters = [column_letters(place) for place in block.places]
        for down, line, values in zip(block.down, block.lines, block.values.tolist(), strict=True):
            for across, letter, value in zip(block.across, letters, values, strict=True):
                if not math.isnan(value):
                    yield Entry(down, across, value, f"{letter}{line}")

    def _in_rows(self) -> Iterator[Entry]:
        down, across, figure = self.sheet.matrix or ("", "", "")
        for row in self.rows:
            value = row.number_of(figure)
            if value is not None:
                yield Entry(row.cells[down], row.cells[across], value, row.address(figure))


@dataclass(frozen=True, eq=False)
class Tables:
    """All sheets that were read.

    Attributes:
        file: name of the workbook, for addresses.
        by_name: by canonical sheet name; sheets that are absent are not there.
    """

    file: str
    by_name: Mapping[str, Table]

    def has(self, name: str) -> bool:
        """Whether the sheet is there, with rows or without."""
        return name in self.by_name

    def rows(self, name: str) -> tuple[Row, ...]:
        """Rows of a sheet; none where it is absent."""
        table = self.by_name.get(name)
        return table.rows if table else ()

    def entries(self, name: str) -> tuple[Entry, ...]:
        """Figures of a sheet with a matrix layout; none where it is absent."""
        table = self.by_name.get(name)
        return table.entries if table else ()

    def where(self, name: str, cell: str = "") -> Where:
        """The place of a cell."""
        return Where(self.file, name, cell)

    def at(self, name: str, row: Row, column: str) -> Where:
        """The place of a column of a row."""
        return Where(self.file, name, row.address(column))

    def with_table(self, table: Table) -> Tables:
        """The same tables with this one in place of the one of its name."""
        return Tables(self.file, MappingProxyType({**self.by_name, table.sheet.name: table}))
