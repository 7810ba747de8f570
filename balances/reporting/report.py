"""A report: its tables, its bytes, its file."""

from __future__ import annotations

from pathlib import Path

from balances.reporting.publish import publish
from balances.reporting.report_input import ReportInput
from balances.reporting.sheets import SHEETS
from balances.reporting.sheets.contents import contents
from balances.reporting.table import Table
from balances.reporting.writer import render


def report_tables(report: ReportInput) -> tuple[Table, ...]:
    """Every sheet that has something to say, Contents first."""
    built = (sheet(report) for sheet in SHEETS)
    tables = tuple(table for table in built if table is not None)
    return (contents(report, tables), *tables)


def render_report(report: ReportInput) -> bytes:
    """The Excel report; the same input gives the same bytes."""
    came = report.provenance
    mark = f" · {came.sha256[:12]}" if came.sha256 else ""
    return render(report_tables(report), f"{came.input_name or 'balances'}{mark}", report.inputs)


def write_report(report: ReportInput, path: Path | str) -> Path:
    """Write the Excel report and return where it went.

    Where the file is open in another program the report goes to a numbered one beside it.

    Raises:
        FileError: it cannot be written; an old report is left whole.
    """
    return publish({Path(path): render_report(report)})[0]
