"""A report: its tables, its bytes, its file."""

from __future__ import annotations

from pathlib import Path

from balances.reporting.figures import figures_of
from balances.reporting.pictures import pictures
from balances.reporting.publish import publish
from balances.reporting.report_input import ReportInput
from balances.reporting.sheets import SERIES, SHEETS
from balances.reporting.sheets.contents import contents
from balances.reporting.table import Table
from balances.reporting.wording import SYNTHETIC, plan_name
from balances.reporting.writer import render


def report_tables(report: ReportInput) -> tuple[Table, ...]:
    """Every sheet that has something to say: Contents first, tidy tables last."""
    built = (sheet(report) for sheet in SHEETS)
    tables = [table for table in built if table is not None]
    tables += [table for series in SERIES for table in series(report)]
    tables.sort(key=lambda table: table.tidy)
    return (contents(report, tables), *tables)


def render_report(report: ReportInput) -> bytes:
    """The Excel report; the same input gives the same bytes."""
    came = report.provenance
    mark = f" · {came.sha256[:12]}" if came.sha256 else ""
    return render(report_tables(report), f"{came.input_name or 'balances'}{mark}", report.inputs)


def render_figures(report: ReportInput, folder: Path) -> dict[Path, bytes]:
    """The figures of the plan by file, each as PNG and SVG.

    Raises:
        ModuleNotFoundError: matplotlib, the extra `figures`, is not installed.
    """
    return pictures(figures_of(report), source_words(report), folder)


def source_words(report: ReportInput) -> str:
    """What stands under a figure: which plan it is of, and whether it is invented."""
    came, plan = report.provenance, report.main
    version = came.versions.get("balances", "")
    parts = (
        plan.economy.settings.title,
        plan_name(plan),
        came.input_name,
        f"balances {version}" if version else "",
        SYNTHETIC if report.synthetic else "",
    )
    return " · ".join(filter(None, parts))


def write_report(report: ReportInput, path: Path | str) -> Path:
    """Write the Excel report and return where it went.

    Where the file is open in another program the report goes to a numbered one beside it.

    Raises:
        FileError: it cannot be written; an old report is left whole.
    """
    return publish({Path(path): render_report(report)})[0]
