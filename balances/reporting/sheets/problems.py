"""Problems: what is wrong or doubtful in the workbook, with the cell and the remedy."""

from __future__ import annotations

from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Column, Row, Table


def problems(report: ReportInput) -> Table | None:
    """Every issue found when the workbook was read."""
    if not report.issues:
        return None
    columns = (
        Column("code", "Code"),
        Column("level", "Level"),
        Column("sheet", "Sheet"),
        Column("cell", "Cell"),
        Column("message", "What was found", width=60.0),
        Column("remedy", "What to do", width=60.0),
    )
    rows = tuple(
        Row(
            {
                "code": issue.code,
                "level": str(issue.level),
                "sheet": issue.where.sheet or "whole file",
                "cell": issue.where.cell,
                "message": issue.message,
                "remedy": issue.remedy,
            }
        )
        for issue in report.issues
    )
    return Table(
        name="Problems",
        title=f"Problems in the workbook ({len(rows)})",
        about="Warnings of the workbook, each with its cell and remedy",
        blocks=(Block(columns, rows),),
        note="A warning does not stop a plan; it says where to look before trusting it.",
        frozen=1,
    )
