"""The command line: every command, every exit code, what is printed where and what is written."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from balances import api, cli
from balances.api import planning
from balances.cli import outcome
from balances.economy.issue import SolverStoppedError
from tests.shown import commands_in

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
MILLER_BLAIR = DATA / "textbook" / "miller_blair.xlsx"

# Flows and final demand add up: coal 20 + 80 = 100, steel 10 + 40 = 50; so 0.4 of coal a unit of
# steel and 0.1 of steel a unit of coal.
BASE = {
    "sectors": "code,name,unit,base_output,capacity\ncoal,Coal,t,100,120\nsteel,Steel,t,50,60\n",
    "flows": "supplier,user,value\ncoal,steel,20\nsteel,coal,10\n",
    "claims": "commodity,claimant,use,quantity,class\n"
    "coal,households,household,85,2\nsteel,army,defence,42,1\n",
}
SCARCE = "sectors.steel.capacity=40"
# All claims at one fulfilment f: steel = 42 f + 0.1 coal, coal = 85 f + 0.4 steel, so steel is
# (42 + 8.5) f / 0.96. With 40 of steel f = 38.4 / 50.5. The army first: 42 f / 0.96 = 40.
EQUAL = 38.4 / 50.5
ARMY_FIRST = 38.4 / 42.0

HARD = "figure,measure,item,value,sense,hard\nMore coal,output,coal,150,at_least,yes\n"
VARIANTS = (
    "figure,measure,item,value,variant\n"
    "Coal output,output,coal,110,draft\nCoal output,output,coal,118,Stalin\n"
)
KEYS = [
    *("format", "command", "input", "versions", "status", "modes", "rulings"),
    *("comparison", "issues", "files", "timings"),
]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test runs in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def book(folder: Path, **sheets: str | None) -> str:
    """A csv folder of the base workbook with some sheets in place of its own."""
    folder.mkdir()
    for name, text in (BASE | sheets).items():
        if text is not None:
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder.name


@pytest.fixture
def base(here: Path) -> str:
    return book(here / "base")


def run(*arguments: object) -> Result:
    """Run a command as users do, through `main`; bugs are raised."""
    program: Any = SimpleNamespace(name="balances", main=lambda args, prog_name: cli.main(args))
    result = CliRunner().invoke(program, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def process(
    *arguments: object, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "balances", *map(str, arguments)],
        env=with_package(environment or {}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def with_package(environment: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **environment}


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def planned(*arguments: object) -> dict[str, Any]:
    """The JSON of a plan that is made."""
    result = run("plan", *arguments, "--json", "-")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def fulfilments(found: Mapping[str, Any], mode: str) -> list[float]:
    return [goal["fulfilment"] for goal in found["modes"][mode]["goals"]]


# Help and usage


def test_help_imports_no_solver_and_no_spreadsheets() -> None:
    program = (
        "import sys\n"
        "from balances.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit as done:\n    assert not done.code\n"
        "heavy = ('pandas', 'numpy', 'scipy', 'pulp', 'highspy', 'openpyxl', 'networkx')\n"
        "print([name for name in heavy if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=with_package({}),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", [(), *((name,) for name in cli.cli.commands)])
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_shows_examples_that_start_with_the_command(
    command: tuple[str, ...], option: str
) -> None:
    text = run(*command, option).stdout
    assert "\\b" not in text
    examples = text.split("Examples:\n")[1].splitlines()
    assert examples
    assert all(line.startswith("    balances " + " ".join(command)) for line in examples)


def test_examples_of_the_help_pages_are_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    for name, command in cli.cli.commands.items():
        monkeypatch.setattr(command, "callback", lambda name=name, **_: seen.append(name))
    pages = [run("--help").stdout, *(run(name, "--help").stdout for name in cli.cli.commands)]
    examples = [line for page in pages for line in page.split("Examples:\n")[1].splitlines()]
    for line in examples:
        assert run(*shlex.split(line)[1:]).exit_code == 0, line
    assert len(seen) == len(examples)
    assert set(seen) == set(cli.cli.commands)


def test_the_version_is_shown() -> None:
    assert run("--version").stdout == f"balances {api.versions()['balances']}\n"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ([], "Commands:"),
        (["plann", "base"], "'plan'?"),
        (["plan"], "Missing argument 'FILE'"),
        (["plan", "base", "--outpt", "x.xlsx"], "Did you mean '--output'?"),
        (["check", "base", "--stict"], "'--strict'"),
        (["plan", "base", "--mode", "mobilized"], "'mobilised'"),
        (["plan", "base", "--method", "maximin"], "'leximin'"),
        (["plan", "base", "--solver", "hihgs"], "no solver 'hihgs' here; there are highs"),
        (["plan", "base", "--time-limit", "-1"], "--time-limit"),
        (["plan", "base", "--time-limit", "nan"], "--time-limit"),
        (["compare", "base", "--mode", "balanced", "--time-limit", "nan"], "--time-limit"),
        (["frontier", "base", "--over", "money.1.budget=1:2:1", "--time-limit", "nan"], "--time"),
        (["heights", "base", "--time-limit", "nan"], "--time-limit"),
        (["plan", "base", "-o", "base"], ".xlsx"),
        (["plan", "base", "-o", "a.xlsx", "--json", "./a.xlsx"], "two names"),
        (["plan", "base", "extra"], "extra"),
        (["init", "new.xlsx", "--periods", "0"], "--periods"),
        (["init", "new.xlsx", "--from", "flow"], "'flows'"),
        (["init", "new.ods"], ".xlsx"),
    ],
)
def test_a_wrong_command_line_exits_2_and_writes_nothing(
    arguments: list[str], word: str, base: str, here: Path
) -> None:
    before = files(here)
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert word in result.stderr
    assert "Traceback" not in result.stderr
    assert files(here) == before


@pytest.mark.parametrize(
    "outputs", [["-o", "mine.xlsx"], ["-o", "b.xlsx", "--json", "./mine.xlsx"], ["-o", "link.xlsx"]]
)
def test_the_workbook_is_never_written_over(here: Path, outputs: list[str]) -> None:
    shutil.copy(MILLER_BLAIR, here / "mine.xlsx")
    (here / "link.xlsx").symlink_to(here / "mine.xlsx")
    result = run("plan", "mine.xlsx", *outputs)
    assert result.exit_code == 2
    assert "is the workbook itself" in result.stderr
    assert (here / "mine.xlsx").read_bytes() == MILLER_BLAIR.read_bytes()
    assert not (here / "b.xlsx").exists()


def test_the_default_report_is_never_the_workbook(here: Path) -> None:
    (here / "reports").mkdir()
    shutil.copy(MILLER_BLAIR, here / "reports" / "mine.xlsx")
    assert run("plan", "reports/mine.xlsx").exit_code == 2
    assert (here / "reports" / "mine.xlsx").read_bytes() == MILLER_BLAIR.read_bytes()


# init


@pytest.mark.parametrize("layout", ["flows", "coefficients"])
@pytest.mark.parametrize("periods", [1, 3])
def test_a_template_checks_clean_and_can_be_planned(layout: str, periods: int) -> None:
    result = run("init", "new.xlsx", "--from", layout, "--periods", periods)
    assert (result.exit_code, result.stderr) == (0, "")
    result = run("check", "new.xlsx")
    assert (result.exit_code, result.stdout) == (0, "new.xlsx: no errors, 0 warnings.\n")
    assert layout in openpyxl.load_workbook("new.xlsx").sheetnames
    found = planned("new.xlsx")
    assert found["status"] == "optimal"
    assert list(found["modes"]) == ["balanced", "mobilised"]
    assert len({row["period"] for row in found["modes"]["balanced"]["outputs"]}) == periods


def test_a_template_replaces_nothing_unasked(here: Path) -> None:
    target = here / "new.xlsx"
    target.write_bytes(b"mine")
    result = run("init", "new.xlsx")
    assert result.exit_code == 2
    assert "--force" in result.stderr
    assert target.read_bytes() == b"mine"
    assert run("init", "new.xlsx", "--force").exit_code == 0
    assert target.read_bytes() != b"mine"


def test_a_template_that_cannot_be_written_exits_7(here: Path) -> None:
    (here / "file").write_bytes(b"")
    result = run("init", "file/new.xlsx")
    assert result.exit_code == 7
    assert "cannot write" in result.stderr


# check


def faulty(path: Path) -> set[str]:
    """A workbook with ten faults; returns where they are."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    sheets: dict[str, list[list[object]]] = {
        "sectors": [
            ["code", "name", "unit", "base_output", "capacity", "price"],
            ["coal", "Coal", "t", 100, "many", 1],  # E2: no number
            ["steel", "Steel", "t", "1,234", 60, 1],  # D3: two readings
            ["steel", "Steel again", "t", 50, 60, 1],  # A4: twice
            ["grain", "Grain", "t", 50, -6, 1],  # E5: negative
        ],
        "flows": [
            ["supplier", "user", "value"],
            ["coal", "stel", 20],  # B2: no such sector
            ["steel", "coal", None],  # C3: blank
        ],
        "claims": [
            ["commodity", "claimant", "use", "quantity"],
            ["cole", "households", "household", 85],  # A2: no such sector
            ["steel", "army", "war", 42],  # C3: no such use
            ["coal", "army", "defence", "#DIV/0!"],  # D4: error value
            ["grain", "army", "defence", True],  # D5: truth value
        ],
    }
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return {
        *("sectors!E2", "sectors!D3", "sectors!A4", "sectors!E5", "flows!B2", "flows!C3"),
        *("claims!A2", "claims!C3", "claims!D4", "claims!D5"),
    }


def test_ten_faults_are_reported_at_once_with_their_cells(here: Path) -> None:
    places = faulty(here / "bad.xlsx")
    result = run("check", "bad.xlsx")
    assert (result.exit_code, result.stderr) == (3, "")
    *issues, summary = result.stdout.splitlines()
    assert {re.search(r"bad\.xlsx / (\w+!\w+): ", line)[1] for line in issues} == places
    assert summary == "bad.xlsx: 10 errors, 0 warnings; nothing was solved."


def test_the_json_of_a_check_is_one_object(here: Path) -> None:
    places = faulty(here / "bad.xlsx")
    result = run("check", "bad.xlsx", "--json")
    found = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (3, "")
    assert list(found) == [*KEYS, "explanation"]
    assert (found["command"], found["status"]) == ("check", "invalid")
    assert {f"{issue['sheet']}!{issue['cell']}" for issue in found["issues"]} == places
    assert set(found["issues"][0]) == {"code", "level", "sheet", "cell", "message", "remedy"}
    assert len(found["input"]["sha256"]) == 64


def test_a_sound_workbook_is_valid(base: str) -> None:
    result = run("check", base)
    assert (result.exit_code, result.stdout) == (0, "base: no errors, 0 warnings.\n")
    assert json.loads(run("check", base, "--json").stdout)["status"] == "valid"


def test_warnings_are_errors_when_strict(here: Path) -> None:
    name = book(here / "odd", notes="a,b\n1,2\n")
    result = run("check", name)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "odd: no errors, 1 warning."
    assert run("plan", name, "-q").exit_code == 0
    result = run("check", name, "--strict")
    assert result.exit_code == 3
    assert result.stdout.splitlines()[-1].startswith("odd: 1 error, 0 warnings")
    assert run("plan", name, "--strict").exit_code == 3


def test_of_more_than_ten_alike_ten_are_printed_and_the_json_has_all(here: Path) -> None:
    lines = "".join(f"cole{n},households,household,1\n" for n in range(12))
    name = book(here / "alike", claims=f"commodity,claimant,use,quantity\n{lines}coal,a,war,1\n")
    result = run("check", name)
    assert result.stdout.count("R301 error") == 10
    assert "… and 2 more of the same kind (R301)\n" in result.stdout
    assert "claims!C14" in result.stdout
    assert "13 errors" in result.stdout
    assert len(json.loads(run("check", name, "--json").stdout)["issues"]) == 13


def test_ten_alike_are_printed_all(here: Path) -> None:
    lines = "".join(f"cole{n},households,household,1\n" for n in range(10))
    name = book(here / "alike", claims=f"commodity,claimant,use,quantity\n{lines}")
    result = run("check", name)
    assert result.stdout.count("R301 error") == 10
    assert "more of the same kind" not in result.stdout


# plan


def test_the_plan_of_miller_and_blair(here: Path) -> None:
    result = run("plan", MILLER_BLAIR, "--json", "plan.json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "meets all 2 goals in full" in result.stdout
    report = Path("reports") / "miller_blair.xlsx"
    assert result.stdout.splitlines()[-2:] == [f"written: {report}", "written: plan.json"]
    assert files(here) == {"reports/miller_blair.xlsx", "plan.json"}
    found = json.loads((here / "plan.json").read_text(encoding="utf-8"))
    outputs = [row["output"] for row in found["modes"]["balanced"]["outputs"]]
    assert [round(output, 2) for output in outputs] == [1247.52, 1841.58]
    header, *rows = openpyxl.load_workbook(report)["data_outputs"].iter_rows(values_only=True)
    assert [row[header.index("output")] for row in rows] == outputs


def test_json_on_stdout_is_one_object_and_nothing_else(base: str, here: Path) -> None:
    result = run("plan", base, "--json", "-", "-o", "plan.xlsx")
    found = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert list(found) == KEYS
    assert found["format"] == "balances/1"
    assert (found["command"], found["status"]) == ("plan", "optimal")
    assert found["input"]["name"] == "base"
    assert found["files"] == ["plan.xlsx"]
    assert set(found["timings"]) >= {"read", "solve"}
    assert files(here) - {f"base/{name}.csv" for name in BASE} == {"plan.xlsx"}


def test_json_in_a_file_is_that_on_stdout(base: str, here: Path) -> None:
    first = json.loads(run("plan", base, "--json", "-", "-o", "plan.xlsx").stdout)
    assert run("plan", base, "--json", "sub/plan.json", "-o", "plan.xlsx").exit_code == 0
    again = json.loads((here / "sub" / "plan.json").read_text(encoding="utf-8"))
    assert again.pop("files") == [*first.pop("files"), str(Path("sub/plan.json"))]
    del first["timings"], again["timings"]
    assert again == first


def test_json_is_utf8_whatever_the_terminal_speaks(here: Path) -> None:
    name = book(here / "base", sectors=BASE["sectors"].replace("Coal", "Уголь"))
    arguments = ("plan", name, "--set", "claims.coal/households/household.claimant=народ")
    western = {"PYTHONIOENCODING": "cp1252"}
    done = process(*arguments, "--json", "-", environment=western)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["modes"]["balanced"]["goals"][0]["claimant"] == "народ"
    done = process("plan", name, "--variant", "народ", environment=western)
    assert (done.returncode, "Traceback" in done.stderr) == (3, False)
    assert r"\u043d" in done.stderr


def test_a_folder_is_planned_by_its_name(here: Path, base: str) -> None:
    (here / base).rename(here / "plan.v2")
    assert run("plan", "plan.v2", "-q").exit_code == 0
    assert (here / "reports" / "plan.v2.xlsx").is_file()
    os.chdir("plan.v2")
    assert run("plan", ".", "-q").exit_code == 0
    assert (here / "plan.v2" / "reports" / "plan.v2.xlsx").is_file()


def test_both_modes_are_planned_where_classes_differ(base: str) -> None:
    found = planned(base, "--set", SCARCE)
    assert list(found["modes"]) == ["balanced", "mobilised"]
    assert fulfilments(found, "balanced") == pytest.approx([EQUAL, EQUAL], rel=1e-9)
    assert fulfilments(found, "mobilised") == pytest.approx([0.0, ARMY_FIRST], rel=1e-9, abs=1e-9)
    sheets = openpyxl.load_workbook("reports/base.xlsx").sheetnames
    assert "Compare" in sheets


def test_one_mode_is_planned_where_classes_are_equal(base: str) -> None:
    found = planned(base, "--set", "claims.class=2")
    assert list(found["modes"]) == ["balanced"]
    assert "Compare" not in openpyxl.load_workbook("reports/base.xlsx").sheetnames


@pytest.mark.parametrize(
    ("mode", "made"),
    [
        ("balanced", ["balanced"]),
        ("mobilised", ["mobilised"]),
        ("both", ["balanced", "mobilised"]),
    ],
)
def test_the_mode_asked_for_is_planned(base: str, mode: str, made: list[str]) -> None:
    for edit in ("claims.class=2", "claims.class=1"):
        assert list(planned(base, "--mode", mode, "--set", edit)["modes"]) == made


def test_every_method_can_be_asked_for(base: str) -> None:
    # Enough of everything: x = (I - A)^-1 d, that is steel 50.5 / 0.96, coal 85 + 0.4 steel.
    steel = 50.5 / 0.96
    for method in ("leximin", "weighted", "least_effort"):
        found = planned(base, "--method", method, "--mode", "balanced")
        outputs = [row["output"] for row in found["modes"]["balanced"]["outputs"]]
        assert outputs == pytest.approx([85.0 + 0.4 * steel, steel], rel=1e-9)
        assert found["modes"]["balanced"]["certificate"]["grade"] == "1e-9"
    found = planned(base, "--method", "iterative", "--mode", "balanced")
    assert found["status"] == "historical"
    names = openpyxl.load_workbook("reports/base.xlsx").sheetnames
    assert "Iterations" in names


def test_the_method_of_the_workbook_gives_way_to_the_one_asked_for(here: Path) -> None:
    name = book(here / "rounds", settings="key,value\nmethod,iterative\n")
    assert planned(name)["status"] == "historical"
    assert planned(name, "--method", "leximin")["status"] == "optimal"


def test_weighted_gives_where_weight_gains_most(base: str) -> None:
    # 40 of steel: a share of army takes 42 / 0.96, one of coal 8.5 / 0.96: coal first, whole;
    # 38.4 - 8.5 = 29.9 of 42 is left to the army.
    found = planned(base, "--set", SCARCE, "--method", "weighted", "--mode", "balanced")
    assert fulfilments(found, "balanced") == pytest.approx([1.0, 29.9 / 42.0], rel=1e-9)


def test_the_variant_asked_for_is_planned(here: Path) -> None:
    name = book(here / "drafts", control_figures=VARIANTS)

    def target(*arguments: str) -> float:
        goals = planned(name, *arguments)["modes"]["balanced"]["goals"]
        return next(goal["target"] for goal in goals if goal["kind"] == "figure")

    assert (target(), target("--variant", "draft"), target("--variant", "Stalin")) == (
        118,
        110,
        118,
    )
    result = run("plan", name, "--variant", "Stalni")
    assert result.exit_code == 3
    assert "R306" in result.stderr
    assert "'Stalin'" in result.stderr


def test_a_scenario_is_applied_before_the_edits(here: Path) -> None:
    dry = "scenario,sheet,key,field,op,value\ndry,sectors,steel,capacity,set,20\n"
    name = book(here / "weather", scenarios=dry)
    found = planned(name, "--scenario", "dry", "--mode", "balanced")
    assert fulfilments(found, "balanced") == pytest.approx([EQUAL / 2.0] * 2, rel=1e-9)
    found = planned(name, "--scenario", "dry", "--set", SCARCE, "--mode", "balanced")
    assert fulfilments(found, "balanced") == pytest.approx([EQUAL] * 2, rel=1e-9)
    assert run("plan", name, "--scenario", "wet").exit_code == 3


@pytest.mark.parametrize(
    ("edit", "word"),
    [
        ("sectors.cole.capacity=1", "'coal'"),
        ("sector.coal.capacity=1", "'sectors'"),
        ("sectors.coal.capacty=1", "'capacity'"),
        ("sectors.coal", "sectors.coal"),
        ("sectors.coal.capacity=much", "much"),
    ],
)
def test_an_edit_that_cannot_be_made_exits_3(base: str, here: Path, edit: str, word: str) -> None:
    result = run("plan", base, "--set", edit)
    assert result.exit_code == 3
    assert word in result.stderr
    assert not (here / "reports").exists()


@pytest.mark.parametrize("name", ["miller_blair", "scarce"])
def test_another_solver_gives_the_same_fulfilments(here: Path, name: str) -> None:
    given = MILLER_BLAIR if name == "miller_blair" else book(here / "scarce", labour=LABOUR)
    found = {solver: planned(given, "--solver", solver, "--mode", "both") for solver in SOLVERS}
    for mode in ("balanced", "mobilised"):
        mine, theirs = (fulfilments(found[solver], mode) for solver in SOLVERS)
        assert theirs == pytest.approx(mine, abs=1e-6)
        assert found["cbc"]["modes"][mode]["certificate"]["grade"] == "1e-6"


SOLVERS = ("highs", "cbc")
LABOUR = "category,available\nworkers,90\n"


# Exits without a plan


def no_plan(here: Path, name: str, *arguments: str) -> tuple[Result, dict[str, Any]]:
    """A run that makes no plan: an old report stands, the JSON is written both ways."""
    old = here / "old.xlsx"
    old.write_bytes(b"an old report")
    before = files(here)
    result = run("plan", name, "-o", "old.xlsx", *arguments, "--json", "-")
    assert files(here) == before
    found = json.loads(result.stdout)
    assert list(found) == [*KEYS, "explanation"]
    assert (found["modes"], found["files"]) == ({}, [])
    assert len(found["input"]["sha256"]) == 64
    again = run("plan", name, "-o", "old.xlsx", *arguments, "--json", "why.json")
    assert (again.exit_code, again.stdout) == (result.exit_code, "")
    assert again.stderr == result.stderr
    assert files(here) == before | {"why.json"}
    assert json.loads((here / "why.json").read_text(encoding="utf-8")) == found
    plain = run("plan", name, "-o", "old.xlsx", "-q", *arguments)
    assert (plain.exit_code, plain.stdout) == (result.exit_code, "")
    assert plain.stderr == result.stderr
    assert old.read_bytes() == b"an old report"
    return result, found


def test_errors_of_the_workbook_exit_3(here: Path) -> None:
    places = faulty(here / "bad.xlsx")
    result, found = no_plan(here, "bad.xlsx")
    assert result.exit_code == 3
    assert all(f"bad.xlsx / {place}: " in result.stderr for place in places)
    assert result.stderr.splitlines()[-1].startswith("bad.xlsx: 10 errors, 0 warnings")
    assert found["status"] == "invalid"
    assert {f"{issue['sheet']}!{issue['cell']}" for issue in found["issues"]} == places


def test_hard_lines_in_conflict_exit_4_and_are_named(here: Path) -> None:
    name = book(here / "hard", control_figures=HARD)
    result, found = no_plan(here, name)
    assert result.exit_code == 4
    # Capacity 120 against 150.
    told = [
        "The hard lines of this workbook contradict each other.",
        "control figure 'More coal' 1: at least 150 t (hard / control_figures!D2)",
        "capacity of coal in 1: at most 120 t (hard / sectors!E2)",
        "lower control figure 'More coal' 1 from 150 to 120 t",
        "raise capacity of coal in 1 from 120 to 150 t",
    ]
    assert found["explanation"] == told
    assert all(line in result.stderr for line in told)
    assert found["status"] == "infeasible"
    assert [issue["code"] for issue in found["issues"]] == ["V403"]


def test_least_effort_has_no_plan_where_not_all_can_be_had(here: Path, base: str) -> None:
    result, found = no_plan(here, base, "--method", "least_effort", "--set", SCARCE)
    assert (result.exit_code, found["status"]) == (4, "infeasible")
    assert "base / claims!" in result.stderr


def test_a_measure_without_limit_exits_4(here: Path) -> None:
    name = book(
        here / "endless",
        sectors=re.sub(r",\d+\n", ",unlimited\n", BASE["sectors"]),
        settings="key,value\nafter_goals,maximise:output/coal\n",
    )
    result, found = no_plan(here, name)
    assert result.exit_code == 4
    assert "no limit" in result.stderr
    assert found["status"] == "unbounded"
    assert found["explanation"] == [result.stderr.strip()]


def test_no_time_is_no_proof_and_exits_5(here: Path, base: str) -> None:
    result, found = no_plan(here, base, "--time-limit", "0")
    assert result.exit_code == 5
    assert "No plan was written" in result.stderr
    assert found["status"] == "stopped"


def test_a_plan_that_fails_its_certificate_exits_5(
    here: Path, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise SolverStoppedError("The plan did not pass its certificate: coal in 1.")

    monkeypatch.setattr(planning.gosplan, "solve", refuse)
    result, found = no_plan(here, base)
    assert (result.exit_code, found["status"]) == (5, "stopped")


@pytest.mark.parametrize("command", ["plan", "check"])
@pytest.mark.parametrize("name", ["none.xlsx", "old.xls", "old.ods", "text.xlsx", "empty"])
def test_a_file_that_cannot_be_read_exits_7(here: Path, command: str, name: str) -> None:
    for suffix in ("xls", "ods"):
        (here / f"old.{suffix}").write_bytes(b"PK\x03\x04")
    (here / "text.xlsx").write_text("no workbook")
    (here / "empty").mkdir()
    before = files(here)
    arguments = ["--json", "-"] if command == "plan" else ["--json"]
    for more in ([], arguments):
        result = run(command, name, *more)
        assert result.exit_code == 7
        assert result.stdout == ""
        assert name in result.stderr
        assert len(result.stderr.splitlines()) == 1
    assert files(here) == before


@pytest.mark.parametrize(
    "outputs",
    [
        ["-o", "file/plan.xlsx"],
        ["-o", "folder.xlsx"],
        ["-o", "old.xlsx", "--json", "file/plan.json"],
        ["-o", "old.xlsx", "--json", "folder.xlsx"],
        ["-o", "old.xlsx", "--json", "file/plan.json", "--time-limit", "0"],
    ],
)
def test_an_output_that_cannot_be_written_exits_7(
    here: Path, base: str, outputs: list[str]
) -> None:
    (here / "file").write_bytes(b"")
    (here / "folder.xlsx").mkdir()
    (here / "old.xlsx").write_bytes(b"an old report")
    before = files(here)
    result = run("plan", base, *outputs)
    assert result.exit_code == 7
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert files(here) == before
    assert (here / "old.xlsx").read_bytes() == b"an old report"


@pytest.mark.parametrize(
    "moment",
    [
        "balances.api.reading.read",
        "balances.gosplan.solve",
        "balances.api.publishing.render_report",
        "balances.api.publishing.to_json",
        "os.fsync",
        "os.replace",
        "pathlib.Path.replace",
    ],
)
def test_an_interruption_leaves_nothing_half_written(
    here: Path, base: str, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    for name in ("old.xlsx", "old.json"):
        (here / name).write_bytes(b"old")
    before = files(here)

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(moment, interrupt)
        result = run("plan", base, "-o", "old.xlsx", "--json", "old.json")
    assert (result.exit_code, result.stdout) == (130, "")
    assert "interrupted" in result.stderr
    assert files(here) == before
    assert [(here / name).read_bytes() for name in ("old.xlsx", "old.json")] == [b"old", b"old"]


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGINT")
def test_control_c_ends_a_run_with_130(here: Path) -> None:
    target = here / "fifth.xlsx"
    command = ["plan", DATA / "fifth_plan.xlsx", "-v", "-o", target]
    running = subprocess.Popen(
        [sys.executable, "-m", "balances", *map(str, command)],
        env=with_package({}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with running:
        first = running.stderr.readline()
        running.send_signal(signal.SIGINT)
        output, errors = running.communicate(timeout=120)
    assert "plan" in first
    assert (running.returncode, output) == (130, "")
    assert errors.endswith("interrupted; nothing was left half written\n")
    assert files(here) == set()


# Streams


def test_quiet_says_nothing(base: str) -> None:
    done = process("plan", base, "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_no_progress_where_stderr_is_no_terminal(base: str) -> None:
    done = process("plan", base)
    assert (done.returncode, done.stderr) == (0, "")
    assert "written: " in done.stdout


def test_verbose_tells_every_stage(base: str) -> None:
    done = process("plan", base, "-v")
    stages = done.stderr.splitlines()
    assert all(re.match(r" *\d+\.\d\d s  \S", line) for line in stages)
    assert any("balanced plan" in line for line in stages)
    assert any("least effort" in line for line in stages)
    assert "writing" in stages[-1]


def on_a_terminal(*arguments: str) -> str:
    """What a command writes on stderr when that is a terminal."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "balances", *arguments],
        env=with_package({}),
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        check=True,
        timeout=120,
    )
    os.close(theirs)
    assert done.returncode == 0
    seen = b""
    try:
        while more := os.read(ours, 65536):
            seen += more
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(ours)
    return seen.decode()


def test_progress_is_drawn_on_a_terminal_and_wiped_away(base: str) -> None:
    seen = on_a_terminal("plan", base)
    assert "balanced plan" in seen
    assert seen.endswith("\r\x1b[K")
    assert "\n" not in seen


@pytest.mark.parametrize("option", ["--no-progress", "-q"])
def test_progress_can_be_left_out(base: str, option: str) -> None:
    assert on_a_terminal("plan", base, option) == ""


def test_the_same_input_gives_the_same_bytes_in_every_process(here: Path) -> None:
    run("init", "new.xlsx", "--periods", "2")
    reports = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        target = here / f"{seed}.xlsx"
        environment = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        done = process("plan", "new.xlsx", "-q", "-o", target, environment=environment)
        assert done.returncode == 0, done.stderr
        reports.add(target.read_bytes())
    assert len(reports) == 1


# The README


def readme_commands() -> list[str]:
    """The `balances` commands that README.md shows, in its order, each once."""
    return commands_in((ROOT / "README.md").read_text(encoding="utf-8"))


def test_the_readme_shows_commands() -> None:
    shown = readme_commands()
    assert len(shown) >= 6
    assert {shlex.split(line)[1] for line in shown} == set(cli.cli.commands)


@pytest.mark.parametrize("line", readme_commands())
def test_a_command_of_the_readme_works(here: Path, line: str) -> None:
    (here / "data").mkdir()
    for name in ("fifth_plan.xlsx", "investment_1947.xlsx"):
        shutil.copy(DATA / name, here / "data")
    if line.startswith("balances import"):
        run("plan", MILLER_BLAIR, "--with-inputs", "-q", "-o", "reports/fifth_plan.xlsx")
    result = run(*shlex.split(line)[1:])
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    assert result.stdout


def test_less_coal_still_than_in_the_readme_can_be_planned() -> None:
    edit = "sectors.coal.capacity=300"
    made = api.plan_workbook(DATA / "fifth_plan.xlsx", mode="mobilised", edits=[edit])
    assert made.plans["mobilised"].certificate.passed


def test_other_commands_of_the_readme_are_those_of_make_and_pip() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    others = [line for line in lines if line and "bin/balances" not in line]
    goals = [line.removeprefix("make ") for line in others if line.startswith("make ")]
    goals += re.findall(r"`make (\w+)`", text)
    known = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(re.search(rf"^{goal}:", known, re.MULTILINE) for goal in goals)
    install = ["python3 -m venv .venv", ".venv/bin/pip install ."]
    assert [line for line in others if not line.startswith("make ")] == install


def test_the_exit_codes_of_the_readme_are_those_of_the_program() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    codes = (outcome.EXIT_INPUT, outcome.EXIT_INFEASIBLE, outcome.EXIT_STOPPED)
    codes += (outcome.EXIT_DIFFERENT, outcome.EXIT_FILE)
    assert told == {0, 2, *codes}


def test_pictures_and_files_of_the_readme_are_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for path in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (ROOT / path).is_file(), path


def test_the_python_of_the_readme_works(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^ *```python\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    (here / "data").mkdir()
    shutil.copy(DATA / "fifth_plan.xlsx", here / "data")
    exec(compile(re.sub(r"^ {3}", "", block, flags=re.MULTILINE), "README.md", "exec"), {})
    assert "attained" in capsys.readouterr().out
    assert (here / "mobilised.xlsx").is_file()


def test_bugs_keep_their_traceback_and_exit_1(base: str) -> None:
    program = (
        f"from balances import api, cli\napi.plan_workbook = None\ncli.main(['plan', {base!r}])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=with_package({}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "TypeError" in done.stderr
