"""The plan after each decree in a few figures, and the way from the first to the last."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from balances.gosplan.plan import Plan
from balances.politburo import Replay
from balances.reporting import formulas
from balances.reporting.comparison import fulfilments, share_met
from balances.reporting.heights import heights_of, heights_worth
from balances.reporting.measured import over_plan
from balances.reporting.table import Block, Cell, Column, Row, Show, Waterfall, number
from balances.reporting.wording import amount, gained_words, share_words
from balances.reporting.worth import base_prices

BARS = 12
"""Steps of a waterfall; the smaller ones beyond are one step."""

CUT = 0.8
"""Where the lowest level is above this part of the highest, the axis does not begin at zero."""


@dataclass(frozen=True, slots=True)
class StepFigures:
    """The plan after one decree.

    Attributes:
        label: what was decreed. short: its number and kind.
        met: share of goals met. lowest: fulfilment.
        heights: what the final plan's orders and heights get, at base prices over the plan.
        consumption: of households, likewise; None where it is not defined.
    """

    label: str
    short: str
    met: float | None
    lowest: float | None
    heights: float
    consumption: float | None


def figures_by_step(replay: Replay) -> Iterator[StepFigures]:
    """The approved plan, then the plan after each decree that changed it."""
    heights, prices = heights_of(replay.approved, replay.plan), base_prices(replay.plan)

    def after(label: str, short: str, plan: Plan) -> StepFigures:
        return StepFigures(
            label,
            short,
            share_met(plan),
            min(fulfilments(plan), default=None),
            heights_worth(plan, heights, prices),
            over_plan(plan, "consumption"),
        )

    yield after("approved plan", "approved", replay.approved)
    for step in replay.steps:
        if step.plan is not step.before:
            decree = step.ruling.decree
            short = f"{decree.number} {decree.kind.replace('_', ' ')}"
            yield after(step.ruling.words, short, step.plan)


def steps_block(steps: Sequence[StepFigures], unit: str) -> Block:
    """One row a decree that changed the plan."""
    columns = (
        Column("step", "After decree", width=18.0),
        Column("met", "Goals met", show=Show.SHARE),
        Column("lowest", "Lowest fulfilment", show=Show.SHARE),
        Column("label", "What was decreed", width=46.0),
        Column("heights", "Orders and heights get", unit=unit, show=Show.QUANTITY),
        Column("consumption", "Household consumption", unit=unit, show=Show.QUANTITY),
    )
    rows = tuple(
        Row(
            {
                "step": step.short,
                "label": step.label,
                "met": step.met,
                "lowest": step.lowest,
                "heights": step.heights,
                "consumption": step.consumption,
            }
        )
        for step in steps
    )
    return Block(columns, rows, heading="The plan after each decree")


def waterfall_block(heading: str, steps: Sequence[StepFigures], values: Sequence[float]) -> Block:
    """What each step adds to a sum or takes from it; the first row is where it begins."""
    columns = (
        Column("step", "Decree"),
        Column("value", "After it", show=Show.QUANTITY),
        Column("base", "Stands on", show=Show.QUANTITY),
        Column("label", "What was decreed", width=46.0),
        Column("level", "Level", show=Show.QUANTITY),
        Column("rise", "Rise", show=Show.QUANTITY),
        Column("fall", "Fall", show=Show.QUANTITY),
    )
    rows: list[Row] = []
    above: dict[str, Cell] = {}
    merged = _merged(steps, values)
    for n, (step, label, value) in enumerate(merged):
        cells: dict[str, Cell] = {"step": step, "label": label, "value": value}
        if n in (0, len(merged) - 1):
            cells["level"] = formulas.same(cells, "value")
        else:
            cells["base"] = formulas.lower(above, cells, "value")
            cells["rise"] = formulas.rise(above, cells, "value")
            cells["fall"] = formulas.fall(above, cells, "value")
        rows.append(Row(cells))
        above = cells
    return Block(columns, tuple(rows), heading=heading, even=True)


def _merged(steps: Sequence[StepFigures], values: Sequence[float]) -> list[tuple[str, str, float]]:
    """Name, words and level after each step; the smallest steps beyond the limit are one."""
    changes = [after - before for before, after in pairwise(values)]
    largest = sorted(range(len(changes)), key=lambda n: -abs(changes[n]))
    level = values[0]
    found = [(steps[0].short, steps[0].label, level)]
    for n in sorted(largest[:BARS]):
        level += changes[n]
        found.append((steps[n + 1].short, steps[n + 1].label, level))
    if len(changes) > BARS:
        found.append(("others", f"{len(changes) - BARS} smaller steps together", values[-1]))
    return [*found, ("final", "final plan", values[-1])]


def waterfall(block: Block, at: int, what: str, unit: str) -> Waterfall:
    """The chart of a waterfall block; its title says what the decrees came to."""
    levels = [number(row.cells["value"]) or 0.0 for row in block.rows]
    first, last = levels[0], levels[-1]
    by = f"{what} from {amount(first)} to {amount(last)} {unit}"
    change = f" ({share_words(last / first - 1.0)})" if first else ""
    biggest = max(block.rows[1:-1], key=lambda row: abs(_step(row)))
    words = "adds" if _step(biggest) > 0.0 else "takes"
    most = f"; decree {biggest.cells['step']} {words} most" if _step(biggest) else ""
    listed = "; ".join(
        f"{row.cells['step']} {gained_words(_step(row))}" for row in block.rows[1:-1]
    )
    least, cut = 0.0, ""
    if min(levels) > CUT * max(levels):
        least = _round_below(min(levels), max(levels) - min(levels))
        cut = "; not from zero"
    return Waterfall(
        title=f"Decrees move {by}{change}{most}",
        alt=f"Waterfall chart of {what} by decree, in {unit}: {listed}.",
        block=at,
        labels="step",
        base="base",
        level="level",
        rise="rise",
        fall="fall",
        axis=f"{unit}: dark is the level, light a rise, orange a fall{cut}",
        least=least,
    )


def _round_below(low: float, reach: float) -> float:
    """A round figure below the lowest of levels that lie so far apart; never below zero."""
    if reach <= 0.0:
        return 0.0
    step = 10.0 ** math.floor(math.log10(reach))
    return max(0.0, (math.floor(low / step) - 1.0) * step)


def _step(row: Row) -> float:
    return (number(row.cells.get("rise")) or 0.0) - (number(row.cells.get("fall")) or 0.0)
