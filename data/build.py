"""Build the example workbooks: every folder of csv files below data/ becomes an xlsx beside it.

`python data/build.py` writes them all. The csv files are the original; the same files give the
same bytes: members of the archive are stored uncompressed and bear a fixed date.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from balances.workbook.schema import Sheet, column_named, sheet_named

HERE = Path(__file__).resolve().parent
WRITTEN = datetime(1980, 1, 1)
FIRST_SHEETS = ("README", "settings", "sectors")
PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
WIDEST = 60

HEADER_FONT = Font(bold=True)
HEADER_FILL = PatternFill("solid", fgColor="DDE6EE")
COMMENT_FONT = Font(italic=True, color="666666")


def folders(root: Path) -> list[Path]:
    """All folders below root that hold csv files, in order of path."""
    return sorted({path.parent for path in root.rglob("*.csv")})


def rows_of(path: Path) -> list[list[str]]:
    """The rows of one csv file as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def is_comment(row: list[str]) -> bool:
    """Whether a row is for people only: it starts with # or holds nothing."""
    return not any(row) or row[0].startswith("#")


def holds_codes(table: Sheet | None, header: str) -> bool:
    """Whether a column holds codes, so that its cells stay text even if they look like numbers."""
    column = column_named(table, header.split("[", maxsplit=1)[0]) if table else None
    return "\\" in header or (column is not None and column.kind in ("code", "list"))


def cell_value(text: str, *, code: bool) -> str | float | int | None:
    """What the cell holds: a number where it reads as one, unless it is a code."""
    if not text:
        return None
    if code or not PLAIN_NUMBER.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)


def values_of(title: str, rows: list[list[str]]) -> Iterator[list[str | float | int | None]]:
    """The cells of a sheet, row by row; the first row that is no comment is the header."""
    table = sheet_named(title)
    codes: list[bool] = []
    for row in rows:
        if is_comment(row):
            yield [text or None for text in row]
        elif not codes:
            codes = [holds_codes(table, header) for header in row]
            yield list(row)
        else:
            pairs = zip(row, codes, strict=True)
            yield [cell_value(text, code=code) for text, code in pairs]


def write_sheet(sheet: Worksheet, rows: list[list[str]]) -> None:
    """Fill and dress one sheet."""
    widths: dict[int, int] = {}
    top = next((number for number, row in enumerate(rows, 1) if not is_comment(row)), 0)
    for number, values in enumerate(values_of(sheet.title, rows), 1):
        comment = is_comment(rows[number - 1])
        for place, value in enumerate(values, 1):
            if value is None:
                continue
            cell = sheet.cell(number, place, value)
            cell.data_type = "s" if isinstance(value, str) else "n"
            if comment:
                cell.font = COMMENT_FONT
                continue
            if number == top:
                cell.font, cell.fill = HEADER_FONT, HEADER_FILL
            widths[place] = max(widths.get(place, 0), len(str(value)))
    for place, width in widths.items():
        sheet.column_dimensions[get_column_letter(place)].width = min(width, WIDEST) + 2
    sheet.freeze_panes = sheet.cell(top + 1, 2).coordinate


def write_readme(sheet: Worksheet, rows: list[list[str]]) -> None:
    """Fill the sheet that is only read by people: one column of wrapped text."""
    sheet.column_dimensions["A"].width = 110
    for number, row in enumerate(rows, 1):
        if any(row):
            cell = sheet.cell(number, 1, row[0])
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = HEADER_FONT if number == 1 else Font()


def workbook_of(folder: Path) -> Workbook:
    """The workbook of a folder: one sheet a file, README, settings and sectors first."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "balances"
    book.properties.created = WRITTEN
    files = {path.stem: path for path in folder.glob("*.csv")}
    ordered = [name for name in FIRST_SHEETS if name in files]
    ordered += sorted(name for name in files if name not in FIRST_SHEETS)
    for name in ordered:
        sheet = book.create_sheet(name)
        write = write_readme if name == "README" else write_sheet
        write(sheet, rows_of(files[name]))
    return book


def fixed_bytes(book: Workbook) -> bytes:
    """The workbook as bytes that depend on its contents alone."""
    saved, fixed = BytesIO(), BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                stamp = f">{WRITTEN:%Y-%m-%dT%H:%M:%SZ}</dcterms:modified>".encode()
                content = re.sub(rb">[^<]*</dcterms:modified>", stamp, content)
            member = zipfile.ZipInfo(name, WRITTEN.timetuple()[:6])
            member.create_system = 0
            target.writestr(member, content)
    return fixed.getvalue()


def main() -> None:
    """Build them all."""
    for folder in folders(HERE):
        target = folder.with_suffix(".xlsx")
        target.write_bytes(fixed_bytes(workbook_of(folder)))
        print(target.relative_to(HERE))


if __name__ == "__main__":
    main()
