"""`balances plan --html`: the page beside the report, together or not at all."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from balances import api
from balances.cli import cli
from balances.reporting import render_page

MILLER_BLAIR = Path(__file__).parents[1] / "data" / "textbook" / "miller_blair"


def plan(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["plan", str(MILLER_BLAIR), *map(str, arguments)])


def test_report_page_and_json_are_written_and_named(tmp_path: Path) -> None:
    names = report, page, found = [tmp_path / name for name in ("a.xlsx", "a.html", "a.json")]
    result = plan("-o", report, "--html", page, "--json", found)
    assert result.exit_code == 0, result.output
    assert [path for path in names if f"written: {path}" in result.output] == names
    assert json.loads(found.read_text(encoding="utf-8"))["files"] == [str(path) for path in names]
    assert page.read_bytes() == render_page(api.plan_workbook(MILLER_BLAIR).given)


def test_a_page_that_cannot_be_written_leaves_no_report(tmp_path: Path) -> None:
    (tmp_path / "a.html").mkdir()
    result = plan("-o", tmp_path / "a.xlsx", "--html", tmp_path / "a.html")
    assert result.exit_code == 7
    assert "is a folder" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_two_outputs_never_go_to_one_file(tmp_path: Path) -> None:
    result = plan("-o", tmp_path / "a.xlsx", "--html", tmp_path / "b", "--json", tmp_path / "b")
    assert result.exit_code == 2
    assert "two outputs would both go to" in result.output
    assert not list(tmp_path.iterdir())
