"""Investment: what the budget buys, at which prices, and what is built for it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import TypeAlias

from balances.economy.construction import AUTHORISED
from balances.gosplan.plan import Plan
from balances.reporting import formulas
from balances.reporting.frames import Record, first_seen, frame_of, prices_of, records, varies
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Cell, Chart, Column, Role, Row, Show, Table, number
from balances.reporting.wording import share_words, titled, warning

BINDS = 1e-6
"""A limit counts as reached from this share below it."""

_NAMED = 4
"""Scarce goods that are named."""

CONSTRUCTION = "capital construction"
"""The line of the material balance that construction takes."""


def investment(report: ReportInput) -> Table | None:
    """Budget, real and nominal investment and their prices; what binds; work by activity."""
    plan = report.main
    money = records(frame_of(plan, "investment"))
    if not any(row["real"] or row["budget"] for row in money):
        money = []
    built = [row for row in records(frame_of(plan, "construction")) if _speaks(row)]
    if not money and not built:
        return None
    blocks = []
    if money:
        blocks += [_money(plan, money), _binding(plan, money)]
    if built:
        blocks.append(_by_activity(plan, built))
    if any(finance.agency_budgets for finance in plan.economy.finance):
        blocks.append(_agency_budgets(plan))
    words = (
        "Real investment is capital work at base prices; nominal is what is spent on it. "
        "Price index = nominal / (planned cost index × real). Where the budget is authorised, "
        "what finds nothing at the capped price is overhang, and the open index is the price "
        "level if nobody held prices down. Unfinished = begun and not yet in operation."
    )
    return Table(
        name="Investment",
        title=titled(plan, "Capital investment"),
        about="What the investment budget buys, at which prices, and where the work goes",
        blocks=tuple(blocks),
        warning=warning(plan),
        note=" ".join(filter(None, (words, integer_words(plan)))),
        frozen=1,
        charts=_charts(plan, money),
    )


def _speaks(row: Record) -> bool:
    return bool(row["started"] or row["work"] or row["unfinished"])


def integer_words(plan: Plan) -> str:
    """What the shadow prices are where projects are built whole or not at all."""
    if math.isnan(plan.mip_gap):
        return ""
    percent = max(100.0 * plan.mip_gap, 0.001)
    return (
        "Some projects are built whole or not at all: shadow prices are those of the linear "
        "program with these choices fixed; the choices are proved to within "
        f"{percent:.2g} % of the best."
    )


def _money(plan: Plan, money: list[Record]) -> Block:
    real = f"{plan.economy.settings.currency}, base prices"
    currency = plan.economy.settings.currency
    columns = [
        Column("period", "Period"),
        Column("rule", "Rule"),
        Column("budget", "Budget", unit=currency, show=Show.QUANTITY),
        Column("normal_work", "Normal volume of work", unit=real, show=Show.QUANTITY),
        Column("real", "Real investment", unit=real, show=Show.QUANTITY),
        Column("cost_index", "Planned cost index", show=Show.INDEX),
        Column("planned", "At planned cost", unit=currency, show=Show.QUANTITY),
        Column("nominal", "Nominal investment", unit=currency, show=Show.QUANTITY),
        Column("price_index", "Price index", show=Show.INDEX),
        Column("price_cap", "Price cap", show=Show.INDEX),
        Column("open_price_index", "Open price index", show=Show.INDEX),
        Column("overhang", "Overhang", unit=currency, show=Show.QUANTITY),
        Column("unspent", "Unspent", unit=currency, show=Show.QUANTITY),
        Column("unfinished", "Unfinished at the end", unit=real, show=Show.QUANTITY),
    ]
    rows = tuple(Row(_money_cells(row)) for row in money)
    optional = (
        *("rule", "budget", "normal_work", "cost_index", "planned", "nominal", "price_index"),
        *("price_cap", "unspent"),
    )
    silent = {key for key in optional if all(row.cells.get(key) is None for row in rows)}
    silent |= {"overhang"} if not any(number(row.cells.get("overhang")) for row in rows) else set()
    if not {row["rule"] for row in money} & {AUTHORISED}:
        silent |= {"open_price_index", "overhang"}
    shown = tuple(column for column in columns if column.key not in silent)
    total = [_money_total(rows)] if len(rows) > 1 else []
    return Block(shown, (*rows, *total), heading="Budget, work and prices", even=True)


def _money_cells(row: Record) -> dict[str, Cell]:
    authorised = row["rule"] == AUTHORISED and row["budget"] is not None
    same = (
        *("period", "rule", "budget", "normal_work", "real", "cost_index", "nominal"),
        *("price_cap", "unfinished"),
    )
    cells: dict[str, Cell] = {key: row[key] for key in same}
    cells["planned"] = formulas.product(cells, "cost_index", "real")
    cells["price_index"] = formulas.ratio(cells, "nominal", "planned")
    spent = "budget" if authorised else "nominal"
    cells["open_price_index"] = formulas.ratio(cells, spent, "planned")
    left = formulas.difference(cells, "budget", "nominal")
    cells["overhang" if authorised else "unspent"] = left
    return cells


def _money_total(rows: Sequence[Row]) -> Row:
    cells: dict[str, Cell] = {"period": "Whole plan"}
    for key in ("budget", "real", "planned", "nominal", "overhang", "unspent"):
        if all(number(row.cells.get(key)) is not None for row in rows):
            cells[key] = formulas.column_total(rows, key)
    cells["price_index"] = formulas.ratio(cells, "nominal", "planned")
    return Row(cells, Role.TOTAL)


def _binding(plan: Plan, money: list[Record]) -> Block:
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


def _by_activity(plan: Plan, built: list[Record]) -> Block:
    periods = first_seen(built, "period")
    real = f"{plan.economy.settings.currency}, base prices"
    columns = [
        Column("activity", "Activity"),
        Column("name", "Name"),
        Column("unit", "Unit"),
    ]
    for field, words in (("started", "New capacity started"), ("in_operation", "In operation")):
        columns += [
            Column(f"{field}_{n}", period, show=Show.QUANTITY, band=words)
            for n, period in enumerate(periods)
        ]
    columns += [
        Column(f"work_{n}", period, show=Show.PRICE, band=f"Work [{real}]")
        for n, period in enumerate(periods)
    ]
    columns += [
        Column("work", "All work", unit=real, show=Show.PRICE, band="Over the plan"),
        Column(
            "unfinished", "Unfinished at the end", unit=real, show=Show.PRICE, band="Over the plan"
        ),
    ]
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
    names = {"name"} if not varies(built, "name") else set()
    shown = tuple(column for column in columns if column.key not in names)
    return Block(shown, (*rows, Row(total, Role.TOTAL)), heading="Construction by activity")


def _agency_budgets(plan: Plan) -> Block:
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


def _charts(plan: Plan, money: list[Record]) -> tuple[Chart, ...]:
    known = [row for row in money if row["real"] and row["nominal"]]
    if len(known) < 2:
        return ()
    first, last = known[0], known[-1]
    grew = last["nominal"] / first["nominal"] - 1.0
    real = last["real"] / first["real"] - 1.0
    title = (
        f"{first['period']} to {last['period']}: spending {share_words(grew)}, "
        f"real investment {share_words(real)}"
    )
    listed = "; ".join(
        f"{row['period']} real {row['real']:.4g}, nominal {row['nominal']:.4g}" for row in known
    )
    alt = f"Bar chart: real and nominal investment, {plan.mode} plan: {listed}."
    axis = plan.economy.settings.currency
    return (Chart(title, alt, 0, "period", ("real", "nominal"), axis),)
