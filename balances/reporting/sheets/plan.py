"""Plan: outputs against base and capacity."""

from __future__ import annotations

from balances.reporting import formulas
from balances.reporting.frames import Record, first_seen, records, varies
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Cell, Column, Row, Show, Table
from balances.reporting.wording import titled, warning


def plan(report: ReportInput) -> Table | None:
    """What each activity makes in each period, against base year and capacity."""
    chosen = report.main
    outputs = records(chosen.outputs)
    if not outputs:
        return None
    blocks = [_capacity_block(outputs)]
    if len(chosen.economy.periods) > 1:
        blocks.insert(0, _path_block(outputs, chosen.economy.periods))
    words = (
        "Output in natural units. Index = output / base output; utilisation = output / capacity; "
        "the shadow price is what one more unit of capacity adds to the objective of the stage "
        "in which it first binds."
    )
    return Table(
        name="Plan",
        title=titled(chosen, "Outputs"),
        about="Outputs of every sector against base year and capacity",
        blocks=tuple(blocks),
        warning=warning(chosen),
        note=words,
        frozen=2,
    )


def _label_columns(outputs: list[Record]) -> tuple[Column, ...]:
    columns = [Column("sector", "Sector"), Column("name", "Name")]
    if any(row["activity"] != row["sector"] for row in outputs):
        columns.append(Column("activity", "Activity"))
    return (*columns, Column("unit", "Unit"))


def _path_block(outputs: list[Record], periods: tuple[str, ...]) -> Block:
    keys = [f"period_{n}" for n in range(len(periods))]
    names = zip(keys, periods, strict=True)
    columns = (
        *_label_columns(outputs),
        Column("base", "Base output", show=Show.QUANTITY),
        *(Column(key, period, show=Show.QUANTITY, band="Output") for key, period in names),
        Column("index", "Index, last to base", show=Show.INDEX, band="Growth"),
        Column("growth", "Average growth per period", show=Show.SHARE, band="Growth"),
    )
    made = {(row["activity"], row["period"]): row for row in outputs}
    rows = []
    for activity in first_seen(outputs, "activity"):
        first = made[activity, periods[0]]
        cells: dict[str, Cell] = {key: first[key] for key in ("sector", "name", "activity", "unit")}
        cells["base"] = first["base_output"] or None
        for key, period in zip(keys, periods, strict=True):
            cells[key] = made[activity, period]["output"]
        cells["index"] = formulas.ratio(cells, keys[-1], "base")
        cells["growth"] = formulas.growth(cells, keys[-1], "base", len(periods))
        rows.append(Row(cells))
    return Block(columns, tuple(rows), heading="Outputs over the plan")


def _capacity_block(outputs: list[Record]) -> Block:
    columns = (
        *_label_columns(outputs),
        Column("period", "Period"),
        Column("base", "Base output", show=Show.QUANTITY),
        Column("output", "Output", show=Show.QUANTITY),
        Column("index", "Index to base", show=Show.INDEX),
        Column("capacity", "Capacity", show=Show.QUANTITY),
        Column("utilisation", "Utilisation", show=Show.SHARE),
        *([Column("price", "Shadow price of capacity", show=Show.PRICE)] * _priced(outputs)),
    )
    heading = "Outputs against base and capacity" if len(first_seen(outputs, "period")) > 1 else ""
    return Block(columns, tuple(_capacity_row(row) for row in outputs), heading=heading)


def _priced(outputs: list[Record]) -> bool:
    return varies(outputs, "shadow_price")


def _capacity_row(row: Record) -> Row:
    cells: dict[str, Cell] = {
        key: row[key] for key in ("sector", "name", "activity", "unit", "period", "output")
    }
    cells["base"] = row["base_output"] or None
    cells["index"] = formulas.ratio(cells, "output", "base")
    cells["capacity"] = "unlimited" if row["capacity"] is None else row["capacity"]
    cells["utilisation"] = formulas.ratio(cells, "output", "capacity")
    cells["price"] = row["shadow_price"]
    return Row(cells)
