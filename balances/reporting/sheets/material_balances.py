"""Balances: sources and uses of every product, one row per product and period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from balances.reporting import formulas
from balances.reporting.frames import Record, first_seen, records
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Cell, Column, Row, Show, Table
from balances.reporting.wording import titled, warning


@dataclass(frozen=True)
class _Lines:
    """The lines that say something, by column key, in the order of the balance."""

    sources: Mapping[str, str]
    uses: Mapping[str, str]


def material_balances(report: ReportInput) -> Table | None:
    """Sources | total | uses | total | check, in natural units."""
    plan = report.main
    quantities = records(plan.balances)
    if not quantities:
        return None
    lines = _lines(quantities)
    rows = _rows(quantities, lines)
    words = (
        "One row per product and period, in the product's own unit. Totals, difference and check "
        "are live formulas: change a figure and the check says CHECK. "
        "Lines that are zero throughout are left out."
    )
    return Table(
        name="Balances",
        title=titled(plan, "Material balances"),
        about="Sources and uses of every product, line by line, with a live check",
        blocks=(Block(_columns(lines), rows),),
        warning=warning(plan),
        note=words,
        frozen=3,
    )


def _lines(quantities: list[Record]) -> _Lines:
    sides: dict[str, str] = {}
    speaking = set()
    for row in quantities:
        sides.setdefault(row["line"], row["side"])
        if row["quantity"]:
            speaking.add(row["line"])
    shown = [line for line in sides if line in speaking]
    return _Lines(
        {f"source_{n}": line for n, line in enumerate(shown) if sides[line] == "source"},
        {f"use_{n}": line for n, line in enumerate(shown) if sides[line] == "use"},
    )


def _columns(lines: _Lines) -> tuple[Column, ...]:
    def side(keys: Mapping[str, str], band: str) -> list[Column]:
        return [
            Column(key, _capital(line), show=Show.QUANTITY, band=band) for key, line in keys.items()
        ]

    return (
        Column("commodity", "Product"),
        Column("name", "Name"),
        Column("period", "Period"),
        Column("unit", "Unit"),
        *side(lines.sources, "Sources"),
        Column("sources", "Total sources", show=Show.QUANTITY, band="Sources"),
        *side(lines.uses, "Uses"),
        Column("uses", "Total uses", show=Show.QUANTITY, band="Uses"),
        Column("difference", "Sources less uses", show=Show.QUANTITY, band="Balance"),
        Column("check", "Check", band="Balance"),
    )


def _capital(words: str) -> str:
    words = words.replace("_", " ")
    return words[:1].upper() + words[1:]


def _rows(quantities: list[Record], lines: _Lines) -> tuple[Row, ...]:
    keys = {line: key for side in (lines.sources, lines.uses) for key, line in side.items()}
    found: dict[tuple[str, str], dict[str, Cell]] = {}
    for row in quantities:
        cells = found.setdefault(
            (row["commodity"], row["period"]),
            {key: row[key] for key in ("commodity", "name", "unit", "period")},
        )
        if row["line"] in keys:
            cells[keys[row["line"]]] = row["quantity"]
    for cells in found.values():
        cells["sources"] = formulas.total(cells, tuple(lines.sources)) or 0.0
        cells["uses"] = formulas.total(cells, tuple(lines.uses)) or 0.0
        cells["difference"] = formulas.difference(cells, "sources", "uses")
        cells["check"] = formulas.check(cells, "sources", "uses")
    order = {code: n for n, code in enumerate(first_seen(quantities, "commodity"))}
    return tuple(Row(found[key]) for key in sorted(found, key=lambda key: order[key[0]]))
