"""Two plans compared: modes, variants, scenarios, numbers of decrees, or two workbooks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from balances.analysis.compare import Comparison, compare
from balances.api.planning import Planning, plan_of_mode
from balances.api.provenance import versions
from balances.api.reading import economy_of, examine
from balances.gosplan import Plan
from balances.program.goals import BALANCED, MOBILISED
from balances.reporting import Provenance, publish
from balances.reporting.compared import Sides, render_comparison


@dataclass(frozen=True)
class Side:
    """One side of a comparison: a workbook and how it is planned.

    Attributes:
        path: an .xlsx file or a folder of .csv files.
        mode: balanced or mobilised.
        variant: of the control figures; None = the last.
        scenario: of the sheet scenarios; None = none.
        upto: decrees replayed; None = all.
        edits: changes, each `sheet.key.field=value`.
    """

    path: Path
    mode: str = MOBILISED
    variant: str | None = None
    scenario: str | None = None
    upto: int | None = None
    edits: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What it is, in words."""
        parts = (
            self.path.name,
            self.mode,
            f"variant {self.variant}" if self.variant else "",
            f"scenario {self.scenario}" if self.scenario else "",
            f"{self.upto} decrees" if self.upto is not None else "",
            "; ".join(self.edits),
        )
        return ", ".join(part for part in parts if part)


def planned(side: Side, how: Planning, progress: Callable[[str], None]) -> tuple[Plan, str, str]:
    """The plan of one side, with the name and the hash of its workbook.

    Raises:
        InputError, FileError, InfeasiblePlanError, SolverStoppedError: as `plan_workbook`.
    """
    reading = examine(side.path, variant=side.variant, scenario=side.scenario, edits=side.edits)
    economy = economy_of(reading)
    progress(side.name)
    plan, _ = plan_of_mode(economy, side.mode, how, progress, upto=side.upto)
    return plan, reading.name, reading.sha256


def compare_workbooks(
    left: Side,
    right: Side,
    target: Path | None,
    *,
    how: Planning = Planning(),  # noqa: B008 - frozen
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[Comparison, Sequence[Path]]:
    """Plan both sides and hold them against each other; writes a report where one is asked for.

    Args:
        left: what stands left.
        right: what stands right.
        target: report to write; None = none.
        how: the plans are made.
        progress: called with a line a stage.

    Raises:
        InputError, FileError, InfeasiblePlanError, SolverStoppedError: as `plan_workbook`.
    """
    (before, *first), (after, *second) = (planned(side, how, progress) for side in (left, right))
    found = compare(before, after)
    if target is None:
        return found, ()
    came = Provenance(
        command="compare",
        input_name=" | ".join(dict.fromkeys((first[0], second[0]))),
        sha256=" | ".join(dict.fromkeys((first[1], second[1]))),
        versions=versions(),
        options={"left": left.name, "right": right.name},
    )
    sides = Sides(before, after, left.name, right.name)
    return found, publish({target: render_comparison(sides, found, came)})


def sides_of(first: Path, second: Path | None, **asked: Any) -> tuple[Side, Side]:  # noqa: ANN401
    """The two sides that a command line asks for.

    Args:
        first: workbook A.
        second: workbook B; None = A again.
        asked: mode, and pairs `variants`, `scenarios`, `upto` where they differ; `edits` of
            the right side, `base_edits` of both.

    Raises:
        ValueError: nothing differs between the two sides, and both modes are not asked for.
    """
    mode = asked.get("mode")
    both = tuple(asked.get("base_edits") or ())
    left = Side(first, mode or MOBILISED, edits=both)
    right = replace(left, path=second or first, edits=(*both, *(asked.get("edits") or ())))
    for field, name in (("variant", "variants"), ("scenario", "scenarios"), ("upto", "upto")):
        pair = asked.get(name)
        if pair:
            left, right = replace(left, **{field: pair[0]}), replace(right, **{field: pair[1]})
    if second is None and left == right:
        if mode is not None:
            raise ValueError("Nothing differs between the two sides.")
        left = replace(left, mode=BALANCED)
    return left, right
