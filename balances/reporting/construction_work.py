"""Where the work of capital construction goes: by activity, and by agency with a budget."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeAlias

from balances.gosplan.plan import Plan
from balances.reporting import formulas
from balances.reporting.frames import Record, first_seen, frame_of, records, varies
from balances.reporting.table import Block, Cell, Column, Role, Row, Show


def work_by_activity(plan: Plan, built: list[Record]) -> Block:
    """Capacity started and in operation, and work [base prices], by activity and period."""
    periods = first_seen(built, "period")
    found: dict[str, dict[str, Cell]] = {}
    for row in built:
        cells = found.setdefault(
            row["activity"], {key: row[key] for key in ("activity", "name", "unit")}
        )
        at = periods.index(row["period"])
        cells |= {f"{field}_{at}": row[field] for field in ("started", "in_operation", "work")}
        if row["period"] == plan.economy.periods[-1]:
            cells["unfinished"] = row["unfinished"]
    works = [f"work_{n}" for n in range(len(periods))]
    for cells in found.values():
        cells["work"] = formulas.total(cells, works)
    rows = tuple(Row(cells) for cells in found.values())
    total: dict[str, Cell] = {"activity": "Total"}
    total |= {key: formulas.column_total(rows, key) for key in (*works, "work", "unfinished")}
    columns = _activity_columns(plan, periods, named=varies(built, "name"))
    return Block(columns, (*rows, Row(total, Role.TOTAL)), heading="Construction by activity")


def _activity_columns(plan: Plan, periods: Sequence[str], *, named: bool) -> tuple[Column, ...]:
    real = f"{plan.economy.settings.currency}, base prices"
    last = "Over the plan"
    return (
        Column("activity", "Activity"),
        *([Column("name", "Name")] * named),
        Column("unit", "Unit"),
        *(
            Column(f"{field}_{n}", period, show=Show.QUANTITY, band=words)
            for field, words in (
                ("started", "New capacity started"),
                ("in_operation", "In operation"),
            )
            for n, period in enumerate(periods)
        ),
        *(
            Column(f"work_{n}", period, show=Show.PRICE, band=f"Work [{real}]")
            for n, period in enumerate(periods)
        ),
        Column("work", "All work", unit=real, show=Show.PRICE, band=last),
        Column("unfinished", "Unfinished at the end", unit=real, show=Show.PRICE, band=last),
    )


def agency_budgets(plan: Plan) -> Block:
    """Work of each agency with a budget, at planned cost, and what is left of the budget."""
    currency = plan.economy.settings.currency
    real = f"{currency}, base prices"
    columns = (
        Column("agency", "Agency"),
        Column("period", "Period"),
        Column("general", "General construction", unit=real, show=Show.QUANTITY),
        Column("projects", "Projects", unit=real, show=Show.QUANTITY),
        Column("work", "All work", unit=real, show=Show.QUANTITY),
        Column("cost_index", "Planned cost index", show=Show.INDEX),
        Column("planned", "At planned cost", unit=currency, show=Show.QUANTITY),
        Column("budget", "Agency budget", unit=currency, show=Show.QUANTITY),
        Column("left", "Left", unit=currency, show=Show.QUANTITY),
    )
    general, named = _work_of_agencies(plan)
    rows = []
    for period, finance in zip(plan.economy.periods, plan.economy.finance, strict=True):
        for agency, budget in finance.agency_budgets.items():
            cells: dict[str, Cell] = {"agency": agency, "period": period, "budget": budget}
            cells["general"] = general.get((agency, period), 0.0)
            cells["projects"] = named.get((agency, period), 0.0)
            cells["work"] = formulas.plus(cells, "general", "projects")
            cells["cost_index"] = finance.cost_index
            cells["planned"] = formulas.product(cells, "work", "cost_index")
            cells["left"] = formulas.difference(cells, "budget", "planned")
            rows.append(Row(cells))
    rows.sort(key=lambda row: str(row.cells["agency"]))
    note = "An agency's budget counts its work at planned cost: the price index is common to all."
    return Block(columns, tuple(rows), heading="Budgets of agencies", note=note, even=True)


_Work: TypeAlias = dict[tuple[str, str], float]
"""Work at base prices by agency and period."""


def _work_of_agencies(plan: Plan) -> tuple[_Work, _Work]:
    """General construction by the owner of the activity, and projects by their agency."""
    owner = {activity.code: activity.agency for activity in plan.economy.activities}
    general: _Work = defaultdict(float)
    named: _Work = defaultdict(float)
    for row in records(frame_of(plan, "construction")):
        general[owner[row["activity"]], row["period"]] += row["work"]
    for row in records(frame_of(plan, "projects")):
        named[row["agency"], row["period"]] += row["work"]
    return general, named
