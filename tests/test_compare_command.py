"""`balances compare`: two plans of one workbook, and two workbooks."""

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from balances.cli import cli

DATA = Path(__file__).parents[1] / "data"
MILLER_BLAIR = str(DATA / "textbook" / "miller_blair.xlsx")


def run(*arguments):
    return CliRunner().invoke(cli, ["compare", *map(str, arguments)])


def test_a_workbook_against_itself_with_one_figure_changed(tmp_path):
    target = tmp_path / "c.xlsx"
    first = openpyxl.load_workbook(MILLER_BLAIR)["sectors"]
    code = next(row[0].value for row in first.iter_rows(min_row=2) if row[0].value != "code")
    edit = f"sectors.{code}.capacity=1"
    result = run(MILLER_BLAIR, "--right", edit, "-o", target, "--fail-on-diff")
    assert result.exit_code == 6, result.output
    assert "1 input given differently." in result.output
    # Each sector needs the other, so that both final demands get less.
    assert "On the right 0 goals get more and 2 goals less." in result.output
    sheets = openpyxl.load_workbook(target)
    assert {"Compared", "Inputs", "Goals", "Outputs", "Notes"} <= set(sheets.sheetnames)
    cells = [[cell.value for cell in row] for row in sheets["Inputs"].iter_rows()]
    assert any(row[:3] == ["activity", code, "capacity"] and row[4] == 1.0 for row in cells)


def test_two_plans_that_are_the_same_do_not_fail(tmp_path):
    arguments = (MILLER_BLAIR, MILLER_BLAIR, "-o", tmp_path / "c.xlsx", "--fail-on-diff")
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    assert "0 inputs given differently." in result.output
    assert "On the right 0 goals get more and 0 goals less." in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--variants", "A"], "two values with a comma"),
        (["--upto", "a,b"], "two values with a comma"),
        (["--mode", "balanced"], "Nothing differs"),
    ],
)
def test_a_wrong_choice_exits_2_and_writes_nothing(tmp_path, arguments, said):
    target = tmp_path / "c.xlsx"
    result = run(MILLER_BLAIR, *arguments, "-o", target)
    assert result.exit_code == 2
    assert said in result.output
    assert not target.exists()
