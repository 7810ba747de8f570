"""Workbooks in another form are the same economy: xlsx, csv folder, a report's inputs."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
import scipy.sparse as sp

from balances import api
from balances.economy.issue import BalancesError, FileError, InputError, Where
from balances.reporting import export_csv, export_xlsx, import_inputs
from balances.workbook import read

DATA = Path(__file__).parents[2] / "data"
FOLDERS = sorted({path.parent for path in DATA.rglob("sectors.csv")})
NAMES = [folder.name for folder in FOLDERS]


def plain(value: Any) -> Any:
    """A value of an economy as one that can be compared: cells count, file names do not."""
    if isinstance(value, Where):
        return (value.sheet, value.cell)
    if sp.issparse(value):
        return value.toarray().tolist()
    if isinstance(value, np.ndarray):
        return value.tolist()
    if dataclasses.is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, tuple | list) else value


def economy(path: Path) -> Any:
    """Everything of the economy of a workbook, and the places and codes of its warnings."""
    reading = read(path)
    assert reading.economy is not None, reading.issues
    return plain(reading.economy), [
        (i.code, i.where.sheet, i.where.cell, i.message) for i in reading.issues
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_an_example_is_the_same_economy_in_either_form(folder: Path, tmp_path: Path) -> None:
    made = export_xlsx(folder, tmp_path / "made.xlsx")
    assert economy(made) == economy(folder) == economy(folder.with_suffix(".xlsx"))
    written = export_csv(made, tmp_path / "made")
    assert {path.name for path in written} == {path.name for path in folder.glob("*.csv")}
    assert economy(tmp_path / "made") == economy(folder)
    again = export_xlsx(tmp_path / "made", tmp_path / "again.xlsx")
    assert again.read_bytes() == made.read_bytes()


@pytest.mark.parametrize("name", ["miller_blair", "williams"])
def test_the_inputs_of_a_report_are_the_same_economy(name: str, tmp_path: Path) -> None:
    book = DATA / "textbook" / f"{name}.xlsx"
    run = api.plan_workbook(book, mode="balanced", with_inputs=True)
    (report,) = api.publish_run(run, tmp_path / "report.xlsx")
    again = import_inputs(report, tmp_path / "again.xlsx")
    assert economy(again) == economy(book)


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_the_inputs_of_every_example_come_back(folder: Path, tmp_path: Path) -> None:
    """Without planning it: a report of one sheet with the inputs behind."""
    from balances.reporting import inputs_of
    from balances.reporting.table import Block, Table
    from balances.reporting.writer import render

    inputs = inputs_of(folder, read(folder))
    front = Table("Contents", "title", "", (Block(note="a report"),))
    (tmp_path / "report.xlsx").write_bytes(render([front], "", inputs))
    again = import_inputs(tmp_path / "report.xlsx", tmp_path / "again.xlsx")
    assert economy(again) == economy(folder)


def test_figures_corrected_in_the_report_are_imported(tmp_path: Path) -> None:
    book = DATA / "textbook" / "miller_blair.xlsx"
    run = api.plan_workbook(book, mode="balanced", with_inputs=True)
    (report,) = api.publish_run(run, tmp_path / "report.xlsx")
    made = openpyxl.load_workbook(report)
    sheet = made["in_claims"]
    places = {str(c.value).split(" [")[0]: c.column for row in sheet for c in row if c.value}
    cell = next(c for c in sheet[sheet.max_row] if c.column == places["quantity"])
    cell.value = 1234.5
    made.save(report)
    found = read(import_inputs(report, tmp_path / "again.xlsx")).economy
    assert found.claims[-1].target == 1234.5


def test_a_report_without_inputs_is_said_to_have_none(tmp_path: Path) -> None:
    run = api.plan_workbook(DATA / "textbook" / "miller_blair.xlsx", mode="balanced")
    (report,) = api.publish_run(run, tmp_path / "report.xlsx")
    with pytest.raises(FileError, match="--with-inputs"):
        import_inputs(report, tmp_path / "again.xlsx")
    assert not (tmp_path / "again.xlsx").exists()


ROWS: dict[str, list[list[Any]]] = {
    "Products": [
        ["Coal and steel, a title", None],
        ["# a remark", "=not a formula"],
        ["code", "name", "unit", "base_output [t]", "capacity", "depreciation", "storable"],
        ["01", "Coal, hard", "t", 100, 1 / 3, 0.123, True],
        [],
        ["NA", 'Steel "rolled"', "t", 50.1, "unlimited", "12.3%", "no"],
    ],
    "flows": [
        ["supplier\\user", "01", "NA", "source"],
        ["01", None, 20.1, "synthetic"],
        ["NA", 1e-7, 0.1 + 0.2, "synthetic"],
    ],
    "claims": [
        ["commodity", "claimant", "use", "quantity"],
        ["01", "house\nholds", "household", 85],
        ["NA", "army", "defence", 42],
    ],
    "control_figures": [
        ["figure", "measure", "item", "as", "value"],
        ["Coal", "output", "01", "percent", 0.123],
        ["Steel", "output", "NA", "index", 1.07],
    ],
}


def written(folder: Path, rows: Mapping[str, list[list[Any]]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, lines in rows.items():
        sheet = made.create_sheet(name)
        for line in lines:
            sheet.append(line)
    if "Products" in rows:
        made["Products"]["B2"].data_type = "s"
        made["Products"]["F4"].number_format = "0.0%"
        made["control_figures"]["E2"].number_format = "0.0%"
        made["control_figures"]["E3"].number_format = "0%"
    made.create_sheet("_scratch")["A1"] = "=1+1"
    made.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def test_what_may_stand_in_a_cell_survives(tmp_path: Path) -> None:
    rows = {**ROWS, "Products": [*ROWS["Products"]]}
    rows["Products"][1] = ["# a remark", "of several words"]
    book = written(tmp_path, rows)
    export_csv(book, tmp_path / "csv")
    (before, _), (after, _) = economy(book), economy(tmp_path / "csv")
    for each in (before, after):
        for claim in each["claims"]:
            del claim["where"]  # the line after the claimant of two lines is one line further
    assert after == before
    assert before["figures"][0]["printed"] == 0.123
    assert {path.name for path in (tmp_path / "csv").iterdir()} == {
        *("sectors.csv", "flows.csv", "claims.csv", "control_figures.csv")
    }


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\tx"])
def test_no_text_of_a_csv_file_is_a_formula(text: str, tmp_path: Path) -> None:
    rows = {**ROWS, "claims": [*ROWS["claims"][:2], ["NA", text, "defence", 42]]}
    rows["Products"] = [*ROWS["Products"][:1], *ROWS["Products"][2:]]
    made = openpyxl.load_workbook(written(tmp_path, {**rows, "flows": ROWS["flows"]}))
    made["claims"]["B3"].data_type = "s"
    made.save(tmp_path / "book.xlsx")
    with pytest.raises(BalancesError, match=r"claims!B3"):
        export_csv(tmp_path / "book.xlsx", tmp_path / "csv")
    assert not (tmp_path / "csv").exists()
    again = export_xlsx(tmp_path / "book.xlsx", tmp_path / "again.xlsx")
    cell = openpyxl.load_workbook(again)["claims"]["B3"]
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize("text", ["a\x01b", "x" * 32_768])
def test_a_text_that_no_xlsx_file_holds_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "csv").mkdir()
    export_csv(DATA / "textbook" / "miller_blair.xlsx", tmp_path / "csv")
    with (tmp_path / "csv" / "claims.csv").open("a", encoding="utf-8") as file:
        file.write(f"# {text}\n")
    with pytest.raises(BalancesError, match=r"claims!A\d"):
        export_xlsx(tmp_path / "csv", tmp_path / "made.xlsx")
    assert not (tmp_path / "made.xlsx").exists()


def test_a_workbook_with_errors_is_not_exported(tmp_path: Path) -> None:
    book = written(tmp_path, {"sectors": [["code", "unit"], ["coal", None]]})
    for export in (export_csv, export_xlsx):
        with pytest.raises(InputError):
            export(book, tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


def test_a_folder_with_further_csv_files_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "csv"
    folder.mkdir()
    (folder / "finance.csv").write_text("period\n")
    with pytest.raises(BalancesError, match=r"finance\.csv"):
        export_csv(DATA / "textbook" / "miller_blair.xlsx", folder)
    assert [path.name for path in folder.iterdir()] == ["finance.csv"]
