"""Distribution: the funds of each agency in each centrally distributed product."""

from __future__ import annotations

from collections.abc import Mapping

from balances.reporting import formulas
from balances.reporting.frames import Record, first_seen, records, sources_of, varies
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Cell, Column, Row, Show, Table
from balances.reporting.wording import LONG, titled, warning

_PARTS = ("production", "construction", "claims", "hoard")


def distribution(report: ReportInput) -> Table | None:
    """Product by agency in the last period, then each allocation by what it is for."""
    plan = report.main
    funded = {c.code for c in plan.economy.commodities if c.funded}
    allocations = [a for a in records(plan.allocations) if a["commodity"] in funded and a["total"]]
    if not allocations or not plan.economy.owners:
        return None
    period = plan.economy.periods[-1]
    last = [a for a in allocations if a["period"] == period]
    blocks = [_matrix(last, period)] if last else []
    if len(allocations) <= LONG:
        blocks.append(_parts(allocations, sources_of(plan)))
    words = (
        "What each agency receives of the centrally distributed products: the production use of "
        "its activities, their construction, its own claims, and what it holds beyond its use. "
        "Share is of all sources of the product in the period. All are in data_allocations."
    )
    return Table(
        name="Distribution",
        title=titled(plan, "Distribution of funded products"),
        about="What each agency receives of each funded product",
        blocks=tuple(blocks),
        warning=warning(plan),
        note=words,
        frozen=2,
    )


def _matrix(allocations: list[Record], period: str) -> Block:
    keys = {agency: f"agency_{n}" for n, agency in enumerate(first_seen(allocations, "agency"))}
    many = len(keys) > 12
    columns = (
        Column("commodity", "Product"),
        Column("unit", "Unit"),
        *(
            Column(
                key,
                agency or "no agency",
                show=Show.QUANTITY,
                band="Agencies and claimants",
                vertical=many,
            )
            for agency, key in keys.items()
        ),
        Column("total", "Total allotted", show=Show.QUANTITY),
    )
    found: dict[str, dict[str, Cell]] = {}
    for row in allocations:
        cells = found.setdefault(
            row["commodity"], {"commodity": row["commodity"], "unit": row["unit"]}
        )
        cells[keys[row["agency"]]] = row["total"]
    for cells in found.values():
        cells["total"] = formulas.total(cells, tuple(keys.values()))
    rows = tuple(Row(cells) for cells in found.values())
    return Block(columns, rows, heading=f"Allotments in {period}")


def _parts(allocations: list[Record], sources: Mapping[tuple[str, str], float]) -> Block:
    parts = [part for part in _PARTS if varies(allocations, part)]
    columns = (
        Column("commodity", "Product"),
        Column("unit", "Unit"),
        Column("agency", "Agency"),
        Column("period", "Period"),
        *(Column(part, _WORDS[part], show=Show.QUANTITY, band="What for") for part in parts),
        Column("total", "Total", show=Show.QUANTITY),
        Column("sources", "Sources of the product", show=Show.QUANTITY),
        Column("share", "Share of sources", show=Show.SHARE),
    )
    order = {code: n for n, code in enumerate(first_seen(allocations, "commodity"))}
    rows = []
    for row in sorted(allocations, key=lambda row: order[row["commodity"]]):
        cells: dict[str, Cell] = {
            key: row[key] for key in ("commodity", "unit", "agency", "period", *parts)
        }
        cells["total"] = formulas.total(cells, parts)
        cells["sources"] = sources.get((row["commodity"], row["period"]))
        cells["share"] = formulas.ratio(cells, "total", "sources")
        rows.append(Row(cells))
    return Block(columns, tuple(rows), heading="What the allotments are for")


_WORDS = {
    "production": "Production",
    "construction": "Construction",
    "claims": "Own claims",
    "hoard": "Held beyond use",
}
