"""Small workbooks for the tests, as csv folders and as xlsx files."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook

from balances.economy.issue import Level
from balances.workbook import Reading, read

# Two sectors. Flows and final demand add up: coal 20 + 80 = 100, steel 10 + 40 = 50.
BASE = {
    "sectors": "code,name,unit,base_output,capacity\ncoal,Coal,t,100,120\nsteel,Steel,t,50,60\n",
    "flows": "supplier,user,value\ncoal,steel,20\nsteel,coal,10\n",
    "claims": "commodity,claimant,use,quantity\n"
    "coal,households,household,85\nsteel,army,defence,42\n",
}

ReadCsv = Callable[..., Reading]
Rows = list[list[object]]
WriteXlsx = Callable[[Mapping[str, Rows]], Path]


@pytest.fixture
def read_csv(tmp_path: Path) -> ReadCsv:
    """Read the base workbook with some sheets in place of its own (None = without it)."""

    def write_and_read(options: Mapping[str, object] | None = None, **sheets: str | None):
        folder = tmp_path / "plan"
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for name, text in (BASE | sheets).items():
            if text is not None:
                (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        return read(folder, **(options or {}))

    return write_and_read


def sound(reading: Reading):
    """The economy of a reading without errors."""
    errors = [str(i) for i in reading.issues if i.level is Level.ERROR]
    assert not errors, errors
    return reading.economy


@pytest.fixture
def economy_of(read_csv: ReadCsv):
    """The economy of the base workbook with some sheets in place of its own."""

    def build(options: Mapping[str, object] | None = None, **sheets: str | None):
        return sound(read_csv(options, **sheets))

    return build


def base_rows() -> dict[str, Rows]:
    """The base workbook as rows of cells."""
    return {
        "sectors": [
            ["code", "name", "unit", "base_output", "capacity"],
            ["coal", "Coal", "t", 100, 120],
            ["steel", "Steel", "t", 50, 60],
        ],
        "flows": [["supplier", "user", "value"], ["coal", "steel", 20], ["steel", "coal", 10]],
        "claims": [
            ["commodity", "claimant", "use", "quantity"],
            ["coal", "households", "household", 85],
            ["steel", "army", "defence", 42],
        ],
    }


@pytest.fixture
def rows() -> dict[str, Rows]:
    """The base workbook as rows of cells, to be changed by a test."""
    return base_rows()


@pytest.fixture
def book() -> Workbook:
    """The base workbook as an openpyxl workbook, to be changed by a test."""
    return workbook_of(base_rows())


def workbook_of(sheets: Mapping[str, Rows]) -> Workbook:
    """An openpyxl workbook of these sheets."""
    made = Workbook()
    made.remove(made.active)
    for name, cells in sheets.items():
        sheet = made.create_sheet(name)
        for row in cells:
            sheet.append(row)
    return made


@pytest.fixture
def read_xlsx(tmp_path: Path):
    """Save an openpyxl workbook, or rows of cells, and read it."""

    def save_and_read(source, **options):
        made = workbook_of(source) if isinstance(source, dict) else source
        path = tmp_path / "plan.xlsx"
        made.save(path)
        return read(path, **options)

    return save_and_read


@pytest.fixture
def found():
    """Code, sheet and cell of every issue."""

    def places(reading: Reading) -> list[tuple[str, str, str]]:
        return [(i.code, i.where.sheet, i.where.cell) for i in reading.issues]

    return places
