"""The log of decrees: one record a row, in order of date and number."""

from __future__ import annotations

from types import MappingProxyType

from balances.economy.decrees import Decree, replay_key
from balances.workbook.cells import Row
from balances.workbook.periods import Calendar
from balances.workbook.tables import Tables


def decrees(tables: Tables, calendar: Calendar) -> tuple[Decree, ...]:
    """All decrees, also those that are not active."""
    found = (_decree(tables, row, calendar) for row in tables.rows("decrees"))
    return tuple(sorted(found, key=replay_key))


def _decree(tables: Tables, row: Row, calendar: Calendar) -> Decree:
    return Decree(
        number=row.text("number"),
        kind=row.text("kind"),
        date=row.text("date"),
        authority=row.text("authority"),
        value=_amount(row, "value"),
        high=_amount(row, "high"),
        basis=row.text("as"),
        of=row.text("of"),
        claims=row.words("claim"),
        commodities=row.words("commodity"),
        sectors=row.words("sector"),
        groups=row.words("group"),
        agencies=row.words("agency"),
        agency_kinds=row.words("agency_kind"),
        uses=row.words("use"),
        figures=row.words("figure"),
        projects=row.words("project"),
        what=row.text("what"),
        period=calendar.period(row.text("period")),
        from_agency=row.text("from_agency"),
        spared=row.words("except"),
        order=row.flag("order"),
        channel=row.text("channel"),
        delegated_by=row.text("delegated_by"),
        cancels=row.words("cancels"),
        active=row.flag("active"),
        note=row.text("note"),
        source=row.text("source"),
        where=tables.at("decrees", row, "number"),
        cells=MappingProxyType({c: tables.at("decrees", row, c) for c in row.cells}),
    )


def _amount(row: Row, name: str) -> float | None:
    """The number; a cell written as 10 % is 10 where the value is in percent, else 0.1."""
    number = row.number_of(name)
    in_percent = row.text("as") == "percent" and row.cells[name].percent
    return number * 100.0 if number is not None and in_percent else number


def decrees_left_out(tables: Tables) -> list[str]:
    """A sentence on decrees: the plan is made before any of them."""
    count = len(tables.rows("decrees"))
    if not count:
        return []
    return [f"sheet decrees ({count} rows): the plan is the one before the first of them."]
