"""Every sheet and column that a workbook may have, from the schema table."""

from __future__ import annotations

from collections.abc import Iterable

from balances.workbook.schema import SCHEMA, SETTINGS, Column, Sheet
from docs_site.tables import code, plain, prose, table

KINDS = {
    "code": "a code",
    "text": "text",
    "number": "a number",
    "integer": "a whole number",
    "flag": "yes or no",
    "list": "codes separated by `;`",
    "period": "a period, or a range of them",
}


def sheets() -> str:
    """One section a sheet, one row a column."""
    return "\n\n".join(map(_section, SCHEMA))


def settings() -> str:
    """One row a key of the sheet settings."""
    return _table("Key", SETTINGS)


def _section(sheet: Sheet) -> str:
    said = [f"## {sheet.name}", prose(sheet.help)]
    if sheet.matrix is not None:
        down, across, value = sheet.matrix
        corner = code(f"{down}\\{across}")
        said.append(f"May be a matrix of {plain(value)} with {corner} in its first cell.")
    if sheet.aliases:
        said.append(f"The sheet may also be called {_words(sheet.aliases)}.")
    if not sheet.planned:
        said.append("*Plans do not use it yet: it is checked and left out with a note.*")
    return "\n\n".join([*said, _table("Column", sheet.columns)])


def _table(first: str, columns: Iterable[Column]) -> str:
    header = (first, "What it means", "Holds", "Blank means", "Also called")
    return table(header, map(_row, columns))


def _row(column: Column) -> tuple[str, ...]:
    help_text = prose(column.help)
    if not column.planned:
        help_text += " *Not used by plans yet.*"
    return code(column.name), help_text, _holds(column), _blank(column), _words(column.aliases)


def _holds(column: Column) -> str:
    """What its cells may hold, with unit and bounds."""
    said = _words(column.choices) or KINDS[column.kind]
    if column.unit:
        said += f" \\[{plain(column.unit)}\\]"
    if column.low is not None:
        said += f", at least {column.low:,g}"
    if column.high is not None:
        said += f", at most {column.high:,g}"
    if column.unlimited:
        said += f", or {code('unlimited')}"
    if column.refers_to:
        also = f" or {code(column.refers_also)}" if column.refers_also else ""
        said += f" of {code(column.refers_to)}{also}"
    return said


def _blank(column: Column) -> str:
    if column.required:
        return "**required**"
    if isinstance(column.default, bool):
        return "yes" if column.default else "no"
    if isinstance(column.default, str):
        return plain(column.default)
    return "" if column.default is None else f"{column.default:,g}"


def _words(words: Iterable[str]) -> str:
    return ", ".join(map(code, words))
