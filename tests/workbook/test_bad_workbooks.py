"""One bad workbook a code: the code, the sheet and the cell, never the wording."""

import csv
import re
from pathlib import Path

import pytest

import balances
from balances.api import examine
from balances.economy.issue import Level
from balances.workbook.catalogue import CATALOGUE

FOLDER = Path(__file__).parents[1] / "bad_workbooks"
# Faults that a csv file cannot have; test_xlsx_faults.py makes their workbooks.
XLSX_ONLY = {"S108", "S109", "C204", "C209", "C210", "C217"}


def expected():
    with (FOLDER / "expected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", expected(), ids=lambda case: case["code"])
def test_a_bad_workbook_gives_its_code_at_its_cell_and_nothing_else(case, found):
    options = dict([case["option"].split("=")]) if case["option"] else {}
    reading = examine(FOLDER / case["code"], **options)
    assert found(reading) == [(case["code"], case["sheet"], case["cell"])]
    (issue,) = reading.issues
    assert issue.level is CATALOGUE[case["code"]].level
    assert issue.message
    assert issue.remedy
    assert (reading.economy is None) == (issue.level is Level.ERROR)


@pytest.mark.parametrize("case", expected(), ids=lambda case: case["code"])
def test_in_strict_reading_every_issue_is_an_error(case):
    options = dict([case["option"].split("=")]) if case["option"] else {}
    reading = examine(FOLDER / case["code"], strict=True, **options)
    assert reading.economy is None
    assert all(issue.level is Level.ERROR for issue in reading.issues)


def test_every_code_of_the_catalogue_has_a_bad_workbook():
    in_folders = {case["code"] for case in expected()}
    assert in_folders | XLSX_ONLY == set(CATALOGUE)
    assert in_folders == {path.name for path in FOLDER.iterdir() if path.is_dir()}


def test_the_code_uses_the_codes_of_the_catalogue_and_no_others():
    package = Path(balances.__file__).parent
    used = set()
    for path in package.rglob("*.py"):
        if path.parent.name != "codes":
            used |= set(re.findall(r'"([SCRVD][1-5]\d\d)"', path.read_text(encoding="utf-8")))
    assert used == set(CATALOGUE)


def test_codes_begin_as_their_chapter_says():
    chapters = {"S": "1", "C": "2", "R": "3", "V": "4", "D": "5"}
    assert all(code[1] == chapters[code[0]] for code in CATALOGUE)
    assert all(entry.title and entry.explanation for entry in CATALOGUE.values())
