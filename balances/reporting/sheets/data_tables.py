"""data_*: the frames of the plans as tidy tables, at full precision, one row per fact."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd

from balances.gosplan.plan import Plan
from balances.reporting.frames import frame_of, records
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Table
from balances.reporting.tidy_table import tidy_table


def _tidy(name: str, frame_of: Callable[[Plan], pd.DataFrame], report: ReportInput) -> Table | None:
    """One frame of every plan, with the plan's mode in front."""
    rows = [
        {"mode": mode} | row
        for mode, plan in report.plans.items()
        for row in records(frame_of(plan))
    ]
    return tidy_table(name, rows, "every plan")


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
