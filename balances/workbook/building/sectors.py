"""Commodities and activities: sectors with their main activities, then techniques."""

from __future__ import annotations

import math
from collections.abc import Mapping

from balances.economy.records import Activity, Agency, Commodity
from balances.workbook.cells import Row
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
