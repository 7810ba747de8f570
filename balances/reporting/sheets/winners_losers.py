"""Winners and losers: what claimants, agencies, uses, products and sectors gain and lose."""

from __future__ import annotations

from collections.abc import Mapping

from balances.reporting import formulas
from balances.reporting.report_input import ReportInput
from balances.reporting.side_columns import pair_cells, pair_columns
from balances.reporting.table import Block, Column, Role, Row, Table
from balances.reporting.wording import span, warning
from balances.reporting.worth import (
    base_prices,
    delivered_worth,
    output_worth,
    received_worth,
    worth_unit,
)

LONGEST = 100
"""Rows of one block; the smallest differences beyond are added up in one row."""


def winners_losers(report: ReportInput) -> Table | None:
    """Worth over the plan at base prices, balanced and mobilised, the largest gain first."""
    if report.pair is None:
        return None
    balanced, mobilised = report.pair
    prices, unit = base_prices(mobilised), worth_unit(mobilised)

    def delivered(heading: str, field: str) -> Block:
        before, after = (delivered_worth(plan, prices, field) for plan in report.pair or ())
        return _block(heading, field, before, after, unit)

    built = [
        delivered("By claimant: what their claims get", "claimant"),
        delivered("By use: what claims get", "use"),
        delivered("By product: what claims get of it", "commodity"),
        _block(
            "By sector: gross output",
            "sector",
            output_worth(balanced, prices),
            output_worth(mobilised, prices),
            unit,
        ),
    ]
    if mobilised.economy.owners:
        heading = "By agency: inputs, construction and own claims together"
        before, after = (received_worth(plan, prices) for plan in report.pair)
        built.insert(1, _block(heading, "agency", before, after, unit))
    blocks = tuple(block for block in built if block.rows)
    if not blocks:
        return None
    return Table(
        name="Winners and losers",
        title=f"Winners and losers of mobilisation {span(mobilised)}{report.mark}",
        about="Worth of what claimants, agencies, uses, products and sectors gain and lose",
        blocks=blocks,
        warning=warning(mobilised),
        note="Sums over the whole plan at base prices of what is delivered, received or made. "
        "Difference = mobilised less balanced; percent is of the balanced plan. Single goals "
        "stand in Side by side.",
        frozen=1,
    )


def _block(
    heading: str,
    what: str,
    before: Mapping[str, float],
    after: Mapping[str, float],
    unit: str,
) -> Block:
    columns = (
        Column("what", what.capitalize(), width=44.0),
        *pair_columns(unit),
    )
    names = sorted(
        dict.fromkeys((*before, *after)),
        key=lambda name: before.get(name, 0.0) - after.get(name, 0.0),
    )
    names = [name for name in names if before.get(name) or after.get(name)]
    small = sorted(names, key=lambda n: abs(after.get(n, 0.0) - before.get(n, 0.0)))
    dropped = set(small[: max(0, len(names) - LONGEST)])
    rows = [
        _row(name or "none named", before.get(name, 0.0), after.get(name, 0.0))
        for name in names
        if name not in dropped
    ]
    if dropped:
        sums = (
            sum(of.get(name, 0.0) for name in names if name in dropped) for of in (before, after)
        )
        rows.append(_row(f"the other {len(dropped)}", *sums))
    if rows:
        rows.append(_total(rows))
    return Block(columns, tuple(rows), heading=heading, even=True)


def _row(name: str, balanced: float, mobilised: float) -> Row:
    return Row({"what": name} | pair_cells(balanced, mobilised))


def _total(rows: list[Row]) -> Row:
    before, after = (formulas.column_total(rows, key) for key in ("balanced", "mobilised"))
    return Row({"what": "Total"} | pair_cells(before, after), role=Role.TOTAL)
