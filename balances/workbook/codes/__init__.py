"""The issue codes, chapter by chapter."""
