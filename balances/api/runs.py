"""A workbook planned from end to end."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from balances.analysis.drafts import Draft, draft_of
from balances.api.planning import Planning, has_decrees, known, plan_of_mode
from balances.api.provenance import came_from, given
from balances.api.reading import economy_of, examine
from balances.economy.economy import Economy
from balances.gosplan import Plan
from balances.politburo import Replay, run_frozen
from balances.program.goals import BALANCED, MOBILISED, MODES
from balances.reporting import ReportInput, inputs_of, products_named
from balances.workbook import Reading, scenarios_of_figures, under_scenario

BOTH = "both"


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
    cards: str = "",
    upto: int | None = None,
    frozen: bool = False,
    command: str = "plan",
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
        cards: products whose balance cards the report has: codes or names with commas between,
            or `all`.
        upto: how many of the active decrees are replayed; None = all.
        frozen: whether the approved plan is also run forward without replanning.
        command: name for the provenance.
        progress: called with a line a stage.
        found: called with what the workbook holds, before it is planned.

    Raises:
        ValueError: no such mode, method or solver.
        InputError: the workbook has errors.
        ProductNameError: a card is asked of what is no product.
        FileError: it cannot be read.
        InfeasiblePlanError, UnboundedPlanError, SolverStoppedError: as `solve`.
    """
    if mode is not None:
        known("mode", mode, (*MODES, BOTH))
    clock = Clock()
    reading = examine(path, variant=variant, edits=edits, scenario=scenario, strict=strict)
    found(reading)
    economy = economy_of(reading)
    products = products_named(economy, cards)
    clock.lap("read")
    how = Planning(method or "", solver, seconds)
    plans, replayed = _planned(economy, _modes(economy, mode), how, upto, progress)
    left = run_frozen(replayed.approved, replayed.plan.economy) if frozen and replayed else None
    clock.lap("solve")
    asked = {
        "mode": mode,
        "method": method,
        "variant": variant,
        "scenario": scenario,
        "set": "; ".join(edits),
        "solver": solver,
        "upto": upto,
        "frozen": "yes" if frozen else None,
        "cards": cards,
    }
    planned = ReportInput(
        plans=plans,
        issues=reading.issues,
        provenance=came_from(command, reading, given(asked), clock.laps),
        replay=replayed,
        frozen=left,
        inputs=inputs_of(Path(path), reading) if with_inputs else (),
        drafts=drafts_of(reading),
        cards=products,
    )
    return Run(reading, planned)


def _planned(
    economy: Economy,
    modes: Sequence[str],
    how: Planning,
    upto: int | None,
    progress: Callable[[str], None],
) -> tuple[dict[str, Plan], Replay | None]:
    """The plan of each mode, and the replay of the decrees if there was one."""
    plans: dict[str, Plan] = {}
    replayed: Replay | None = None
    for mode in modes:
        progress(f"{mode} plan")
        plans[mode], found = plan_of_mode(economy, mode, how, progress, upto=upto)
        replayed = found or replayed
    return plans, replayed


def drafts_of(reading: Reading) -> tuple[Draft, ...]:
    """The scenarios that are drafts of the investment plan: they set investment and its cost."""
    found = []
    for name in scenarios_of_figures(reading.tables, ("investment", "cost")):
        economy = under_scenario(reading, name)
        draft = draft_of(name, economy) if economy is not None else None
        found += [draft] if draft is not None else []
    return tuple(found)


def _modes(economy: Economy, mode: str | None) -> tuple[str, ...]:
    """The modes to plan: as asked, or both where the workbook declares classes."""
    if mode in MODES:
        return (mode,)
    classes = {claim.priority for claim in economy.claims}
    classes |= {figure.priority for figure in economy.figures if not figure.hard}
    declared = len(classes) > 1 or has_decrees(economy)
    return (BALANCED, MOBILISED) if mode == BOTH or (not mode and declared) else (BALANCED,)


class Clock:
    """Seconds between laps, by name."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        """Note the time since the last lap."""
        now = time.perf_counter()
        self.laps[name] = now - self._last
        self._last = now
