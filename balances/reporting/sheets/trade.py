"""Trade: imports, exports and the foreign exchange they take and bring."""

from __future__ import annotations

from balances.reporting import formulas
from balances.reporting.frames import Record, records, varies
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Cell, Column, Row, Show, Table
from balances.reporting.wording import titled, warning


def trade(report: ReportInput) -> Table | None:
    """Goods traded by product, then the balance of foreign exchange."""
    plan = report.main
    goods = [r for r in records(plan.trade) if r["imports"] or r["exports"] or r["import_limit"]]
    exchange = records(plan.foreign_exchange)
    if not goods and not exchange:
        return None
    blocks = ([_goods(goods)] if goods else []) + ([_exchange(exchange)] if exchange else [])
    words = "Prices and sums in foreign currency; quantities in the unit of each product."
    return Table(
        name="Trade",
        title=titled(plan, "Foreign trade"),
        about="Imports, exports and foreign exchange",
        blocks=tuple(blocks),
        warning=warning(plan),
        note=words,
        frozen=2 if goods else 0,
    )


def _goods(goods: list[Record]) -> Block:
    columns = [
        Column("commodity", "Product"),
        Column("name", "Name"),
        Column("unit", "Unit"),
        Column("period", "Period"),
        Column("imports", "Imports", show=Show.QUANTITY, band="Imports"),
        Column("import_limit", "Limit", show=Show.QUANTITY, band="Imports"),
        Column("used", "Share of limit", show=Show.SHARE, band="Imports"),
        Column("import_price", "Import price", show=Show.PRICE, band="Imports"),
        Column("spent", "Spent", unit="foreign currency", show=Show.PRICE, band="Imports"),
        Column("exports", "Exports", show=Show.QUANTITY, band="Exports"),
        Column("export_price", "Export price", show=Show.PRICE, band="Exports"),
        Column("earned", "Earned", unit="foreign currency", show=Show.PRICE, band="Exports"),
    ]
    silent = {key for key in ("import_price", "export_price") if not varies(goods, key)}
    silent |= {"spent"} if "import_price" in silent else set()
    silent |= {"earned"} if "export_price" in silent else set()
    shown = tuple(column for column in columns if column.key not in silent)
    return Block(shown, tuple(_row(row) for row in goods), heading="Goods")


def _row(row: Record) -> Row:
    same = (
        *("commodity", "name", "unit", "period"),
        *("imports", "import_price", "exports", "export_price"),
    )
    cells: dict[str, Cell] = {key: row[key] for key in same}
    cells["import_limit"] = "unlimited" if row["import_limit"] is None else row["import_limit"]
    cells["used"] = formulas.ratio(cells, "imports", "import_limit")
    cells["spent"] = formulas.product(cells, "imports", "import_price")
    cells["earned"] = formulas.product(cells, "exports", "export_price")
    return Row(cells)


def _exchange(exchange: list[Record]) -> Block:
    money = "foreign currency"
    columns = (
        Column("period", "Period"),
        Column("earned", "Earned", unit=money, show=Show.QUANTITY),
        Column("credit", "Credit", unit=money, show=Show.QUANTITY),
        Column("at_hand", "At hand", unit=money, show=Show.QUANTITY),
        Column("spent", "Spent", unit=money, show=Show.QUANTITY),
        Column("left", "Left", unit=money, show=Show.QUANTITY),
        Column("shadow_price", "Shadow price", show=Show.PRICE),
    )
    rows = []
    for row in exchange:
        cells: dict[str, Cell] = {
            key: row[key] for key in ("period", "earned", "credit", "spent", "shadow_price")
        }
        cells["at_hand"] = formulas.total(cells, ("earned", "credit"))
        cells["left"] = formulas.difference(cells, "at_hand", "spent")
        rows.append(Row(cells))
    return Block(columns, tuple(rows), heading="Foreign exchange")
