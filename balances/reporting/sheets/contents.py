"""Contents: the verdict, and every sheet with one line on what it says."""

from __future__ import annotations

from collections.abc import Sequence

from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Column, Link, Row, Table
from balances.reporting.verdict import verdict
from balances.reporting.wording import SYNTHETIC


def contents(report: ReportInput, tables: Sequence[Table]) -> Table:
    """The first sheet; it needs to know the others."""
    title = report.economy.settings.title or report.provenance.input_name or "Plan report"
    said = tuple(Row({"words": verdict(plan)}) for plan in report.plans.values())
    if report.pair:
        words = (
            "The sheets show the mobilised plan; the balanced plan stands beside it in Summary "
            "and Compare, and in full in the data_ sheets."
        )
        said = (*said, Row({"words": words}))
    columns = (Column("sheet", "Sheet", width=22.0), Column("about", "What it says", width=100.0))
    rows = tuple(Row({"sheet": Link(t.name, t.name), "about": t.about}) for t in tables)
    verdicts = Block((Column("words", "Verdict"),), said, heading="Verdict", headless=True)
    return Table(
        name="Contents",
        title=title,
        about="This page",
        blocks=(verdicts, Block(columns, rows, heading="Sheets")),
        note=SYNTHETIC if report.synthetic else "",
    )
