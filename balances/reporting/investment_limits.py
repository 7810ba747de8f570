"""What holds capital investment back: budget, price cap, or goods and labour that are scarce."""

from __future__ import annotations

from balances.gosplan.plan import Plan
from balances.reporting.frames import Record, prices_of, records
from balances.reporting.table import Block, Cell, Column, Row, Show

BINDS = 1e-6
"""A limit counts as reached from this share below it."""

_NAMED = 4
"""Scarce goods that are named."""

CONSTRUCTION = "capital construction"
"""The line of the material balance that construction takes."""


def limits_block(plan: Plan, money: list[Record]) -> Block:
    """Period by period: what binds, how far each limit is used and what more of it is worth."""
    columns = (
        Column("period", "Period"),
        Column("binds", "What binds"),
        Column("used", "Budget spent", show=Show.SHARE, band="Budget"),
        Column("budget_price", "Shadow price of the budget", show=Show.PRICE, band="Budget"),
        Column("level", "Price index of its cap", show=Show.SHARE, band="Price cap"),
        Column("cap_price", "Shadow price of the cap", show=Show.PRICE, band="Price cap"),
        Column("goods", "Scarce goods and labour that construction takes", width=24.0),
    )
    rows = []
    for row in money:
        scarce = _scarce_goods(plan, row["period"])
        cells: dict[str, Cell] = {
            "period": row["period"],
            "binds": _what_binds(row, scarce),
            "used": _share(row["nominal"], row["budget"]),
            "budget_price": row["budget_price"],
            "level": _share(row["price_index"], row["price_cap"]),
            "cap_price": row["cap_price"],
            "goods": ", ".join(scarce[:_NAMED]) or None,
        }
        rows.append(Row(cells))
    absent = {key for key in ("used", "level", "goods") if all(r.cells[key] is None for r in rows)}
    absent |= {"budget_price"} if "used" in absent else set()
    absent |= {"cap_price"} if "level" in absent else set()
    note = (
        "A shadow price is what one more unit of the limit adds to the objective of the stage "
        "in which it first binds; of the price cap, what one more rouble above it adds. Goods and "
        "labour are named where construction takes them and one more unit would raise the plan."
    )
    shown = tuple(column for column in columns if column.key not in absent)
    return Block(shown, tuple(rows), heading="What binds", note=note)


def _share(part: float | None, whole: float | None) -> float | None:
    return part / whole if part is not None and whole else None


def _what_binds(row: Record, scarce: list[str]) -> str:
    """The limits that hold investment back, in words."""
    found = []
    spent, level = (
        _share(row["nominal"], row["budget"]),
        _share(row["price_index"], row["price_cap"]),
    )
    if row["budget_price"] or (spent is not None and spent >= 1.0 - BINDS):
        found.append("budget")
    if row["cap_price"] or (level is not None and level >= 1.0 - BINDS):
        found.append("price cap")
    if scarce:
        found.append("goods")
    return ", ".join(found) or "nothing"


def _scarce_goods(plan: Plan, period: str) -> list[str]:
    """Goods and labour that construction takes and that have a price, the dearest use first."""
    taken = {
        row["commodity"]: row["quantity"]
        for row in records(plan.balances)
        if row["period"] == period
        and row["line"].replace("_", " ").lower() == CONSTRUCTION
        and row["quantity"] > 0.0
    }
    taken |= {
        category.code: float(sum(of_category))
        for category, of_category in zip(
            plan.economy.labour, plan.economy.capital_labour, strict=True
        )
        if sum(of_category) > 0.0
    }
    prices = [
        row
        for row in prices_of(plan)
        if row["row"] in ("material_balance", "labour")
        and row["period"] == period
        and row["item"] in taken
        and row["shadow_price"] > 0.0
        and row["stage_kind"] != "least_effort"
    ]
    prices.sort(key=lambda row: (row["stage"], -row["shadow_price"] * taken[row["item"]]))
    return [row["item"] for row in prices]
