"""Who gained and who paid for mobilisation."""

from __future__ import annotations

from balances.economy.noticed import NOTICED
from balances.reporting.figures.averages import fulfilments
from balances.reporting.figures.changes import extremes, goal_name, who
from balances.reporting.figures.figure import BarFigure
from balances.reporting.frames import records
from balances.reporting.report_input import ReportInput


def who_gained(report: ReportInput) -> BarFigure | None:
    """The goals that gain and pay most; None without two plans or a change."""
    if report.pair is None:
        return None
    balanced, mobilised = report.pair
    before = fulfilments(balanced)
    named = [
        (goal_name(goal), goal["fulfilment"] - before[goal["key"]])
        for goal in records(mobilised.goals)
        if goal["fulfilment"] is not None and goal["key"] in before
    ]
    groups = extremes(named)
    if not groups:
        return None
    gained = sum(change > NOTICED for _, change in named)
    paid = sum(change < -NOTICED for _, change in named)
    title = f"{who(groups)} ({gained} of {len(named)} goals gain, {paid} pay)"
    axis = "fulfilment, mobilised less balanced [percentage points]"
    return BarFigure("who_gained", title, groups, axis, changes=True)
