"""Units in brackets in a header: checked, and converted where the sheet units says how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from balances.economy.issue import Issue
from balances.economy.settings import Settings
from balances.workbook.catalogue import issue
from balances.workbook.cells import Cell, Row
from balances.workbook.schema import Column
from balances.workbook.tables import Tables
from balances.workbook.words import shown

_OF_A_SECTOR = ("code", "commodity", "supplier", "sector")
_SAME: tuple[frozenset[str], ...] = (
    frozenset(("%", "percent", "per cent")),
    frozenset(("share", "1", "-", "fraction")),
    frozenset(("workers", "persons", "people")),
    frozenset(("periods", "period", "years", "quarters", "year", "quarter")),
)


def check_units(tables: Tables, settings: Settings) -> tuple[Tables, tuple[Issue, ...]]:
    """The tables in the units expected, and an error for each header in a unit that is neither."""
    issues = []
    of_sector = {row.text("code"): row.text("unit") for row in tables.rows("sectors")}
    factors = {
        (_folded(row.text("unit")), _folded(row.text("base"))): row.amount("factor", 1.0)
        for row in tables.rows("units")
    }
    for name, table in tables.by_name.items():
        for column_name, (unit, place) in table.units.items():
            column = table.sheet.column(column_name)
            expected = _expected(table.rows, column, settings, of_sector)
            rows, misfit = _converted(table.rows, column, unit, (expected, factors))
            if misfit:
                issues.append(
                    issue(
                        "C202",
                        tables.where(name, place),
                        f"The header of {column_name} says {shown(unit)}; {shown(misfit)} is "
                        "expected.",
                        "Correct the unit, convert the figures, or say in sheet units how many "
                        f"{misfit} make one {unit}.",
                    )
                )
            tables = tables.with_table(replace(tables.by_name[name], rows=rows))
    return tables, tuple(issues)


def _folded(unit: str) -> str:
    return " ".join(unit.casefold().split())


def _expected(
    rows: Sequence[Row], column: Column, settings: Settings, of_sector: Mapping[str, str]
) -> Mapping[int, str]:
    """The unit of each row, by its line; empty = any."""
    found = {}
    for row in rows:
        code = next((row.text(c) for c in _OF_A_SECTOR if c in row.cells and row.text(c)), "")
        unit = column.unit
        if "fx" in unit:
            unit = ""
        unit = unit.replace("currency", settings.currency)
        last = of_sector.get(code, "")
        if unit == "unit" or unit.endswith("/unit"):
            unit = unit.removesuffix("unit") + last if last else ""
        found[row.number] = unit
    return found


def _converted(
    rows: Sequence[Row],
    column: Column,
    unit: str,
    means: tuple[Mapping[int, str], Mapping[tuple[str, str], float]],
) -> tuple[tuple[Row, ...], str]:
    """The rows in the units expected, and the first unit that does not fit."""
    expected, factors = means
    found = []
    misfit = ""
    for row in rows:
        wanted = expected[row.number]
        factor = 1.0 if _same(unit, wanted, column) else _factor(unit, wanted, factors)
        if factor is None:
            misfit = misfit or wanted
        found.append(row if factor in (None, 1.0) else _scaled(row, column.name, factor or 1.0))
    return tuple(found), misfit


def _same(unit: str, wanted: str, column: Column) -> bool:
    given, asked = _folded(unit), _folded(wanted)
    words = (asked, _folded(column.unit), _folded(column.unit) + "s")
    return not asked or given in words or any(given in s and asked in s for s in _SAME)


def _factor(unit: str, wanted: str, factors: Mapping[tuple[str, str], float]) -> float | None:
    """How many of the unit wanted make one of the unit given; None = nobody says."""
    given, asked = _folded(unit), _folded(wanted)
    direct = factors.get((given, asked))
    if direct is not None:
        return direct
    back = factors.get((asked, given))
    return 1.0 / back if back else None


def _scaled(row: Row, name: str, factor: float) -> Row:
    cell = row.cells[name]
    if not isinstance(cell.value, int | float) or isinstance(cell.value, bool):
        return row
    scaled = Cell(cell.value * factor, cell.address, cell.given, cell.bad, cell.percent)
    return Row(row.number, {**row.cells, name: scaled})
