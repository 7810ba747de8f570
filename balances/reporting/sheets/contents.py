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
    said = [verdict(plan) for plan in report.plans.values()]
    if report.pair:
        said.append(
            "The sheets show the mobilised plan; the balanced plan stands beside it in Summary "
            "and Compare, and in full in the data_ sheets."
        )
    paragraphs = (Block(heading="" if n else "Verdict", note=text) for n, text in enumerate(said))
    columns = (Column("sheet", "Sheet", width=22.0), Column("about", "What it says", width=100.0))
    rows = tuple(Row({"sheet": Link(t.name, t.name), "about": t.about}) for t in tables)
    return Table(
        name="Contents",
        title=title,
        about="This page",
        blocks=(*paragraphs, Block(columns, rows, heading="Sheets")),
        warning=SYNTHETIC if report.synthetic else "",
        one_page=True,
    )
