"""What a user's own table gives a new workbook to begin with: sectors, flows, final demand."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from balances.economy.issue import FileError, InputError, Level
from balances.economy.records import USES
from balances.workbook.cells import Grid, Row
from balances.workbook.csvfolder import read_table
from balances.workbook.guard import MAX_INFLATED, read_bytes
from balances.workbook.layout import find_header
from balances.workbook.reader import Source, open_source, read_tables
from balances.workbook.schema import plain, sheet, sheet_named
from balances.workbook.tables import Entry, Table, Tables

_WANTED = ("sectors", "flows", "final_demand")
_FINAL = frozenset(map(plain, USES))


@dataclass(frozen=True)
class Start:
    """What was found in the file.

    Attributes:
        name: of the file.
        sectors: a row a sector by column name, as a workbook writes it; at least the code.
        flows: supplier, user and value; none where the file holds none.
        final_demand: sector, use and value.
        matrix: whether the flows stood in a matrix.
        notes: what a sheet says of its sources, with the name of the sheet.
    """

    name: str
    sectors: tuple[Mapping[str, str | float], ...]
    flows: tuple[tuple[str, str, float], ...] = ()
    final_demand: tuple[tuple[str, str, float], ...] = ()
    matrix: bool = False
    notes: tuple[tuple[str, str], ...] = ()


def read_start(path: Path) -> Start:
    r"""Read a table of flows or of sectors, or a workbook that has them.

    A .csv file, or the only sheet of a workbook that none is known by name, holds flows where
    its header says so (supplier, user, value; or supplier\user for a matrix), else sectors
    (code, unit …). Codes of flows become sectors, but users that supply nothing and are called
    like a use (household, government, export …) are final demand.

    Raises:
        FileError: it cannot be read, or holds neither.
        InputError: it has errors; carries all of them.
    """
    source = _source(path)
    tables, issues = read_tables(source)
    errors = tuple(i for i in issues if i.level is Level.ERROR)
    if errors:
        raise InputError(errors)
    table = tables.by_name.get("flows")
    entries = [_triple(entry) for entry in tables.entries("flows")]
    listed = _listed(tables)
    suppliers = dict.fromkeys((*listed, *_down(table), *(e[0] for e in entries)))
    uses = {e[1] for e in entries if e[1] not in suppliers and plain(e[1]) in _FINAL}
    flows = tuple(e for e in entries if e[1] not in uses)
    final = [e for e in entries if e[1] in uses]
    final += [_triple(entry) for entry in tables.entries("final_demand")]
    codes = dict.fromkeys((*suppliers, *(f[1] for f in flows), *(f[0] for f in final)))
    sectors = tuple(listed.get(code, {"code": code}) for code in codes)
    if not sectors:
        raise FileError(f"{source.name} holds no sector to begin with.")
    notes = tuple((name, note.text) for name, of in tables.by_name.items() for note in of.notes)
    in_matrix = bool(table and table.matrix)
    return Start(source.name, sectors, flows, tuple(final), in_matrix, tuple(dict.fromkeys(notes)))


def _source(path: Path) -> Source:
    """The sheets wanted, by their canonical names."""
    if path.suffix.lower() == ".csv" and not path.is_dir():
        content = read_bytes(path)
        grids: Sequence[Grid] = (read_table(path.name, content),)
        digest = hashlib.sha256(content).hexdigest()
    else:
        opened = open_source(path, MAX_INFLATED)
        grids, digest = opened.grids, opened.sha256
    known = [replace(g, title=found.name) for g in grids if (found := sheet_named(g.title))]
    kept = [grid for grid in known if grid.title in _WANTED]
    if not any(grid.title in ("sectors", "flows") for grid in kept):
        others = [grid for grid in grids if sheet_named(grid.title) is None and grid.rows]
        kept += [_recognised(path.name, others)]
    return Source(path.name, digest, tuple(kept))


def _recognised(name: str, grids: Sequence[Grid]) -> Grid:
    """The one table of a file, under the name of the sheet that its header is of."""
    if len(grids) == 1:
        for title in ("flows", "sectors"):
            header, _ = find_header(sheet(title), grids[0], name)
            if header is not None:
                return replace(grids[0], title=title)
    raise FileError(
        f"{name} holds neither flows (supplier, user, value; or a matrix whose first cell says "
        "supplier\\user) nor sectors (code, unit). Correct its header, or name its sheets flows "
        "and sectors."
    )


def _triple(entry: Entry) -> tuple[str, str, float]:
    return str(entry.row.value), str(entry.column.value), entry.value


def _listed(tables: Tables) -> Mapping[str, Mapping[str, str | float]]:
    """The rows of the sheet sectors by code."""
    table = tables.by_name.get("sectors")
    return {row.text("code"): _written(table, row) for row in table.rows} if table else {}


def _down(table: Table | None) -> tuple[str, ...]:
    """Suppliers of a matrix, those that deliver nothing too."""
    block = table.matrix if table else None
    return tuple(str(cell.value) for cell in block.down) if block else ()


def _written(table: Table, row: Row) -> Mapping[str, str | float]:
    """The cells of a row that were given, as they are written."""
    return dict(_cells(table, row))


def _cells(table: Table, row: Row) -> Iterator[tuple[str, str | float]]:
    for column in table.sheet.columns:
        value = row.cells[column.name].value
        if not row.given(column.name) or value is None:
            continue
        if isinstance(value, bool):
            yield column.name, "yes" if value else "no"
        elif isinstance(value, tuple):
            yield column.name, "; ".join(value)
        elif isinstance(value, float) and math.isinf(value):
            yield column.name, "unlimited"
        else:
            yield column.name, value
