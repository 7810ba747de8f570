"""The workbook as a file: formulas and stored values, types, bytes, print set-up."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from balances.economy.issue import Issue, Level, Where
from balances.reporting import ReportInput, render_report
from balances.reporting.table import Block, Chart, Column, Formula, Row, Show, Table
from balances.reporting.writer import render

HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "a\x00b\x1f\x7f",
    "\u202egnp.exe",
    "]]>&amp;<![CDATA[",
    "{commodity}",
    "x" * 40_000,
    "\ud800",
    "line\nbreak\ttab",
    "_x003D_1",
    "'quoted",
    "01",
    "1e5",
    "NA",
]


@pytest.fixture(scope="module")
def book(full: ReportInput) -> bytes:
    return render_report(full)


def load(content: bytes, *, values: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def table_of(*texts: str) -> Table:
    columns = (Column("text", "Text"), Column("figure", "Figure", show=Show.QUANTITY))
    rows = tuple(Row({"text": text, "figure": 1.0}) for text in texts)
    return Table("Words", "Words", "words", (Block(columns, rows),))


def test_every_formula_has_a_stored_value_that_is_no_empty_text(book: bytes) -> None:
    formulas, values = load(book), load(book, values=True)
    count = 0
    for sheet in formulas:
        for cell in (c for row in sheet.iter_rows() for c in row if c.data_type == "f"):
            stored = values[sheet.title][cell.coordinate].value
            assert stored is not None, f"{sheet.title}!{cell.coordinate}"
            assert stored != ""
            count += 1
    assert count > 100


def test_stored_text_comes_after_the_formula_and_bears_its_type() -> None:
    columns = (Column("a", "A", show=Show.QUANTITY), Column("check", "Check"))
    rows = (Row({"a": 2.0, "check": Formula('=IF({a}<3,"O<K","NO")', "O<K")}),)
    content = render([Table("T", "T", "t", (Block(columns, rows),))], "f")
    xml = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert re.search(r'<c r="B4"[^>]* t="str"><f>IF\(A4&lt;3,[^<]*</f><v>O&lt;K</v></c>', xml)


def test_numbers_keep_all_seventeen_digits() -> None:
    figure = 0.1 + 0.2
    columns = (Column("a", "A", show=Show.QUANTITY),)
    for tidy in (False, True):
        table = Table("data_t", "T", "t", (Block(columns, (Row({"a": figure}),)),), tidy=tidy)
        sheet = load(render([table], "f")).worksheets[0]
        assert sheet.cell(2 if tidy else 4, 1).value == figure


def test_missing_and_infinite_figures_are_blank() -> None:
    columns = (Column("a", "A", show=Show.QUANTITY),)
    rows = tuple(Row({"a": value}) for value in (float("nan"), float("inf"), None, 5.0))
    for tidy in (False, True):
        table = Table("data_t", "T", "t", (Block(columns, rows),), tidy=tidy)
        sheet = load(render([table], "f")).worksheets[0]
        first = 2 if tidy else 4
        assert [sheet.cell(first + n, 1).value for n in range(4)] == [None, None, None, 5.0]


@pytest.mark.parametrize("tidy", [False, True])
def test_names_are_never_formulas_or_markup(*, tidy: bool) -> None:
    table = replace(table_of(*HOSTILE), name="data_words", title=HOSTILE[0], tidy=tidy)
    content = render([table], "=footer & more")
    sheet = load(content).worksheets[0]
    first = 2 if tidy else 4
    for row, text in enumerate(HOSTILE, start=first):
        cell = sheet.cell(row, 1)
        assert cell.data_type == "s"
        assert str(cell.value).startswith(text[:1] if text[0].isprintable() else "")
    seen = [str(sheet.cell(row, 1).value) for row in range(first, first + len(HOSTILE))]
    assert "a\u2400b\u241f\u2421" in seen
    assert "<U+202E>gnp.exe" in seen
    assert "line\u240abreak\u2409tab" in seen
    assert max(map(len, seen)) <= 32_767
    xml = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<script" not in xml
    assert not re.findall(r"<f>[^<]*cmd", xml)


def test_hostile_names_in_a_plan_reach_no_formula(full: ReportInput) -> None:
    issues = tuple(Issue("C201", Level.ERROR, Where("f", t, "A1"), t, t) for t in HOSTILE)
    content = render_report(replace(full, issues=issues))
    for sheet in load(content):
        for cell in (c for row in sheet.iter_rows() for c in row if c.data_type == "f"):
            assert "cmd" not in cell.value


def test_the_same_plan_gives_the_same_bytes(full: ReportInput, book: bytes) -> None:
    assert render_report(full) == book


def test_timings_are_not_in_the_workbook(full: ReportInput, book: bytes) -> None:
    slower = replace(full.provenance, timings={"solve": 99.0})
    assert render_report(replace(full, provenance=slower)) == book


_PROGRAM = """
import hashlib, importlib.util, sys
spec = importlib.util.spec_from_file_location("economies", sys.argv[1])
economies = importlib.util.module_from_spec(spec)
spec.loader.exec_module(economies)
from balances.reporting import render_report
report = economies.report_on(economies.three_sectors(), "balanced", "mobilised")
print(hashlib.sha256(render_report(report)).hexdigest())
"""


def test_bytes_do_not_depend_on_hash_seed_or_locale() -> None:
    conftest = str(Path(__file__).with_name("conftest.py"))
    digests = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM, conftest],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_the_package_bears_no_time(book: bytes) -> None:
    package = zipfile.ZipFile(io.BytesIO(book))
    assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = package.read("docProps/core.xml").decode()
    assert set(re.findall(r">(\d{4})-\d\d-\d\dT", core)) == {"1980"}


def test_sheets_are_set_up_for_print_and_reading(book: bytes) -> None:
    workbook = load(book)
    assert workbook.active.title == "Contents"
    for sheet in workbook:
        assert sheet.page_setup.paperSize == 9
        assert sheet.oddFooter.right.text == "page &P of &N"
    balances = workbook["Balances"]
    assert balances.freeze_panes is not None
    assert balances.print_title_rows
    assert balances.page_setup.orientation == "landscape"
    assert balances.sheet_properties.pageSetUpPr.fitToPage


def test_data_sheets_are_real_tables_whose_headers_are_their_cells(book: bytes) -> None:
    workbook = load(book)
    names = [sheet.title for sheet in workbook if sheet.title.startswith("data_")]
    assert len(names) >= 8
    for name in names:
        sheet = workbook[name]
        (excel,) = sheet.tables.values()
        headers = [cell.value for cell in sheet[1]]
        assert [column.name for column in excel.tableColumns] == headers
        assert excel.ref.endswith(str(sheet.max_row))


def test_data_tables_hold_the_frames_to_the_bit(full: ReportInput, book: bytes) -> None:
    sheet = load(book)["data_outputs"]
    header, *found = sheet.iter_rows(values_only=True)
    mine = [dict(zip(header, row, strict=True)) for row in found]
    for mode, plan in full.plans.items():
        outputs = [row["output"] for row in mine if row["mode"] == mode]
        assert outputs == plan.outputs["output"].tolist()


def test_charts_say_what_they_show(book: bytes) -> None:
    package = zipfile.ZipFile(io.BytesIO(book))
    drawing = package.read("xl/drawings/drawing1.xml").decode()
    assert 'descr="Bar chart' in drawing
    chart = package.read("xl/charts/chart1.xml").decode()
    assert chart.count('<c:delete val="0"') + chart.count('<delete val="0"') >= 2


SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed: nothing to recalculate")
def test_libreoffice_recalculates_every_stored_value(book: bytes, tmp_path: Path) -> None:
    # openpyxl drops stored values when it saves, so LibreOffice must reckon each cell anew.
    load(book).save(tmp_path / "bare.xlsx")
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            *("--convert-to", "xlsx:Calc MS Excel 2007 XML"),
            *("--outdir", str(tmp_path / "out")),
            str(tmp_path / "bare.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    formulas, stored = load(book), load(book, values=True)
    again = openpyxl.load_workbook(tmp_path / "out" / "bare.xlsx", data_only=True)
    for sheet in formulas:
        for cell in (c for row in sheet.iter_rows() for c in row if c.data_type == "f"):
            place = f"{sheet.title}!{cell.coordinate}"
            mine = stored[sheet.title][cell.coordinate].value
            theirs = again[sheet.title][cell.coordinate].value
            if isinstance(mine, str):
                assert theirs == mine, place
                assert mine == "OK", place
            else:
                assert theirs == pytest.approx(mine, rel=1e-9, abs=0.0), place


@pytest.mark.parametrize(("columns", "pages"), [(10, 1), (22, 1), (30, 2), (40, 3)])
def test_a_wide_sheet_takes_as_many_pages_as_keep_it_legible(columns: int, pages: int) -> None:
    # ten characters a column: up to 220 are shrunk to a page, then a page holds 190
    wide = tuple(Column(f"c{n}", f"{n}", width=10.0) for n in range(columns))
    table = Table("Wide", "Wide", "wide", (Block(wide, (Row({"c0": 1.0}),)),), frozen=1)
    sheet = load(render([table], ""))["Wide"]
    assert sheet.page_setup.fitToWidth == pages
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_cols == ("$A:$A" if pages > 1 else None)


def test_a_tall_chart_that_would_be_cut_begins_a_new_page() -> None:
    columns = (Column("name", "Name", width=100.0), Column("value", "Value", show=Show.QUANTITY))

    def breaks(rows: int) -> int:
        found = tuple(Row({"name": f"{n}", "value": 1.0}) for n in range(rows))
        chart = Chart("Finding", "words", 0, "name", ("value",), "t")
        table = Table("Tall", "Tall", "tall", (Block(columns, found),), charts=(chart,))
        return len(load(render([table], ""))["Tall"].row_breaks.brk)

    # the table takes about 230 and 340 points of the 505 of a page, the chart 312 and 411
    assert breaks(8) == 0
    assert breaks(16) == 1
