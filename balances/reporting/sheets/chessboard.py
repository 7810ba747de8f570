"""Chessboard: who supplies what to whom, the last period as a matrix (shakhmatnyi balans)."""

from __future__ import annotations

from balances.gosplan.plan import Plan
from balances.reporting import formulas
from balances.reporting.frames import Record, first_seen, records
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Cell, Column, Role, Row, Show, Table
from balances.reporting.wording import titled, warning

LINE = "productive consumption"
"""The line of the material balance to which the rows must add up."""


def chessboard(report: ReportInput) -> Table | None:
    """Flows of the last period, supplier by user, tied to the material balances."""
    plan = report.main
    flows = records(plan.flows)
    if not flows:
        return None
    period = plan.economy.periods[-1]
    flows = [flow for flow in flows if flow["period"] == period]
    if not flows:
        return None
    rows = _rows(plan, flows)
    columns = _columns(plan, flows)
    words = (
        "Rows supply, columns use; each row is in the unit of its product. Row totals are tied to "
        f"productive consumption in the balances. {_column_words(plan)} Zero flows are blank; "
        "other periods are in data_flows."
    )
    return Table(
        name="Chessboard",
        title=titled(plan, f"Flows between sectors in {period}"),
        about="Who supplies what to whom in the last period, as a matrix",
        blocks=(Block(columns, (*rows, *_totals(plan, rows, columns))),),
        warning=warning(plan),
        note=words,
        frozen=2,
    )


def _priced(plan: Plan) -> bool:
    return all(c.price is not None for c in plan.economy.commodities)


def _one_unit(plan: Plan) -> bool:
    return len({c.unit for c in plan.economy.commodities}) == 1


def _column_words(plan: Plan) -> str:
    if _one_unit(plan):
        return "All products share one unit, so the columns add up."
    if _priced(plan):
        return f"The last row values each column at base prices [{plan.economy.settings.currency}]."
    return "Columns have no totals: units differ and there are no prices."


def _users(plan: Plan, flows: list[Record]) -> list[str]:
    used = set(first_seen(flows, "activity"))
    return [a.code for a in plan.economy.activities if a.code in used]


def _columns(plan: Plan, flows: list[Record]) -> tuple[Column, ...]:
    users = _users(plan, flows)
    many = len(users) > 12
    priced = _priced(plan) and not _one_unit(plan)
    currency = plan.economy.settings.currency
    return (
        Column("supplier", "Supplier"),
        Column("unit", "Unit"),
        *([Column("price", "Base price", unit=currency, show=Show.PRICE)] * priced),
        *(
            Column(f"user_{n}", user, show=Show.QUANTITY, band="Users", vertical=many)
            for n, user in enumerate(users)
        ),
        Column("total", "Total flows", show=Show.QUANTITY, band="Tie to the balances"),
        Column("balance", _capital(LINE), show=Show.QUANTITY, band="Tie to the balances"),
        Column("check", "Check", band="Tie to the balances"),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _rows(plan: Plan, flows: list[Record]) -> tuple[Row, ...]:
    keys = {user: f"user_{n}" for n, user in enumerate(_users(plan, flows))}
    consumed = _consumed(plan)
    cells: dict[str, dict[str, Cell]] = {}
    for commodity in plan.economy.commodities:
        cells[commodity.code] = {
            "supplier": commodity.code,
            "unit": commodity.unit,
            "price": commodity.price,
            "balance": consumed.get(commodity.code, 0.0),
        }
    for flow in flows:
        cells[flow["commodity"]][keys[flow["activity"]]] = flow["quantity"]
    for row in cells.values():
        row["total"] = formulas.total(row, tuple(keys.values()))
        row["check"] = formulas.check(row, "total", "balance")
    return tuple(Row(row) for row in cells.values())


def _consumed(plan: Plan) -> dict[str, float]:
    period = plan.economy.periods[-1]
    return {
        row["commodity"]: row["quantity"]
        for row in records(plan.balances)
        if row["period"] == period and row["line"].replace("_", " ").lower() == LINE
    }


def _totals(plan: Plan, rows: tuple[Row, ...], columns: tuple[Column, ...]) -> list[Row]:
    keys = [c.key for c in columns if c.key.startswith("user_")]
    if _one_unit(plan):
        cells: dict[str, Cell] = {"supplier": "Total", "unit": plan.economy.commodities[0].unit}
        cells |= {key: formulas.column_total(rows, key) for key in (*keys, "total", "balance")}
    elif _priced(plan):
        cells = {"supplier": "Value at base prices", "unit": plan.economy.settings.currency}
        cells |= {
            key: formulas.column_value(rows, "price", key) for key in (*keys, "total", "balance")
        }
    else:
        return []
    cells["check"] = formulas.check(cells, "total", "balance")
    return [Row(cells, Role.TOTAL)]
