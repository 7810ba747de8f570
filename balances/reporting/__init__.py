"""Reporting: what a plan says, as an Excel report, a page, a JSON object; templates; files."""

from __future__ import annotations

from balances.reporting.annotate import render_annotated, write_annotated
from balances.reporting.attention import (
    HeightsAbout,
    heights_finding,
    heights_tables,
    render_heights,
)
from balances.reporting.card_names import ProductNameError, products_named
from balances.reporting.document import to_json
from balances.reporting.exchange import export_csv, export_xlsx, import_inputs, inputs_of
from balances.reporting.explained import explanation_record
from balances.reporting.frontier import (
    FrontierAbout,
    frontier_tables,
    render_frontier,
    render_frontier_figures,
)
from balances.reporting.page import PageStep, render_page
from balances.reporting.publish import publish
from balances.reporting.report import render_figures, render_report, write_report
from balances.reporting.report_input import Provenance, ReportInput
from balances.reporting.template import render_template, write_template
from balances.reporting.verdict import verdict
from balances.reporting.why import render_contradiction, render_explained

__all__ = [
    "FrontierAbout",
    "HeightsAbout",
    "PageStep",
    "ProductNameError",
    "Provenance",
    "ReportInput",
    "explanation_record",
    "export_csv",
    "export_xlsx",
    "frontier_tables",
    "heights_finding",
    "heights_tables",
    "import_inputs",
    "inputs_of",
    "products_named",
    "publish",
    "render_annotated",
    "render_contradiction",
    "render_explained",
    "render_figures",
    "render_frontier",
    "render_frontier_figures",
    "render_heights",
    "render_page",
    "render_report",
    "render_template",
    "to_json",
    "verdict",
    "write_annotated",
    "write_report",
    "write_template",
]
