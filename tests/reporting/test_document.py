"""The JSON object: its keys, its numbers."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from balances.reporting import ReportInput, to_json


def test_the_object_has_the_keys_of_the_contract(full: ReportInput) -> None:
    found = json.loads(to_json(full, ["plan.xlsx"]))
    assert list(found) == [
        *("format", "command", "input", "versions", "status", "modes", "rulings"),
        *("comparison", "issues", "files", "timings"),
    ]
    assert found["format"] == "balances/1"
    assert found["input"] == {"name": "plan.xlsx", "sha256": "0123456789abcdef" * 4}
    assert found["files"] == ["plan.xlsx"]
    assert list(found["modes"]) == ["balanced", "mobilised"]
    assert list(found["modes"]["balanced"]) == [
        *("goals", "outputs", "balances", "labour", "trade", "allocations"),
        *("investment", "money", "prices", "certificate"),
    ]


def test_a_goal_has_the_keys_of_the_contract(full: ReportInput) -> None:
    goal = json.loads(to_json(full))["modes"]["mobilised"]["goals"][0]
    assert list(goal) == [
        *("key", "kind", "commodity", "claimant", "use", "figure", "measure", "item"),
        *("period", "class", "target", "delivered", "fulfilment"),
    ]
    assert goal["key"] == "claim:grain/population/household/1933"
    assert goal["class"] == 2


def test_numbers_are_at_full_precision_and_missing_ones_are_null(full: ReportInput) -> None:
    outputs = json.loads(to_json(full))["modes"]["balanced"]["outputs"]
    assert [row["output"] for row in outputs] == full.plans["balanced"].outputs["output"].tolist()
    assert [row["capacity"] for row in outputs if row["sector"] == "grain"] == [None, None]


def test_an_issue_has_its_cell(full: ReportInput) -> None:
    (issue,) = json.loads(to_json(full))["issues"]
    assert (issue["code"], issue["level"]) == ("V405", "warning")
    assert (issue["sheet"], issue["cell"]) == ("sectors", "G2")


def test_textbook_outputs(simple: ReportInput) -> None:
    outputs = json.loads(to_json(simple))["modes"]["balanced"]["outputs"]
    # see test_sheets: 945 / 0.7575 and 1395 / 0.7575
    assert [row["output"] for row in outputs] == pytest.approx([945 / 0.7575, 1395 / 0.7575])


def test_a_run_without_a_plan_has_its_object_too(full: ReportInput) -> None:
    found = json.loads(to_json(replace(full, plans={}), status="infeasible"))
    assert (found["status"], found["modes"]) == ("infeasible", {})
    assert len(found["issues"]) == 1


def test_hostile_words_survive_as_json(full: ReportInput) -> None:
    issue = replace(full.issues[0], message="</script>\u202e\n")
    found = json.loads(to_json(replace(full, issues=(issue,))))
    assert found["issues"][0]["message"] == "</script>\u202e\n"
