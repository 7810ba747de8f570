"""The template: what `init` writes is what `check` accepts."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from openpyxl import Workbook

from balances.economy.issue import BalancesError, FileError, InputError
from balances.economy.records import USES
from balances.gosplan import solve
from balances.reporting import render_template, write_template
from balances.workbook import read, read_start
from balances.workbook.schema import SCHEMA


@pytest.mark.parametrize("layout", ["flows", "coefficients"])
@pytest.mark.parametrize("periods", [1, 3])
def test_the_template_reads_without_an_issue_and_can_be_planned(
    tmp_path: Path, layout: Any, periods: int
) -> None:
    path = write_template(tmp_path / "plan.xlsx", layout, periods)
    reading = read(path)
    assert [str(issue) for issue in reading.issues] == []
    assert reading.economy is not None
    assert len(reading.economy.periods) == periods
    plan = solve(reading.economy)
    assert plan.synthetic
    assert 0.5 < plan.goals["fulfilment"].min() < 1.0


def test_both_layouts_are_the_same_economy(tmp_path: Path) -> None:
    economies = [
        read(write_template(tmp_path / f"{layout}.xlsx", layout)).economy
        for layout in ("flows", "coefficients")
    ]
    difference = economies[0].inputs - economies[1].inputs
    assert abs(difference).max() < 1e-15


def test_every_planned_sheet_and_column_is_there_with_its_unit(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_template(tmp_path / "plan.xlsx"))
    planned = [sheet for sheet in SCHEMA if sheet.planned and sheet.name != "coefficients"]
    assert book.sheetnames == ["README", *(sheet.name for sheet in planned), "_lists"]
    for sheet in planned:
        headers = [cell.value for cell in book[sheet.name][2]]
        units = [f" [{column.unit}]" if column.unit else "" for column in sheet.columns]
        names = [column.name for column in sheet.columns]
        assert headers == [name + unit for name, unit in zip(names, units, strict=True)]


def test_every_header_bears_its_help_as_a_comment(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_template(tmp_path / "plan.xlsx"))
    for sheet in SCHEMA:
        if sheet.name in book.sheetnames:
            for column, cell in zip(sheet.columns, book[sheet.name][2], strict=True):
                said = cell.comment.text.split("\n")
                assert said[0] == column.help
                assert said[1] == ("Required." if column.required else "May be left blank.")
    assert "Blank = yes." in book["sectors"]["M2"].comment.text
    assert "One of: household, social" in book["claims"]["C2"].comment.text
    assert "Blank = 1.0." in book["claims"]["I2"].comment.text


def dropdowns(book: Workbook, sheet: str) -> dict[str, str]:
    """Name of the list by the header of its column."""
    return {
        str(book[sheet].cell(2, area.min_col).value).split(" [")[0]: offer.formula1
        for offer in book[sheet].data_validations.dataValidation
        for area in offer.sqref.ranges
    }


def words(book: Workbook, name: str) -> list[str]:
    """The words of a list on the last sheet."""
    ((title, reach),) = book.defined_names[name].destinations
    assert title == "_lists"
    return [cell.value for (cell,) in book[title][reach]]


def test_dropdowns_are_defined_names_of_words_and_codes(tmp_path: Path) -> None:
    path = write_template(tmp_path / "plan.xlsx", decree_kinds=("set_target", "shock"))
    book = openpyxl.load_workbook(path)
    assert book["_lists"].sheet_state == "hidden"
    for sheet in book.worksheets:
        for offer in sheet.data_validations.dataValidation:
            assert offer.formula1 in book.defined_names
            assert not offer.showErrorMessage
    offers = dropdowns(book, "claims")
    assert words(book, offers["use"]) == list(USES)
    assert book.defined_names[offers["commodity"]].attr_text == (
        "OFFSET('sectors'!$A$4,0,0,MAX(1,COUNTA('sectors'!$A$4:$A$1011)),1)"
    )
    assert words(book, dropdowns(book, "sectors")["storable"]) == ["yes", "no"]
    assert "periods" in words(book, dropdowns(book, "settings")["key"])
    if "decrees" in book.sheetnames:
        assert words(book, dropdowns(book, "decrees")["kind"]) == ["set_target", "shock"]


def test_examples_are_on_a_ground_of_their_own_and_said_to_be_invented(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_template(tmp_path / "plan.xlsx"))
    for name in ("sectors", "flows", "claims", "control_figures"):
        for row in book[name].iter_rows(min_row=4):
            filled = [cell for cell in row if cell.value is not None]
            assert {cell.fill.fgColor.rgb for cell in filled} == {"00FFF4D6"}
            assert filled[-1].value == "synthetic example"
    assert "yellow" in " ".join(str(cell.value) for (cell,) in book["README"])


def test_no_comment_row_is_taken_for_a_source(tmp_path: Path) -> None:
    economy = read(write_template(tmp_path / "plan.xlsx")).economy
    assert {note.text for note in economy.sources} == {"synthetic example"}


def test_the_same_template_has_the_same_bytes() -> None:
    assert render_template() == render_template()


@pytest.mark.parametrize(("layout", "periods"), [("supply", 1), ("flows", 0)])
def test_what_makes_no_template_is_said(layout: Any, periods: int) -> None:
    with pytest.raises(BalancesError):
        render_template(layout, periods)


MATRIX = """supplier\\user,coal,steel,grain,household,export
coal,5,30,5,50,10
steel,4,6,5,,35
grain,,,10,60,10
"""
LONG = """# synthetic figures
supplier,user,value
01,02,20
02,01,10
02,export,2
"""


def begun(folder: Path, text: str, name: str = "table.csv", periods: int = 2) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    start = read_start(folder / name)
    return write_template(folder / "plan.xlsx", periods=periods, start=start)


def test_a_template_begins_with_a_matrix_of_flows(tmp_path: Path) -> None:
    path = begun(tmp_path, MATRIX)
    reading = read(path)
    assert {issue.code for issue in reading.issues} == {"V410"}, "capacities are still blank"
    economy = reading.economy
    assert len(economy.periods) == 2
    # Rows with final demand: 40 + 60, 15 + 35, 10 + 70.
    assert [(c.code, c.base_output) for c in economy.commodities] == [
        *(("coal", 100.0), ("steel", 50.0), ("grain", 80.0))
    ]
    norms = [[0.05, 0.6, 0.0625], [0.04, 0.12, 0.0625], [0.0, 0.0, 0.125]]
    assert economy.inputs.toarray() == pytest.approx(np.array(norms))
    assert economy.final_demand == {
        **{("coal", "household"): 50.0, ("coal", "export"): 10.0, ("steel", "export"): 35.0},
        **{("grain", "household"): 60.0, ("grain", "export"): 10.0},
    }
    assert not any(note.synthetic for note in economy.sources)
    assert openpyxl.load_workbook(path)["flows"]["A2"].value == "supplier\\user"
    assert solve(economy).goals["fulfilment"].min() == pytest.approx(1.0)


def test_a_template_begins_with_a_list_of_flows(tmp_path: Path) -> None:
    path = begun(tmp_path, LONG)
    economy = read(path).economy
    # 01 has no final demand: 20 is its base output. 02: 10 + 2.
    assert [(c.code, c.base_output) for c in economy.commodities] == [("01", 20.0), ("02", 12.0)]
    assert economy.inputs.toarray() == pytest.approx(np.array([[0.0, 20.0 / 12.0], [0.5, 0.0]]))
    assert any(note.synthetic for note in economy.sources), "what the table says of itself stays"
    assert solve(economy).goals["fulfilment"].min() == pytest.approx(1.0)
    book = openpyxl.load_workbook(path)
    assert [cell.value for cell in book["flows"][4]][:3] == ["01", "02", 20]
    assert book["sectors"]["C4"].value == "unit"
    assert book["sectors"]["C4"].fill.fgColor.rgb == "00FFF4D6"
    assert book["sectors"]["A4"].fill.fill_type is None


def test_a_supplier_called_like_a_use_is_a_sector(tmp_path: Path) -> None:
    table = "supplier\\user,coal,defence,export\ncoal,5,30,5\ndefence,,,2\n"
    economy = read(begun(tmp_path, table)).economy
    assert [(c.code, c.base_output) for c in economy.commodities] == [
        ("coal", 40.0),
        ("defence", 2.0),
    ]
    assert economy.final_demand == {("coal", "export"): 5.0, ("defence", "export"): 2.0}


def test_flows_without_final_demand_get_an_example_of_it(tmp_path: Path) -> None:
    path = begun(tmp_path, "supplier,user,value\n01,02,20\n02,01,10\n03,03,0\n01,03,4\n")
    economy = read(path).economy
    # A quarter of 24 and of 10; 03 delivers nothing, so what it uses.
    assert economy.final_demand == {
        **{("01", "other"): 6.0, ("02", "other"): 2.5, ("03", "other"): 4.0}
    }
    assert [c.base_output for c in economy.commodities] == [30.0, 12.5, 4.0]
    assert solve(economy).synthetic


def test_base_outputs_that_are_given_settle_final_demand(tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.active)
    tables = {
        "Sectors": [["code", "unit", "base_output", "storable"], ["coal", "kt", 100, "yes"]],
        "Z": [["supplier", "user", "value"], ["coal", "coal", 30], ["coal", "steel", 20]],
    }
    tables["Sectors"].append(["steel", "kt", 50, "no"])
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "mine.xlsx")
    start = read_start(tmp_path / "mine.xlsx")
    economy = read(write_template(tmp_path / "plan.xlsx", start=start)).economy
    assert economy.final_demand == {("coal", "other"): 50.0, ("steel", "other"): 50.0}
    assert [(c.unit, c.storable) for c in economy.commodities] == [("kt", True), ("kt", False)]
    assert not any(note.synthetic for note in economy.sources)


def test_a_template_begins_with_a_list_of_sectors(tmp_path: Path) -> None:
    table = (
        "code,name,unit,group,capacity\n01,Hard coal,t,A; industry,100\n02,Grain,t,B,unlimited\n"
    )
    path = begun(tmp_path, table)
    reading = read(path)
    assert reading.issues == ()
    goods = reading.economy.commodities
    assert [(c.code, c.name, c.unit, c.groups) for c in goods] == [
        ("01", "Hard coal", "t", ("A", "industry")),
        ("02", "Grain", "t", ("B",)),
    ]
    assert [a.capacity for a in reading.economy.activities] == [100.0, math.inf]
    assert "coefficients" in openpyxl.load_workbook(path).sheetnames
    assert solve(reading.economy).synthetic


@pytest.mark.parametrize("folder", ["fifth_plan", "textbook/miller_blair"])
def test_a_whole_workbook_may_be_the_beginning(folder: str, tmp_path: Path) -> None:
    data = Path(__file__).parents[2] / "data" / folder
    given = read(data).economy
    for source in (data, data.with_suffix(".xlsx")):
        made = read(write_template(tmp_path / "plan.xlsx", start=read_start(source))).economy
        assert abs(made.inputs - given.inputs).max() < 1e-12
        assert dict(made.final_demand) == dict(given.final_demand)
        assert [c.code for c in made.commodities] == [c.code for c in given.commodities]
        synthetic = [any(n.synthetic for n in e.sources) for e in (made, given)]
        assert synthetic == [True, True] or folder != "fifth_plan"


def test_names_of_the_table_are_no_formulas(tmp_path: Path) -> None:
    path = begun(tmp_path, 'supplier,user,value\n=1+1,"=HYPERLINK(""x"")",20\n')
    book = openpyxl.load_workbook(path)
    cells = [c for s in book.worksheets for row in s.iter_rows() for c in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert "=1+1" in {cell.value for cell in cells}


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("commodity,claimant\n01,02\n", FileError, "neither flows"),
        ("supplier,user,value\n01,02,many\n", InputError, "flows!C2"),
        ("code,unit\n", FileError, "no sector"),
    ],
)
def test_a_table_that_is_none_is_refused(
    text: str, error: type[BalancesError], words: str, tmp_path: Path
) -> None:
    with pytest.raises(error, match=words):
        begun(tmp_path, text)
    assert not (tmp_path / "plan.xlsx").exists()
