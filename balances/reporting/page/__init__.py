"""The report as one self-contained HTML file."""

from __future__ import annotations

from balances.reporting.page.page import render_page
from balances.reporting.page.steps import PageStep

__all__ = ["PageStep", "render_page"]
