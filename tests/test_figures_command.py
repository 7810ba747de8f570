"""`--figures DIR`: charts beside the report, together or not at all."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from balances.cli import cli
from balances.reporting import pictures

DATA = Path(__file__).parents[1] / "data"
MILLER_BLAIR = DATA / "textbook" / "miller_blair"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_figures_are_written_named_and_counted(tmp_path: Path) -> None:
    report, found, folder = (tmp_path / name for name in ("a.xlsx", "a.json", "figures"))
    result = run("plan", MILLER_BLAIR, "-o", report, "--json", found, "--figures", folder)
    assert result.exit_code == 0, result.output
    written = sorted(folder.iterdir())
    assert {path.suffix for path in written} == {".png", ".svg"}
    assert f"written: {folder} ({len(written)} files)" in result.output
    named = json.loads(found.read_text(encoding="utf-8"))["files"]
    assert named[:2] == [str(report), str(found)]
    assert sorted(named[2:]) == [str(path) for path in written]


def test_the_curves_of_a_frontier_are_figures(tmp_path: Path) -> None:
    over = ("--over", "finance.budget=40:50:2", "-o", tmp_path / "f.xlsx")
    result = run("frontier", DATA / "investment_1947", *over, "--figures", tmp_path / "figures")
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (tmp_path / "figures").glob("*.svg")) == [
        "frontier_price_index.svg",
        "frontier_real_investment.svg",
    ]


def test_without_the_library_it_is_said_before_anything_is_planned(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(pictures, "find_spec", lambda _: None)
    result = run("plan", MILLER_BLAIR, "-o", tmp_path / "a.xlsx", "--figures", tmp_path / "figures")
    assert result.exit_code == 2
    assert "pip install matplotlib" in result.output
    assert not list(tmp_path.iterdir())


def test_figures_that_cannot_be_written_leave_no_report(tmp_path: Path) -> None:
    (tmp_path / "figures").write_text("a file")
    result = run("plan", MILLER_BLAIR, "-o", tmp_path / "a.xlsx", "--figures", tmp_path / "figures")
    assert result.exit_code == 7
    assert [path.name for path in tmp_path.iterdir()] == ["figures"]
