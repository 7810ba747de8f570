"""Which commodities of a workbook are worth commanding."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from balances.analysis.heights import Heights, heights_by_step
from balances.api.planning import Planning, has_decrees, replay
from balances.api.provenance import came_from, given
from balances.api.reading import economy_of, examine
from balances.economy.economy import Economy
from balances.economy.measures import measure_unit
from balances.politburo import with_shocks
from balances.reporting import HeightsAbout, publish, render_heights

BEST = 10
"""Commodities chosen where nothing else is asked for."""


def heights_workbook(
    path: str | Path,
    target: Path,
    *,
    best: int = BEST,
    variant: str | None = None,
    edits: Sequence[str] = (),
    scenario: str | None = None,
    strict: bool = False,
    seconds: float = math.inf,
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[Path, Heights]:
    """Rank the commodities of a workbook; writes the heights report.

    Args:
        path: an .xlsx file or a folder of .csv files.
        target: report to write.
        best: how many commodities are chosen at most.
        variant: as in `check`.
        edits: as in `check`.
        scenario: as in `check`.
        strict: as in `check`.
        seconds: time limit for each plan.
        progress: called with a line a commodity.

    Decrees in force are carried out first. An interrupted search writes what is known, once the
    plans with everything and with nothing controlled are there.

    Raises:
        InputError, FileError: as `load`.
        InfeasiblePlanError, UnboundedPlanError, SolverStoppedError: as `solve`.
    """
    reading = examine(path, variant=variant, edits=edits, scenario=scenario, strict=strict)
    economy = _in_force(economy_of(reading), seconds, progress)
    steps = heights_by_step(economy, best=best, seconds=seconds, progress=progress)
    found, interrupted = _as_far_as_let(steps, progress)
    about = _about(economy, interrupted=interrupted)
    asked = {"best": best, "variant": variant, "scenario": scenario, "set": "; ".join(edits)}
    came = came_from("heights", reading, given(asked))
    return publish({target: render_heights(found, about, came)})[0], found


def _about(economy: Economy, *, interrupted: bool) -> HeightsAbout:
    """What the report says of a search."""
    return HeightsAbout(
        title=economy.settings.title,
        unit=f"{measure_unit(economy, 'group_output', 'all')} at base prices",
        synthetic=economy.synthetic,
        interrupted=interrupted,
    )


def _in_force(economy: Economy, seconds: float, progress: Callable[[str], None]) -> Economy:
    """The economy once its decrees have been carried out and its shocks have come."""
    if not has_decrees(economy):
        return with_shocks(economy)
    return replay(economy, how=Planning(seconds=seconds), progress=progress).plan.economy


def _as_far_as_let(
    steps: Iterator[Heights], progress: Callable[[str], None]
) -> tuple[Heights, bool]:
    """The last step there is, and whether an interruption kept further ones away."""
    found = next(steps)
    try:
        for step in steps:
            found = step
    except KeyboardInterrupt:
        progress(f"interrupted with {len(found.curve) - 1} chosen")
        return found, True
    return found, False
