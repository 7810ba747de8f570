"""Prices: what one more unit of everything scarce is worth to the plan."""

from __future__ import annotations

from balances.reporting.frames import prices_of, varies
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Column, Row, Show, Table
from balances.reporting.wording import titled, warning

_COLUMNS = (
    Column("row", "Kind of limit"),
    Column("item", "Item"),
    Column("holder", "Holder"),
    Column("period", "Period"),
    Column("unit", "Unit"),
    Column("stage", "Stage", show=Show.WHOLE),
    Column("stage_kind", "Objective of the stage"),
    Column("shadow_price", "Shadow price", show=Show.PRICE),
    Column("effort_price", "Price in least effort", show=Show.PRICE),
)


def prices(report: ReportInput) -> Table | None:
    """Shadow prices of the rows that bind, by the stage in which they first do."""
    plan = report.main
    found = [p for p in prices_of(plan) if p["shadow_price"] or p["effort_price"]]
    if not found:
        return None
    found.sort(key=lambda p: (not p["shadow_price"], p["stage"] or 0, -(p["shadow_price"] or 0.0)))
    shown = tuple(c for c in _COLUMNS if c.key != "holder" or varies(found, "holder"))
    keys = [column.key for column in shown if column.key not in ("row", "stage_kind")]
    rows = tuple(
        Row(
            {key: price[key] for key in keys}
            | {key: str(price[key]).replace("_", " ") for key in ("row", "stage_kind")}
        )
        for price in found
    )
    how = (
        "Objectively determined valuations: the gain in the objective of the stage from one more "
        "unit, in the first stage that uses the limit up; zero for what is in surplus, and then "
        "left out. Below zero is only a minimum: what one more unit ordered costs. "
        "Prices of different stages are not comparable. The price in the last stage is the effort "
        "that one more unit saves. By then one more unit also moves the levels that earlier stages "
        "fixed: this price is what is left after they have taken their share, and it is below zero "
        "where that costs more effort than the unit saves."
    )
    return Table(
        name="Prices",
        title=titled(plan, "Shadow prices"),
        about="What one more unit of everything scarce is worth to the plan",
        blocks=(Block(shown, rows),),
        warning=warning(plan),
        note=how,
        frozen=2,
    )
