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
        Column("balanced", "Balanced", show=Show.QUANTITY),
        Column("mobilised", "Mobilised", show=Show.QUANTITY),
        Column("difference", "Difference", show=Show.QUANTITY),
        Column("percent", "Percent", show=Show.SHARE),
    )


def side_cells(
    what: str, unit: str, period: str, balanced: Cell, mobilised: Cell
) -> dict[str, Cell]:
    """A row of these columns; difference = mobilised less balanced, in percent of balanced."""
    cells: dict[str, Cell] = {"what": what, "unit": unit, "period": period}
    cells |= {"balanced": balanced, "mobilised": mobilised}
    cells["difference"] = formulas.difference(cells, "mobilised", "balanced")
    cells["percent"] = formulas.ratio(cells, "difference", "balanced")
    return cells
