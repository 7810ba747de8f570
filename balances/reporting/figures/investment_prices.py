"""The price index of investment by period."""

from __future__ import annotations

from collections.abc import Sequence

from balances.reporting.figures.figure import Bar, BarFigure, Bars
from balances.reporting.frames import Record, frame_of, records
from balances.reporting.report_input import ReportInput

NOTICEABLE = 5e-4
"""Differences of an index that its three decimals show."""


def investment_prices(report: ReportInput) -> BarFigure | None:
    """Prices that investment pays against planned cost, and the open index where money is left."""
    rows = [
        row
        for row in records(frame_of(report.main, "investment"))
        if row["real"] and row["nominal"] is not None and row["price_index"] is not None
    ]
    if not rows:
        return None
    groups = tuple(Bars(row["period"], tuple(_indices(row))) for row in rows)
    return BarFigure("investment_prices", _finding(rows), groups, "planned cost = 1", whole=1.0)


def _finding(rows: Sequence[Record]) -> str:
    highest = max(rows, key=lambda row: round(row["price_index"], 6))
    if highest["price_index"] < 1.0 + NOTICEABLE:
        return "Prices of investment stay at planned cost"
    return (
        f"Prices of investment stand at {highest['price_index']:.3f} times planned cost "
        f"in {highest['period']}"
    )


def _indices(row: Record) -> list[Bar]:
    index, opened = row["price_index"], row["open_price_index"]
    bars = [Bar(index, f"{index:.3f} price index")]
    if opened is not None and opened > index + NOTICEABLE:
        bars.append(Bar(opened, f"{opened:.3f} open index", 1))
    return bars
