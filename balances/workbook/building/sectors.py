"""Commodities and activities: sectors with their main activities, then techniques."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

from balances.economy.records import Activity, Agency, Commodity
from balances.workbook.cells import Manner, Row
from balances.workbook.numbers import read_number, rounding
from balances.workbook.tables import Tables


def commodities(tables: Tables) -> tuple[Commodity, ...]:
    """One commodity a sector, in the order of the sheet."""
    return tuple(_commodity(tables, row) for row in tables.rows("sectors"))


def _commodity(tables: Tables, row: Row) -> Commodity:
    return Commodity(
        code=row.text("code"),
        unit=row.text("unit"),
        name=row.text("name"),
        groups=tuple(dict.fromkeys(row.words("group"))),
        base_output=row.number_of("base_output"),
        opening_stock=row.amount("opening_stock"),
        min_stock=row.amount("min_stock"),
        storable=row.flag("storable"),
        funded=row.flag("funded"),
        price=row.number_of("price"),
        retail_price=row.number_of("retail_price"),
        turnover_tax=row.amount("turnover_tax"),
        import_limit=row.amount("import_limit"),
        import_price=row.number_of("import_price"),
        export_price=row.number_of("export_price"),
        source=row.text("source"),
        where=tables.at("sectors", row, "code"),
    )


def base_retail_prices(tables: Tables) -> Mapping[str, float]:
    """r0 by commodity, where it is given and differs from the list price of the plan."""
    return MappingProxyType(
        {
            row.text("code"): row.amount("base_retail_price")
            for row in tables.rows("sectors")
            if row.given("base_retail_price")
            and row.number_of("base_retail_price") != row.number_of("retail_price")
        }
    )


def spending_profile(row: Row) -> tuple[float, ...] | None:
    """Shares of construction spending by period; None where they are no shares, or too many.

    They add up to 1 but for what rounding to the digits printed explains, which is spread over
    them.
    """
    words = row.words("spending_profile")
    shares = [read_number(word, Manner(from_text=True)).value for word in words]
    known = [share for share in shares if share is not None and share >= 0.0]
    if len(known) != len(words) or not words:
        return None if words else ()
    total, allowed = math.fsum(known), rounding(known) * (1.0 - 1e-9)
    fits = len(known) == max(row.whole("construction_lag"), 1)
    if not fits or abs(total - 1.0) >= max(allowed, 1e-9):
        return None
    return tuple(known) if abs(total - 1.0) < 1e-12 else tuple(s / total for s in known)


def activities(tables: Tables) -> tuple[Activity, ...]:
    """Main activities in the order of the sectors, then techniques in the order of theirs."""
    main = {row.text("code"): _main(tables, row) for row in tables.rows("sectors")}
    further = (
        _technique(tables, row, main)
        for row in tables.rows("techniques")
        if row.text("sector") in main and row.text("technique") not in main
    )
    return (*main.values(), *further)


def _main(tables: Tables, row: Row) -> Activity:
    base = row.amount("base_output")
    return Activity(
        code=row.text("code"),
        commodity=row.text("code"),
        agency=row.text("agency"),
        capacity=row.amount("capacity", math.inf),
        depreciation=row.amount("depreciation"),
        lead=row.whole("lead"),
        opening_output=row.amount("opening_output", base),
        base_output=base,
        construction_lag=row.whole("construction_lag"),
        spending_profile=spending_profile(row) or (),
        where=tables.at("sectors", row, "code"),
    )


def _technique(tables: Tables, row: Row, main: Mapping[str, Activity]) -> Activity:
    model = main[row.text("sector")]
    base = row.amount("base_output")
    return Activity(
        code=row.text("technique"),
        commodity=model.code,
        agency=row.text("agency") or model.agency,
        capacity=row.amount("capacity", math.inf),
        depreciation=row.amount("depreciation", model.depreciation),
        lead=row.whole("lead", model.lead),
        opening_output=row.amount("opening_output", base),
        base_output=base,
        technique=True,
        construction_lag=model.construction_lag,
        spending_profile=model.spending_profile,
        where=tables.at("techniques", row, "technique"),
    )


def agencies(tables: Tables) -> tuple[Agency, ...]:
    """The agencies of the list."""
    return tuple(
        Agency(
            code=row.text("agency"),
            name=row.text("name"),
            kind=row.text("kind"),
            rank=row.whole("rank", 5),
            influence=row.number_of("influence"),
            compliance=row.number_of("compliance"),
            sponsor=row.text("sponsor"),
            source=row.text("source"),
            where=tables.at("agencies", row, "agency"),
        )
        for row in tables.rows("agencies")
        if row.text("agency")
    )
