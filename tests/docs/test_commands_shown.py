"""The commands of the pages work, and the tutorial prints what it says."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

import balances
from balances.workbook import schema
from tests.shown import commands_in
from tests.test_cli import run

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
TUTORIAL = (DOCS / "tutorial.md").read_text(encoding="utf-8")
OTHERS = [path for path in sorted(DOCS.glob("*.md")) if path.name != "tutorial.md"]
SHOWN = [(path.stem, line) for path in OTHERS for line in commands_in(path.read_text("utf-8"))]

# Steel left for others, 0.8 S, goes to the army, 25 f, and to machines, 0.5 m each; machines are
# exported, 33 f, or used: 0.1 S and 0.05 of power, which is 66 f + 0.4 S + 0.5 m. So
# 0.975 m = 36.3 f + 0.12 S and 0.72 S = 42.525 f.
EQUAL = 0.72 * 50 / 42.525
STEEL_FOR_ALL = 42.525 / 0.72


def for_the_last(army: float) -> float:
    """What is left of exports when army and households are served: m is (40 - army) / 0.5."""
    return (0.975 * (40 - army) / 0.5 - 0.12 * 50 - 3.3) / 33


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own with the data that the pages name."""
    (tmp_path / "data").mkdir()
    for name in ("fifth_plan.xlsx", "timber_1935.xlsx"):
        shutil.copy(ROOT / "data" / name, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def done(line: str) -> str:
    """What a command prints; it must go well."""
    result = run(*shlex.split(line)[1:])
    assert (result.exit_code, result.stderr) == (0, ""), line
    return result.stdout


def test_pages_show_commands() -> None:
    assert {page for page, _ in SHOWN} >= {"index", "workbook", "decrees", "citing"}


@pytest.mark.parametrize(("page", "line"), SHOWN)
def test_a_command_of_a_page_works(here: Path, page: str, line: str) -> None:
    if "init" not in line:
        run("init", "my_plan.xlsx")
    assert done(line)


def test_the_page_about_python_names_every_verb() -> None:
    text = (DOCS / "python.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in balances.__all__)


def steps() -> Iterator[tuple[str, str, str]]:
    """Blocks and tables of the tutorial in order: kind, text, and the last word in code before."""
    pattern = re.compile(r"^```(\w+)\n(.*?)^```$|^(\|.*?)\n\n", re.MULTILINE | re.DOTALL)
    for found in pattern.finditer(TUTORIAL):
        named = re.findall(r"`([\w.]+)`", TUTORIAL[: found.start()])
        yield found[1] or "table", found[2] or found[3], named[-1]


def fill(path: Path, title: str, text: str) -> None:
    """Type a table into a sheet as a user does: into the rows that bear its codes, or below."""
    header, _, *rows = ([cell.strip() for cell in row.split("|")[1:-1]] for row in text.split("\n"))
    book = openpyxl.load_workbook(path)
    sheet, kinds = book[title], {c.name: c.kind for c in schema.sheet(title).columns}
    places = {str(cell.value).split(" [")[0]: cell.column for cell in sheet[2]}
    for at, row in enumerate(rows, start=4):
        assert sheet.cell(at, 1).value in (row[0], None)
        for name, value in zip(header, row, strict=True):
            number = kinds[name] in ("number", "integer")
            sheet.cell(at, places[name]).value = float(value) if number else value
    book.save(path)


def test_the_tutorial_prints_what_it_says(here: Path) -> None:
    printed, kinds = "", []
    for kind, text, named in steps():
        kinds.append(kind)
        if kind == "csv":
            (here / named).write_text(text, encoding="utf-8")
        elif kind == "table":
            fill(here / "my_plan.xlsx", named, text)
        elif kind == "sh":
            printed = "".join(map(done, text.splitlines()))
        else:
            assert (kind, printed) == ("text", text)
    assert [kinds.count(kind) for kind in ("csv", "table", "sh", "text")] == [1, 3, 5, 5]


def test_inline_commands_of_the_tutorial_work(here: Path) -> None:
    inline = set(re.findall(r"`(balances [^`]+)`", TUTORIAL))
    assert inline == {"balances check data/fifth_plan.xlsx"}
    assert all(map(done, inline))


def test_the_numbers_of_the_tutorial_are_those_of_pencil_and_paper() -> None:
    shares = re.findall(r"to ([\d.]+) % of target", TUTORIAL)
    by_hand = [EQUAL, for_the_last(25), EQUAL, for_the_last(27.5)]
    assert shares == [f"{100 * share:.1f}" for share in by_hand]
    assert f"need {STEEL_FOR_ALL:.0f} kt" in TUTORIAL
