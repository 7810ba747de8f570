"""Frozen: the approved plan under the decrees without replanning, and the damage of that."""

from __future__ import annotations

from balances.politburo import FrozenPlan, damage
from balances.reporting import formulas
from balances.reporting.frames import Record, records
from balances.reporting.named import named_goals
from balances.reporting.report_input import ReportInput
from balances.reporting.table import (
    Block,
    Cell,
    Column,
    Curve,
    Role,
    Row,
    Show,
    Table,
)
from balances.reporting.wording import percent, span, warning

SHOWN = 200
"""Rows of the lists of damage; the others are in data_damage."""


def frozen(report: ReportInput) -> Table | None:
    """Round by round, then what replanning would have saved of outputs and claims."""
    run = report.frozen
    if run is None:
        return None
    lost = records(damage(run, report.main))
    others = _path(run, worst=False)
    built = (_lost(lost, "output", {}), _claims(report, lost), others)
    blocks = [_path(run, worst=True), *(block for block in built if block.rows)]
    return Table(
        name="Frozen",
        title=f"The plan frozen: decrees without replanning {span(report.main)}{report.mark}",
        about="The approved plan run forward under the decrees, and what replanning would save",
        blocks=tuple(blocks),
        warning=warning(report.main),
        note=f"{_finding(run)} Round 0 is the approved plan at the capacity that is left; in each "
        "further round users get what the round before made. Every period is run by itself with "
        "its planned stocks, so the fall of one is not handed on to the next. Damage = "
        "rebalanced less frozen; it is below zero where freezing leaves more.",
        charts=_charts(run),
    )


def _finding(run: FrozenPlan) -> str:
    down = [period for period, falls in run.collapsing.items() if falls]
    rounds = f"After {run.rounds} supply rounds"
    last = [row for row in records(run.path) if row["round"] == run.rounds]
    shares = ", ".join(f"{percent(row['share_of_plan'])} in {row['period']}" for row in last)
    end = f"The plan is collapsing in {', '.join(down)}." if down else "It is not collapsing."
    return f"{rounds} output is worth {shares} of the approved plan. {end}"


def _worst(run: FrozenPlan) -> str:
    """The period whose output ends lowest against the plan."""
    last = [row for row in records(run.path) if row["round"] == run.rounds]
    return str(min(last, key=lambda row: row["share_of_plan"])["period"])


def _path(run: FrozenPlan, *, worst: bool) -> Block:
    """Round by round: the worst period, or the others."""
    rows = records(run.path)
    unit = next((row["value_unit"] for row in rows), "")
    columns = (
        Column("period", "Period"),
        Column("round", "Round", show=Show.EXACT),
        Column("value", "Value of output", unit=unit, show=Show.QUANTITY),
        Column("fall", "Fall in the round", unit=unit, show=Show.QUANTITY),
        Column("share", "Share of the approved plan", show=Show.SHARE),
        Column("collapsing", "Collapsing"),
    )
    falls, lowest = run.collapsing, _worst(run)
    shown = tuple(
        Row(
            {key: row[key] for key in ("period", "round", "value", "fall")}
            | {"share": row["share_of_plan"]}
            | {"collapsing": "yes" if falls[row["period"]] else "no"}
        )
        for row in rows
        if (row["period"] == lowest) is worst
    )
    many = len(falls) > 1
    words = f"Output round by round in {lowest}{', the worst period' if many else ''}"
    return Block(columns, shown, heading=words if worst else "The other periods", even=True)


def _claims(report: ReportInput, lost: list[Record]) -> Block:
    names = named_goals((report.main, *([report.replay.approved] if report.replay else [])))
    return _lost(lost, "claim", {key: goal["words"] for key, goal in names.items()})


def _lost(lost: list[Record], kind: str, names: dict[str, str]) -> Block:
    """The largest damages by value, with a total."""
    unit = lost[0]["value_unit"] if lost else ""
    columns = (
        Column("item", "Output" if kind == "output" else "Claim", width=40.0),
        Column("period", "Period"),
        Column("unit", "Unit"),
        Column("approved", "Approved", show=Show.QUANTITY),
        Column("frozen", "Frozen", show=Show.QUANTITY),
        Column("rebalanced", "Rebalanced", show=Show.QUANTITY),
        Column("damage", "Damage", show=Show.QUANTITY),
        Column("value", "Value of damage", unit=unit, show=Show.PRICE),
    )
    chosen = sorted(
        (row for row in lost if row["kind"] == kind),
        key=lambda row: -abs(row["value"] or 0.0),
    )
    rows = []
    for row in chosen[:SHOWN]:
        cells: dict[str, Cell] = {"item": names.get(row["item"], row["item"])}
        cells |= {key: row[key] for key in ("period", "unit", "approved", "frozen", "rebalanced")}
        cells["damage"] = formulas.difference(cells, "rebalanced", "frozen")
        cells["value"] = row["value"]
        rows.append(Row(cells))
    if len(rows) > 1:
        value = formulas.column_total(rows, "value")
        rows.append(Row({"item": "Total shown", "value": value}, role=Role.TOTAL))
    most = f" (the {SHOWN} largest of {len(chosen)})" if len(chosen) > SHOWN else ""
    what = "outputs" if kind == "output" else "claims"
    return Block(columns, tuple(rows), heading=f"Damage to {what}{most}")


def _charts(run: FrozenPlan) -> tuple[Curve, ...]:
    """The path of the worst period."""
    worst = _worst(run)
    rows = [row for row in records(run.path) if row["period"] == worst]
    title = (
        f"Without replanning output of {worst} ends at {percent(rows[-1]['share_of_plan'])} "
        "of the plan"
    )
    listed = "; ".join(f"round {row['round']} {percent(row['share_of_plan'])}" for row in rows)
    alt = f"Line chart: value of output as a share of the approved plan: {listed}."
    return (Curve(title, alt, 0, "round", "supply round", "share", "share of the approved plan"),)
