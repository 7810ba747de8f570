"""`balances explain`: text on stdout, the same as JSON, and what contradicts what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from balances import explain, load, solve
from balances.cli import cli

SHEETS = {
    "settings": "key,value\ntitle,Pig iron\nbase_year,1931\nfirst_period,1932\nperiods,1\n",
    "sectors": "code,name,unit,capacity\ncoke,Coke,t,9\nore,Ore,t,20\npig_iron,Pig iron,t,5\n",
    "coefficients": "supplier,user,value\ncoke,pig_iron,0.9\nore,pig_iron,1.8\n",
    "claims": "commodity,claimant,use,quantity\ncoke,railways,other,2\n",
    "control_figures": "figure,measure,item,period,value\nPig iron,output,pig_iron,1932,45\n",
}
MORE = (
    *("--set", "sectors.pig_iron.capacity=45.0", "--set", "sectors.coke.capacity=42.5"),
    *("--set", "sectors.ore.capacity=81.0"),
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "iron"
    folder.mkdir()
    for name, text in SHEETS.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def run(book: Path, *arguments: object) -> Result:
    return CliRunner().invoke(cli, ["explain", str(book), *map(str, arguments)])


def test_a_figure_is_explained_and_what_is_told_helps(book: Path) -> None:
    result = run(book, "pig iron 1932")
    assert result.exit_code == 0, result.output
    assert "Pig iron (output of pig_iron) 1932: 5 t in the plan, 11.1 % of 45 t" in result.stdout
    told = [word for line in result.stdout.splitlines() if "--set" in line
            for word in ("--set", line.partition("--set ")[2].rstrip(")"))]  # fmt: skip
    assert tuple(told) == MORE
    assert "45 t wanted, met in full." in run(book, "pig iron 1932", *told).stdout


def test_without_a_goal_everything_short_is_explained(book: Path) -> None:
    # Coke for 1 of 42.5: both are cut alike, and stand in the order of the plan.
    result = run(book, "--set", "sectors.coke.capacity=1")
    first, second = result.stdout.split("\n\n")
    assert first.startswith("railways: coke (other) 1932: 0.047059 t in the plan, 2.35 % of 2 t")
    assert second.startswith("Pig iron (output of pig_iron) 1932: 1.0588 t in the plan, 2.35 %")
    assert "raise capacity of coke in 1932 from 1 to" in first
    assert run(book, *MORE).stdout == "Every goal is met in full.\n"


def test_the_same_as_json(book: Path, tmp_path: Path) -> None:
    result = run(book, "pig iron", "--json", "-")
    found = json.loads(result.stdout)
    assert (found["format"], found["command"]) == ("balances/1", "explain")
    (told,) = found["explanations"]
    assert (told["target"], told["delivered"], told["unit"]) == (45.0, 5.0, "t")
    (binding,) = told["binding"]
    assert binding["row"] == "capacity of Pig iron in 1932"
    assert (binding["gives"], binding["unique"]) == (pytest.approx(1.0), True)
    assert [way["to"] for way in told["together"]] == [45.0, 42.5, 81.0]
    assert run(book, "--json", tmp_path / "a.json").exit_code == 0
    written = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert written["explanations"] == found["explanations"]


def test_lines_in_conflict_are_the_answer_where_there_is_no_plan(book: Path) -> None:
    hard = "figure,measure,item,period,value,hard\nPig iron,output,pig_iron,1932,45,yes\n"
    (book / "control_figures.csv").write_text(hard, encoding="utf-8")
    result = run(book)
    assert result.exit_code == 4
    assert "control figure 'Pig iron' 1932: at least 45 t" in result.stdout
    assert "capacity of" in result.stdout
    as_json = run(book, "--json", "-")
    assert as_json.exit_code == 4
    assert json.loads(as_json.stdout)["status"] == "infeasible"


def sheet_of(path: Path, name: str) -> list[list[object]]:
    rows = load_workbook(path)[name].iter_rows(values_only=True)
    return [[cell for cell in row if cell is not None] for row in rows if any(row)]


def test_what_is_explained_is_a_report_too_whatever_the_solver(book: Path, tmp_path: Path) -> None:
    target = tmp_path / "why.xlsx"
    result = run(book, "pig iron", "-o", target, "--solver", "cbc")
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith(f"written: {target}\n")
    rows = sheet_of(target, "Explanations")
    goal = "Pig iron (output of pig_iron) 1932"
    ways = [row for row in rows if row[:2] == [goal, "together"]]
    assert [row[4:6] for row in ways] == [[5, 45], [9, 42.5], [20, 81]]
    notes = [row for row in sheet_of(target, "Notes") if row[0] == "Solver"]
    assert str(notes[0][1]).startswith("cbc by PuLP")


def test_what_contradicts_what_is_a_report_too(book: Path, tmp_path: Path) -> None:
    hard = "figure,measure,item,period,value,hard\nPig iron,output,pig_iron,1932,18,yes\n"
    (book / "control_figures.csv").write_text(hard, encoding="utf-8")
    target = tmp_path / "why.xlsx"
    result = run(book, "-o", target, "--set", "sectors.pig_iron.capacity=50")
    # 18 t take 0.9 * 18 of coke, of which there are 9; and 1.8 * 18 of ore, of which 20.
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (4, f"written: {target}")
    rows = sheet_of(target, "Contradiction")
    assert ["capacity of coke in 1932", "at most", 9, "t", "iron / sectors!D2"] in rows
    assert ["control figure 'Pig iron' 1932", "t", 18, 10, pytest.approx(8 / 18)] in [
        row[:5] for row in rows
    ]


def test_a_report_does_not_go_over_the_workbook(book: Path, tmp_path: Path) -> None:
    assert run(book, "-o", tmp_path / "why.txt").exit_code == 2


def test_a_name_that_fits_nothing_is_a_usage_error(book: Path) -> None:
    result = run(book, "pig irn")
    assert result.exit_code == 2
    assert "did you mean Pig iron (output of pig_iron) 1932" in result.stderr
    rounds = run(book, "--set", "settings.method.value=iterative")
    assert rounds.exit_code == 2
    assert "made by rounds" in rounds.stderr


def test_faults_of_the_workbook_and_files_have_their_exit_codes(book: Path) -> None:
    assert run(book, "--set", "sectors.pig_iron.capacity=many").exit_code == 3
    assert run(book / "none").exit_code == 7
    assert run(book, "--time-limit", "0").exit_code == 5


def test_the_verb_takes_a_plan_and_a_name(book: Path) -> None:
    told = explain(solve(load(book)), "pig iron 1932")
    assert told.key == "figure:Pig iron/1932"
    assert [way.to for way in told.together] == [45.0, 42.5, 81.0]
