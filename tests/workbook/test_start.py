"""What a user's own table gives a new workbook."""

import pytest
from openpyxl import Workbook

from balances.economy.issue import FileError
from balances.workbook import read_start


def saved(folder, **sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(folder / "mine.xlsx")
    return folder / "mine.xlsx"


FLOWS = [["supplier", "user", "value"], ["coal", "steel", 20], ["coal", "Household", 80]]


def test_the_only_sheet_is_known_by_its_header(tmp_path):
    start = read_start(saved(tmp_path, Sheet1=FLOWS))
    assert start.sectors == ({"code": "coal"}, {"code": "steel"})
    assert start.flows == (("coal", "steel", 20.0),)
    assert start.final_demand == (("coal", "Household", 80.0),)
    assert not start.matrix


def test_codes_of_a_matrix_that_deliver_nothing_are_sectors(tmp_path):
    rows = [["supplier\\user", "coal", "defence"], ["coal", 5, 30], ["defence", None, None]]
    start = read_start(saved(tmp_path, transactions=rows))
    assert [row["code"] for row in start.sectors] == ["coal", "defence"]
    assert start.flows == (("coal", "coal", 5.0), ("coal", "defence", 30.0))
    assert start.matrix


def test_sectors_are_kept_as_they_are_written(tmp_path):
    rows = [["code", "unit", "group", "capacity", "storable", "class"]]
    rows += [["01", "t", "A; B", "unlimited", True, None]]
    (sector,) = read_start(saved(tmp_path, sectors=rows)).sectors
    given = {"code": "01", "unit": "t", "group": "A; B", "capacity": "unlimited"}
    assert sector == {**given, "storable": "yes"}


def test_of_several_sheets_that_are_not_known_none_is_taken(tmp_path):
    with pytest.raises(FileError, match="neither flows"):
        read_start(saved(tmp_path, Sheet1=FLOWS, Sheet2=FLOWS))
