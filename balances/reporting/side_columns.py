"""Balanced and mobilised side by side: columns and cells of every list that shows both."""

from __future__ import annotations

from balances.reporting import formulas
from balances.reporting.table import Cell, Column, Show


def side_columns(heading: str) -> tuple[Column, ...]:
    """What, unit, period, both plans, difference and percent; `heading` is that of what."""
    return (
        Column("what", heading, width=44.0),
        Column("unit", "Unit"),
        Column("period", "Period"),
        *pair_columns(),
    )


def pair_columns(unit: str = "") -> tuple[Column, ...]:
    """Both plans, difference and percent; the unit is empty where a unit column says it."""
    return (
        Column("balanced", "Balanced", unit=unit, show=Show.QUANTITY),
        Column("mobilised", "Mobilised", unit=unit, show=Show.QUANTITY),
        Column("difference", "Difference", unit=unit, show=Show.QUANTITY),
        Column("percent", "Percent", show=Show.SHARE),
    )


def side_cells(
    what: str, unit: str, period: str, balanced: Cell, mobilised: Cell
) -> dict[str, Cell]:
    """A row of all of these columns."""
    cells: dict[str, Cell] = {"what": what, "unit": unit, "period": period}
    return cells | pair_cells(balanced, mobilised)


def pair_cells(balanced: Cell, mobilised: Cell) -> dict[str, Cell]:
    """Both plans; difference = mobilised less balanced, in percent of balanced."""
    cells = {"balanced": balanced, "mobilised": mobilised}
    cells["difference"] = formulas.difference(cells, "mobilised", "balanced")
    cells["percent"] = formulas.ratio(cells, "difference", "balanced")
    return cells
