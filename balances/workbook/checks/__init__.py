"""Economics after structure: one function a check, each `(economy, tables) -> issues`.

Nothing is repaired; a check only says what it found, and where.
"""

from collections.abc import Callable

from balances.economy.economy import Economy
from balances.economy.issue import Issue
from balances.workbook.tables import Tables

CHECKS: tuple[Callable[[Economy, Tables], tuple[Issue, ...]], ...] = ()
