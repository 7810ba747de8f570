"""check --annotate, init --from, export and import: what they write, refuse and say."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from balances import cli
from balances.politburo import KINDS
from balances.workbook import read
from tests.test_cli import BASE, DATA, book, faulty, files, here, process, run

__all__ = ["here"]

MILLER_BLAIR = DATA / "textbook" / "miller_blair.xlsx"
RED = "00F8B4B4"


@pytest.fixture
def base(here: Path) -> str:
    return book(here / "base")


def locked(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    """Let a file be open in another program, as Windows has it."""
    real = os.replace

    def replace(source: Any, aim: Any, **kw: Any) -> None:
        if Path(aim).name == target.name:
            raise PermissionError(errno.EACCES, "in use", str(aim))
        real(source, aim, **kw)

    monkeypatch.setattr(os, "replace", replace)


# check --annotate


def test_ten_faults_give_ten_painted_cells_and_ten_links(here: Path) -> None:
    places = faulty(here / "bad.xlsx")
    before = (here / "bad.xlsx").read_bytes()
    result = run("check", "bad.xlsx", "--annotate")
    assert (result.exit_code, result.stderr) == (3, "")
    assert result.stdout.splitlines()[-1] == "written: bad-annotated.xlsx"
    assert (here / "bad.xlsx").read_bytes() == before
    made = openpyxl.load_workbook("bad-annotated.xlsx")
    first, *others = made.worksheets
    assert first.title == "Problems"
    linked = [c.hyperlink.location for row in first for c in row if c.hyperlink]
    assert sorted(link.replace("'", "") for link in linked) == sorted(places)
    cells = [c for sheet in others for row in sheet for c in row if c.fill.fill_type]
    assert {f"{c.parent.title}!{c.coordinate}" for c in cells} == places
    assert all(c.fill.fgColor.rgb == RED and c.comment.text.startswith("ERROR") for c in cells)


def test_the_copy_goes_where_it_is_asked_to_and_json_names_it(here: Path) -> None:
    faulty(here / "bad.xlsx")
    result = run("check", "bad.xlsx", "--annotate", "-o", "sub/copy.xlsx", "--json")
    assert json.loads(result.stdout)["files"] == [str(Path("sub/copy.xlsx"))]
    assert files(here) == {"bad.xlsx", "sub/copy.xlsx"}


def test_a_folder_is_annotated_as_a_workbook(here: Path) -> None:
    name = book(here / "odd.v2", claims=BASE["claims"].replace("coal,", "cole,"))
    assert run("check", name, "--annotate").exit_code == 3
    made = openpyxl.load_workbook("odd.v2-annotated.xlsx")
    assert made["claims"]["A2"].fill.fgColor.rgb == RED
    assert made["sectors"]["D2"].value == 100


def test_a_sound_workbook_is_not_annotated(base: str, here: Path) -> None:
    before = files(here)
    result = run("check", base, "--annotate")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].startswith("There is nothing to annotate")
    assert files(here) == before


@pytest.mark.parametrize("name", ["none.xlsx", "old.xls", "text.xlsx", "empty"])
def test_a_file_that_cannot_be_opened_has_no_copy(here: Path, name: str) -> None:
    (here / "old.xls").write_bytes(b"PK\x03\x04")
    (here / "text.xlsx").write_text("no workbook")
    (here / "empty").mkdir()
    before = files(here)
    result = run("check", name, "--annotate")
    assert (result.exit_code, result.stdout) == (7, "")
    assert files(here) == before


def test_a_copy_that_is_open_gets_a_number(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty(here / "bad.xlsx")
    (here / "bad-annotated.xlsx").write_bytes(b"open")
    locked(monkeypatch, here / "bad-annotated.xlsx")
    result = run("check", "bad.xlsx", "--annotate")
    assert result.exit_code == 3
    assert result.stdout.splitlines()[-2:] == [
        "bad-annotated.xlsx is open in another program, so another name was taken.",
        "written: bad-annotated-2.xlsx",
    ]
    assert (here / "bad-annotated.xlsx").read_bytes() == b"open"


def test_a_report_that_is_open_gets_a_number(
    here: Path, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "plan.xlsx").write_bytes(b"open")
    locked(monkeypatch, here / "plan.xlsx")
    result = run("plan", base, "-o", "plan.xlsx")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "plan.xlsx is open in another program" in result.stdout
    assert openpyxl.load_workbook("plan-2.xlsx").sheetnames[0] == "Contents"


# init --from


def test_a_template_from_flows_checks_and_can_be_planned(here: Path) -> None:
    flows = "supplier\\user,coal,steel,household\ncoal,5,30,60\nsteel,4,6,40\n"
    (here / "flows.csv").write_text(flows, encoding="utf-8")
    result = run("init", "new.xlsx", "--from", "flows.csv", "--periods", "2")
    assert (result.exit_code, result.stderr) == (0, "")
    assert run("check", "new.xlsx").exit_code == 0
    assert run("plan", "new.xlsx", "-q").exit_code == 0
    assert (here / "flows.csv").read_text(encoding="utf-8") == flows


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["new.xlsx", "--from", "coeficients"], 2, "Did you mean 'coefficients'?"),
        (["new.xlsx", "--from", "none.csv"], 7, "no file none.csv"),
        (["mine.xlsx", "--from", "mine.xlsx", "--force"], 2, "is the workbook itself"),
        (["new.xlsx", "--from", "base"], 0, "written: new.xlsx"),
    ],
)
def test_what_a_template_may_begin_with(
    arguments: list[str], code: int, words: str, here: Path, base: str
) -> None:
    shutil.copy(MILLER_BLAIR, here / "mine.xlsx")
    result = run("init", *arguments)
    assert result.exit_code == code
    assert words in result.output
    assert (here / "mine.xlsx").read_bytes() == MILLER_BLAIR.read_bytes()


def test_a_template_offers_the_kinds_of_decrees(here: Path) -> None:
    run("init", "new.xlsx")
    made = openpyxl.load_workbook("new.xlsx")
    ((title, reach),) = made.defined_names["list_decrees_kind"].destinations
    offered = [cell.value for (cell,) in made[title][reach]]
    assert offered == [kind.name for kind in KINDS]
    assert "set_target" in offered


# export and import


def test_a_workbook_goes_to_csv_and_back(here: Path) -> None:
    result = run("export", MILLER_BLAIR, "--to", "csv", "folder")
    assert result.stdout == "written: folder (6 csv files)\n"
    result = run("export", "folder", "--to", "xlsx", "again.xlsx")
    assert result.stdout == "written: again.xlsx\n"
    before, after = (read(path).economy for path in (MILLER_BLAIR, here / "again.xlsx"))
    assert [c.code for c in after.commodities] == [c.code for c in before.commodities]
    assert [c.base_output for c in after.commodities] == [1000.0, 2000.0]
    assert abs(after.inputs - before.inputs).max() == 0.0


def test_nothing_is_replaced_unasked(here: Path, base: str) -> None:
    assert run("export", base, "--to", "xlsx", "a.xlsx").exit_code == 0
    assert run("export", "a.xlsx", "--to", "csv", "b").exit_code == 0
    for arguments in (["a.xlsx", "--to", "csv", "b"], [base, "--to", "xlsx", "a.xlsx"]):
        result = run("export", *arguments)
        assert result.exit_code == 2
        assert "--force" in result.stderr
        assert run("export", *arguments, "--force").exit_code == 0
    (here / "b" / "finance.csv").write_text("period\n")
    result = run("export", "a.xlsx", "--to", "csv", "b", "--force")
    assert result.exit_code == 3
    assert "finance.csv" in result.stderr
    for form, name in (("xlsx", "a.xlsx"), ("csv", base)):
        result = run("export", name, "--to", form, f"./{name}", "--force")
        assert result.exit_code == 2
        assert "is the workbook itself" in result.stderr


def test_a_csv_file_that_is_open_is_not_written_beside(
    here: Path, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file flows-2.csv would be a sheet that nobody knows, beside the old flows."""
    run("export", base, "--to", "csv", "b")
    old = {path.name: path.read_bytes() for path in (here / "b").iterdir()}
    book(here / "changed", flows=BASE["flows"].replace("20", "21"))
    with monkeypatch.context() as patch:
        locked(patch, here / "b" / "sectors.csv")
        result = run("export", "changed", "--to", "csv", "b", "--force")
    assert result.exit_code == 7
    assert "open in another program" in result.stderr
    assert {path.name: path.read_bytes() for path in (here / "b").iterdir()} == old


def test_errors_are_told_and_nothing_is_exported(here: Path) -> None:
    places = faulty(here / "bad.xlsx")
    for form, target in (("csv", "folder"), ("xlsx", "a.xlsx")):
        result = run("export", "bad.xlsx", "--to", form, target)
        assert result.exit_code == 3
        assert all(place in result.stderr for place in places)
    assert files(here) == {"bad.xlsx"}


def test_the_inputs_of_a_report_come_back(here: Path, base: str) -> None:
    assert run("plan", base, "--with-inputs", "-q", "-o", "report.xlsx").exit_code == 0
    names = openpyxl.load_workbook("report.xlsx").sheetnames
    assert names[-3:] == ["in_sectors", "in_flows", "in_claims"]
    listed = [row[0].value for row in openpyxl.load_workbook("report.xlsx")["Contents"].rows]
    assert listed[-3:] == names[-3:]
    result = run("import", "report.xlsx", "-o", "again.xlsx")
    assert (result.exit_code, result.stdout) == (0, "written: again.xlsx\n")
    assert run("check", "again.xlsx").stdout == "again.xlsx: no errors, 0 warnings.\n"
    assert run("import", "report.xlsx", "-o", "again.xlsx").exit_code == 2
    assert run("import", "report.xlsx", "-o", "report.xlsx", "--force").exit_code == 2


def test_a_report_without_inputs_exits_7(here: Path, base: str) -> None:
    run("plan", base, "-q", "-o", "report.xlsx")
    result = run("import", "report.xlsx", "-o", "again.xlsx")
    assert result.exit_code == 7
    assert "--with-inputs" in result.stderr
    assert not (here / "again.xlsx").exists()


# Manners


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["chekc", "base"], "'check'"),
        (["import", "r.xlsx", "--outptu", "x.xlsx"], "'--output'"),
        (["check", "base", "--anotate"], "'--annotate'"),
        (["export", "base", "--to", "cvs", "x"], "'csv'"),
        (["check", "base", "--variant", "Stalni"], "Did you mean 'Stalin'?"),
        (["check", "base", "--scenario", "dri"], "Did you mean 'dry'?"),
        (["check", "base", "--set", "sector.coal.capacity=1"], "Did you mean 'sectors'?"),
        (["check", "base", "--set", "sectors.cola.capacity=1"], "Did you mean 'coal'?"),
        (["check", "base", "--set", "sectors.coal.capcity=1"], "Did you mean 'capacity'?"),
    ],
)
def test_a_name_that_is_nearly_right_is_suggested(
    arguments: list[str], hint: str, here: Path
) -> None:
    book(
        here / "base",
        control_figures="figure,measure,item,value,variant\nCoal,output,coal,90,Stalin\n",
        scenarios="scenario,sheet,key,field,op,value\ndry,sectors,steel,capacity,set,20\n",
    )
    result = run(*arguments)
    assert result.exit_code in (2, 3)
    assert hint in result.output
    assert "Traceback" not in result.output


def test_what_is_said_survives_copy_and_paste(here: Path) -> None:
    """No boxes, no colours, no line broken within a code, a name or a remedy."""
    faulty(here / "bad.xlsx")
    said = [run(name, "--help").output for name in cli.cli.commands]
    said += [run("--help").output, run("plna").output, run("plan", "bad.xlsx", "--moed").output]
    issues = [run("check", "bad.xlsx").output, run("plan", "bad.xlsx").output]
    for text in (*said, *issues):
        assert not re.search("[\u2500-\u259f\x1b\t\r]", text)
    for text in issues:
        *lines, summary = text.splitlines()
        assert len(lines) == 10
        assert all(re.match(r"[A-Z]\d{3} error bad\.xlsx / \w+!\w+: .*\.$", line) for line in lines)
        assert summary.startswith("bad.xlsx: 10 errors")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "base", "--annotate"],
        ["init", "new.xlsx"],
        ["export", "base", "--to", "xlsx", "a.xlsx"],
        ["plan", "base", "--with-inputs"],
    ],
)
def test_nothing_is_logged(arguments: list[str], base: str) -> None:
    done = process(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
