"""References between sheets: unknown codes, keys given twice, codes that look alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from balances.economy.issue import Issue
from balances.workbook.catalogue import issue
from balances.workbook.cells import Cell, Row
from balances.workbook.periods import Calendar
from balances.workbook.schema import Column, Sheet
from balances.workbook.tables import Matrix, Table, Tables
from balances.workbook.words import did_you_mean, shown, skeleton

_NAMESPACES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("sector or technique", (("sectors", "code"), ("techniques", "technique"))),
    ("group", (("sectors", "group"),)),
    ("labour category", (("labour", "category"),)),
    (
        "agency or claimant",
        (
            ("agencies", "agency"),
            ("sectors", "agency"),
            ("techniques", "agency"),
            ("projects", "agency"),
            ("finance", "agency"),
            ("claims", "claimant"),
            ("allocations", "agency"),
            ("agency_stocks", "agency"),
        ),
    ),
)


def words_of(cell: Cell) -> tuple[str, ...]:
    """The codes in a cell: one, several of a list, or none."""
    if isinstance(cell.value, tuple):
        return cell.value
    return (cell.value,) if isinstance(cell.value, str) and cell.value else ()


def codes(tables: Tables, sheet: str, column: str) -> Mapping[str, str]:
    """The codes of a column with the address where each stands first."""
    found: dict[str, str] = {}
    for row in tables.rows(sheet):
        for word in words_of(row.cells[column]):
            found.setdefault(word, row.address(column))
    return found


def known_codes(tables: Tables, column: Column) -> tuple[str, ...]:
    """The codes that a column may refer to."""
    found: list[str] = []
    for name in (column.refers_to, column.refers_also):
        table = tables.by_name.get(name)
        if table is not None:
            found += codes(tables, name, table.sheet.columns[0].name)
    return tuple(dict.fromkeys(found))


def check_references(tables: Tables) -> tuple[Tables, tuple[Issue, ...]]:
    """The tables without the rows that name an unknown code, and an error for each of these."""
    issues: list[Issue] = []
    sound = dict(tables.by_name)
    for name, table in tables.by_name.items():
        unknown: set[int] = set()
        for column in table.sheet.columns:
            if not column.refers_to or not column.strict or not tables.has("sectors"):
                continue
            known = frozenset(known_codes(tables, column))
            for number, issue_found in _unknown(tables, table, column, known):
                issues.append(issue_found)
                unknown.add(number)
        if unknown:
            sound[name] = _without(table, unknown)
    return Tables(tables.file, MappingProxyType(sound)), tuple(issues)


def _unknown(
    tables: Tables, table: Table, column: Column, known: frozenset[str]
) -> Iterator[tuple[int, Issue]]:
    hints: dict[str, str] = {}
    for number, cell in _references(table, column.name):
        for word in words_of(cell):
            if word in known or cell.bad:
                continue
            if word not in hints:
                hints[word] = did_you_mean(word, known)
            message = f"{column.name} {shown(word)} is not in sheet {column.refers_to}."
            where = tables.where(table.sheet.name, cell.address)
            remedy = "Correct the code or add it there; format codes such as 01 as text."
            yield number, issue("R301", where, message + hints[word], remedy)


def _references(table: Table, column: str) -> Iterator[tuple[int, Cell]]:
    """Cells of a column with their line; codes across a matrix get the negative of their place."""
    for row in table.rows:
        yield row.number, row.cells[column]
    block, axes = table.matrix, table.sheet.matrix
    if block is not None and axes is not None and column == axes[0]:
        yield from zip(block.lines, block.down, strict=True)
    if block is not None and axes is not None and column == axes[1]:
        yield from ((-place, cell) for place, cell in zip(block.places, block.across, strict=True))


def _without(table: Table, unknown: set[int]) -> Table:
    rows = tuple(row for row in table.rows if row.number not in unknown)
    block = table.matrix
    if block is None:
        return replace(table, rows=rows)
    kept = [i for i, line in enumerate(block.lines) if line not in unknown]
    across = [j for j, place in enumerate(block.places) if -place not in unknown]
    matrix = Matrix(
        tuple(block.down[i] for i in kept),
        tuple(block.across[j] for j in across),
        tuple(block.lines[i] for i in kept),
        tuple(block.places[j] for j in across),
        block.values[kept][:, across],
    )
    return replace(table, matrix=matrix)


def check_duplicates(tables: Tables, calendar: Calendar) -> tuple[Tables, tuple[Issue, ...]]:
    """The tables with one row a key, and an error for each further one; rows without go too."""
    issues: list[Issue] = []
    sound = dict(tables.by_name)
    for name, table in tables.by_name.items():
        first: dict[tuple[str, ...], Row] = {}
        again: set[int] = set()
        for row in table.rows:
            key = _key(table.sheet, row, calendar)
            if any(row.cells[column].bad for column in table.sheet.key) or not any(key):
                continue
            if key in first:
                issues.append(_twice(tables, table, row, first[key]))
                again.add(row.number)
            first.setdefault(key, row)
        again |= _twice_in_matrix(tables, table, issues) | _illegible(table)
        sound[name] = _without(table, again) if again else table
    issues += _techniques_like_sectors(tables)
    return Tables(tables.file, MappingProxyType(sound)), tuple(issues)


def _illegible(table: Table) -> set[int]:
    """Lines whose key could not be read, and in a matrix the negatives of such places."""
    axes = table.sheet.matrix or ()
    needed = [c.name for c in table.sheet.columns if c.required and c.name in table.sheet.key]
    return {
        number
        for name in (axes[:2] if table.matrix else needed)
        for number, cell in _references(table, name)
        if cell.bad or cell.value is None
    }


def _key(sheet: Sheet, row: Row, calendar: Calendar) -> tuple[str, ...]:
    parts = []
    for name in sheet.key:
        cell = row.cells[name]
        last = name == "period" and sheet.name == "control_figures" and not cell.given
        value = calendar.labels[-1] if last else cell.value
        parts.append("" if value is None else str(value))
    return tuple(parts)


def _twice(tables: Tables, table: Table, row: Row, first: Row) -> Issue:
    column = table.sheet.key[0]
    words = [shown(row.cells[c].value) for c in table.sheet.key if row.given(c)]
    code = "D502" if table.sheet.name == "decrees" else "R302"
    return issue(
        code,
        tables.at(table.sheet.name, row, column),
        f"{' / '.join(words)} stands in row {row.number} and in row {first.number} already.",
        "Remove one of the two rows or correct its key.",
    )


def _twice_in_matrix(tables: Tables, table: Table, issues: list[Issue]) -> set[int]:
    again: set[int] = set()
    for axis in (table.sheet.matrix or ())[:2] if table.matrix else ():
        first: dict[str, Cell] = {}
        for number, cell in _references(table, axis):
            for word in words_of(cell):
                if word in first:
                    message = f"{shown(word)} stands here and in {first[word].address} already."
                    where = tables.where(table.sheet.name, cell.address)
                    issues.append(issue("R302", where, message, "Remove or correct one of them."))
                    again.add(number)
                first.setdefault(word, cell)
    return again


def _techniques_like_sectors(tables: Tables) -> list[Issue]:
    sectors = codes(tables, "sectors", "code")
    return [
        issue(
            "R302",
            tables.where("techniques", place),
            f"The technique {shown(code)} bears the code of a sector (sectors!{sectors[code]}).",
            "Give it a code of its own; the sector's main activity has the sector's.",
        )
        for code, place in codes(tables, "techniques", "technique").items()
        if code in sectors
    ]


def check_twins(tables: Tables) -> tuple[Issue, ...]:
    """Warnings about codes that look alike but are not the same."""
    issues = []
    for what, columns in _NAMESPACES:
        seen: dict[str, tuple[str, str]] = {}
        for sheet, column in columns:
            for code, place in codes(tables, sheet, column).items():
                other, where = seen.setdefault(skeleton(code), (code, f"{sheet}!{place}"))
                if other != code:
                    issues.append(
                        issue(
                            "R304",
                            tables.where(sheet, place),
                            f"The {what} {shown(code)} looks like {shown(other)} ({where}), but "
                            "they differ in case or in letters of another alphabet.",
                            "Write both the same way if they are the same; rename one otherwise.",
                        )
                    )
    return tuple(issues)
