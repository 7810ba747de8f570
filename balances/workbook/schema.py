"""The one table of all sheets and columns.

It drives the reader, the template, the documentation and the error texts; there is no second
list of columns anywhere. Names match when case, spaces, `_` and `-` are left aside.
"""

from __future__ import annotations

from balances.workbook.column import Column, Kind, Layout, Sheet
from balances.workbook.sheets.agencies import AGENCIES, AGENCY_STOCKS, ALLOCATIONS
from balances.workbook.sheets.capital import CAPITAL, PROJECT_INPUTS, PROJECTS
from balances.workbook.sheets.general import SETTINGS, SETTINGS_SHEET, UNITS
from balances.workbook.sheets.goals import CLAIMS, CONTROL_FIGURES
from balances.workbook.sheets.norms import COEFFICIENTS, FINAL_DEMAND, FLOWS, NORMS, TECHNIQUES
from balances.workbook.sheets.orders import DECREES, PETITIONS, SCENARIOS
from balances.workbook.sheets.production import SECTORS
from balances.workbook.sheets.resources import (
    COST_CURVE,
    FINANCE,
    LABOUR,
    LABOUR_NORMS,
    PRODUCTIVITY,
)

__all__ = [
    "SCHEMA",
    "SETTINGS",
    "Column",
    "Kind",
    "Layout",
    "Sheet",
    "column_named",
    "is_ignored",
    "plain",
    "sheet",
    "sheet_named",
]

SCHEMA: tuple[Sheet, ...] = (
    SETTINGS_SHEET,
    SECTORS,
    FLOWS,
    COEFFICIENTS,
    FINAL_DEMAND,
    TECHNIQUES,
    NORMS,
    CAPITAL,
    PROJECTS,
    PROJECT_INPUTS,
    LABOUR,
    LABOUR_NORMS,
    PRODUCTIVITY,
    FINANCE,
    COST_CURVE,
    AGENCIES,
    AGENCY_STOCKS,
    CLAIMS,
    ALLOCATIONS,
    CONTROL_FIGURES,
    DECREES,
    PETITIONS,
    SCENARIOS,
    UNITS,
)


def plain(name: str) -> str:
    """A name without case, spaces, `_` and `-`: what sheet and column names are matched by."""
    return "".join(c for c in name.casefold() if c not in "_-" and not c.isspace())


def sheet(name: str) -> Sheet:
    """The sheet of that canonical name.

    Raises:
        KeyError: there is none.
    """
    for found in SCHEMA:
        if found.name == name:
            return found
    raise KeyError(name)


def sheet_named(title: str) -> Sheet | None:
    """The sheet that a tab or file of this title holds, by name or alias; None = unknown."""
    wanted = plain(title)
    for found in SCHEMA:
        if wanted in (plain(found.name), *map(plain, found.aliases)):
            return found
    return None


def column_named(table: Sheet, header: str) -> Column | None:
    """The column that a header means, by name first and alias second; None = unknown."""
    wanted = plain(header)
    for column in table.columns:
        if wanted == plain(column.name):
            return column
    for column in table.columns:
        if wanted in map(plain, column.aliases):
            return column
    return None


def is_ignored(title: str) -> bool:
    """Whether a sheet is for people only: README, Problems, or a title that starts with `_` or `#`.

    Problems is what an annotated copy begins with, which may be mended and read again.
    """
    return title.strip().startswith(("_", "#")) or plain(title) in ("readme", "problems")
