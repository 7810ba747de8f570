"""Side by side: every goal, output and allotment of the balanced and the mobilised plan."""

from __future__ import annotations

from collections.abc import Callable

from balances.gosplan.plan import Plan
from balances.gosplan.wording import goal_words
from balances.reporting import formulas
from balances.reporting.frames import Record, frame_of, records
from balances.reporting.report_input import ReportInput
from balances.reporting.side_columns import side_cells, side_columns
from balances.reporting.table import Block, Cell, Column, Row, Show, Table
from balances.reporting.wording import LONG, span, warning


def side_by_side(report: ReportInput) -> Table | None:
    """The long lists of the comparison; a list too long is left to its data_ table."""
    if report.pair is None:
        return None
    plans = report.pair
    goals = _paired(plans, "goals", ("key",))
    outputs = _paired(plans, "outputs", ("activity", "period"))
    allotments = _paired(plans, "allocations", ("commodity", "agency", "period"))
    built = (
        _block("Goals: delivered", goals, _goal),
        _block("Outputs", outputs, _output),
        _block("Allotments to agencies", allotments, _allotment),
    )
    blocks = tuple(block for block in built if 0 < len(block.rows) <= LONG)
    if not blocks:
        return None
    return Table(
        name="Side by side",
        title=f"Balanced and mobilised plan side by side {span(plans[1])}{report.mark}",
        about="Every goal, output and allotment of both plans, with difference and percent",
        blocks=blocks,
        warning=warning(plans[1]),
        note="Difference = mobilised less balanced; percent is of the balanced plan. Fulfilment "
        "is against the target of each plan: decrees move those of the mobilised one.",
        frozen=1,
    )


def _paired(
    plans: tuple[Plan, Plan], frame: str, keys: tuple[str, ...]
) -> list[tuple[Record, Record]]:
    """Rows with the same keys; where one plan lacks a row, its figures are missing."""
    before, after = (
        {tuple(row[key] for key in keys): row for row in records(frame_of(plan, frame))}
        for plan in plans
    )
    return [
        (before.get(key) or _without_figures(after[key]), after.get(key) or _without_figures(row))
        for key, row in (before | after).items()
    ]


def _without_figures(row: Record) -> Record:
    return {key: None if isinstance(value, float) else value for key, value in row.items()}


def _block(
    heading: str,
    pairs: list[tuple[Record, Record]],
    cells_of: Callable[[Record, Record], dict[str, Cell]],
) -> Block:
    columns = (
        *side_columns("What"),
        Column("target_b", "Target, balanced", show=Show.QUANTITY),
        Column("target_m", "Target, mobilised", show=Show.QUANTITY),
        Column("share_b", "Fulfilment, balanced", show=Show.SHARE),
        Column("share_m", "Fulfilment, mobilised", show=Show.SHARE),
    )
    rows = []
    for before, after in pairs[: LONG + 1]:
        cells = cells_of(before, after)
        both = (cells["balanced"], cells["mobilised"])
        cells |= side_cells(str(cells["what"]), after["unit"], after["period"], *both)
        cells["share_b"] = formulas.fulfilment(cells, "balanced", "target_b")
        cells["share_m"] = formulas.fulfilment(cells, "mobilised", "target_m")
        rows.append(Row(cells))
    shown = columns if rows and "target_b" in rows[0].cells else columns[:7]
    return Block(shown, tuple(rows), heading=heading)


def _goal(before: Record, after: Record) -> dict[str, Cell]:
    return {
        "what": goal_words(after),
        "balanced": before["delivered"],
        "mobilised": after["delivered"],
        "target_b": before["target"],
        "target_m": after["target"],
    }


def _output(before: Record, after: Record) -> dict[str, Cell]:
    return {"what": after["activity"], "balanced": before["output"], "mobilised": after["output"]}


def _allotment(before: Record, after: Record) -> dict[str, Cell]:
    words = f"{after['commodity']} → {after['agency']}"
    return {"what": words, "balanced": before["total"], "mobilised": after["total"]}
