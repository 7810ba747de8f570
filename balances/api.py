"""The verbs for scripts and notebooks.

from balances import load, solve, report

economy = load("plan.xlsx")
plan = solve(economy, mode="mobilised")
plan.outputs            # a pandas DataFrame, like plan.claims, plan.balances, plan.prices
report(plan, "report.xlsx")
"""

from __future__ import annotations

import json
import math
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pandas as pd

from balances import gosplan, politburo
from balances.analysis import Structure, structure
from balances.analysis.frontier import frontier, frontier_frame, sweep_of
from balances.economy.economy import Economy
from balances.economy.issue import InputError, Issue
from balances.gosplan import Plan
from balances.gosplan.methods import METHODS
from balances.gosplan.plan import ITERATIVE
from balances.politburo import Replay, with_shocks
from balances.program.goals import BALANCED, MOBILISED, MODES
from balances.reporting import (
    FrontierAbout,
    Provenance,
    ReportInput,
    inputs_of,
    publish,
    render_frontier,
    render_report,
    to_json,
    verdict,
)
from balances.reporting.document import document
from balances.workbook import Reading, read

__all__ = [
    "Plan",
    "Run",
    "Structure",
    "check",
    "examine",
    "failure_json",
    "load",
    "plan_workbook",
    "publish_run",
    "report",
    "solve",
    "structure",
    "sweep_workbook",
]

BOTH = "both"
ANY_METHOD = (*METHODS, ITERATIVE)
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
    return examine(path, variant=variant, edits=edits, scenario=scenario, strict=strict).issues


def examine(
    path: str | Path,
    *,
    variant: str | None = None,
    edits: Sequence[str] = (),
    scenario: str | None = None,
    strict: bool = False,
) -> Reading:
    """Read a workbook: its economy where it has no errors, its issues, its name and its hash.

    The arguments are those of `check`.

    Raises:
        FileError: the file cannot be read.
    """
    return read(Path(path), variant=variant, edits=edits, scenario=scenario, strict=strict)


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
    found = examine(path, variant=variant, edits=edits, scenario=scenario, strict=strict)
    return _economy_of(found)


def solve(
    economy: Economy,
    mode: str = BALANCED,
    *,
    method: str = "",
    solver: str = "highs",
    seconds: float = math.inf,
    progress: Callable[[str], None] = lambda _: None,
) -> Plan:
    """Make the plan of an economy and certify it.

    Args:
        economy: what is to be planned.
        mode: balanced (one class, equal cuts) or mobilised (classes as declared).
        method: leximin, weighted, least_effort or iterative; empty = the workbook's.
        solver: `highs`, or another solver of PuLP as a cross-check.
        seconds: time limit for all stages together.
        progress: called with one line a stage.

    Raises:
        ValueError: no such mode, method or solver.
        InfeasiblePlanError: hard lines contradict each other; names them.
        UnboundedPlanError: what is to be maximised has no limit.
        SolverStoppedError: no proof within the time, or the certificate was refused.
    """
    _known("mode", mode, MODES)
    if method:
        _known("method", method, ANY_METHOD)
    return gosplan.solve(
        economy, mode, method=method, solver=solver, seconds=seconds, progress=progress
    )


@dataclass(frozen=True)
class Planning:
    """How plans are made.

    Attributes:
        method: as in `solve`; empty = the workbook's.
        solver: as in `solve`.
        seconds: time limit for each plan.
    """

    method: str = ""
    solver: str = "highs"
    seconds: float = math.inf

    def plan(self, economy: Economy, mode: str, progress: Callable[[str], None]) -> Plan:
        """The plan of an economy in one mode; raises as `solve`."""
        return solve(
            economy,
            mode,
            method=self.method,
            solver=self.solver,
            seconds=self.seconds,
            progress=progress,
        )


def has_decrees(economy: Economy) -> bool:
    """Whether the log of the economy holds a decree that is active."""
    return any(decree.active for decree in economy.decrees)


def replay(
    economy: Economy,
    *,
    upto: int | None = None,
    how: Planning = Planning(),
    progress: Callable[[str], None] = lambda _: None,
) -> Replay:
    """Replay the log of decrees on the approved plan, one after another.

    Args:
        economy: with its log.
        upto: how many of the active decrees; None = all.
        how: the plans are made.
        progress: called with a line a decree.

    Raises:
        ValueError: no such method or solver.
        InfeasiblePlanError: there is no plan before the first decree.
        SolverStoppedError: a step found no proof.
    """
    if how.method:
        _known("method", how.method, ANY_METHOD)
    return politburo.replay(
        economy,
        upto=upto,
        method=how.method,
        solver=how.solver,
        seconds=how.seconds,
        progress=progress,
    )


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
    return {"python": platform.python_version(), **{name: _version(name) for name in PACKAGES}}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


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
    with_inputs: bool = False,
    progress: Callable[[str], None] = lambda _: None,
    found: Callable[[Reading], None] = lambda _: None,
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
        with_inputs: whether the report carries the sheets of the workbook, to be imported again.
        progress: called with a line a stage.
        found: called with what the workbook holds, before it is planned.

    Raises:
        ValueError: no such mode, method or solver.
        InputError: the workbook has errors.
        FileError: it cannot be read.
        InfeasiblePlanError, UnboundedPlanError, SolverStoppedError: as `solve`.
    """
    if mode is not None:
        _known("mode", mode, (*MODES, BOTH))
    clock = _Clock()
    reading = examine(path, variant=variant, edits=edits, scenario=scenario, strict=strict)
    found(reading)
    economy = _economy_of(reading)
    clock.lap("read")
    how = Planning(method or "", solver, seconds)
    replayed = None
    plans: dict[str, Plan] = {}
    for chosen in _modes(economy, mode):
        progress(f"{chosen} plan")
        if chosen == MOBILISED and has_decrees(economy):
            replayed = replay(economy, how=how, progress=progress)
            plans[chosen] = replayed.plan
        else:
            plans[chosen] = how.plan(with_shocks(economy), chosen, progress)
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
    inputs = inputs_of(Path(path), reading) if with_inputs else ()
    return Run(reading, ReportInput(plans, reading.issues, provenance, replayed, inputs))


def sweep_workbook(
    path: str | Path,
    over: str,
    target: Path,
    *,
    mode: str | None = None,
    variant: str | None = None,
    edits: Sequence[str] = (),
    scenario: str | None = None,
    strict: bool = False,
    seconds: float = math.inf,
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[Path, pd.DataFrame]:
    """Plan a workbook with one field at several values; writes the frontier report.

    Args:
        path: an .xlsx file or a folder of .csv files.
        over: what is swept, `sheet.key.field=first:last:count`.
        target: report to write.
        mode: balanced (None) or mobilised.
        variant: as in `check`.
        edits: as in `check`; the swept field is set after them.
        scenario: as in `check`.
        strict: as in `check`.
        seconds: time limit for each point.
        progress: called with a line a point.

    An interrupted sweep writes the points that are done.

    Raises:
        SweepError: `over` is not of that form.
        InputError, FileError: as `load`.
    """
    field, values = sweep_of(over)
    choice: Any = {"variant": variant, "scenario": scenario, "strict": strict}
    first = examine(path, edits=(*edits, f"{field}={values[0]!r}"), **choice)
    economy, chosen = _economy_of(first), mode or BALANCED

    def economy_at(value: float) -> Economy:
        return load(path, edits=(*edits, f"{field}={value!r}"), **choice)

    done: list[dict[str, object]] = []
    try:
        for point in frontier(economy_at, values, chosen, seconds=seconds, progress=progress):
            done.append(point)  # noqa: PERF402 - what is done is kept when the rest is not
    except KeyboardInterrupt:
        progress(f"interrupted after {len(done)} points")
    about = FrontierAbout(
        field=field,
        words=field.rpartition(".")[2].replace("_", " "),
        title=economy.settings.title,
        mode=chosen,
        currency=economy.settings.currency,
        unit=economy.settings.currency,
        synthetic=any(note.synthetic for note in economy.sources),
    )
    provenance = Provenance(
        command="frontier",
        input_name=first.name,
        sha256=first.sha256,
        versions=versions(),
        options={"over": over, "mode": chosen, "set": "; ".join(edits)},
    )
    frame = frontier_frame(done)
    return publish({target: render_frontier(frame, about, provenance)})[0], frame


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
    came = Provenance(command=command, versions=versions())
    if reading is not None:
        came = replace(came, input_name=reading.name, sha256=reading.sha256)
    issues = reading.issues if reading is not None else ()
    found = document(ReportInput({}, issues, came), [str(path) for path in files], status)
    found["explanation"] = list(explanation)
    return json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _known(what: str, name: str, names: Sequence[str]) -> None:
    if name not in names:
        raise ValueError(f"no {what} {name!r}; there are {', '.join(names)}.")


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
    declared = len(classes) > 1 or has_decrees(economy)
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
