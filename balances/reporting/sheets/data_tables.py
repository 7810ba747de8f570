"""data_*: the frames of the plans as tidy tables, at full precision, one row per fact."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd

from balances.gosplan.plan import Plan
from balances.reporting.frames import frame_of, records
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Column, Row, Show, Table

LONGEST = 400_000
"""Rows of one data table; a longer one is cut, and its title on Contents says so."""


def _tidy(name: str, frame_of: Callable[[Plan], pd.DataFrame], report: ReportInput) -> Table | None:
    """One frame of every plan, with the plan's mode in front."""
    frames = {mode: frame_of(plan) for mode, plan in report.plans.items()}
    names = list(dict.fromkeys(str(c) for frame in frames.values() for c in frame.columns))
    rows = [Row({"mode": mode} | row) for mode, frame in frames.items() for row in records(frame)]
    if not rows:
        return None
    cut = f", cut to {LONGEST:,} of {len(rows):,} rows" if len(rows) > LONGEST else ""
    columns = (Column("mode", "mode", width=12.0), *(_column(name, rows) for name in names))
    words = name.removeprefix("data_").replace("_", " ")
    return Table(
        name=name,
        title=name,
        about=f"Tidy table of {words}, every plan, full precision{cut}",
        blocks=(Block(columns, tuple(rows[:LONGEST])),),
        frozen=1,
        tidy=True,
    )


def _column(name: str, rows: list[Row]) -> Column:
    texts = (len(str(row.cells.get(name) or "")) for row in rows[:500])
    width = min(40.0, max(len(name) + 5.0, *texts, 8.0))
    return Column(name, name, show=Show.EXACT, width=width)


def _frame(attribute: str, plan: Plan) -> pd.DataFrame:
    return frame_of(plan, attribute)


_FRAMES = {
    "data_outputs": "outputs",
    "data_goals": "goals",
    "data_claims": "claims",
    "data_figures": "figures",
    "data_balances": "balances",
    "data_flows": "flows",
    "data_allocations": "allocations",
    "data_labour": "labour",
    "data_employment": "employment",
    "data_investment": "investment",
    "data_construction": "construction",
    "data_projects": "projects",
    "data_state_budget": "state_budget",
    "data_household_money": "household_money",
    "data_trade": "trade",
    "data_exchange": "foreign_exchange",
    "data_prices": "prices",
    "data_stages": "stages",
    "data_rounds": "rounds",
    "data_imbalances": "imbalances",
}

DATA_SHEETS: tuple[Callable[[ReportInput], Table | None], ...] = tuple(
    partial(_tidy, name, partial(_frame, attribute)) for name, attribute in _FRAMES.items()
)
