"""From a path to typed tables: which sheets there are, and everything wrong with their form."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from balances.economy.issue import FileError, Issue, Where
from balances.workbook.catalogue import issue
from balances.workbook.cells import Grid, Manner
from balances.workbook.csvfolder import folder_contents, folder_hash, read_folder
from balances.workbook.guard import MAX_INFLATED, read_bytes
from balances.workbook.layout import Header, find_header, is_comment, stray_cells, unread_columns
from balances.workbook.schema import SCHEMA, Sheet, sheet_named
from balances.workbook.tables import Table, Tables
from balances.workbook.typed import Page, typed_table
from balances.workbook.words import did_you_mean, shown
from balances.workbook.xlsx import read_xlsx


@dataclass(frozen=True)
class Source:
    """What a path holds.

    Attributes:
        name: as given. sha256: of the content.
        grids: its sheets.
        content: the bytes of an .xlsx file, which the guard has let pass; empty for a folder.
    """

    name: str
    sha256: str
    grids: tuple[Grid, ...]
    content: bytes = b""


def open_source(path: Path, max_inflated: int, *, everything: bool = False) -> Source:
    """The sheets of an .xlsx file or of a folder of .csv files.

    Args:
        path: the file or folder.
        max_inflated: most bytes that an .xlsx file may inflate to.
        everything: whether sheets for people only come too.

    Raises:
        FileError: it cannot be read.
    """
    if path.is_dir():
        contents = folder_contents(path)
        grids = read_folder(contents, everything=everything)
        return Source(path.name or str(path), folder_hash(contents), grids)
    content = read_bytes(path)
    digest = hashlib.sha256(content).hexdigest()
    grids = read_xlsx(path, content, max_inflated, everything=everything)
    return Source(path.name, digest, grids, content)


def original(path: Path, sha256: str, max_inflated: int = MAX_INFLATED) -> Source:
    """What was read before, once more as it stands, with the sheets for people only.

    Raises:
        FileError: it cannot be read, or is not what it was.
    """
    source = open_source(path, max_inflated, everything=True)
    if source.sha256 != sha256:
        raise FileError(f"{source.name} was changed while it was read. Run the command again.")
    return source


def read_tables(source: Source) -> tuple[Tables, tuple[Issue, ...]]:
    """All sheets as typed tables, with every problem of their form and cells."""
    pairs, issues = _matched(source)
    found = list(issues)
    tables: dict[str, Table] = {}
    for sheet, grid in sorted(pairs, key=lambda pair: pair[0].name != "settings"):
        manner = Manner(grid.from_text, _dash_means(tables))
        table, problems = _read_sheet(sheet, grid, manner, source.name)
        found += problems
        if table is not None:
            tables[sheet.name] = table
    return Tables(source.name, MappingProxyType(tables)), tuple(found)


def _dash_means(tables: dict[str, Table]) -> str:
    settings = tables.get("settings")
    for row in settings.rows if settings else ():
        if row.text("key") == "dash_means" and row.text("value") in ("zero", "blank"):
            return row.text("value")
    return "error"


def _matched(source: Source) -> tuple[list[tuple[Sheet, Grid]], list[Issue]]:
    """Grids with the sheet of the schema that they hold; warnings about the others."""
    issues = []
    taken: dict[str, Grid] = {}
    known = [name for s in SCHEMA for name in (s.name, *s.aliases)]
    for grid in source.grids:
        sheet = sheet_named(grid.title)
        if not grid.rows:
            continue
        if sheet is None:
            message = f"The sheet {shown(grid.title)} is not known and is not read."
            issues.append(
                issue(
                    "S104",
                    Where(source.name, grid.title),
                    message + did_you_mean(grid.title, known),
                    "Correct its name, or start it with _ if it is meant for people only.",
                )
            )
        elif sheet.name in taken:
            issues.append(
                issue(
                    "S105",
                    Where(source.name, sheet.name),
                    f"{shown(grid.title)} and {shown(taken[sheet.name].title)} are both the sheet "
                    f"{sheet.name}.",
                    "Join the two, or start one name with _.",
                )
            )
        else:
            taken[sheet.name] = grid
    return [(s, taken[s.name]) for s in SCHEMA if s.name in taken], issues


def _read_sheet(
    sheet: Sheet, grid: Grid, manner: Manner, file: str
) -> tuple[Table | None, Sequence[Issue]]:
    header, issues = find_header(sheet, grid, file)
    found = [*issues, *_hidden(sheet, grid, file)]
    if header is None:
        return None, found
    found += _merged(sheet, grid, header, file)
    if header.matrix:
        headed = set(grid.rows[header.row])
        found += stray_cells(sheet, grid, header, headed, file)
    else:
        found += unread_columns(sheet, grid, header, file)
    table, problems = typed_table(Page(sheet, grid, header, manner, file))
    return table, [*found, *problems]


def _hidden(sheet: Sheet, grid: Grid, file: str) -> Sequence[Issue]:
    if not grid.hidden:
        return ()
    return (
        issue(
            "S109",
            Where(file, sheet.name),
            f"Hidden, but read all the same: {'; '.join(grid.hidden)}.",
            "Show what is hidden, or delete it.",
        ),
    )


def _merged(sheet: Sheet, grid: Grid, header: Header, file: str) -> Sequence[Issue]:
    """Errors about merged ranges that reach into the header or the data."""
    found = []
    for span in grid.merged:
        rows = range(max(span.first_row, header.row), span.last_row + 1)
        if any(row in grid.rows and not is_comment(grid.rows[row]) for row in rows):
            found.append(
                issue(
                    "S108",
                    Where(file, sheet.name, span.text.partition(":")[0]),
                    f"The cells {span.text} are merged; one value a cell is expected.",
                    "Unmerge them and fill in each cell.",
                )
            )
    return found
