"""Labour: workers needed against workers there are, and where they work."""

from __future__ import annotations

from balances.reporting import formulas
from balances.reporting.frames import Record, records
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Cell, Column, Row, Show, Table
from balances.reporting.wording import titled, warning


def labour(report: ReportInput) -> Table | None:
    """The labour balance by category, then employment by activity."""
    plan = report.main
    balance = records(plan.labour)
    if not balance:
        return None
    blocks = [_balance(balance)]
    employment = [row for row in records(plan.employment) if row["workers"]]
    if employment:
        blocks.append(_employment(employment))
    words = (
        "Required = norms × output / productivity index. The shadow price is what one more "
        "worker adds to the objective of the stage in which labour first binds."
    )
    return Table(
        name="Labour",
        title=titled(plan, "Labour"),
        about="Workers required against available, and employment by sector",
        blocks=tuple(blocks),
        warning=warning(plan),
        note=words,
        frozen=1,
    )


def _balance(balance: list[Record]) -> Block:
    columns = (
        Column("category", "Category"),
        Column("period", "Period"),
        Column("required", "Required", unit="workers", show=Show.QUANTITY),
        Column("available", "Available", unit="workers", show=Show.QUANTITY),
        Column("spare", "Spare", unit="workers", show=Show.QUANTITY),
        Column("used", "Share employed", show=Show.SHARE),
        Column("shadow_price", "Shadow price", show=Show.PRICE),
    )
    rows = []
    for row in balance:
        cells: dict[str, Cell] = {
            key: row[key] for key in ("category", "period", "required", "shadow_price")
        }
        cells["available"] = "unlimited" if row["available"] is None else row["available"]
        cells["spare"] = formulas.difference(cells, "available", "required")
        cells["used"] = formulas.ratio(cells, "required", "available")
        rows.append(Row(cells))
    return Block(columns, tuple(rows), heading="Labour balance")


def _employment(employment: list[Record]) -> Block:
    columns = (
        Column("category", "Category"),
        Column("activity", "Activity"),
        Column("period", "Period"),
        Column("workers", "Workers", show=Show.QUANTITY),
        Column("productivity", "Productivity index", show=Show.INDEX),
    )
    keys = [column.key for column in columns]
    rows = tuple(Row({key: row[key] for key in keys}) for row in employment)
    return Block(columns, rows, heading="Employment")
