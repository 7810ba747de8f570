"""Plan against base by group of products."""

from __future__ import annotations

from balances.economy.measures import measure_unit
from balances.reporting.figures.figure import Bar, BarFigure, Bars
from balances.reporting.measured import attained, base
from balances.reporting.report_input import ReportInput
from balances.reporting.style import figure_words
from balances.reporting.wording import share_words


def output_by_group(report: ReportInput) -> BarFigure | None:
    """Gross output of each group of products, base year against the last period."""
    plan = report.main
    unit = measure_unit(plan.economy, "group_output", "")
    last, start = plan.economy.periods[-1], plan.economy.settings.base_year or "base"
    pairs = [
        (group, base(plan, "group_output", group), attained(plan, "group_output", group))
        for group in plan.economy.groups
    ]
    known = [(group, was or 0.0, will or 0.0) for group, was, will in pairs if was and will]
    if not known:
        return None
    groups = tuple(
        Bars(
            group,
            (
                Bar(was, f"{figure_words(was)} in {start}", 2),
                Bar(will, f"{figure_words(will)} in {last}"),
            ),
        )
        for group, was, will in known
    )
    fastest, was, will = max(known, key=lambda of: of[2] / of[1])
    title = (
        f"Output of {fastest} grows most, {share_words(will / was - 1.0)} from {start} to {last} "
        f"[{unit}]"
    )
    return BarFigure("output_by_group", title, groups, f"gross output [{unit}]")
