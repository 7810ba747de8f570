"""The charts of the sheet Compare: fulfilment by class, and worth by claimant."""

from __future__ import annotations

from collections.abc import Sequence

from balances.reporting.table import Block, Chart, Row, number
from balances.reporting.wording import gained_words, percent


def difference_of(row: Row) -> float:
    """What a row says that mobilisation changes; nothing where it says nothing."""
    return number(row.cells["difference"]) or 0.0


def compared_charts(
    blocks: Sequence[Block], classes: Block, claimants: Block, unit: str
) -> tuple[Chart, ...]:
    """A chart of each that has more than one row.

    Args:
        blocks: of the sheet, among them the two drawn.
        classes: average fulfilment by class.
        claimants: worth of what claimants get, gains first.
        unit: of worth.
    """
    found = []
    if len(classes.rows) > 1:
        title, alt = _class_finding(classes)
        at, values = blocks.index(classes), ("balanced", "mobilised")
        axis = "average share of target"
        found.append(Chart(title, alt, at, "class", values, axis, percent=True))
    if len(claimants.rows) > 1:
        title, alt = _claimant_finding(claimants, unit)
        at = blocks.index(claimants)
        found.append(Chart(title, alt, at, "what", ("difference",), f"{unit}, base prices"))
    return tuple(found)


def _class_finding(block: Block) -> tuple[str, str]:
    """The class that mobilisation cuts or lifts most."""
    row = max(block.rows, key=lambda row: abs(difference_of(row)))
    before, after = (number(row.cells[key]) for key in ("balanced", "mobilised"))
    title = (
        f"Class {row.cells['class']} gets {percent(after)} of target, {percent(before)} balanced"
    )
    listed = "; ".join(
        f"{row.cells['class']} {percent(number(row.cells['balanced']))} balanced, "
        f"{percent(number(row.cells['mobilised']))} mobilised"
        for row in block.rows
    )
    return title, f"Bar chart: average fulfilment by class: {listed}."


def _claimant_finding(block: Block, unit: str) -> tuple[str, str]:
    first, last = block.rows[0], block.rows[-1]
    parts = []
    if difference_of(first) > 0.0:
        parts.append(f"{first.cells['what']} ({gained_words(difference_of(first))}) gains most")
    if difference_of(last) < 0.0:
        parts.append(f"{last.cells['what']} ({gained_words(difference_of(last))}) pays most")
    listed = "; ".join(
        f"{row.cells['what']} {gained_words(difference_of(row))}" for row in block.rows
    )
    alt = f"Bar chart: worth of deliveries, mobilised less balanced, in {unit}: {listed}."
    return f"Of claimants {', '.join(parts)} [{unit}]", alt
