"""Reporting: what a plan says, as an Excel report, a page, a JSON object; templates; files."""

from __future__ import annotations

from balances.reporting.document import to_json
from balances.reporting.frontier import FrontierAbout, frontier_tables, render_frontier
from balances.reporting.page import PageStep, render_page
from balances.reporting.publish import publish
from balances.reporting.report import render_report, write_report
from balances.reporting.report_input import Provenance, ReportInput
from balances.reporting.template import render_template, write_template
from balances.reporting.verdict import verdict

__all__ = [
    "FrontierAbout",
    "PageStep",
    "Provenance",
    "ReportInput",
    "frontier_tables",
    "publish",
    "render_frontier",
    "render_page",
    "render_report",
    "render_template",
    "to_json",
    "verdict",
    "write_report",
    "write_template",
]
