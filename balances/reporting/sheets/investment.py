"""Investment: what the budget buys, at which prices, and what is built for it."""

from __future__ import annotations

from collections.abc import Sequence

from balances.economy.construction import AUTHORISED
from balances.gosplan.plan import Plan
from balances.reporting import formulas
from balances.reporting.construction_work import agency_budgets, work_by_activity
from balances.reporting.frames import Record, frame_of, records
from balances.reporting.investment_limits import limits_block
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Cell, Chart, Column, Role, Row, Show, Table, number
from balances.reporting.wording import integer_words, share_words, titled, warning


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
        blocks += [_money(plan, money), limits_block(plan, money)]
    if built:
        blocks.append(work_by_activity(plan, built))
    if any(finance.agency_budgets for finance in plan.economy.finance):
        blocks.append(agency_budgets(plan))
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
