"""From a grid with a known header to a typed table, with every problem of its cells."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from balances.economy.issue import Issue, Where
from balances.economy.records import SourceNote
from balances.workbook.address import address
from balances.workbook.catalogue import issue
from balances.workbook.cells import Cell, Grid, Manner, Problem, Raw, Row, is_blank
from balances.workbook.interpret import interpret
from balances.workbook.layout import Header, is_comment
from balances.workbook.schema import Column, Sheet, plain
from balances.workbook.tables import Matrix, Table
from balances.workbook.words import clean

_BESIDE_A_MATRIX = frozenset(("source", "sources", "note", "notes", "unit", "units"))
_TELLING = ("source", "synthetic")


@dataclass(frozen=True)
class Page:
    """A grid together with what is needed to read it."""

    sheet: Sheet
    grid: Grid
    header: Header
    manner: Manner
    file: str

    def issue(self, problem: Problem, cell: str) -> Issue:
        """The issue of the problem of one cell."""
        where = Where(self.file, self.sheet.name, cell)
        return issue(problem.code, where, problem.message, problem.remedy)

    def data(self) -> dict[int, Mapping[int, Raw]]:
        """The rows below the header that hold something and are no comments."""
        return {
            row: cells
            for row, cells in self.grid.rows.items()
            if row > self.header.row
            and not is_comment(cells)
            and not all(map(is_blank, cells.values()))
        }


def typed_table(page: Page) -> tuple[Table, tuple[Issue, ...]]:
    """Read all cells of a sheet as the schema says."""
    if page.header.matrix:
        return _matrix_table(page)
    issues: list[Issue] = []
    rows = []
    columns = page.header.columns
    known = set(columns.values())
    for number, cells in page.data().items():
        if any(place in known and not is_blank(raw) for place, raw in cells.items()):
            row, problems = _row(page, number, cells)
            rows.append(row)
            issues += problems
    addresses = {name: address(page.header.row, place) for name, place in columns.items()}
    notes = _notes(page, Counter(_sources(rows)))
    table = Table(
        page.sheet, page.grid.title, tuple(rows), None, addresses, page.header.units, notes
    )
    return table, tuple(issues)


def _row(page: Page, number: int, cells: Mapping[int, Raw]) -> tuple[Row, list[Issue]]:
    first = address(number, min(page.header.columns.values()))
    typed = {}
    issues = []
    for column in page.sheet.columns:
        place = page.header.columns.get(column.name)
        if place is None:
            typed[column.name] = Cell(column.default, first, given=False)
            continue
        cell, problem = read_cell(column, cells.get(place), address(number, place), page.manner)
        typed[column.name] = cell
        if problem is not None:
            issues.append(page.issue(problem, cell.address))
    return Row(number, typed), issues


def read_cell(
    column: Column, raw: Raw | None, place: str, manner: Manner
) -> tuple[Cell, Problem | None]:
    """One cell as its column asks; the default where it is blank or not legible."""
    if raw is None or is_blank(raw):
        return _blank(column, place)
    found = interpret(column, raw, manner)
    if found.value is None and found.problem is None:
        return _blank(column, place)
    bad = found.problem is not None and found.problem.code != "C207"
    if bad:
        return Cell(column.default, place, given=False, bad=True), found.problem
    return Cell(found.value, place, percent=found.percent), found.problem


def _blank(column: Column, place: str) -> tuple[Cell, Problem | None]:
    if not column.required:
        return Cell(column.default, place, given=False), None
    problem = Problem(
        "C203",
        f"{column.name} is blank; blank is not zero, and a value is required.",
        "Fill in the cell, or clear the whole row.",
    )
    return Cell(column.default, place, given=False, bad=True), problem


def _matrix_table(page: Page) -> tuple[Table, tuple[Issue, ...]]:
    down, across, figure = (page.sheet.column(name) for name in page.sheet.matrix or ())
    top = page.grid.rows[page.header.row]
    beside = beside_a_matrix(top)
    places = [p for p in sorted(top) if p > 1 and p not in beside]
    data = page.data()
    lines = [line for line, cells in data.items() if not beside.issuperset(cells)]
    row_codes, missing = _codes(page, down, [(line, 1) for line in lines])
    column_codes, odd = _codes(page, across, [(page.header.row, place) for place in places])
    values, problems = _figures(figure, data, lines, places, page.manner)
    issues = [page.issue(problem, cell) for cell, problem in (*missing, *odd, *problems)]
    sources = (data[n].get(p) for p in beside for n in lines if plain(str(top[p])) == "source")
    notes = _notes(page, Counter(clean(str(s)) for s in sources if s is not None))
    block = Matrix(row_codes, column_codes, tuple(lines), tuple(places), values)
    return Table(page.sheet, page.grid.title, matrix=block, notes=notes), tuple(issues)


def beside_a_matrix(top: Mapping[int, Raw]) -> set[int]:
    """Columns of a matrix that hold no figures: units, notes, sources."""
    return {place for place, raw in top.items() if plain(str(raw)) in _BESIDE_A_MATRIX}


def _codes(
    page: Page, column: Column, spots: list[tuple[int, int]]
) -> tuple[tuple[Cell, ...], list[tuple[str, Problem]]]:
    """Codes that stand across or down a matrix."""
    cells = []
    problems = []
    for row, place in spots:
        raw = page.grid.rows[row].get(place)
        cell, problem = read_cell(column, raw, address(row, place), page.manner)
        cells.append(cell)
        if problem is not None:
            problems.append((cell.address, problem))
    return tuple(cells), problems


def _figures(
    figure: Column,
    data: Mapping[int, Mapping[int, Raw]],
    lines: list[int],
    places: list[int],
    manner: Manner,
) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.float64]], list[tuple[str, Problem]]]:
    values = np.full((len(lines), len(places)), math.nan)
    position = {place: j for j, place in enumerate(places)}
    problems = []
    free = figure.low is None and figure.high is None
    for i, line in enumerate(lines):
        for place, raw in data[line].items():
            j = position.get(place)
            if j is None or is_blank(raw):
                continue
            if free and type(raw) is float and math.isfinite(raw):
                values[i, j] = raw
                continue
            found = interpret(figure, raw, manner)
            if isinstance(found.value, int | float):
                values[i, j] = found.value
            if found.problem is not None:
                problems.append((address(line, place), found.problem))
    values.flags.writeable = False
    return values, problems


def _sources(rows: list[Row]) -> list[str]:
    return [row.text("source") for row in rows if "source" in row.cells and row.text("source")]


def _notes(page: Page, sources: Counter[str]) -> tuple[SourceNote, ...]:
    """Sources of the rows, and the comment and title rows that speak of a source."""
    remarks = []
    for row, cells in page.grid.rows.items():
        if row >= page.header.row and not is_comment(cells):
            continue
        text = " ".join(clean(str(raw)) for _, raw in sorted(cells.items()) if not is_blank(raw))
        if any(word in text.casefold() for word in _TELLING):
            remarks.append(SourceNote(page.sheet.name, text.lstrip("# ")))
    counted = (SourceNote(page.sheet.name, text, rows) for text, rows in sources.items())
    return (*dict.fromkeys(remarks), *counted)
