"""From printed figures to absolute ones: indices, growth, ranges and geometric paths."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from balances.economy.issue import Issue
from balances.workbook.building.variants import figure_period
from balances.workbook.catalogue import issue
from balances.workbook.cells import Row
from balances.workbook.periods import Calendar
from balances.workbook.tables import Tables
from balances.workbook.words import shown


@dataclass(frozen=True)
class Reckoned:
    """A figure in one period, in absolute terms.

    Attributes:
        row: the row it comes from. period: 0-based.
        target, high: low and high end [unit of the measure]. printed: value as printed.
        base: base-year value where it was needed.
        on_path: whether it was filled in by a geometric path.
    """

    row: Row
    period: int
    target: float
    high: float | None
    printed: float
    base: float | None
    on_path: bool = False


class NoBaseError(Exception):
    """The base-year value cannot be reckoned; the issue says why."""

    def __init__(self, found: Issue) -> None:
        super().__init__(found.message)
        self.issue = found


BaseOf = Callable[[Row], float]


def reckon(
    tables: Tables, calendar: Calendar, rows: Sequence[Row], base_of: BaseOf
) -> tuple[tuple[Reckoned, ...], tuple[Issue, ...]]:
    """All figures in absolute terms, with those that geometric paths fill in."""
    own: dict[tuple[str, str, str, int], float] = {}
    found: list[Reckoned] = []
    issues: list[Issue] = []
    dated = [(figure_period(row, calendar), row) for row in rows]
    for period, row in sorted(
        ((p, r) for p, r in dated if p is not None), key=lambda pair: pair[0]
    ):
        try:
            base = _positive_base(tables, row, base_of) if _needs_base(row) else None
        except NoBaseError as error:
            issues.append(error.issue)
            continue
        before = own.get((*_subject(row), period - 1))
        figure = _reckoned(calendar.steps(period), (period, row), base, before)
        issues += _impossible(tables, figure)
        own[(*_subject(row), period)] = figure.target
        found.append(figure)
    taken = frozenset(own)
    paths = [f for figure in found for f in _path(calendar, figure, taken)]
    order = {id(row): n for n, row in enumerate(rows)}
    return tuple(sorted((*found, *paths), key=lambda f: (order[id(f.row)], f.period))), tuple(
        issues
    )


def _subject(row: Row) -> tuple[str, str, str]:
    return row.text("measure"), row.text("item"), row.text("sense")


def power(factor: float, steps: int) -> float:
    """factor^steps; infinite where no number is so large."""
    try:
        return float(factor**steps)
    except OverflowError:
        return math.inf


def _needs_base(row: Row) -> bool:
    return row.text("as") != "quantity" or row.text("path") == "geometric"


def _factor(row: Row, column: str) -> float | None:
    """What an index or growth multiplies its reference by; None where the cell is blank."""
    value = row.number_of(column)
    if value is None:
        return None
    if row.text("as") == "index":
        return value
    return 1.0 + value * (100.0 if row.cells[column].percent else 1.0) / 100.0


def _reckoned(
    steps: int, dated: tuple[int, Row], base: float | None, before: float | None
) -> Reckoned:
    """One figure; `before` is its own target of the period before, if it has one."""
    period, row = dated
    printed = row.amount("value")
    if row.text("as") == "quantity" or base is None:
        return Reckoned(row, period, printed, row.number_of("high"), printed, base)
    factor, high = _factor(row, "value") or 0.0, _factor(row, "high")
    reference = base
    if row.text("against") == "previous":
        reference = base * power(max(factor, 0.0), steps - 1) if before is None else before
    upper = None if high is None else reference * high
    return Reckoned(row, period, reference * factor, upper, printed, base)


def _positive_base(tables: Tables, row: Row, base_of: BaseOf) -> float:
    base = base_of(row)
    if base > 0.0:
        return base
    item = shown(row.text("item")) if row.given("item") else "the whole economy"
    raise NoBaseError(
        issue(
            "R311",
            tables.at("control_figures", row, "value"),
            f"The base-year value of {row.text('measure')} for {item} is {base:.15g}, so growth "
            "or a path cannot be reckoned on it.",
            "Fill in base_output and final_demand, or give a quantity without a path.",
        )
    )


def _impossible(tables: Tables, figure: Reckoned) -> list[Issue]:
    """A figure below zero, or too large to be a number."""
    if 0.0 <= figure.target < math.inf:
        return []
    return [
        issue(
            "C205" if figure.target < 0.0 else "C212",
            tables.at("control_figures", figure.row, "value"),
            f"The figure comes to {figure.target:.6g}; a finite number of at least 0 is expected.",
            "Correct the value, or the column as.",
        )
    ]


def _path(
    calendar: Calendar, figure: Reckoned, taken: frozenset[tuple[str, str, str, int]]
) -> Iterator[Reckoned]:
    """The periods before on the geometric path from the base year, unless they have their own."""
    if figure.row.text("path") != "geometric" or not figure.base or figure.target < 0.0:
        return
    for period in range(figure.period):
        if (*_subject(figure.row), period) in taken:
            continue
        share = calendar.steps(period) / calendar.steps(figure.period)
        target = figure.base * (figure.target / figure.base) ** share
        high = None
        if figure.high is not None and figure.high >= 0.0:
            high = figure.base * (figure.high / figure.base) ** share
        yield Reckoned(figure.row, period, target, high, figure.printed, figure.base, on_path=True)
