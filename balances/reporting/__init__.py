"""Reporting: what a plan says, as an Excel report, a JSON object, a template, a file in place."""

from __future__ import annotations

from balances.reporting.document import to_json
from balances.reporting.publish import publish
from balances.reporting.report import render_report, write_report
from balances.reporting.report_input import Provenance, ReportInput

__all__ = [
    "Provenance",
    "ReportInput",
    "publish",
    "render_report",
    "to_json",
    "write_report",
]
