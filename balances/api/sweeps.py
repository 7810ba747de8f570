"""One field of a workbook swept over several values."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from balances.analysis.frontier import frontier, frontier_frame, sweep_of
from balances.api.provenance import came_from
from balances.api.reading import economy_of, examine, load
from balances.economy.economy import Economy
from balances.program.goals import BALANCED
from balances.reporting import (
    FrontierAbout,
    publish,
    render_frontier,
    render_frontier_figures,
)

Point: TypeAlias = dict[str, object]
"""One row of the frontier."""


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
    figures: Path | None = None,
    seconds: float = math.inf,
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[tuple[Path, ...], pd.DataFrame]:
    """Plan a workbook with one field at several values; writes the frontier report.

    Returns where report and figures went, and one row a point.

    Args:
        path: an .xlsx file or a folder of .csv files.
        over: what is swept, `sheet.key.field=first:last:count`.
        target: report to write.
        mode: balanced (None) or mobilised.
        variant: as in `check`.
        edits: as in `check`; the swept field is set after them.
        scenario: as in `check`.
        strict: as in `check`.
        figures: folder of the curves as PNG and SVG; None = none.
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
    economy, chosen = economy_of(first), mode or BALANCED

    def economy_at(value: float) -> Economy:
        return load(path, edits=(*edits, f"{field}={value!r}"), **choice)

    points = frontier(economy_at, values, chosen, seconds=seconds, progress=progress)
    frame = frontier_frame(_until_interrupted(points, progress))
    about = _about(field, economy, chosen)
    options = {"over": over, "mode": chosen, "set": "; ".join(edits)}
    came = came_from("frontier", first, options)
    files = {target: render_frontier(frame, about, came)}
    if figures is not None:
        files |= render_frontier_figures(frame, about, came, figures)
    return publish(files), frame


def _until_interrupted(points: Iterable[Point], progress: Callable[[str], None]) -> list[Point]:
    """The points that are done when the sweep ends or is interrupted."""
    done: list[Point] = []
    try:
        for point in points:
            done.append(point)  # noqa: PERF402 - what is done is kept when the rest is not
    except KeyboardInterrupt:
        progress(f"interrupted after {len(done)} points")
    return done


def _about(field: str, economy: Economy, mode: str) -> FrontierAbout:
    """What the report says of a sweep."""
    return FrontierAbout(
        field=field,
        words=field.rpartition(".")[2].replace("_", " "),
        title=economy.settings.title,
        mode=mode,
        currency=economy.settings.currency,
        unit=economy.settings.currency,
        synthetic=economy.synthetic,
    )
