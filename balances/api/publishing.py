"""Reports, pages and JSON out: written together or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from balances.api.provenance import came_from, versions
from balances.api.runs import Run
from balances.gosplan import Plan
from balances.reporting import (
    Provenance,
    ReportInput,
    publish,
    render_figures,
    render_page,
    render_report,
    to_json,
    verdict,
)
from balances.reporting.document import document
from balances.reporting.verdict import decrees_verdict
from balances.workbook import Reading


def report(plan: Plan | Mapping[str, Plan], path: str | Path) -> Path:
    """Write the Excel report of a plan, or of plans by mode; returns where it went.

    Raises:
        FileError: the report cannot be written; an old one is left whole.
    """
    plans = {plan.mode: plan} if isinstance(plan, Plan) else plan
    given = ReportInput(plans=plans, provenance=Provenance(command="report", versions=versions()))
    return publish({Path(path): render_report(given)})[0]


def publish_run(
    run: Run,
    target: Path | None = None,
    json_target: Path | None = None,
    html_target: Path | None = None,
    figures: Path | None = None,
) -> tuple[Path, ...]:
    """Write report, page, JSON and figures of a run, together or not at all; where they went.

    Args:
        run: what was planned.
        target: Excel report.
        json_target: JSON object.
        html_target: page.
        figures: folder of the figures, each as PNG and SVG.

    Raises:
        ModuleNotFoundError: figures are asked for, and matplotlib is not installed.
        FileError: they cannot be written; old files are left whole.
    """
    files: dict[Path, bytes] = {}
    drawn = {} if figures is None else render_figures(run.given, figures)
    if target is not None:
        files[target] = render_report(run.given)
    if html_target is not None:
        files[html_target] = render_page(run.given)
    if json_target is not None:
        named = [*files, json_target, *drawn]
        files[json_target] = run_json(run, named).encode("utf-8")
    return publish(files | drawn)


def run_json(run: Run, files: Sequence[Path]) -> str:
    """The JSON object of a run that wrote these files."""
    return to_json(run.given, [str(path) for path in files])


def verdicts(run: Run) -> tuple[str, ...]:
    """What came out, a sentence or two for each plan; one on the decrees where there is a log."""
    said = [verdict(plan) for plan in run.plans.values()]
    if run.given.replay is not None:
        said.append(decrees_verdict(run.given.replay))
    return tuple(filter(None, said))


def failure_json(
    reading: Reading | None,
    status: str,
    explanation: Sequence[str] = (),
    command: str = "plan",
    files: Sequence[Path] = (),
) -> str:
    """The JSON object of a run without a plan: the keys of one that has, and why there is none.

    Args:
        reading: what the workbook held; None where it was not read.
        status: valid (only checked), invalid, infeasible, unbounded or stopped.
        explanation: why there is no plan, a sentence a line.
        command: of the command line.
        files: what was written all the same.
    """
    unread = Provenance(command, versions=versions())
    came = unread if reading is None else came_from(command, reading)
    issues = () if reading is None else reading.issues
    found = document(ReportInput({}, issues, came), [str(path) for path in files], status)
    found["explanation"] = list(explanation)
    return json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
