"""Real and nominal investment by period."""

from __future__ import annotations

from balances.reporting.figures.figure import Bar, BarFigure, Bars
from balances.reporting.frames import frame_of, records
from balances.reporting.report_input import ReportInput
from balances.reporting.sheets.investment import investment
from balances.reporting.style import figure_words


def investment_work(report: ReportInput) -> BarFigure | None:
    """What is spent on investment and what it buys, by period; None without money.

    The finding is that of the chart in the Excel report, or the last period's figures.
    """
    rows = [
        row
        for row in records(frame_of(report.main, "investment"))
        if row["real"] and row["nominal"] is not None
    ]
    if not rows:
        return None
    currency = report.economy.settings.currency
    groups = tuple(
        Bars(
            row["period"],
            (
                Bar(row["real"], f"{figure_words(row['real'])} real"),
                Bar(row["nominal"], f"{figure_words(row['nominal'])} nominal", 1),
            ),
        )
        for row in rows
    )
    last, table = rows[-1], investment(report)
    title = (
        f"{last['period']}: {figure_words(last['nominal'])} {currency} spent buy "
        f"{figure_words(last['real'])} at base prices"
    )
    if table is not None and table.charts:
        title = f"{table.charts[0].title} [{currency}]"
    axis = f"investment [{currency}; real at base prices]"
    return BarFigure("investment_work", title, groups, axis)
