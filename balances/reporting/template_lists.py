"""Dropdowns of a template: lists of words and of codes, each a defined name.

Words stand on a last, hidden sheet `_lists`, which the reader leaves alone; codes are what the
user has typed in the first column of another sheet. Nothing is forbidden by a dropdown.
"""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from balances.workbook.schema import SCHEMA, SETTINGS, Column, Sheet

LISTS = "_lists"
YES_NO = ("yes", "no")


class Lists:
    """The lists of a workbook being written."""

    def __init__(self, workbook: Workbook, decree_kinds: Sequence[str], last_row: int) -> None:
        self._workbook = workbook
        self._kinds = tuple(decree_kinds)
        self._last_row = last_row
        self._names: dict[tuple[str, ...], str] = {}
        self._referred: dict[str, str] = {}

    def offer(self, sheet: Worksheet, schema: Sheet, column: Column, letter: str, row: int) -> None:
        """Let the cells of a column from a row on offer what they may hold."""
        words = self._words(schema, column)
        if words:
            name = self._names.setdefault(words, f"list_{schema.name}_{column.name}")
        elif column.refers_to and column.kind == "code" and column.refers_to in self._tabs():
            name = self._referred.setdefault(column.refers_to, f"list_{column.refers_to}")
        else:
            return
        dropdown = DataValidation(type="list", formula1=name, allow_blank=True)
        dropdown.showErrorMessage = False
        dropdown.add(f"{letter}{row}:{letter}{self._last_row}")
        sheet.add_data_validation(dropdown)

    def _words(self, schema: Sheet, column: Column) -> tuple[str, ...]:
        places = {
            ("settings", "key"): tuple(setting.name for setting in SETTINGS),
            ("scenarios", "sheet"): tuple(sheet.name for sheet in SCHEMA),
            ("decrees", "kind"): self._kinds,
        }
        found = YES_NO if column.kind == "flag" else column.choices
        return places.get((schema.name, column.name), found)

    def _tabs(self) -> Sequence[str]:
        return self._workbook.sheetnames

    def write(self, first_row: int) -> None:
        """Name the lists, and write the words to their sheet; `first_row` is that of the codes."""
        for tab, name in self._referred.items():
            top, rest = f"'{tab}'!$A${first_row}", f"$A${self._last_row}"
            count = f"MAX(1,COUNTA({top}:{rest}))"
            self._define(name, f"OFFSET({top},0,0,{count},1)")
        sheet = self._workbook.create_sheet(LISTS)
        for position, (words, name) in enumerate(self._names.items(), start=1):
            letter = get_column_letter(position)
            for row, word in enumerate((name, *words), start=1):
                sheet.cell(row, position, word).data_type = "s"
            self._define(name, f"'{LISTS}'!${letter}$2:${letter}${len(words) + 1}")
        sheet.sheet_state = "hidden"

    def _define(self, name: str, refers_to: str) -> None:
        self._workbook.defined_names[name] = DefinedName(name, attr_text=refers_to)
