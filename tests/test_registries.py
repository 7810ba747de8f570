"""A member of a registry without its equation, golden file or test fails here."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from balances.economy.measures import MEASURES
from balances.gosplan.conflict import KINDS
from balances.gosplan.methods import METHODS
from balances.politburo import decrees
from balances.politburo.checks import CHECKS as DECREE_CHECKS
from balances.politburo.decrees import KINDS as DECREE_KINDS
from balances.program.families import FAMILIES
from balances.program.lines import LINES

TESTS = Path(__file__).parent
NAMES = [family.name for family in FAMILIES]


def test_families_bear_different_names():
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_family_states_its_equation_its_rows_and_its_source(name):
    text = importlib.import_module(f"balances.program.families.{name}").__doc__ or ""
    assert ".. math::" in text
    assert f"``{name} /" in text, "the docstring says how the rows are keyed"
    assert "Source:" in text


@pytest.mark.parametrize("name", NAMES)
def test_a_family_has_a_golden_file_with_rows(name):
    rows = (TESTS / "golden" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert rows
    assert all(row.startswith(f"{name}/") for row in rows)


@pytest.mark.parametrize("name", NAMES)
def test_a_family_has_a_test_module_with_tests(name):
    module = TESTS / "program" / f"test_{name}.py"
    assert "def test_" in module.read_text(encoding="utf-8")


def test_no_golden_file_is_left_of_a_family_that_is_gone():
    assert {path.stem for path in (TESTS / "golden").glob("*.txt")} == set(NAMES)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_a_balance_line_is_reckoned_by_hand(line):
    assert f'"{line.name}":' in (TESTS / "program" / "test_lines.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_a_balance_line_says_what_it_is(line):
    function = getattr(line.term, "func", line.term)
    assert function.__doc__


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_is_reckoned_by_hand_and_as_a_control_figure(name):
    weights = (TESTS / "economy" / "test_measures.py").read_text(encoding="utf-8")
    figures = (TESTS / "program" / "test_control_figures.py").read_text(encoding="utf-8")
    assert f'"{name}"' in weights
    assert f'"{name}"' in figures


@pytest.mark.parametrize("name", METHODS)
def test_a_method_is_tested(name):
    texts = (path.read_text(encoding="utf-8") for path in (TESTS / "gosplan").glob("test_*.py"))
    assert any(f'"{name}"' in text or f"by_{name}" in text for text in texts)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_of_line_is_counted_by_hand_and_says_what_it_is(kind):
    counts = (TESTS / "gosplan" / "conflict" / "test_lines.py").read_text(encoding="utf-8")
    assert f'"{kind.name}":' in counts
    assert kind.lines.__doc__


@pytest.mark.parametrize("kind", DECREE_KINDS, ids=lambda kind: kind.name)
def test_a_kind_of_decree_says_what_it_does_and_what_its_value_is(kind):
    module = importlib.import_module(kind.apply.__module__)
    assert kind.name in (module.__doc__ or "")
    assert kind.apply.__doc__
    assert kind.does.endswith(".")
    assert kind.value or not kind.needs_value


@pytest.mark.parametrize("kind", DECREE_KINDS, ids=lambda kind: kind.name)
def test_a_kind_of_decree_is_reckoned_by_hand(kind):
    cases = [
        *(TESTS / "politburo" / "decrees").glob("*.py"),
        TESTS / "politburo" / "test_replay.py",
    ]
    assert any(f'decree("{kind.name}"' in path.read_text(encoding="utf-8") for path in cases)


def test_kinds_of_decrees_bear_different_names_and_none_is_left_out():
    names = [kind.name for kind in DECREE_KINDS]
    assert len(set(names)) == len(names)
    folder = Path(decrees.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert modules | {"rescind"} == set(names)


@pytest.mark.parametrize("check", DECREE_CHECKS, ids=lambda check: check.__name__)
def test_a_check_of_decrees_says_what_it_asks_for(check):
    assert check.__doc__
