"""The verbs for scripts and notebooks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import balances
from balances import Plan, api, check, load, report, solve
from balances.api import provenance
from balances.economy.issue import FileError, InputError, SolverStoppedError
from balances.workbook import Reading

DATA = Path(__file__).parents[1] / "data"
MILLER_BLAIR = DATA / "textbook" / "miller_blair.xlsx"
# 945 / 0.7575 and 1395 / 0.7575: (I - A)^-1 (600, 1500), Miller & Blair (2009), ch. 2.
OUTPUTS = [1247.52, 1841.58]


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Two errors: a claim on an unknown product, and a capacity that is no number."""
    folder = tmp_path / "faulty"
    folder.mkdir()
    for name, text in {
        "sectors": "code,name,unit,base_output,capacity\ncoal,Coal,t,100,many\n",
        "flows": "supplier,user,value\ncoal,coal,20\n",
        "claims": "commodity,claimant,use,quantity\ncole,households,household,85\n",
    }.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_the_package_offers_the_verbs_and_nothing_is_imported_before() -> None:
    assert set(balances.__all__) == {
        *("Plan", "check", "explain", "load", "replay", "report", "solve"),
    }
    with pytest.raises(AttributeError, match="plan_it"):
        balances.plan_it  # noqa: B018 - the access is the test
    program = "import sys, balances; print('pandas' in sys.modules)"
    folder = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


@pytest.mark.parametrize("path", [MILLER_BLAIR, str(MILLER_BLAIR), MILLER_BLAIR.with_suffix("")])
def test_a_workbook_is_loaded_and_planned(path: Path | str) -> None:
    plan = solve(load(path))
    assert isinstance(plan, Plan)
    assert plan.outputs["output"].round(2).tolist() == OUTPUTS
    assert set(plan.outputs["unit"]) == {"dollars"}
    assert "2 of 2 goals met" in repr(plan)
    for name in ("outputs", "claims", "balances", "allocations", "prices", "goals", "figures"):
        assert isinstance(getattr(plan, name), pd.DataFrame), name


def test_the_structure_of_an_economy_can_be_asked_for() -> None:
    found = api.structure(load(MILLER_BLAIR))
    assert isinstance(found, api.Structure)
    # Miller & Blair (2009), ch. 6.
    assert found.sectors["multiplier"].round(3).tolist() == [1.518, 1.452]


def test_the_two_modes_can_be_asked_for() -> None:
    economy = load(MILLER_BLAIR)
    assert [solve(economy, mode=mode).mode for mode in ("balanced", "mobilised")] == [
        "balanced",
        "mobilised",
    ]


def test_what_is_not_known_is_refused_and_never_taken_for_something_else() -> None:
    economy = load(MILLER_BLAIR)
    with pytest.raises(ValueError, match="no mode 'mobilized'; there are balanced, mobilised"):
        solve(economy, mode="mobilized")
    with pytest.raises(ValueError, match="no method 'maximin'; there are leximin"):
        solve(economy, method="maximin")
    with pytest.raises(ValueError, match="no solver 'hihgs'"):
        solve(economy, solver="hihgs")
    with pytest.raises(ValueError, match="no mode 'all'; there are balanced, mobilised, both"):
        api.plan_workbook(MILLER_BLAIR, mode="all")


def test_no_time_is_no_plan() -> None:
    with pytest.raises(SolverStoppedError):
        solve(load(MILLER_BLAIR), seconds=0.0)


def test_every_error_of_a_workbook_comes_with_the_exception(faulty: Path) -> None:
    found = check(faulty)
    assert [str(issue.where) for issue in found] == ["faulty / sectors!E2", "faulty / claims!A2"]
    for verb in (load, api.plan_workbook):
        with pytest.raises(InputError) as caught:
            verb(faulty)
        assert caught.value.issues == found
        assert str(caught.value).count("\n") == 1


def test_a_file_that_is_not_there_is_a_file_error(tmp_path: Path) -> None:
    for verb in (check, load, api.plan_workbook):
        with pytest.raises(FileError, match=r"none\.xlsx"):
            verb(tmp_path / "none.xlsx")


def test_edits_are_made_before_planning() -> None:
    # Twice the demand for both takes twice the outputs.
    edits = ("claims.agriculture/households/household.quantity=1200",
             "claims.manufactures/households/household.quantity=3000")  # fmt: skip
    outputs = solve(load(MILLER_BLAIR, edits=edits)).outputs["output"]
    assert outputs.tolist() == pytest.approx([2 * 945 / 0.7575, 2 * 1395 / 0.7575], rel=1e-9)


def test_a_plan_is_reported(tmp_path: Path) -> None:
    plan = solve(load(MILLER_BLAIR))
    path = report(plan, str(tmp_path / "new" / "plan.xlsx"))
    assert path == tmp_path / "new" / "plan.xlsx"
    assert openpyxl.load_workbook(path).sheetnames[0] == "Contents"


def test_two_plans_are_compared_in_one_report(tmp_path: Path) -> None:
    economy = load(MILLER_BLAIR)
    plans = {mode: solve(economy, mode) for mode in ("balanced", "mobilised")}
    path = report(plans, tmp_path / "plan.xlsx")
    assert "Compare" in openpyxl.load_workbook(path).sheetnames


def test_a_run_tells_what_it_finds_and_does() -> None:
    stages: list[str] = []
    readings: list[Reading] = []
    run = api.plan_workbook(MILLER_BLAIR, progress=stages.append, found=readings.append)
    assert readings == [run.reading]
    assert stages[0] == "balanced plan"
    assert len(stages) > 1
    assert list(run.plans) == ["balanced"]
    assert len(api.verdicts(run)) == 1
    assert run.given.provenance.input_name == "miller_blair.xlsx"


def test_a_run_with_a_log_says_what_became_of_its_decrees() -> None:
    said = api.verdicts(api.plan_workbook(DATA / "vehicles_1933.xlsx"))
    assert said[-1] == (
        "5 decrees: 4 carried out (2 at the cost of others), 1 overruled. "
        "Orders are in the mobilised plan only."
    )
    without = api.verdicts(api.plan_workbook(DATA / "vehicles_1933.xlsx", upto=0))
    assert len(without) == 2


def test_the_json_of_a_run_names_its_files(tmp_path: Path) -> None:
    run = api.plan_workbook(MILLER_BLAIR)
    written = api.publish_run(run, tmp_path / "plan.xlsx", tmp_path / "plan.json")
    assert written == (tmp_path / "plan.xlsx", tmp_path / "plan.json")
    found = json.loads(written[1].read_text(encoding="utf-8"))
    assert found["files"] == [str(path) for path in written]
    assert api.publish_run(run) == ()


def test_the_json_without_a_plan_has_the_keys_of_one_with(faulty: Path) -> None:
    run = api.plan_workbook(MILLER_BLAIR)
    keys = set(json.loads(api.run_json(run, [])))
    for reading in (None, run.reading, api.examine(faulty)):
        found = json.loads(api.failure_json(reading, "stopped", ["Why."]))
        assert set(found) == keys | {"explanation"}
        assert (found["status"], found["explanation"]) == ("stopped", ["Why."])
        assert len(found["issues"]) == (len(reading.issues) if reading else 0)


def test_versions_are_told_without_an_installed_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provenance, "PACKAGES", ("no-such-package", "click"))
    found = api.versions()
    assert found["no-such-package"] == "not installed"
    assert found["click"][0].isdigit()


def test_options_that_were_not_given_are_left_out_but_zero_was_given() -> None:
    asked = {"mode": None, "set": "", "upto": 0, "solver": "highs"}
    assert provenance.given(asked) == {"upto": "0", "solver": "highs"}
