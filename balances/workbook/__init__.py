"""Spreadsheet in: one schema, guarded reading, every problem at once with its cell."""

from balances.workbook.guard import MAX_INFLATED
from balances.workbook.read import Reading, read, under_scenario
from balances.workbook.reader import Source, open_source, original
from balances.workbook.scenarios import scenarios_of_figures
from balances.workbook.start import Start, read_start

__all__ = [
    "MAX_INFLATED",
    "Reading",
    "Source",
    "Start",
    "open_source",
    "original",
    "read",
    "read_start",
    "scenarios_of_figures",
    "under_scenario",
]
