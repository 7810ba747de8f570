"""The schema says enough of every sheet and column, and no name means two things."""

import pytest

from balances.workbook.schema import (
    SCHEMA,
    SETTINGS,
    column_named,
    is_ignored,
    plain,
    sheet,
    sheet_named,
)

COLUMNS = [(s, c) for s in SCHEMA for c in s.columns]


@pytest.mark.parametrize("table", SCHEMA, ids=lambda s: s.name)
def test_sheets_are_well_formed(table):
    names = [c.name for c in table.columns]
    assert len(set(names)) == len(names)
    assert len(table.name) <= 20
    assert table.help
    assert set(table.key) <= set(names)
    assert set(table.matrix or ()) <= set(names)
    assert (table.matrix is None) == (table.layouts == ("long",))
    assert table.key


def test_no_sheet_name_means_two_sheets():
    names = [plain(name) for s in SCHEMA for name in (s.name, *s.aliases)]
    assert len(set(names)) == len(names)
    assert all(sheet_named(name).name for name in names)


@pytest.mark.parametrize("table", SCHEMA, ids=lambda s: s.name)
def test_no_header_means_two_columns(table):
    names = [plain(name) for c in table.columns for name in (c.name, *c.aliases)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda x: x.name)
def test_columns_are_well_formed(table, column):
    assert column.help.endswith((".", "…"))
    assert (column.kind == "choice") == bool(column.choices)
    assert column.default is None or not column.required
    assert not column.choices or column.default in (None, *column.choices)
    for name in (column.refers_to, column.refers_also):
        assert not name or sheet(name)
    assert not column.required or column.example != ""


def test_settings_have_unique_names():
    names = [plain(name) for s in SETTINGS for name in (s.name, *s.aliases)]
    assert len(set(names)) == len(names)


def test_unknown_names_are_unknown():
    assert sheet_named("nothing of the kind") is None
    assert column_named(sheet("sectors"), "nothing") is None
    with pytest.raises(KeyError):
        sheet("nothing")
    with pytest.raises(KeyError):
        sheet("sectors").column("nothing")


@pytest.mark.parametrize(
    ("title", "ignored"),
    [("README", True), ("Problems", True), ("_x", True), (" #1", True), ("read", False)],
)
def test_ignored_sheets(title, ignored):
    assert is_ignored(title) is ignored
