"""Rules within a row: periods of the plan, one of two columns, bounds that do not cross."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from balances.economy.decrees import date_key
from balances.economy.issue import Issue
from balances.workbook.building.sectors import spending_profile
from balances.workbook.catalogue import issue
from balances.workbook.cells import Manner, Row
from balances.workbook.numbers import read_number
from balances.workbook.periods import Calendar
from balances.workbook.tables import Tables
from balances.workbook.words import did_you_mean, listed, shown

_BOUNDS: tuple[tuple[str, str, str], ...] = (
    ("claims", "floor", "quantity"),
    ("allocations", "min", "max"),
    ("control_figures", "value", "high"),
    ("decrees", "value", "high"),
)


def check_rules(tables: Tables, calendar: Calendar) -> tuple[Issue, ...]:
    """Everything that one row can say wrong by itself."""
    return tuple(
        chain(
            _periods(tables, calendar),
            _crossing(tables),
            _project_spans(tables, calendar),
            _quantity_or_growth(tables),
            _dates(tables),
            _profiles(tables),
        )
    )


def _periods(tables: Tables, calendar: Calendar) -> Iterator[Issue]:
    for name, table in tables.by_name.items():
        for column in (c for c in table.sheet.columns if c.kind == "period"):
            for row in table.rows:
                label = row.text(column.name)
                known = calendar.period(label) is not None or _beyond(name, row, label, calendar)
                if label and not known:
                    yield issue(
                        "C215",
                        tables.at(name, row, column.name),
                        f"{column.name} is {shown(label)}; one of the plan's periods is expected: "
                        f"{listed(calendar.labels)}.{did_you_mean(label, calendar.labels)}",
                        "Correct it, or change base_year, first_period or periods in settings.",
                    )


def _beyond(sheet: str, row: Row, label: str, calendar: Calendar) -> bool:
    """Whether a label that is no period of the plan has a meaning here all the same."""
    position = calendar.position(label)
    if sheet == "finance":
        return bool(calendar.base) and label == calendar.base and not row.given("agency")
    if sheet == "projects":
        return position is not None
    capacity = sheet == "control_figures" and row.text("measure") == "capacity"
    return capacity and position is not None and position >= 0


def _crossing(tables: Tables) -> Iterator[Issue]:
    for sheet, low, high in _BOUNDS:
        for row in tables.rows(sheet):
            least, most = row.number_of(low), row.number_of(high)
            if least is not None and most is not None and row.given(high) and least > most:
                yield issue(
                    "C219",
                    tables.at(sheet, row, low if low == "floor" else high),
                    f"{low} is {least:.15g} and {high} is {most:.15g}; {low} at most {high} is "
                    "expected.",
                    "Correct one of the two.",
                )


def _project_spans(tables: Tables, calendar: Calendar) -> Iterator[Issue]:
    for row in tables.rows("projects"):
        first = calendar.position(row.text("earliest"))
        last = calendar.position(row.text("latest"))
        if first is not None and last is not None and first > last:
            yield issue(
                "C219",
                tables.at("projects", row, "latest"),
                f"earliest is {row.text('earliest')} and latest is {row.text('latest')}.",
                "Correct one of the two.",
            )


def _quantity_or_growth(tables: Tables) -> Iterator[Issue]:
    for row in tables.rows("claims"):
        if row.cells["quantity"].bad or row.cells["growth"].bad:
            continue
        if row.given("quantity") == row.given("growth"):
            found = "both quantity and growth" if row.given("quantity") else "neither"
            yield issue(
                "C218",
                tables.at("claims", row, "quantity"),
                f"The claim gives {found}; exactly one of quantity and growth is expected.",
                "Fill in quantity, or growth in percent.",
            )


def _dates(tables: Tables) -> Iterator[Issue]:
    for row in tables.rows("decrees"):
        date = row.text("date")
        if date_key(date) is None:
            yield issue(
                "D503",
                tables.at("decrees", row, "date"),
                f"The date is {shown(date)}; a year, year-month, date or quarter is expected, such "
                "as 1935-07, 1935-07-14 or 1935Q3.",
                "Write it so, and keep the printed date in note.",
            )


def _profiles(tables: Tables) -> Iterator[Issue]:
    for row in tables.rows("sectors"):
        if spending_profile(row) is not None:
            continue
        words, periods = row.words("spending_profile"), max(row.whole("construction_lag"), 1)
        shares = [read_number(word, Manner(from_text=True)).value for word in words]
        expected = f"{periods} shares that add up to 1 are expected, one a period of construction."
        code = "C205" if len(words) == periods else "C220"
        if any(share is None or share < 0.0 for share in shares):
            code = "C201"
        yield issue(
            code,
            tables.at("sectors", row, "spending_profile"),
            f"spending_profile is {shown('; '.join(words))}; {expected}",
            "Write the share of each period, separated by ';', or leave it blank for equal ones.",
        )


def usable(row: Row, *columns: str) -> bool:
    """Whether none of these cells is bad."""
    return not any(row.cells[column].bad for column in columns)
