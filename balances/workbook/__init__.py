"""Spreadsheet in: one schema, guarded reading, every problem at once with its cell."""
