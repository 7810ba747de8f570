"""Economics after structure: one function a check, each `(economy, tables) -> issues`.

Nothing is repaired; a check only says what it found, and where.
"""

from collections.abc import Callable

from balances.economy.economy import Economy
from balances.economy.issue import Issue
from balances.workbook.checks.availability import (
    figures_out_of_reach,
    floors_out_of_reach,
    unlimited_capacities,
    used_without_source,
)
from balances.workbook.checks.balance import flows_add_up, negative_final_demand, zero_outputs
from balances.workbook.checks.construction import (
    construction_without_prices,
    projects_out_of_time,
)
from balances.workbook.checks.figures import crossing_figures, totals_and_parts
from balances.workbook.checks.implied import implied_totals
from balances.workbook.checks.viability import column_sums, is_productive, negative_norms
from balances.workbook.tables import Tables

CHECKS: tuple[Callable[[Economy, Tables], tuple[Issue, ...]], ...] = (
    is_productive,
    column_sums,
    negative_norms,
    used_without_source,
    figures_out_of_reach,
    floors_out_of_reach,
    unlimited_capacities,
    flows_add_up,
    negative_final_demand,
    zero_outputs,
    crossing_figures,
    totals_and_parts,
    implied_totals,
    construction_without_prices,
    projects_out_of_time,
)
