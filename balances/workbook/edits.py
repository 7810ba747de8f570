"""Changes to typed tables: what-if without touching the file.

A change is written `sheet.key.field=value`. Composite keys are joined by `/`, in the order of the
sheet's key; parts at the end may be left out where one row is left, `*` stands for all. Without a
key all rows are meant; `settings.periods=3` sets a setting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from balances.economy.issue import Issue, Where
from balances.economy.records import NOWHERE
from balances.workbook.catalogue import issue
from balances.workbook.cells import Cell, Row
from balances.workbook.changes import RejectedError, changed_matrix, changed_rows
from balances.workbook.schema import SCHEMA, column_named, sheet, sheet_named
from balances.workbook.settings import setting_named
from balances.workbook.tables import Table, Tables
from balances.workbook.words import clean, did_you_mean, listed, shown

ALL = "*"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change.

    Attributes:
        sheet, key, field: what is changed; key `*` = all rows.
        op: set, scale or add. value: as text.
        written: the change in the user's words, for messages.
        where: place in the workbook where it is asked for; empty for a command line.
    """

    sheet: str
    key: str
    field: str
    op: str
    value: str
    written: str = ""
    where: Where = NOWHERE


def parse_edit(text: str) -> Edit | None:
    """The change that `sheet.key.field=value` or `sheet.field=value` asks for; None = neither."""
    left, sign, value = text.partition("=")
    name, dot, rest = left.partition(".")
    if not sign or not dot or not rest.strip() or not name.strip():
        return None
    key, point, field = rest.rpartition(".")
    if not point:
        table = sheet_named(name)
        if table is not None and table.name == "settings":
            return Edit(name.strip(), clean(rest), "value", "set", clean(value), text)
        return Edit(name.strip(), ALL, clean(rest), "set", clean(value), text)
    return Edit(name.strip(), clean(key), clean(field), "set", clean(value), text)


def parse_edits(tables: Tables, texts: Sequence[str]) -> tuple[tuple[Edit, ...], tuple[Issue, ...]]:
    """All changes asked for, and an error for each that is not understood."""
    edits = []
    issues = []
    for text in texts:
        edit = parse_edit(text)
        if edit is not None:
            edits.append(edit)
            continue
        message = f"The change {shown(text)} is not understood; sheet.key.field=value is expected."
        remedy = "Write it like sectors.coal.capacity=120."
        issues.append(issue("S112", tables.where(""), message, remedy))
    return tuple(edits), tuple(issues)


def scenario_edits(
    tables: Tables, scenario: str | None
) -> tuple[tuple[Edit, ...], tuple[Issue, ...]]:
    """The changes of one scenario of the sheet scenarios, in its order."""
    if scenario is None:
        return (), ()
    rows = tables.rows("scenarios")
    names = dict.fromkeys(row.text("scenario") for row in rows if row.text("scenario"))
    wanted = [r for r in rows if r.text("scenario").casefold() == scenario.strip().casefold()]
    if not wanted:
        message = f"There is no scenario {shown(scenario)}; there are {listed(names) or 'none'}."
        where, remedy = tables.where("scenarios"), "Choose one of them."
        return (), (issue("R307", where, message + did_you_mean(scenario, names), remedy),)
    return tuple(_scenario_edit(tables, row) for row in wanted if _complete(row)), ()


def _complete(row: Row) -> bool:
    return all(row.given(name) for name in ("sheet", "key", "field", "op", "value"))


def _scenario_edit(tables: Tables, row: Row) -> Edit:
    name, key, field, op, value = (row.text(c) for c in ("sheet", "key", "field", "op", "value"))
    written = f"{name}.{key}.{field} {op} {value}"
    where = tables.at("scenarios", row, "sheet")
    return Edit(name, key, field, op, value, written, where)


def apply_edits(tables: Tables, edits: Sequence[Edit]) -> tuple[Tables, tuple[Issue, ...]]:
    """The tables after all changes in order, and an error for each that cannot be made."""
    issues = []
    for edit in edits:
        try:
            tables = tables.with_table(_changed(tables, edit))
        except RejectedError as rejected:
            place = edit.where if edit.where.file else tables.where(rejected.sheet)
            message = f"The change {shown(edit.written)} cannot be made: {rejected.reason}"
            remedy = "Correct the change; keys are joined by '/', '*' is all rows."
            issues.append(issue(rejected.code, place, message, remedy))
    return tables, tuple(issues)


def _changed(tables: Tables, edit: Edit) -> Table:
    found = sheet_named(edit.sheet)
    if found is None:
        names = [s.name for s in SCHEMA]
        reason = f"there is no sheet {shown(edit.sheet)}.{did_you_mean(edit.sheet, names)}"
        raise RejectedError("S112", "", reason)
    table = tables.by_name.get(found.name)
    if found.name == "settings":
        table, edit = _settings(table, edit)
    if table is None:
        raise RejectedError("S112", found.name, f"the workbook has no sheet {found.name}.")
    column = column_named(found, edit.field)
    figures = found.matrix[2:] if found.matrix and table.matrix else None
    if column is None or (figures is not None and column.name not in figures):
        names = list(figures or [c.name for c in found.columns])
        hint = did_you_mean(edit.field, names)
        reason = f"sheet {found.name} has no column {shown(edit.field)}.{hint}"
        raise RejectedError("S112", found.name, reason)
    if table.matrix is not None:
        matrix = changed_matrix(table, column, edit.key, edit.op, edit.value)
        return replace(table, matrix=matrix)
    return replace(table, rows=changed_rows(table, column, edit.key, edit.op, edit.value))


def _settings(table: Table | None, edit: Edit) -> tuple[Table, Edit]:
    """The settings with a row for the key, made if it is not there."""
    setting = setting_named(edit.key)
    if setting is None:
        raise RejectedError("R308", "settings", f"there is no setting {shown(edit.key)}.")
    found = table or Table(sheet("settings"), "settings")
    for row in found.rows:
        named = setting_named(row.text("key"))
        if named is not None and named.name == setting.name:
            return found, replace(edit, key=row.text("key"))
    row = _new_row(found, setting.name)
    return replace(found, rows=(*found.rows, row)), replace(edit, key=setting.name)


def _new_row(settings: Table, key: str) -> Row:
    """A row that is in no file; its line is below zero, so that it is like no other."""
    columns = settings.sheet.columns
    cells = {column.name: Cell(column.default, "", given=False) for column in columns}
    return Row(-1 - len(settings.rows), cells | {"key": Cell(key, "")})
