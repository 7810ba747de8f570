"""The curves of a frontier as figures."""

from __future__ import annotations

from balances.reporting.figures.figure import Line, LineFigure
from balances.reporting.table import Curve, Table, number


def frontier_figures(table: Table) -> tuple[LineFigure, ...]:
    """A figure for each curve of the sheet: what more budget does to work, and to prices."""
    curves = [chart for chart in table.charts if isinstance(chart, Curve)]
    return tuple(
        LineFigure(f"frontier_{curve.value}", curve.title, curve.x_axis, _lines(table, curve))
        for curve in curves
    )


def _lines(table: Table, curve: Curve) -> tuple[Line, ...]:
    drawn = ((curve.value, curve.axis), (curve.second, curve.second_axis))
    rows = [row.cells for row in table.blocks[curve.block].rows]
    lines = []
    for key, axis in drawn:
        pairs = [(number(cells.get(curve.x)), number(cells.get(key))) for cells in rows]
        points = tuple((x, y) for x, y in pairs if x is not None and y is not None)
        lines += [Line(points, axis)] if key and points else []
    return tuple(lines)
