"""Money: the state budget, and what households earn against what there is to buy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from balances.reporting import formulas
from balances.reporting.frames import Record, frame_of, records
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Cell, Column, Formula, Row, Show, Table
from balances.reporting.wording import titled, warning


@dataclass(frozen=True)
class _Account:
    """How an account is shown.

    Attributes:
        heading, note: above it.
        sides: its two sides as the frame names them, income first, with words for each.
        left: words for what remains of the first side.
        check: the two totals, spending and income, as OK or CHECK.
    """

    heading: str
    note: str
    sides: Mapping[str, str]
    left: str
    check: Callable[[Mapping[str, Cell], str, str], Formula | None]


_STATE = _Account(
    "State budget",
    "Spending may not exceed income and the deficit that is allowed; a negative limit is a "
    "surplus that is required. Remaining is what could still be spent.",
    {"income": "Income", "spending": "Spending"},
    "Remaining",
    formulas.within,
)
_HOUSEHOLDS = _Account(
    "Money of households",
    "Incomes less what is taxed, lent and saved, against goods at list prices. Overhang is money "
    "that finds no goods: repressed inflation; below zero where goods exceed incomes. Incomes over "
    "goods is the level to which list prices would rise.",
    {"income": "Income", "goods": "Goods"},
    "Income less goods and overhang",
    formulas.check,
)


_DEFICIT = ("income", "deficit allowed")
_GOODS = ("goods", "goods at list prices")
"""Lines of the frames that further columns reckon with: side and name."""


def money(report: ReportInput) -> Table | None:
    """State budget and household money: lines by period, totals, what remains, check."""
    plan = report.main
    currency = plan.economy.settings.currency
    accounts = (
        (_STATE, records(frame_of(plan, "state_budget"))),
        (_HOUSEHOLDS, records(frame_of(plan, "household_money"))),
    )
    blocks = tuple(_block(account, lines) for account, lines in accounts if lines)
    if not blocks:
        return None
    words = (
        "Totals, what remains and the check are live formulas. Lines that are zero are left out."
    )
    return Table(
        name="Money",
        title=titled(plan, "State budget and money of households"),
        about="State budget and money of households, line by line, with a live check",
        blocks=blocks,
        warning=warning(plan),
        note=f"All sums in {currency}. {words}",
        frozen=1,
    )


def _block(account: _Account, lines: list[Record]) -> Block:
    speaking = {(row["side"], row["line"]) for row in lines if row["amount"]}
    names = dict.fromkeys((row["side"], row["line"]) for row in lines)
    keys = {name: f"line_{n}" for n, name in enumerate(n for n in names if n in speaking)}
    columns = [Column("period", "Period")]
    for side, words in account.sides.items():
        columns += [
            Column(key, _capital(line), show=Show.QUANTITY, band=words)
            for (of, line), key in keys.items()
            if of == side
        ]
        columns.append(Column(side, f"Total {words.lower()}", show=Show.QUANTITY, band=words))
    columns += [
        Column("left", account.left, show=Show.QUANTITY, band="Balance"),
        Column("surplus", "Surplus before the deficit allowed", show=Show.QUANTITY, band="Balance"),
        Column("level", "Incomes over goods", show=Show.INDEX, band="Balance"),
        Column("check", "Check", band="Balance"),
    ]
    found: dict[str, dict[str, Cell]] = {}
    for row in lines:
        cells = found.setdefault(row["period"], {"period": row["period"]})
        if (row["side"], row["line"]) in keys:
            cells[keys[row["side"], row["line"]]] = row["amount"]
    income, outgo = account.sides
    for cells in found.values():
        for side in account.sides:
            of_side = tuple(key for (of, _), key in keys.items() if of == side)
            cells[side] = formulas.total(cells, of_side) or 0.0
        cells["left"] = formulas.difference(cells, income, outgo)
        cells["surplus"] = formulas.difference(cells, "left", keys.get(_DEFICIT, ""))
        cells["level"] = formulas.ratio(cells, income, keys.get(_GOODS, ""))
        cells["check"] = account.check(cells, outgo, income)
    rows = tuple(Row(cells) for cells in found.values())
    absent = {key for key in ("surplus", "level") if all(r.cells[key] is None for r in rows)}
    columns = [column for column in columns if column.key not in absent]
    return Block(tuple(columns), rows, heading=account.heading, note=account.note)


def _capital(words: str) -> str:
    words = words.replace("_", " ")
    return words[:1].upper() + words[1:]
