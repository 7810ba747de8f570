"""The balance of one product on its card: line by line over the periods, with a live check."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from balances.gosplan.plan import Plan
from balances.reporting import formulas
from balances.reporting.frames import records
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Cell, Chart, Column, Role, Row, Show, number
from balances.reporting.wording import first_upper, percent, plan_name

CONSUMPTION = "productive consumption"
"""The line of the balance that is shown by user."""

USERS = 12
"""Users that are named; the others are one line."""


@dataclass(frozen=True)
class _Lines:
    """Quantities of one side by line: one for each period, and the balanced plan's last."""

    found: Mapping[str, list[float]]

    def speaking(self) -> list[tuple[str, list[float]]]:
        """The lines that are not zero throughout."""
        return [(line, values) for line, values in self.found.items() if any(values)]


def balance_block(report: ReportInput, code: str) -> Block:
    """Sources over uses, period by period; beside them the last period of the balanced plan."""
    plan = report.main
    periods = plan.economy.periods
    keys = [f"period_{n}" for n in range(len(periods))]
    columns = [
        Column("what", "Line", width=36.0),
        *(
            Column(key, label, show=Show.QUANTITY, band=first_upper(plan_name(plan)))
            for key, label in zip(keys, periods, strict=True)
        ),
        Column("share", f"Share in {periods[-1]}", show=Show.SHARE),
    ]
    beside = report.pair[0] if report.pair is not None else None
    if beside is not None:
        columns.append(
            Column("balanced", f"{periods[-1]}, balanced", show=Show.QUANTITY, band="Balanced")
        )
        keys.append("balanced")
    last = f"period_{len(periods) - 1}"
    sources = _rows("Sources", _lines(plan, beside, code, "source"), keys, last)
    uses = _rows("Uses", _lines(plan, beside, code, "use"), keys, last)
    return Block(
        tuple(columns), (*sources, *uses, *_check(sources, uses, keys)),
        heading="Material balance", even=True,
    )  # fmt: skip


def _lines(plan: Plan, beside: Plan | None, code: str, side: str) -> _Lines:
    """The lines of one side, productive consumption by user."""
    size = len(plan.economy.periods) + (beside is not None)
    found: dict[str, list[float]] = {}
    for line, at, quantity in _quantities(plan, code, side):
        found.setdefault(line, [0.0] * size)[at] += quantity
    if beside is not None:
        for line, at, quantity in _quantities(beside, code, side):
            if at == size - 2:
                found.setdefault(line, [0.0] * size)[-1] += quantity
    return _Lines(_largest_users(found))


def _quantities(plan: Plan, code: str, side: str) -> list[tuple[str, int, float]]:
    """Line, position of the period and quantity."""
    at = {label: n for n, label in enumerate(plan.economy.periods)}
    every = records(plan.balances[plan.balances["commodity"] == code])
    kept = [row for row in every if row["side"] == side]
    users = records(plan.flows[plan.flows["commodity"] == code]) if side == "use" else []
    found = [
        (first_upper(row["line"].replace("_", " ")), at[row["period"]], row["quantity"])
        for row in kept
        if row["line"] != CONSUMPTION
    ]
    return [(f"to {u['activity']}", at[u["period"]], u["quantity"]) for u in users] + found


def _largest_users(found: Mapping[str, list[float]]) -> dict[str, list[float]]:
    """The largest users over the plan, the rest as one line, then the other lines."""
    users = {line: values for line, values in found.items() if line.startswith("to ")}
    ranked = sorted(users, key=lambda line: (-math.fsum(users[line]), line))
    named = {line: users[line] for line in ranked[:USERS]}
    rest = ranked[USERS:]
    if rest:
        sums = [math.fsum(of) for of in zip(*(users[line] for line in rest), strict=True)]
        named[f"to {len(rest)} others"] = sums
    return named | {line: values for line, values in found.items() if line not in users}


def _rows(side: str, lines: _Lines, keys: Sequence[str], last: str) -> list[Row]:
    """A heading, the lines with their shares of the total, and the total."""
    speaking = lines.speaking()
    count = len(speaking)
    whole = math.fsum(values[keys.index(last)] for _, values in speaking)
    rows = [Row({"what": side}, Role.HEADING)]
    for position, (line, values) in enumerate(speaking):
        cells: dict[str, Cell] = {"what": line, **dict(zip(keys, values, strict=True))}
        cells["share"] = formulas.part(values[keys.index(last)], whole, last, count - position)
        rows.append(Row(cells))
    totals: dict[str, Cell] = {key: formulas.run_total(rows[1:], key) for key in keys}
    return [*rows, Row({"what": f"Total {side.lower()}", **totals}, Role.TOTAL)]


def _check(sources: Sequence[Row], uses: Sequence[Row], keys: Sequence[str]) -> list[Row]:
    """Whether both sides agree, period by period."""
    above = len(uses) + 1
    cells = {
        key: formulas.check_above(sources[-1].cells[key], uses[-1].cells[key], key, above)
        for key in keys
    }
    return [Row({"what": "Sources equal uses", **cells}, Role.TOTAL)]


def uses_chart(block: Block, report: ReportInput, title: str, unit: str) -> tuple[Chart, ...]:
    """Who takes the product in the last period, in the plan shown and in the balanced one."""
    periods = report.economy.periods
    last, at = f"period_{len(periods) - 1}", [row.cells["what"] for row in block.rows].index("Uses")
    drawn = [row for row in block.rows[at + 1 :] if row.role is Role.DATA]
    total = math.fsum(number(row.cells[last]) or 0.0 for row in drawn)
    if not drawn or total <= 0.0:
        return ()
    most = max(drawn, key=lambda row: number(row.cells[last]) or 0.0)
    share = (number(most.cells[last]) or 0.0) / total
    words = str(most.cells["what"]).removeprefix("to ")
    listed = "; ".join(f"{row.cells['what']} {number(row.cells[last]):.4g}" for row in drawn)
    return (
        Chart(
            title=f"{title}, {periods[-1]}: the largest use is {words}, {percent(share)}",
            alt=f"Bar chart of the uses of {title} in {periods[-1]}: {listed}.",
            block=0,
            labels="what",
            values=(last, "balanced") if report.pair is not None else (last,),
            axis=unit,
            rows=(at + 1, at + len(drawn)),
        ),
    )
