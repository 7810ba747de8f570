"""Workbooks in another form: a folder of csv files, an .xlsx file, a report's inputs again.

Each way the reader gets an equal economy; what it could not get is refused, not dropped. Sheets
that it does not read stay behind, but for README.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from balances.economy.issue import BalancesError, FileError, InputError
from balances.reporting.grid_sheet import INPUT, in_order, render_grids
from balances.reporting.publish import publish
from balances.workbook import MAX_INFLATED, Reading, Source, open_source, original, read
from balances.workbook.address import address
from balances.workbook.cells import Grid
from balances.workbook.numbers import plain_number
from balances.workbook.schema import plain, sheet_named
from balances.workbook.transcript import as_csv
from balances.workbook.words import listed

LONGEST = 32_767
"""Characters that a cell of an .xlsx file holds."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export_csv(path: Path, folder: Path) -> tuple[Path, ...]:
    """Write a workbook as a folder of csv files; returns the files.

    Args:
        path: the workbook; it has no errors.
        folder: where to; files of the same name are replaced, together or not at all.

    Raises:
        InputError: the workbook has errors.
        BalancesError: a text would be a formula to whoever opens the csv file, or the folder
            holds csv files that would be read as further sheets.
        FileError: it cannot be read or written.
    """
    files = {f"{grid.title}.csv": _csv(grid) for grid in carried(_sound(path).grids)}
    others = _csv_files(folder) - set(files)
    if others:
        raise BalancesError(
            f"{folder} holds {listed(sorted(others))}, which would be read as further sheets; "
            "choose another folder."
        )
    contents = {folder / name: content for name, content in files.items()}
    return publish(contents, numbered=False)


def export_xlsx(path: Path, target: Path) -> Path:
    """Write a workbook, such as a folder of csv files, as an .xlsx file; returns where it went.

    Raises:
        InputError: the workbook has errors.
        BalancesError: a text holds characters that no .xlsx file can.
        FileError: it cannot be read or written.
    """
    grids = carried(_sound(path).grids)
    unsafe = [
        f"{grid.title}!{address(row, place)}"
        for grid in grids
        for row, cells in grid.rows.items()
        for place, raw in cells.items()
        if isinstance(raw, str) and (ILLEGAL_CHARACTERS_RE.search(raw) or len(raw) > LONGEST)
    ]
    if unsafe:
        raise BalancesError(
            f"{listed(unsafe)} cannot be written to an .xlsx file: they hold control characters "
            f"or more than {LONGEST} characters."
        )
    return publish({target: render_grids(grids)})[0]


def import_inputs(report: Path, target: Path) -> Path:
    """Write the inputs that a report carries as a workbook; returns where it went.

    Raises:
        FileError: the report cannot be read or carries none, or the workbook not be written.
    """
    source = open_source(report, MAX_INFLATED, everything=True)
    found = [
        replace(grid, title=grid.title.removeprefix(INPUT))
        for grid in source.grids
        if grid.title.startswith(INPUT)
    ]
    if not found:
        raise FileError(
            f"{source.name} carries no inputs. Make it again: balances plan FILE --with-inputs."
        )
    return publish({target: render_grids(found)})[0]


def inputs_of(path: Path, reading: Reading) -> tuple[Grid, ...]:
    """The sheets of a workbook that its report may carry.

    Raises:
        FileError: the workbook is no longer what was read.
    """
    return carried(original(path, reading.sha256).grids)


def carried(grids: Sequence[Grid]) -> tuple[Grid, ...]:
    """The sheets that are read, in order and under their canonical names, and README."""
    return in_order(tuple(_carried(grids)))


def _carried(grids: Sequence[Grid]) -> Iterator[Grid]:
    for grid in grids:
        sheet = sheet_named(grid.title)
        if grid.rows and sheet is not None:
            yield replace(grid, title=sheet.name)
        elif grid.rows and plain(grid.title) == "readme":
            yield replace(grid, title="README")


def _sound(path: Path) -> Source:
    """A workbook without errors.

    Raises:
        InputError: it has some.
        FileError: it cannot be read.
    """
    reading = read(path)
    if reading.economy is None:
        raise InputError(reading.issues)
    return original(path, reading.sha256)


def _csv_files(folder: Path) -> set[str]:
    found = folder.glob("*") if folder.is_dir() else ()
    return {p.name for p in found if p.suffix.lower() == ".csv" and not p.name.startswith(".")}


def _csv(grid: Grid) -> bytes:
    rows = as_csv(grid)
    unsafe = [
        f"{grid.title}!{address(row, place)}"
        for row, cells in enumerate(rows, start=1)
        for place, text in enumerate(cells, start=1)
        if text.startswith(_FORMULA) and len(text) > 1 and plain_number(text) is None
    ]
    if unsafe:
        raise BalancesError(
            f"{listed(unsafe)} would be formulas to a program that opens the csv file. Let the "
            "texts begin with another character than = + - @."
        )
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\n").writerows(rows)
    return target.getvalue().encode("utf-8")
