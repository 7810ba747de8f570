"""Variants of control figures: which rows are in force."""

from __future__ import annotations

from collections.abc import Sequence

from balances.economy.issue import Issue, Where
from balances.workbook.catalogue import issue
from balances.workbook.cells import Row
from balances.workbook.periods import Calendar
from balances.workbook.tables import Tables
from balances.workbook.words import did_you_mean, listed, shown


def variants(tables: Tables) -> tuple[str, ...]:
    """Names of the variants in the order of the sheet."""
    names = (row.text("variant") for row in tables.rows("control_figures"))
    return tuple(dict.fromkeys(name for name in names if name))


def chosen_variant(tables: Tables, wanted: str | None) -> tuple[str, tuple[Issue, ...]]:
    """The variant in force: the one asked for, else the last of the sheet; empty = none."""
    names = variants(tables)
    last = names[-1] if names else ""
    if wanted is None:
        return last, ()
    for name in names:
        if name.casefold() == wanted.strip().casefold():
            return name, ()
    message = f"There is no variant {shown(wanted)}; there are {listed(names) or 'none'}."
    where = Where(tables.file, "control_figures")
    remedy = "Choose one of them."
    return last, (issue("R306", where, message + did_you_mean(wanted, names), remedy),)


def figure_period(row: Row, calendar: Calendar) -> int | None:
    """Period of a control figure: blank is the last; None = none that the measure may have."""
    label = row.text("period")
    if label and row.text("measure") == "capacity":
        position = calendar.position(label)
        return position if position is not None and position >= 0 else None
    return calendar.period(label) if label else len(calendar.labels) - 1


def effective_rows(tables: Tables, calendar: Calendar, variant: str) -> tuple[Row, ...]:
    """The rows in force, in the order of the sheet.

    Rows agree on measure, item and period; of these the chosen variant's stand, else those of
    the variant before it. Rows without a variant are common ground, before all variants.
    """
    order = {"": -1} | {name: n for n, name in enumerate(variants(tables))}
    rows = [
        row
        for row in tables.rows("control_figures")
        if order[row.text("variant")] <= order.get(variant, len(order))
    ]
    keys = [(row.text("measure"), row.text("item"), figure_period(row, calendar)) for row in rows]
    latest: dict[tuple[str, str, int | None], int] = {}
    for key, row in zip(keys, rows, strict=True):
        latest[key] = max(latest.get(key, -1), order[row.text("variant")])
    return tuple(
        row
        for key, row in zip(keys, rows, strict=True)
        if order[row.text("variant")] == latest[key]
    )


def check_labels(tables: Tables, calendar: Calendar, rows: Sequence[Row]) -> tuple[Issue, ...]:
    """Errors about one label for two figures in force in one period."""
    first: dict[tuple[str, int | None], Row] = {}
    issues = []
    for row in rows:
        key = (row.text("figure"), figure_period(row, calendar))
        other = first.setdefault(key, row)
        if other is not row and row.text("variant") != other.text("variant"):
            issues.append(
                issue(
                    "R302",
                    tables.at("control_figures", row, "figure"),
                    f"{shown(row.text('figure'))} is in force twice in one period: here and in "
                    f"row {other.number}, for another measure or item.",
                    "Give the two figures different labels.",
                )
            )
    return tuple(issues)
