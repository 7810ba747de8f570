"""Spreadsheet in: one schema, guarded reading, every problem at once with its cell."""

from balances.workbook.guard import MAX_INFLATED
from balances.workbook.read import Reading, read

__all__ = ["MAX_INFLATED", "Reading", "read"]
