"""The summary measures of a comparison as a block, for the sheets that show them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from balances.gosplan.plan import Plan
from balances.reporting import formulas
from balances.reporting.comparison import (
    fulfilments,
    moved,
    price_index,
    share_met,
    total,
    unfinished_growth,
)
from balances.reporting.inequality import coefficient_of_variation, gini
from balances.reporting.measured import attained
from balances.reporting.table import Block, Cell, Column, Row, Show


class _Line(NamedTuple):
    """A measure of both plans."""

    words: str
    unit: str
    show: Show
    period: str
    balanced: float | None
    mobilised: float | None


def measures_block(balanced: Plan, mobilised: Plan) -> Block:
    """Goals met, how unequal the cuts are, what changed hands, and investment (MODEL 11)."""
    columns = (
        Column("what", "Measure", width=44.0),
        Column("unit", "Unit"),
        Column("period", "Period"),
        Column("balanced", "Balanced", show=Show.QUANTITY),
        Column("mobilised", "Mobilised", show=Show.QUANTITY),
        Column("difference", "Difference", show=Show.QUANTITY),
    )
    rows = []
    for line in _values(balanced, mobilised):
        if line.balanced is None and line.mobilised is None:
            continue
        cells: dict[str, Cell] = {"what": line.words, "unit": line.unit, "period": line.period}
        cells |= {"balanced": line.balanced, "mobilised": line.mobilised}
        cells["difference"] = formulas.difference(cells, "mobilised", "balanced")
        rows.append(Row(cells, show=line.show))
    note = "Fulfilment is against the targets of each plan: decrees move those of the mobilised."
    return Block(columns, tuple(rows), heading="Summary measures", note=note)


def _values(balanced: Plan, mobilised: Plan) -> list[_Line]:
    plans = (balanced, mobilised)
    last = mobilised.economy.periods[-1]
    shares = [fulfilments(plan) for plan in plans]

    def both(of: Callable[[list[float]], float | None]) -> tuple[float | None, float | None]:
        return of(shares[0]), of(shares[1])

    currency = mobilised.economy.settings.currency
    income = (attained(plan, "national_income") for plan in plans)
    return [
        _Line("Share of goals met in full", "share", Show.SHARE, "all", *map(share_met, plans)),
        _Line("Lowest fulfilment", "share", Show.SHARE, "all", *both(_lowest)),
        _Line("Gini coefficient of fulfilment", "index", Show.INDEX, "all", *both(gini)),
        _Line(
            "Coefficient of variation of fulfilment",
            *("index", Show.INDEX, "all"),
            *both(coefficient_of_variation),
        ),
        _Line(
            "Share of allotments that changed hands",
            *("share", Show.SHARE, "all", None, moved(balanced, mobilised)),
        ),
        _Line("National income", currency, Show.QUANTITY, last, *income),
        *_investment(balanced, mobilised),
    ]


def _lowest(shares: list[float]) -> float | None:
    return min(shares, default=None)


def _investment(balanced: Plan, mobilised: Plan) -> list[_Line]:
    """What investment comes to over the whole plan; nothing where there is none."""
    currency = mobilised.economy.settings.currency
    base_prices = f"{currency}, base prices"
    measures: tuple[tuple[str, str, Show, Callable[[Plan], float | None]], ...] = (
        ("Real investment", base_prices, Show.QUANTITY, lambda p: total(p, "real")),
        ("Price index of investment", "index", Show.INDEX, price_index),
        ("Overhang of investment", currency, Show.QUANTITY, lambda p: total(p, "overhang")),
        (
            "Growth of unfinished construction over the plan",
            *(base_prices, Show.QUANTITY, unfinished_growth),
        ),
    )
    found = [
        _Line(words, unit, show, "all", of(balanced), of(mobilised))
        for words, unit, show, of in measures
    ]
    return [line for line in found if line.balanced or line.mobilised]
