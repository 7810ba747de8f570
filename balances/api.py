"""The verbs for scripts and notebooks.

from balances import load, solve, report

economy = load("plan.xlsx")
plan = solve(economy, mode="mobilised")
plan.outputs            # a pandas DataFrame, like plan.claims, plan.balances, plan.prices
report(plan, "report.xlsx")
"""

from __future__ import annotations

import math
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from balances.economy.economy import Economy
from balances.economy.issue import InputError, Issue
from balances.gosplan import Plan, solve
from balances.program.goals import BALANCED, MOBILISED, MODES
from balances.reporting import (
    Provenance,
    ReportInput,
    publish,
    render_report,
    to_json,
    verdict,
)
from balances.workbook import Reading, read

__all__ = ["Plan", "Run", "check", "load", "plan_workbook", "publish_run", "report", "solve"]

BOTH = "both"
PACKAGES = ("balances", "pulp", "highspy", "pandas", "openpyxl", "numpy", "scipy", "networkx")


def check(
    path: str | Path,
    *,
    variant: str | None = None,
    edits: Sequence[str] = (),
    scenario: str | None = None,
    strict: bool = False,
) -> tuple[Issue, ...]:
    """Everything wrong with a workbook, errors first; the file is only read.

    Args:
        path: an .xlsx file or a folder of .csv files.
        variant: variant of the control figures; None = the last of the sheet.
        edits: changes, each written `sheet.key.field=value`.
        scenario: name in the sheet scenarios.
        strict: count warnings as errors.

    Raises:
        FileError: the file cannot be read.
    """
    found = read(Path(path), variant=variant, edits=edits, scenario=scenario, strict=strict)
    return found.issues


def load(
    path: str | Path,
    *,
    variant: str | None = None,
    edits: Sequence[str] = (),
    scenario: str | None = None,
    strict: bool = False,
) -> Economy:
    """Read a workbook into an economy; the arguments are those of `check`.

    Raises:
        InputError: the workbook has errors; carries all of them.
        FileError: the file cannot be read.
    """
    found = read(Path(path), variant=variant, edits=edits, scenario=scenario, strict=strict)
    return _economy_of(found)


def report(plan: Plan | Mapping[str, Plan], path: str | Path) -> Path:
    """Write the Excel report of a plan, or of plans by mode; returns where it went.

    Raises:
        FileError: the report cannot be written; an old one is left whole.
    """
    plans = {plan.mode: plan} if isinstance(plan, Plan) else plan
    given = ReportInput(plans=plans, provenance=Provenance(command="report", versions=versions()))
    return publish({Path(path): render_report(given)})[0]


def versions() -> Mapping[str, str]:
    """Versions of Python and of the packages that take part."""
    return {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}}


@dataclass(frozen=True, eq=False)
class Run:
    """A workbook planned: what the report and the JSON are made from.

    Attributes:
        reading: what the workbook held.
        given: plans, issues and provenance, as reports take them.
    """

    reading: Reading
    given: ReportInput

    @property
    def plans(self) -> Mapping[str, Plan]:
        """The plans by mode."""
        return self.given.plans


def plan_workbook(
    path: str | Path,
    *,
    mode: str | None = None,
    method: str | None = None,
    variant: str | None = None,
    edits: Sequence[str] = (),
    scenario: str | None = None,
    strict: bool = False,
    solver: str = "highs",
    seconds: float = math.inf,
    progress: Callable[[str], None] = lambda _: None,
) -> Run:
    """Check a workbook, plan it and certify the plans.

    Args:
        path: an .xlsx file or a folder of .csv files.
        mode: balanced, mobilised or both; None = both where classes differ, else balanced.
        method: as in `solve`; None = the workbook's.
        variant: as in `check`.
        edits: as in `check`.
        scenario: as in `check`.
        strict: as in `check`.
        solver: as in `solve`.
        seconds: time limit for each plan.
        progress: called with a line a stage.

    Raises:
        InputError: the workbook has errors.
        FileError: it cannot be read.
        InfeasiblePlanError, UnboundedPlanError, SolverStoppedError: as `solve`.
    """
    clock = _Clock()
    reading = read(Path(path), variant=variant, edits=edits, scenario=scenario, strict=strict)
    economy = _economy_of(reading)
    clock.lap("read")
    plans: dict[str, Plan] = {}
    for chosen in _modes(economy, mode):
        progress(f"{chosen} plan")
        plans[chosen] = solve(
            economy, chosen, method=method or "", solver=solver, seconds=seconds, progress=progress
        )
    clock.lap("solve")
    options = {
        "mode": mode or "",
        "method": method or "",
        "variant": variant or "",
        "scenario": scenario or "",
        "set": "; ".join(edits),
        "solver": solver,
    }
    provenance = Provenance(
        command="plan",
        input_name=reading.name,
        sha256=reading.sha256,
        versions=versions(),
        options={name: value for name, value in options.items() if value},
        timings=clock.laps,
    )
    return Run(reading, ReportInput(plans, reading.issues, provenance))


def publish_run(
    run: Run, target: Path | None = None, json_target: Path | None = None
) -> tuple[Path, ...]:
    """Write the report and the JSON of a run, together or not at all; returns where they went.

    Raises:
        FileError: they cannot be written; old files are left whole.
    """
    files: dict[Path, bytes] = {}
    if target is not None:
        files[target] = render_report(run.given)
    if json_target is not None:
        named = [path for path in (target, json_target) if path is not None]
        files[json_target] = run_json(run, named).encode("utf-8")
    return publish(files)


def run_json(run: Run, files: Sequence[Path]) -> str:
    """The JSON object of a run that wrote these files."""
    return to_json(run.given, [str(path) for path in files])


def verdicts(run: Run) -> tuple[str, ...]:
    """What came out, a sentence or two for each plan."""
    return tuple(verdict(plan) for plan in run.plans.values())


def _economy_of(reading: Reading) -> Economy:
    if reading.economy is None:
        raise InputError(reading.issues)
    return reading.economy


def _modes(economy: Economy, mode: str | None) -> tuple[str, ...]:
    """The modes to plan: as asked, or both where the workbook declares classes."""
    if mode in MODES:
        return (mode,)
    classes = {claim.priority for claim in economy.claims}
    classes |= {figure.priority for figure in economy.figures if not figure.hard}
    declared = len(classes) > 1
    return (BALANCED, MOBILISED) if mode == BOTH or (not mode and declared) else (BALANCED,)


class _Clock:
    """Seconds between laps, by name."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        """Note the time since the last lap."""
        now = time.perf_counter()
        self.laps[name] = now - self._last
        self._last = now
