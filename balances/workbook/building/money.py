"""Foreign exchange, allocations and agencies' stocks; and what is read but not planned."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from balances.economy.issue import Issue, Where
from balances.economy.records import Allocation
from balances.workbook.building.labour import by_period, grouped
from balances.workbook.catalogue import issue
from balances.workbook.periods import Calendar
from balances.workbook.tables import Table, Tables
from balances.workbook.words import did_you_mean, shown


def foreign_credit(tables: Tables, calendar: Calendar) -> tuple[float, ...] | None:
    """Foreign currency lent per period; None where foreign exchange is not balanced."""
    if not has_foreign_exchange(tables):
        return None
    credit = [0.0] * len(calendar.labels)
    for row in tables.rows("finance"):
        period = calendar.period(row.text("period"))
        if period is not None:
            credit[period] += row.amount("foreign_credit")
    return tuple(credit)


def credit_cells(tables: Tables, calendar: Calendar) -> tuple[Where, ...]:
    """Where the credit of each period stands, T; the sheet alone where it has no row."""
    rows = {row.text("period"): row for row in tables.rows("finance") if not row.given("agency")}
    return tuple(
        tables.at("finance", rows[label], "foreign_credit")
        if label in rows
        else tables.where("finance")
        for label in calendar.labels
    )


def has_foreign_exchange(tables: Tables) -> bool:
    """Whether any foreign price or credit is given."""
    priced = any(
        row.given("import_price") or row.given("export_price") for row in tables.rows("sectors")
    )
    return priced or any(row.given("foreign_credit") for row in tables.rows("finance"))


def check_import_prices(tables: Tables) -> tuple[Issue, ...]:
    """Errors about goods that may be imported without a price, where exchange is balanced."""
    if not has_foreign_exchange(tables):
        return ()
    return tuple(
        issue(
            "R310",
            tables.at("sectors", row, "import_price"),
            f"{shown(row.text('code'))} may be imported, but its import_price is blank, and "
            "foreign exchange is balanced here.",
            "Fill in import_price, or set import_limit to 0.",
        )
        for row in tables.rows("sectors")
        if row.amount("import_limit") > 0.0
        and not row.given("import_price")
        and not row.cells["import_price"].bad
    )


def allocations(tables: Tables, calendar: Calendar) -> tuple[Allocation, ...]:
    """What single agencies must or may receive, one record a period."""
    found = []
    for rows in grouped(tables.rows("allocations"), "commodity", "agency").values():
        for period, row in enumerate(by_period(rows, calendar)):
            if row is not None:
                found.append(
                    Allocation(
                        commodity=row.text("commodity"),
                        agency=row.text("agency"),
                        period=period,
                        low=row.number_of("min"),
                        high=row.number_of("max"),
                        share=row.number_of("share"),
                        where=tables.at("allocations", row, "agency"),
                    )
                )
    return tuple(found)


def agency_stocks(tables: Tables) -> Mapping[tuple[str, str], float]:
    """What agencies hold before the plan, by commodity and agency [unit]; zeros left out."""
    return MappingProxyType(
        {
            (row.text("commodity"), row.text("agency")): row.amount("quantity")
            for row in tables.rows("agency_stocks")
            if row.amount("quantity") > 0.0
        }
    )


def check_allocated_agencies(tables: Tables) -> tuple[Issue, ...]:
    """Errors about goods of an agency that is not listed, owns nothing and claims nothing."""
    known = {
        row.text(column)
        for sheet, column in (
            ("agencies", "agency"),
            ("sectors", "agency"),
            ("techniques", "agency"),
            ("projects", "agency"),
            ("claims", "claimant"),
        )
        for row in tables.rows(sheet)
    }
    return tuple(
        issue(
            "R301",
            tables.at(sheet, row, "agency"),
            f"agency {shown(row.text('agency'))} is not listed, owns nothing and claims nothing."
            + did_you_mean(row.text("agency"), sorted(known - {""})),
            "Correct the code, or add it to sheet agencies.",
        )
        for sheet in ("allocations", "agency_stocks")
        for row in tables.rows(sheet)
        if row.text("agency") not in known | {""}
    )


def sheets_left_out(tables: Tables) -> list[str]:
    """Sentences on sheets and columns that are read and checked but not planned yet."""
    found = []
    for name, table in tables.by_name.items():
        count = len(table.rows) or len(table.entries)
        if not table.sheet.planned and count:
            found.append(f"sheet {name} ({count} rows): it is read and checked, not planned yet.")
        elif table.sheet.planned:
            found += [
                f"column {column} of sheet {name}: it is read and checked, not planned yet."
                for column in _unplanned(table)
            ]
    return found


def _unplanned(table: Table) -> list[str]:
    return [
        column.name
        for column in table.sheet.columns
        if not column.planned and any(row.given(column.name) for row in table.rows)
    ]
