"""What is asked of one product, what makes it, and what it is worth: blocks of its card."""

from __future__ import annotations

from balances.gosplan.plan import Plan
from balances.gosplan.wording import goal_words
from balances.reporting import formulas
from balances.reporting.classes import declared_classes
from balances.reporting.frames import Record, prices_of, records
from balances.reporting.table import Block, Cell, Column, Row, Show
from balances.reporting.wording import class_words

LONGEST = 20
"""Goals that a card has room for; the others stand in data_goals."""


def production_block(plan: Plan, code: str) -> Block:
    """Each activity that makes it: output against base and capacity in the last period."""
    last = plan.economy.periods[-1]
    columns = (
        Column("activity", "Made by"),
        Column("base", "Base output", show=Show.QUANTITY),
        Column("output", f"Output in {last}", show=Show.QUANTITY),
        Column("capacity", f"Capacity in {last}", show=Show.QUANTITY),
        Column("index", "Index to base", show=Show.INDEX),
        Column("utilisation", "Utilisation", show=Show.SHARE),
    )
    rows = []
    for row in records(plan.outputs[plan.outputs["sector"] == code]):
        if row["period"] == last:
            cells: dict[str, Cell] = {"activity": row["activity"], "output": row["output"]}
            cells["base"] = row["base_output"] or None
            cells["capacity"] = "unlimited" if row["capacity"] is None else row["capacity"]
            cells["index"] = formulas.ratio(cells, "output", "base")
            cells["utilisation"] = formulas.ratio(cells, "output", "capacity")
            rows.append(Row(cells))
    return Block(columns, tuple(rows), heading="Production")


def goals_block(plan: Plan, code: str) -> Block:
    """Claims, control figures and stocks: fulfilment in each period, quantities in the last.

    A capacity that is asked for after the plan bears its period in its name.
    """
    periods = plan.economy.periods
    unit = plan.economy.commodities[plan.economy.commodity_index[code]].unit
    declared = declared_classes(plan)
    columns = (
        Column("goal", "Goal"),
        *(
            Column(f"share_{n}", label, show=Show.SHARE, band="Fulfilment")
            for n, label in enumerate(periods)
        ),
        Column("target", "Last target", show=Show.QUANTITY),
        Column("delivered", "Delivered", show=Show.QUANTITY),
        Column("class", "Class"),
    )
    found: dict[str, dict[str, Cell]] = {}
    for goal in records(plan.goals):
        if not _is_of(goal, code):
            continue
        words = goal_words(goal) + (f" [{goal['unit']}]" if goal["unit"] != unit else "")
        words += "" if goal["period"] in periods else f", {goal['period']}"
        cells = found.setdefault(words, {"goal": words})
        if goal["period"] in periods:
            cells[f"share_{periods.index(goal['period'])}"] = goal["fulfilment"]
        cells["class"] = class_words(declared.get(goal["key"], goal["priority"]))
        cells |= {key: goal[key] for key in ("target", "delivered")}
    rows = tuple(Row(cells) for cells in found.values())[:LONGEST]
    more = f" (the first {LONGEST} of {len(found)})" if len(found) > LONGEST else ""
    return Block(columns, rows, heading=f"Claims and control figures{more}")


def _is_of(goal: Record, code: str) -> bool:
    """Whether a goal asks for the product: a claim, a stock, or a figure about it."""
    return code in (goal["commodity"], goal["item"] if goal["kind"] == "figure" else None)


def prices_block(plan: Plan, code: str) -> Block:
    """Shadow prices of its balance and of the capacities that make it, and its base price."""
    periods = plan.economy.periods
    product = plan.economy.commodities[plan.economy.commodity_index[code]]
    columns = (
        Column("what", "Price"),
        *(Column(f"price_{n}", label, show=Show.PRICE) for n, label in enumerate(periods)),
        Column("unit", "Unit"),
    )
    found: dict[str, dict[str, Cell]] = {}
    makers = {a.code for a in plan.economy.activities if a.commodity == code}
    for price in prices_of(plan):
        words = _price_words(price, code, makers)
        if words and price["shadow_price"]:
            cells = found.setdefault(words, {"what": words, "unit": price["unit"]})
            cells[f"price_{periods.index(price['period'])}"] = price["shadow_price"]
    if product.price:
        unit = f"{plan.economy.settings.currency} / {product.unit}"
        base: dict[str, Cell] = {f"price_{n}": product.price for n in range(len(periods))}
        found["base price"] = {"what": "base price", "unit": unit, **base}
    note = (
        "A shadow price is what one more unit adds to the objective of the stage in which it "
        "first binds; blank where there is enough."
    )
    rows = tuple(Row(cells) for cells in found.values())
    return Block(columns, rows, heading="Prices", note=note)


def _price_words(price: Record, code: str, makers: set[str]) -> str:
    """What the price is of; empty where it is of something else."""
    if price["row"] == "material_balance" and price["item"] == code:
        return "shadow price of the product"
    if price["row"] == "capacity" and price["item"] in makers:
        return f"shadow price of capacity: {price['item']}"
    return ""
