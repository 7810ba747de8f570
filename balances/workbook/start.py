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
    """

    name: str
    sectors: tuple[Mapping[str, str | float], ...]
    flows: tuple[tuple[str, str, float], ...] = ()
    final_demand: tuple[tuple[str, str, float], ...] = ()
    matrix: bool = False


def read_start(path: Path) -> Start:
    r"""Read a table of flows or of sectors, or a workbook that has them.

    A .csv file, or the only sheet of a workbook that none is known by name, holds flows where
    its header says so (supplier, user, value; or supplier\user for a matrix), else sectors
    (code, unit …). Codes of flows become sectors, but users called like a use (household,
    government, export …) are final demand.

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
    entries = table.entries if table else ()
    flows = tuple(_triple(e) for e in entries if plain(str(e.column.value)) not in _FINAL)
    final = [_triple(e) for e in entries if plain(str(e.column.value)) in _FINAL]
    final += [_triple(entry) for entry in tables.entries("final_demand")]
    sectors = _sectors(tables, flows, final)
    if not sectors:
        raise FileError(f"{source.name} holds no sector to begin with.")
    return Start(source.name, sectors, flows, tuple(final), bool(table and table.matrix))


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


def _sectors(
    tables: Tables,
    flows: Sequence[tuple[str, str, float]],
    final: Sequence[tuple[str, str, float]],
) -> tuple[Mapping[str, str | float], ...]:
    """Rows of the sheet sectors, then a row for every further code, in order of appearance."""
    table = tables.by_name.get("sectors")
    listed = {row.text("code"): _written(table, row) for row in table.rows} if table else {}
    codes = [*(f[0] for f in flows), *(f[1] for f in flows), *(f[0] for f in final)]
    return tuple({**{code: {"code": code} for code in codes}, **listed}.values())


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
