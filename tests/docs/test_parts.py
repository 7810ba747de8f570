"""Every generated part tells of every member of its registry, once."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import click
import pytest

from balances.cli import cli
from balances.politburo import KINDS
from balances.program.families import FAMILIES
from balances.workbook.catalogue import CATALOGUE
from balances.workbook.schema import SCHEMA, SETTINGS
from docs_site import PARTS, hook
from docs_site.tables import code, plain, prose

DOCS = Path(__file__).parents[2] / "docs"


def sections(text: str) -> dict[str, str]:
    """The sections of a text by heading; no heading stands twice."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)[1:]
    names = parts[::2]
    assert len(set(names)) == len(names)
    return dict(zip(names, parts[1::2], strict=True))


def first_cells(text: str) -> list[str]:
    """The first cells of the rows of a table, without its header."""
    return re.findall(r"^\| (.*?) \|", text, re.MULTILINE)[2:]


def test_every_part_stands_on_one_page():
    texts = "\n".join(path.read_text(encoding="utf-8") for path in DOCS.glob("*.md"))
    assert sorted(hook.MARKER.findall(texts)) == sorted(PARTS)


def test_a_marker_is_replaced_and_an_unknown_one_is_an_error():
    assert hook.on_page_markdown("a\n{{ codes }}\nb", page=None) == f"a\n{PARTS['codes']()}\nb"
    with pytest.raises(KeyError):
        hook.on_page_markdown("{{ codez }}")


def test_every_sheet_and_column_is_told_once():
    found = sections(PARTS["sheets"]())
    assert list(found) == [sheet.name for sheet in SCHEMA]
    for sheet in SCHEMA:
        assert first_cells(found[sheet.name]) == [code(c.name) for c in sheet.columns]
        for column in sheet.columns:
            assert prose(column.help) in found[sheet.name]
    assert first_cells(PARTS["settings"]()) == [code(key.name) for key in SETTINGS]


def test_a_column_tells_what_it_holds_and_what_a_blank_is():
    found = sections(PARTS["sheets"]())
    (row,) = re.findall(r"^\| <code>capacity</code>.*$", found["sectors"], re.MULTILINE)
    assert "a number \\[unit\\], at least 0, or <code>unlimited</code>" in row
    (row,) = re.findall(r"^\| <code>order</code>.*$", found["decrees"], re.MULTILINE)
    assert "| yes or no | no |" in row
    (row,) = re.findall(r"^\| <code>supplier</code>.*$", found["flows"], re.MULTILINE)
    assert "| a code of <code>sectors</code> | **required** |" in row
    assert "<code>supplier\\\\user</code>" in found["flows"]


def test_every_code_is_told_once():
    found = sections(PARTS["codes"]()).values()
    assert [cell for told in found for cell in first_cells(told)] == list(map(code, CATALOGUE))


def test_every_kind_of_decree_is_told_once_with_its_value_targets_and_episode():
    found = sections(PARTS["decrees"]())
    assert list(found) == [plain(kind.name) for kind in KINDS]
    for kind in KINDS:
        told = found[plain(kind.name)]
        assert prose(kind.does) in told
        assert all(prose(text) in told for text in (kind.value, kind.episode))
        assert all(code(target) in told for target in (*kind.needs, *kind.targets))
        assert ("Episode" in told) == bool(kind.episode)


def test_every_family_is_told_once_with_all_its_formulas():
    found = list(sections(PARTS["equations"]()).values())
    assert len(found) == len(FAMILIES)
    for family, told in zip(FAMILIES, found, strict=True):
        text = importlib.import_module(f"balances.program.families.{family.name}").__doc__ or ""
        assert told.count(f"Family {code(family.name)}.") == 1
        assert told.count("<math") == text.count(".. math::")
        assert "**Source:** " in told
        assert "``" not in told


def test_formulas_are_drawn_as_they_are_written():
    fulfilment = sections(PARTS["equations"]())["Fulfilment"]
    formula = re.search(r"<math.*</math>", fulfilment)[0]
    assert "<msub><mi>f</mi><mi>g</mi></msub><mo>&#x02212;</mo>" in formula
    assert "<mtext>&#x000A0;is&#x000A0;not&#x000A0;being&#x000A0;raised</mtext>" in formula
    assert "\\" not in re.sub(r"<mtext>.*?</mtext>", "", formula)


def test_every_command_is_told_once_with_its_options():
    found = sections(PARTS["commands"]())
    assert list(found) == ["balances", *(f"balances {name}" for name in cli.commands)]
    for name, command in cli.commands.items():
        options = [p for p in command.params if isinstance(p, click.Option)]
        assert all(option.opts[0] in found[f"balances {name}"] for option in options)
        assert f"Usage: balances {name} " in found[f"balances {name}"]
