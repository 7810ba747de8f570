"""The sheets of a report: one function each, in the order in which they stand.

A sheet is a pure function from the report's input to a table, or to None where it has nothing
to say. To add one: one module, one line here, one test.
"""

from __future__ import annotations

from collections.abc import Callable

from balances.reporting.report_input import ReportInput
from balances.reporting.sheets.allotments_compared import allotments_compared
from balances.reporting.sheets.balance_cards import balance_cards
from balances.reporting.sheets.chessboard import chessboard
from balances.reporting.sheets.compare import compare
from balances.reporting.sheets.control_figures import control_figures
from balances.reporting.sheets.data_decrees import DECREE_SHEETS
from balances.reporting.sheets.data_tables import DATA_SHEETS
from balances.reporting.sheets.decrees import decrees
from balances.reporting.sheets.distribution import distribution
from balances.reporting.sheets.drafts import drafts
from balances.reporting.sheets.explanations import explanations
from balances.reporting.sheets.frozen import frozen
from balances.reporting.sheets.investment import investment
from balances.reporting.sheets.iterations import iterations
from balances.reporting.sheets.labour import labour
from balances.reporting.sheets.material_balances import material_balances
from balances.reporting.sheets.money import money
from balances.reporting.sheets.notes import notes
from balances.reporting.sheets.plan import plan
from balances.reporting.sheets.prices import prices
from balances.reporting.sheets.problems import problems
from balances.reporting.sheets.projects import projects
from balances.reporting.sheets.side_by_side import side_by_side
from balances.reporting.sheets.structure import structure
from balances.reporting.sheets.summary import summary
from balances.reporting.sheets.supply_shock import supply_shock
from balances.reporting.sheets.trade import trade
from balances.reporting.sheets.who_paid import who_paid
from balances.reporting.sheets.winners_losers import winners_losers
from balances.reporting.table import Table

SHEETS: tuple[Callable[[ReportInput], Table | None], ...] = (
    summary,
    plan,
    control_figures,
    material_balances,
    chessboard,
    structure,
    distribution,
    labour,
    investment,
    drafts,
    projects,
    money,
    trade,
    prices,
    explanations,
    iterations,
    compare,
    winners_losers,
    allotments_compared,
    decrees,
    who_paid,
    supply_shock,
    frozen,
    side_by_side,
    problems,
    notes,
    *DATA_SHEETS,
    *DECREE_SHEETS,
)

SERIES: tuple[Callable[[ReportInput], tuple[Table, ...]], ...] = (balance_cards,)
"""Sheets of which there is one for each thing that was asked for; they follow the others."""
