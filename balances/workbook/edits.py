"""x."""

from collections.abc import Sequence

from balances.economy.issue import Issue
from balances.workbook.tables import Tables


def scenario_edits(
    tables: Tables, scenario: str | None
) -> tuple[tuple[str, ...], tuple[Issue, ...]]:
    """X."""
    return (), ()


def apply_edits(tables: Tables, edits: Sequence[str]) -> tuple[Tables, tuple[Issue, ...]]:
    """X."""
    return tables, ()
