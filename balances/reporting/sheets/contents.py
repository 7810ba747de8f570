"""Contents: the verdict, and every sheet with one line on what it says."""

from __future__ import annotations

from collections.abc import Sequence

from balances.reporting.grid_sheet import INPUT
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Column, Link, Row, Table
from balances.reporting.verdict import decrees_verdict, verdict
from balances.reporting.wording import SYNTHETIC


def contents(report: ReportInput, tables: Sequence[Table]) -> Table:
    """The first sheet; it needs to know the others."""
    title = report.economy.settings.title or report.provenance.input_name or "Plan report"
    verdicts = [verdict(plan) for plan in report.plans.values()]
    if report.replay is not None and report.replay.steps:
        verdicts.append(decrees_verdict(report.replay))
    if report.pair:
        verdicts.append(
            "The sheets show the mobilised plan; the balanced plan stands beside it in Summary "
            "and Compare, and in full in the data_ sheets."
        )
    paragraphs = (
        Block(heading="" if n else "Verdict", note=text) for n, text in enumerate(verdicts)
    )
    columns = (Column("sheet", "Sheet", width=22.0), Column("about", "What it says", width=100.0))
    about = {table.name: table.about for table in tables}
    about |= {f"{INPUT}{grid.title}": "Input, as the workbook has it" for grid in report.inputs}
    rows = tuple(Row({"sheet": Link(name, name), "about": said}) for name, said in about.items())
    return Table(
        name="Contents",
        title=title,
        about="This page",
        blocks=(*paragraphs, Block(columns, rows, heading="Sheets")),
        warning=SYNTHETIC if report.synthetic else "",
        one_page=True,
    )
