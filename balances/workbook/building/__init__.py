"""From typed tables to an `Economy`, chapter by chapter."""
