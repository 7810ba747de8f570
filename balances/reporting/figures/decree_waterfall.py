"""What each decree adds to the orders and heights, or takes from them."""

from __future__ import annotations

from balances.reporting.figures.figure import Step, StepFigure
from balances.reporting.report_input import ReportInput
from balances.reporting.sheets.decrees import decrees
from balances.reporting.table import Row, Waterfall, number


def decree_waterfall(report: ReportInput) -> StepFigure | None:
    """The first waterfall of the sheet Decrees; None where no decree moved the plan."""
    table = decrees(report)
    charts = () if table is None else table.charts
    chart = next((chart for chart in charts if isinstance(chart, Waterfall)), None)
    if table is None or chart is None:
        return None
    rows = table.blocks[chart.block].rows
    levels = [(str(row.cells["step"]), number(row.cells["value"]) or 0.0) for row in rows]
    steps = [_step(row, was) for row, (_, was) in zip(rows[1:-1], levels[:-2], strict=True)]
    start = Step(levels[0][0], chart.least, levels[0][1])
    end = Step(levels[-1][0], chart.least, levels[-1][1])
    return StepFigure(
        "decree_waterfall", chart.title, start, tuple(steps), end, chart.axis, chart.least
    )


def _step(row: Row, before: float) -> Step:
    """What the row adds or takes, as the sheet has it."""
    rise, fall = (number(row.cells.get(key)) or 0.0 for key in ("rise", "fall"))
    return Step(str(row.cells["step"]), before, before + rise - fall)
