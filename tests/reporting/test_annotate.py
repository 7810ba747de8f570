"""The annotated copy: every bad cell painted and linked, nothing of the user's file run or lost."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.external_link.external import (
    ExternalBook,
    ExternalLink,
    ExternalSheetNames,
)
from openpyxl.worksheet.formula import ArrayFormula

from balances.economy.issue import FileError, Issue, Level
from balances.reporting import render_annotated, write_annotated
from balances.reporting.annotate import PAINT
from balances.workbook import original, read

BAD = Path(__file__).parents[1] / "bad_workbooks"
RED, AMBER = PAINT[Level.ERROR], PAINT[Level.WARNING]


def sheets() -> dict[str, list[list[Any]]]:
    return {
        "Products": [
            ["code", "name", "unit", "base_output", "capacity"],
            ["coal", "=1+1", "t", 100, "many"],  # C201 error in E2
            ["steel", "Steel", "t", "50,5", 60],  # C207 warning in D3
        ],
        "flows": [["supplier", "user", "value"], ["coal", "steel", 20], ["steel", "coal", 10]],
        "claims": [
            ["commodity", "claimant", "use", "quantity"],
            ["coal", "=HYPERLINK(1)", "household", 85],
            ["stel", "army", "defence", 42],  # R301 error in A3
        ],
    }


def book() -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets().items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made["Products"]["B2"].data_type = made["claims"]["B2"].data_type = "s"
    return made


def annotated(path: Path) -> tuple[openpyxl.Workbook, tuple[Issue, ...], bytes]:
    reading = read(path)
    copy = render_annotated(original(path, reading.sha256), reading.issues)
    return openpyxl.load_workbook(io.BytesIO(copy)), reading.issues, copy


def paints(made: openpyxl.Workbook) -> dict[str, str]:
    return {
        f"{sheet.title}!{cell.coordinate}": cell.fill.fgColor.rgb[2:]
        for sheet in made.worksheets[1:]
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fill_type and cell.fill.fgColor.rgb[2:] in (RED, AMBER)
    }


def links(made: openpyxl.Workbook) -> list[str]:
    rows = made.worksheets[0].iter_rows()
    return [cell.hyperlink.location for row in rows for cell in row if cell.hyperlink]


def saved(made: openpyxl.Workbook, folder: Path) -> Path:
    made.save(folder / "plan.xlsx")
    return folder / "plan.xlsx"


def test_bad_cells_are_painted_commented_and_linked(tmp_path: Path) -> None:
    made, issues, _ = annotated(saved(book(), tmp_path))
    assert made.sheetnames == ["Problems", "Products", "flows", "claims"]
    assert paints(made) == {"Products!E2": RED, "Products!D3": AMBER, "claims!A3": RED}
    assert links(made) == ["'Products'!E2", "'claims'!A3", "'Products'!D3"]
    texts = [made["Products"]["E2"], made["claims"]["A3"], made["Products"]["D3"]]
    for cell, issue in zip(texts, issues, strict=True):
        assert cell.comment.text == (
            f"{issue.level.upper()} {issue.code}\n{issue.message}\n{issue.remedy}"
        )
    front = made["Problems"]
    assert front["A1"].value == "Problems in plan.xlsx: errors 2, warnings 1"
    listed = [[cell.value for cell in row] for row in front.iter_rows(min_row=5)]
    assert listed == [
        [str(i.level), i.code, f"{i.where.sheet}!{i.where.cell}", i.message, i.remedy]
        for i in issues
    ]
    assert all(cell.data_type != "f" for row in front.iter_rows() for cell in row)


def test_only_the_first_sheet_is_chosen(tmp_path: Path) -> None:
    made, _, _ = annotated(saved(book(), tmp_path))
    assert made.active.title == "Problems"
    chosen = [sheet.title for sheet in made.worksheets if sheet.sheet_view.tabSelected]
    assert chosen == ["Problems"]


def test_what_the_user_wrote_is_there_as_it_was(tmp_path: Path) -> None:
    given = book()
    sheet = given["Products"]
    sheet["A2"].comment = Comment("mine", "me")
    sheet["E2"].comment = Comment("to be asked", "me")
    sheet["H1"] = datetime.date(1951, 5, 1)
    sheet["H2"] = 0.1 + 0.2
    sheet["E3"].number_format = "0.00"
    path = saved(given, tmp_path)
    replace(path, "xl/worksheets/sheet1.xml", "<v>0.3</v>", f"<v>{0.1 + 0.2}</v>")
    made, _, _ = annotated(path)
    found = made["Products"]
    for row in sheet.iter_rows():
        for cell in row:
            there = found[cell.coordinate]
            assert (there.data_type, there.number_format) == (cell.data_type, cell.number_format)
            if cell.data_type != "d":
                assert there.value == cell.value
    assert found["A2"].comment.text == "mine"
    assert found["E2"].comment.text.endswith("Comment of the file: to be asked")
    assert found["H1"].value == datetime.datetime(1951, 5, 1)


def test_formulas_keep_what_they_came_to_and_are_not_made_of_text(tmp_path: Path) -> None:
    given = book()
    sheet = given["flows"]
    sheet["C2"], sheet["H1"], sheet["H2"], sheet["H3"] = "=10*2", "=TODAY()", '="a"&"<"', "=1=1"
    sheet["H4"], sheet["H5"] = "=1/0", ArrayFormula("H5", "=SUM(C2:C3)")
    sheet["H1"].number_format = "yyyy-mm-dd"
    path = saved(given, tmp_path)
    values = {"C2": ("", "20"), "H1": ("", "18749"), "H2": (' t="str"', "a&lt;")}
    values |= {"H3": (' t="b"', "1"), "H4": (' t="e"', "#DIV/0!"), "H5": ("", "30")}
    store(path, "xl/worksheets/sheet2.xml", values)
    before = openpyxl.load_workbook(path, data_only=True)["flows"]
    made, _, copy = annotated(path)
    again = openpyxl.load_workbook(io.BytesIO(copy), data_only=True)["flows"]
    for place in values:
        assert made["flows"][place].data_type == "f"
        assert again[place].value == before[place].value is not None
        assert again[place].data_type == before[place].data_type
    assert made["claims"]["B2"].data_type == "s"
    assert made["flows"]["C2"].value == "=10*2"


def store(path: Path, part: str, values: dict[str, tuple[str, str]]) -> None:
    """Put stored values to the formulas of a sheet, as spreadsheet programs do."""
    for place, (kind, value) in values.items():
        pattern = rf'<c r="{place}"([^>]*?)(?: t="\w+")?>(<f[^>]*>[^<]*</f>)<v ?/?>(?:</v>)?</c>'
        replace(path, part, pattern, rf'<c r="{place}"\1{kind}>\2<v>{value}</v></c>')


def replace(path: Path, part: str, pattern: str, text: str) -> None:
    """Change one place of a part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed, count = re.subn(pattern, text, parts[part].decode())
    assert count == 1, pattern
    parts[part] = changed.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_charts_and_links_to_other_files_are_carried_and_not_followed(tmp_path: Path) -> None:
    given = book()
    chart = BarChart()
    chart.add_data(Reference(given["flows"], min_col=3, min_row=1, max_row=3))
    given["flows"].add_chart(chart, "H2")
    link = ExternalLink(ExternalBook(sheetNames=ExternalSheetNames(sheetName=("other",))))
    link.file_link = Relationship(
        type="externalLinkPath", Target="none.xlsx", TargetMode="External"
    )
    given._external_links.append(link)
    given["flows"]["H1"] = "=[1]other!A1"
    made, _, copy = annotated(saved(given, tmp_path))
    assert len(made["flows"]._charts) == 1
    assert made["flows"]["H1"].value == "=[1]other!A1"
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        names = archive.namelist()
    assert "xl/externalLinks/externalLink1.xml" in names
    assert not any("vba" in name.lower() for name in names)


def test_a_cell_in_the_last_corner_costs_nothing(tmp_path: Path) -> None:
    given = book()
    given["flows"]["XFD1048576"] = "=1+1"
    given.create_sheet("README")["A1048576"] = "x"
    made, _, _ = annotated(saved(given, tmp_path))
    assert made["flows"]["XFD1048576"].value == "=1+1"


def test_a_cell_with_several_problems_has_them_all_the_worst_first(tmp_path: Path) -> None:
    path = saved(book(), tmp_path)
    reading = read(path)
    error, _, warning = reading.issues
    there = error.where
    also = Issue("C207", Level.WARNING, there, "also doubtful", "look")
    copy = render_annotated(original(path, reading.sha256), (error, also, warning))
    cell = openpyxl.load_workbook(io.BytesIO(copy))["Products"]["E2"]
    assert cell.fill.fgColor.rgb[2:] == RED
    assert cell.comment.text.index("ERROR C201") < cell.comment.text.index("WARNING C207")


def test_merged_cells_are_painted_where_they_show(tmp_path: Path) -> None:
    given = book()
    given["claims"].merge_cells("A3:B4")
    path = saved(given, tmp_path)
    reading = read(path)
    (merged,) = (issue for issue in reading.issues if issue.code == "S108")
    inside = Issue("C203", Level.ERROR, type(merged.where)("", "claims", "B4"), "blank", "fill")
    copy = render_annotated(original(path, reading.sha256), (inside,))
    cell = openpyxl.load_workbook(io.BytesIO(copy))["claims"]["A3"]
    assert cell.comment.text.startswith("ERROR C203")


def test_problems_of_a_sheet_or_of_none_are_listed(tmp_path: Path) -> None:
    given = book()
    del given["claims"]
    given.create_sheet("It's mine")["A1"] = "x"
    made, issues, _ = annotated(saved(given, tmp_path))
    lacking = next(issue for issue in issues if issue.code == "S101")
    rows = [[cell.value for cell in row] for row in made["Problems"].iter_rows(min_row=5)]
    assert [row[1] for row in rows] == [issue.code for issue in issues]
    assert ["error", "S101", "claims", lacking.message, lacking.remedy] in rows
    assert "'It''s mine'!A1" in links(made)


def test_a_csv_folder_becomes_a_workbook_with_the_same_cells() -> None:
    for folder in sorted(path for path in BAD.iterdir() if path.is_dir()):
        made, issues, _ = annotated(folder)
        wanted = {
            f"{i.where.sheet}!{i.where.cell}": PAINT[i.level]
            for i in reversed(issues)
            if i.where.cell
        }
        assert paints(made) == wanted, folder.name


def test_a_sheet_problems_of_the_user_stays(tmp_path: Path) -> None:
    given = book()
    given.create_sheet("problems")["A1"] = "mine"
    made, _, _ = annotated(saved(given, tmp_path))
    assert made.sheetnames[0] == "_Problems"
    assert made["problems"]["A1"].value == "mine"


def test_a_copy_can_be_mended_and_read_again(tmp_path: Path) -> None:
    made, _, _ = annotated(saved(book(), tmp_path))
    made["Products"]["E2"], made["Products"]["D3"], made["claims"]["A3"] = 120, 50.5, "steel"
    reading = read(saved(made, tmp_path))
    assert reading.issues == ()


def test_the_original_is_not_touched_and_the_same_copy_has_the_same_bytes(tmp_path: Path) -> None:
    path = saved(book(), tmp_path)
    before = path.read_bytes()
    assert annotated(path)[2] == annotated(path)[2]
    assert path.read_bytes() == before


def test_a_file_that_changes_while_it_is_checked_is_not_copied(tmp_path: Path) -> None:
    path = saved(book(), tmp_path)
    reading = read(path)
    path.write_bytes(saved(openpyxl.Workbook(), tmp_path).read_bytes())
    with pytest.raises(FileError, match="changed"):
        write_annotated(original(path, reading.sha256), reading.issues, tmp_path / "copy.xlsx")
    assert not (tmp_path / "copy.xlsx").exists()
