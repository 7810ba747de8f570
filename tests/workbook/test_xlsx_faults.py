"""Faults that only an xlsx file can have, each with its code and cell."""

import datetime
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from balances.workbook import read


def patched(path: Path, part: str, old: str, new: str) -> Path:
    """The file with a text of one of its parts replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts[part].decode()
    assert re.search(old, text), text
    parts[part] = re.sub(old, new, text).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_the_base_workbook_is_sound(book, read_xlsx):
    reading = read_xlsx(book)
    assert reading.issues == ()
    assert [c.code for c in reading.economy.commodities] == ["coal", "steel"]
    assert reading.name == "plan.xlsx"
    assert len(reading.sha256) == 64


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (True, "C209"),
        (datetime.datetime(1951, 5, 1), "C210"),
        (datetime.time(1, 5), "C210"),
        (datetime.timedelta(hours=5), "C210"),
        ("=1+2", "C204"),
        ("many", "C201"),
        ("1.234", "C208"),
        ("1,234", "C208"),
        ("-", "C216"),
        ("٣", "C201"),
        ("1_000", "C201"),
        ("1e400", "C212"),
        ("n/a", "C201"),
        (-5, "C205"),
    ],
)
def test_a_number_cell_with_something_else_is_an_error(value, code, book, read_xlsx, found):
    book["sectors"]["E3"] = value
    assert found(read_xlsx(book)) == [(code, "sectors", "E3")]


@pytest.mark.parametrize(
    ("text", "number"),
    [("1 234,5", 1234.5), ("1\u00a0234", 1234.0), ("60,5", 60.5), ("1.234,5", 1234.5)],
)
def test_text_with_one_reading_is_a_number_with_a_warning(text, number, book, read_xlsx, found):
    book["sectors"]["E3"] = text
    reading = read_xlsx(book)
    assert found(reading) == [("C207", "sectors", "E3")]
    assert reading.economy.activities[1].capacity == number


def test_percent_text_is_a_share(book, read_xlsx, found):
    book["sectors"]["F1"] = "depreciation"
    book["sectors"]["F2"] = "12%"
    reading = read_xlsx(book)
    assert found(reading) == [("C207", "sectors", "F2")]
    assert reading.economy.activities[0].depreciation == pytest.approx(0.12)


def test_growth_typed_as_a_percentage_is_growth_in_percent(book, read_xlsx):
    # 5 % as a percentage cell is stored as 0.05; the column is in percent, so it is 5.
    book["claims"]["D1"], book["claims"]["D2"], book["claims"]["D3"] = "growth", 0.05, 0.05
    for place in ("D2", "D3"):
        book["claims"][place].number_format = "0%"
    demand = book.create_sheet("final_demand")
    for row in (["sector", "use", "value"], ["coal", "household", 80], ["steel", "defence", 40]):
        demand.append(row)
    targets = [claim.target for claim in read_xlsx(book).economy.claims]
    assert targets == pytest.approx([84.0, 42.0])


def test_an_error_value_is_an_error(book, read_xlsx, found):
    book["sectors"]["E3"] = "#REF!"
    assert book["sectors"]["E3"].data_type == "e"
    assert found(read_xlsx(book)) == [("C211", "sectors", "E3")]


def test_an_infinite_stored_number_is_an_error(book, tmp_path, found):
    book.save(tmp_path / "plan.xlsx")
    sheet = "xl/worksheets/sheet1.xml"
    path = patched(tmp_path / "plan.xlsx", sheet, "<v>60</v>", "<v>1e400</v>")
    assert found(read(path)) == [("C212", "sectors", "E3")]


def test_a_formula_with_a_stored_value_is_that_value(book, tmp_path):
    book["sectors"]["E3"] = "=30+31"
    book.save(tmp_path / "plan.xlsx")
    path = patched(
        tmp_path / "plan.xlsx",
        "xl/worksheets/sheet1.xml",
        r"<f>30\+31</f><v ?/?>(</v>)?",
        "<f>30+31</f><v>61</v>",
    )
    reading = read(path)
    assert reading.issues == ()
    assert reading.economy.activities[1].capacity == 61.0


@pytest.mark.parametrize(
    ("value", "code"),
    [(True, "C209"), (datetime.date(1951, 5, 1), "C210"), (1.5, "C217"), ("=A2", "C204")],
)
def test_a_code_is_text(value, code, book, read_xlsx, found):
    book["claims"]["B2"] = value
    assert found(read_xlsx(book)) == [(code, "claims", "B2")]


def test_a_number_in_a_code_column_is_read_as_text_and_hints_at_zeros(rows, read_xlsx, found):
    rows["sectors"][1][0] = "01"
    rows["flows"][1][0] = "01"
    rows["flows"][2][1] = "01"
    rows["claims"][1][0] = 1
    reading = read_xlsx(rows)
    assert found(reading) == [("R301", "claims", "A2")]
    assert "'01'" in reading.issues[0].message


def test_codes_stay_as_they_are_written(rows, read_xlsx):
    for sheet, row, column in (("sectors", 1, 0), ("flows", 1, 0), ("flows", 2, 1)):
        rows[sheet][row][column] = "01"
    rows["sectors"][2][0] = rows["flows"][1][1] = rows["flows"][2][0] = "NA"
    rows["claims"][1][0], rows["claims"][2][0] = " 01 ", "NA"
    economy = read_xlsx(rows).economy
    assert [c.code for c in economy.commodities] == ["01", "NA"]
    assert [c.commodity for c in economy.claims] == ["01", "NA"]


def test_codes_are_compared_in_normal_form_c(rows, read_xlsx):
    rows["sectors"][1][0] = rows["flows"][1][0] = rows["flows"][2][1] = "caf\u00e9"
    rows["claims"][1][0] = "cafe\u0301"
    assert read_xlsx(rows).issues == ()


def test_merged_cells_in_data_are_an_error_that_names_the_range(book, read_xlsx, found):
    book["claims"].merge_cells("B2:B3")
    reading = read_xlsx(book)
    assert ("S108", "claims", "B2") in found(reading)
    assert any("B2:B3" in issue.message for issue in reading.issues)


def test_merged_titles_above_the_header_are_fine(rows, read_xlsx):
    made = Workbook()
    made.remove(made.active)
    for name, cells in rows.items():
        sheet = made.create_sheet(name)
        sheet.append([f"Table of {name}, synthetic figures"])
        sheet.merge_cells("A1:C1")
        for row in cells:
            sheet.append(row)
    reading = read_xlsx(made)
    assert reading.issues == ()
    assert all(note.synthetic for note in reading.economy.sources)
    assert len(reading.economy.sources) == 3


def test_hidden_sheets_rows_and_columns_are_read_with_one_warning_a_sheet(book, read_xlsx, found):
    book["claims"].sheet_state = "hidden"
    book["sectors"].row_dimensions[3].hidden = True
    book["sectors"].column_dimensions["E"].hidden = True
    reading = read_xlsx(book)
    assert found(reading) == [("S109", "sectors", ""), ("S109", "claims", "")]
    assert len(reading.economy.claims) == 2


def test_phantom_rows_and_columns_are_no_rows(book, read_xlsx):
    book["sectors"]["A400"].number_format = "0.00"
    book["sectors"]["Z9"] = "   "
    book["sectors"]["E300"] = None
    assert read_xlsx(book).issues == ()


def test_a_cell_in_the_last_corner_of_the_grid_costs_nothing(book, read_xlsx, found):
    book["sectors"]["XFD1048576"] = 1
    assert found(read_xlsx(book)) == [("S107", "sectors", "XFD1048576")]


def test_a_lying_dimension_is_not_believed(book, tmp_path):
    book.save(tmp_path / "plan.xlsx")
    path = patched(
        tmp_path / "plan.xlsx",
        "xl/worksheets/sheet1.xml",
        '<dimension ref="[^"]*"',
        '<dimension ref="A1:B2"',
    )
    assert len(read(path).economy.commodities) == 2


def test_names_with_control_and_direction_characters_are_shown_escaped(book, read_xlsx):
    book["claims"]["A3"] = "ste\u202eel"
    (issue,) = read_xlsx(book).issues
    assert "\\u202e" in issue.message
    assert "\u202e" not in issue.message


def test_a_name_like_a_formula_is_text(rows, read_xlsx):
    rows["claims"][1][1] = "=HYPERLINK(1)"
    made = Workbook()
    made.remove(made.active)
    for name, cells in rows.items():
        sheet = made.create_sheet(name)
        for row in cells:
            sheet.append(row)
    made["claims"]["B2"].data_type = "s"
    assert read_xlsx(made).economy.claims[0].claimant == "=HYPERLINK(1)"


def test_the_file_is_not_written_to(book, tmp_path):
    path = tmp_path / "plan.xlsx"
    book.save(path)
    before = path.read_bytes(), path.stat().st_mtime_ns
    read(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_two_sheets_of_one_name_are_an_error(book, read_xlsx, found):
    book.create_sheet("Final Demand").append(["sector", "use", "value"])
    book.create_sheet("final_demand").append(["sector", "use", "value"])
    assert found(read_xlsx(book)) == [("S105", "final_demand", "")]


def test_sheets_for_people_are_ignored(book, read_xlsx):
    for title in ("README", "_scratch", "#notes", "Sheet9"):
        book.create_sheet(title)
    book["README"]["A1"] = "anything"
    book["_scratch"]["A1"] = "=1+1"
    book["#notes"]["A1"] = 3
    assert read_xlsx(book).issues == ()
