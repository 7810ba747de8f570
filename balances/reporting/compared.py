"""Two plans compared: what was given differently, and what came out differently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from balances.analysis.compare import Comparison
from balances.economy.noticed import NOTICED
from balances.gosplan.plan import Plan
from balances.reporting import formulas
from balances.reporting.comparison import fulfilments, price_index, share_met, total
from balances.reporting.frames import Record, records
from balances.reporting.inequality import coefficient_of_variation, gini
from balances.reporting.measured import attained
from balances.reporting.report_input import Provenance
from balances.reporting.table import Block, Cell, Column, Row, Show, Table
from balances.reporting.wording import LONG, SYNTHETIC
from balances.reporting.writer import render

_SIDES = (
    Column("left", "Left", show=Show.QUANTITY),
    Column("right", "Right", show=Show.QUANTITY),
    Column("difference", "Difference", show=Show.QUANTITY),
    Column("percent", "Percent", show=Show.SHARE),
)


@dataclass(frozen=True)
class Sides:
    """What stands left and right.

    Attributes:
        left, right: the plans. left_name, right_name: what each is, in words.
    """

    left: Plan
    right: Plan
    left_name: str
    right_name: str


def render_comparison(sides: Sides, found: Comparison, came: Provenance) -> bytes:
    """The report of a comparison as an Excel workbook; the same input gives the same bytes."""
    footer = f"{sides.left_name} · {sides.right_name}"
    return render(comparison_tables(sides, found, came), footer)


def comparison_tables(sides: Sides, found: Comparison, came: Provenance) -> tuple[Table, ...]:
    """The sheets Compared, Inputs, Goals, Outputs, Allotments and Notes that have something."""
    words = f"Left: {sides.left_name}. Right: {sides.right_name}. Difference = right less left."
    invented = sides.left.synthetic or sides.right.synthetic
    named = (
        ("Goals", "What counts towards each goal", found.goals, ("key", "period", "unit")),
        ("Outputs", "Levels of activities", found.outputs, ("activity", "period", "unit")),
        ("Allotments", "What agencies receive", found.allocations,
         ("commodity", "agency", "period")),
    )  # fmt: skip
    tables = [_measures(sides), _inputs(found.inputs, words)]
    tables += [_side_by_side(*sheet, words) for sheet in named]
    shown = [table for table in tables if table is not None]
    warned = SYNTHETIC if invented else ""
    return (
        *(_with_warning(table, warned) for table in shown),
        _notes(sides, came, warned),
    )


def _with_warning(table: Table, warned: str) -> Table:
    return Table(table.name, table.title, table.about, table.blocks, warned, table.note, 1)


def _measures(sides: Sides) -> Table:
    """Summary measures of both plans (MODEL section 11)."""
    measures = (
        ("Share of goals met", Show.SHARE, share_met),
        ("Lowest fulfilment", Show.SHARE, lambda p: min(fulfilments(p), default=None)),
        ("Gini of fulfilment", Show.INDEX, lambda p: gini(fulfilments(p))),
        ("Coefficient of variation of fulfilment", Show.INDEX,
         lambda p: coefficient_of_variation(fulfilments(p))),
        ("Household consumption, base prices", Show.QUANTITY, lambda p: attained(p, "consumption")),
        ("Real investment, base prices", Show.QUANTITY, lambda p: total(p, "real")),
        ("Price index of investment", Show.INDEX, price_index),
        ("Overhang of investment", Show.QUANTITY, lambda p: total(p, "overhang")),
    )  # fmt: skip
    rows = []
    for words, show, of in measures:
        cells: dict[str, Cell] = {"what": words, "left": of(sides.left), "right": of(sides.right)}
        if cells["left"] is None and cells["right"] is None:
            continue
        cells["difference"] = formulas.difference(cells, "right", "left")
        rows.append(Row(cells, show=show))
    columns = (Column("what", "Measure", width=44.0), *_SIDES[:3])
    return Table(
        name="Compared",
        title=f"{sides.left_name} | {sides.right_name}",
        about="Summary measures of both plans",
        blocks=(Block(columns, tuple(rows)),),
        note="Every plan here carries a passed certificate.",
    )


def _inputs(frame: pd.DataFrame, words: str) -> Table | None:
    if frame.empty:
        return None
    columns = (
        Column("record", "Record"),
        Column("key", "Key", width=44.0),
        Column("field", "Field"),
        Column("left", "Left", show=Show.EXACT),
        Column("right", "Right", show=Show.EXACT),
    )
    rows = tuple(Row(record) for record in records(frame)[:LONG])
    return Table(
        name="Inputs",
        title="What was given differently",
        about="Every input that differs, by record and field",
        blocks=(Block(columns, rows),),
        note=words + _left_out(len(frame)),
    )


def _side_by_side(
    name: str, about: str, frame: pd.DataFrame, keys: tuple[str, ...], words: str
) -> Table | None:
    """Rows that differ, the largest part first."""
    changed = [row for row in records(frame) if _part(row) > NOTICED]
    if not changed:
        return None
    ranked = sorted(changed, key=lambda row: (-_part(row), tuple(str(row[key]) for key in keys)))
    columns = (
        *(Column(k, k.capitalize(), width=44.0 if k == "key" else None) for k in keys),
        *_SIDES,
    )
    return Table(
        name=name,
        title=f"{about}: {len(changed)} of {len(frame)} differ",
        about=f"{about}, left against right; the largest change first",
        blocks=(Block(columns, tuple(Row(_cells(row, keys)) for row in ranked[:LONG])),),
        note=words + _left_out(len(changed)),
    )


def _cells(row: Record, keys: tuple[str, ...]) -> Mapping[str, Cell]:
    cells: dict[str, Cell] = {key: row[key] for key in (*keys, "left", "right")}
    cells["difference"] = formulas.difference(cells, "right", "left")
    cells["percent"] = formulas.ratio(cells, "difference", "left")
    return cells


def _part(row: Record) -> float:
    """The difference as a part of the larger side; 1 where one side is missing."""
    left, right = row["left"] or 0.0, row["right"] or 0.0
    size = max(abs(left), abs(right))
    return abs(right - left) / size if size > 0.0 else 0.0


def _left_out(count: int) -> str:
    return f" The first {LONG} of {count} are shown." if count > LONG else ""


def _notes(sides: Sides, came: Provenance, warned: str) -> Table:
    lines = {
        "Left": sides.left_name,
        "Right": sides.right_name,
        "Input": came.input_name,
        "SHA-256 of the input": came.sha256,
        "Options": "; ".join(f"{name} {value}" for name, value in sorted(came.options.items())),
        "Versions": "; ".join(f"{name} {value}" for name, value in sorted(came.versions.items())),
        "Gini and coefficient of variation": "Of the fulfilments of all goals, each counted once.",
    }
    columns = (Column("what", "What", width=34.0), Column("text", "Text", width=110.0))
    rows = tuple(Row({"what": what, "text": text}) for what, text in lines.items() if text)
    block = Block(columns, rows, headless=True)
    return Table("Notes", "Notes", "Provenance and definitions", (block,), warned)
