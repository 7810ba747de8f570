"""Points of the cost curve: which hold in a period, and whether they make a curve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from balances.economy.issue import Issue
from balances.workbook.catalogue import issue
from balances.workbook.cells import Row
from balances.workbook.periods import Calendar
from balances.workbook.tables import Tables

_ROUNDING = 1e-9

Points = tuple[tuple[float, float], ...]


def curves(tables: Tables, calendar: Calendar) -> tuple[Points, ...]:
    """Points (volume, price index) of each period: its own, else those of every period."""
    groups = _groups(tables)
    return tuple(_points(groups.get(label, groups.get("", ()))) for label in calendar.labels)


def _groups(tables: Tables) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in tables.rows("cost_curve"):
        if row.given("volume") and row.given("price_index"):
            found.setdefault(row.text("period"), []).append(row)
    return found


def _points(rows: Sequence[Row]) -> Points:
    """The points in the order of the sheet; none where they make no curve."""
    if any(_faults(rows)):
        return ()
    return tuple((row.amount("volume"), row.amount("price_index")) for row in rows)


def _faults(rows: Sequence[Row]) -> Iterator[tuple[Row, str, str]]:
    """Row, column and words of each point that does not go on from the one before."""
    before, spent, slope = 0.0, 0.0, 0.0
    for row in rows:
        volume, index = row.amount("volume"), row.amount("price_index")
        if volume <= before:
            yield row, "volume", f"volume is {volume:.15g}; more than {before:.15g} is expected."
            continue
        if index <= 0.0:
            yield row, "price_index", "price_index is 0; a number above 0 is expected."
            continue
        further = (volume * index - spent) / (volume - before)
        if further < slope * (1.0 - _ROUNDING):
            words = f"More work costs {further:.6g} a unit from here back to the point before, "
            words += f"and {slope:.6g} before that; work that grows dearer is expected."
            yield row, "price_index", words
        before, spent, slope = volume, volume * index, further


def check_curves(tables: Tables) -> tuple[Issue, ...]:
    """C221: points of a period that make no convex curve."""
    return tuple(
        issue(
            "C221",
            tables.at("cost_curve", row, column),
            words,
            "Give volumes in increasing order, with spending (volume x index) that grows ever "
            "faster.",
        )
        for rows in _groups(tables).values()
        for row, column, words in _faults(rows)
    )
