"""What stands in the csv files of the examples, as text, and what the sources print."""

from __future__ import annotations

import csv
from pathlib import Path

# Gregory, The Dictator's Orders, Table 2 as printed: investment, cost, construction productivity.
TABLE_2 = {
    "June 1950": (1.9, 0.85, 1.45),
    "Jan. 1951": (2.05, 0.80, 1.47),
    "June 1951": (2.13, 0.77, 1.57),
    "Aug. 1951": (1.94, 0.79, 1.55),
    "Oct. 1951": (1.6, 0.75, 1.55),
}


def raw_rows(path: Path) -> list[list[str]]:
    """Every row of a sheet, comments and blank ones too."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def comments(path: Path) -> str:
    """The remarks in a sheet."""
    return "\n".join(row[0] for row in raw_rows(path) if row and row[0].startswith("#"))


def records(path: Path) -> list[dict[str, str]]:
    """The rows of a sheet by the names of its columns."""
    header, *rows = (row for row in raw_rows(path) if any(row) and not row[0].startswith("#"))
    return [dict(zip(header, row, strict=True)) for row in rows]
