"""Allotments compared: the distribution of funded products, balanced and mobilised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from balances.gosplan.plan import Plan
from balances.reporting import formulas
from balances.reporting.frames import records
from balances.reporting.report_input import ReportInput
from balances.reporting.side_columns import pair_cells, pair_columns
from balances.reporting.table import Block, Cell, Column, Row, Show, Table, number
from balances.reporting.wording import LONG, span, warning

ACROSS = 8
"""Agencies of the matrix; the list below it has all."""

Pair = tuple[float, float]
Allotments = Mapping[tuple[str, str, str], Pair]
"""Balanced and mobilised quantity by commodity, agency and period."""


def allotments_compared(report: ReportInput) -> Table | None:
    """Product by agency in the last period as a heat map, then every allotment that differs."""
    if report.pair is None:
        return None
    mobilised = report.pair[1]
    if not mobilised.economy.owners:
        return None
    found = _allotments(*report.pair)
    period = mobilised.economy.periods[-1]
    last = {key[:2]: pair for key, pair in found.items() if key[2] == period}
    if not any(after != before for before, after in last.values()):
        return None
    units = {good.code: good.unit for good in mobilised.economy.commodities}
    blocks = [_matrix(last, units, period)]
    if len(found) <= LONG:
        blocks.append(_list(found, units))
    title = f"Distribution of funded products, balanced and mobilised {span(mobilised)}"
    return Table(
        name="Allotments compared",
        title=title + report.mark,
        about="Product by agency: allotments balanced, mobilised and the difference",
        blocks=tuple(blocks),
        warning=warning(mobilised),
        note="What each agency receives: inputs, construction, own claims and what it holds beyond "
        "its use. Differences are shaded row by row: orange less, blue more, the deeper the "
        "larger against the other differences of the product. The data_allocations hold all.",
        frozen=2,
    )


def _allotments(balanced: Plan, mobilised: Plan) -> dict[tuple[str, str, str], Pair]:
    funded = {good.code for good in mobilised.economy.commodities if good.funded}
    found: dict[tuple[str, str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for n, plan in enumerate((balanced, mobilised)):
        for row in records(plan.allocations):
            if row["commodity"] in funded and row["total"]:
                found[row["commodity"], row["agency"], row["period"]][n] = row["total"]
    return {key: (pair[0], pair[1]) for key, pair in found.items()}


def _matrix(last: Mapping[tuple[str, str], Pair], units: Mapping[str, str], period: str) -> Block:
    agencies = _most_moved(last)
    every = len({agency for _, agency in last})
    bands = ("Balanced", "Mobilised", "Difference")
    columns = (
        Column("commodity", "Product"),
        Column("unit", "Unit"),
        *(
            Column(
                f"{band.lower()}_{n}",
                agency or "no agency",
                show=Show.QUANTITY,
                band=band,
                vertical=len(agencies) > 4,
                heat=band == "Difference",
            )
            for band in bands
            for n, agency in enumerate(agencies)
        ),
    )
    rows = []
    for good in dict.fromkeys(commodity for commodity, _ in last):
        cells: dict[str, Cell] = {"commodity": good, "unit": units[good]}
        for n, agency in enumerate(agencies):
            if (good, agency) in last:
                cells[f"balanced_{n}"], cells[f"mobilised_{n}"] = last[good, agency]
                difference = formulas.difference(cells, f"mobilised_{n}", f"balanced_{n}")
                cells[f"difference_{n}"] = difference
        if len(cells) > 2:
            rows.append(Row(cells))
    most = f", the {ACROSS} of {every} agencies whose shares move most" if every > ACROSS else ""
    return Block(columns, tuple(rows), heading=f"Allotments in {period}{most}")


def _most_moved(last: Mapping[tuple[str, str], Pair]) -> Sequence[str]:
    """The agencies whose shares of products move most, in the order of the plan."""
    totals: dict[str, float] = defaultdict(float)
    for (good, _), (before, after) in last.items():
        totals[good] += max(before, after)
    moved: dict[str, float] = defaultdict(float)
    for (good, agency), (before, after) in last.items():
        moved[agency] += abs(after - before) / totals[good]
    chosen = set(sorted(moved, key=lambda agency: -moved[agency])[:ACROSS])
    return [agency for agency in moved if agency in chosen]


def _list(found: Allotments, units: Mapping[str, str]) -> Block:
    columns = (
        Column("commodity", "Product"),
        Column("unit", "Unit"),
        Column("agency", "Agency"),
        Column("period", "Period"),
        *pair_columns(),
    )
    order = {good: n for n, good in enumerate(units)}
    rows = []
    for (good, agency, period), pair in sorted(found.items(), key=lambda item: order[item[0][0]]):
        cells: dict[str, Cell] = {"commodity": good, "unit": units[good], "agency": agency}
        cells |= {"period": period} | pair_cells(*pair)
        if number(cells["difference"]):
            rows.append(Row(cells))
    words = f"Allotments that differ: {len(rows)} of {len(found)}"
    return Block(columns, tuple(rows), heading=words)
