"""Lines of money: foreign credit, budgets, deficits and overhang."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from balances.economy.construction import Finance, cost_curve
from balances.economy.contradiction import DOWN, HIGH, ROW, UP, Field, Line, Part
from balances.economy.economy import Economy
from balances.economy.keys import Key
from balances.economy.records import NOWHERE
from balances.economy.valuation import natural_sizes, work_size
from balances.gosplan.conflict.lines.line_kind import Asked, replaced


def foreign_credit(asked: Asked) -> Iterator[Line]:
    """Foreign currency lent in each period."""
    economy = asked.economy
    bought = sum(
        (c.import_price or 0.0) * min(c.import_limit, size)
        for c, size in zip(economy.commodities, natural_sizes(economy).tolist(), strict=True)
    )
    for t, credit in enumerate(economy.foreign_credit or ()):
        label = economy.periods[t]
        where = economy.credit_cells[t] if economy.credit_cells else NOWHERE
        yield Line(
            kind="foreign_credit",
            at=(t,),
            name=f"foreign exchange in {label}, credit",
            limit=credit,
            sense="at_most",
            unit="",
            ways=(UP,),
            parts=(Part(ROW, Key("foreign_exchange", "", t)),),
            size=abs(credit) or bought or 1.0,
            where=where,
            field=Field("finance", label, "foreign_credit") if credit or where.cell else None,
        )


def foreign_credit_moved(economy: Economy, line: Line, to: float) -> Economy:
    """The economy with another credit."""
    changed = replaced(economy.foreign_credit or (), line.at, lambda _: to)
    return replace(economy, foreign_credit=changed)


def budgets(asked: Asked) -> Iterator[Line]:
    """The investment budget: a ceiling, or authorised, so that it must also be found."""
    for t, finance in enumerate(asked.economy.finance):
        if finance.budget is None:
            continue
        parts = [Part(ROW, Key("investment_budget", "budget", t))]
        if finance.authorised:
            parts += _overhang_parts(finance, t, 1.0)
            parts.append(Part(ROW, Key("state_budget", "", t), -1.0))
        yield replace(
            _line(asked.economy, t, "budget", finance.budget, tuple(parts)),
            sense="equal" if finance.authorised else "at_most",
            ways=(DOWN, UP) if finance.authorised else (UP,),
            least=0.0,
            linear=not finance.authorised or _is_straight(finance),
        )


def overhangs(asked: Asked) -> Iterator[Line]:
    """Most of an authorised budget that may find nothing."""
    for t, finance in enumerate(asked.economy.finance):
        if finance.authorised and math.isfinite(finance.overhang_limit):
            parts = tuple(_overhang_parts(finance, t, -1.0))
            line = _line(asked.economy, t, "overhang_limit", finance.overhang_limit, parts)
            yield replace(line, linear=_is_straight(finance))


def _overhang_parts(finance: Finance, t: int, change: float) -> list[Part]:
    """What is to be spent at least, and the work it buys."""
    work = Key("investment_budget", "overhang_work", t)
    return [
        Part(ROW, Key("investment_budget", "overhang", t), change),
        Part(ROW, work, change / finance.cost_index),
    ]


def _is_straight(finance: Finance) -> bool:
    """Whether money buys work in proportion, so that an overhang limit counts in both alike."""
    pieces = cost_curve(finance)
    straight = len(pieces) == 1 and math.isinf(pieces[0].width)
    return straight or not math.isfinite(finance.overhang_limit)


def price_caps(asked: Asked) -> Iterator[Line]:
    """The highest price index of investment; it multiplies work, so its least move is not told."""
    for t, finance in enumerate(asked.economy.finance):
        if math.isfinite(finance.price_cap):
            parts = (Part(ROW, Key("investment_budget", "price_cap", t)),)
            line = _line(asked.economy, t, "price_cap", finance.price_cap, parts)
            size = line.limit * work_size(asked.economy)
            yield replace(line, linear=False, unit="", size=size)


def deficits(asked: Asked) -> Iterator[Line]:
    """The largest deficit of the state budget; negative = a required surplus."""
    for t, finance in enumerate(asked.economy.finance):
        parts = (Part(ROW, Key("state_budget", "", t)),)
        yield _line(asked.economy, t, "deficit_limit", finance.deficit_limit, parts)


def savings(asked: Asked) -> Iterator[Line]:
    """What households put aside, of incomes beyond goods at the capped price."""
    for t, finance in enumerate(asked.economy.finance):
        parts = (Part(ROW, Key("household_money", "", t)),)
        yield _line(asked.economy, t, "savings", finance.savings, parts)


def normal_work(asked: Asked) -> Iterator[Line]:
    """All the capital work there is at any price, where the elasticity is 1."""
    for t, finance in enumerate(asked.economy.finance):
        last = cost_curve(finance)[-1]
        if math.isfinite(last.width):
            parts = (Part(HIGH, Key("z", "0", t)),)
            yield _line(asked.economy, t, "normal_work", last.width, parts)


def open_sites(asked: Asked) -> Iterator[Line]:
    """Most projects under construction at once."""
    for t, finance in enumerate(asked.economy.finance):
        if finance.max_open is not None:
            parts = (Part(ROW, Key("projects", "max_open", t)),)
            line = _line(asked.economy, t, "max_open", float(finance.max_open), parts)
            yield replace(line, unit="projects", size=line.limit or 1.0, whole=True)


_CALLED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "budget": ("investment budget in {}", "budget"),
        "overhang_limit": ("investment budget overhang in {}", "overhang_limit"),
        "price_cap": ("price cap of investment in {}", "price_cap"),
        "deficit_limit": ("state budget in {}, deficit", "deficit_limit"),
        "savings": ("household money in {}, savings", "savings"),
        "normal_work": ("normal capital work in {}", "normal_capital_work"),
        "max_open": ("projects under construction in {}", "max_open"),
    }
)
"""Words and column of each figure of the sheet finance."""


def _line(economy: Economy, t: int, what: str, limit: float, parts: tuple[Part, ...]) -> Line:
    """A line that limits from above, from the row of a period in the sheet finance."""
    where, label = economy.finance[t].where, economy.periods[t]
    name, column = _CALLED[what]
    return Line(
        kind=what,
        at=(t,),
        name=name.format(label),
        limit=limit,
        sense="at_most",
        unit=economy.settings.currency,
        ways=(UP,),
        parts=parts,
        size=abs(limit) or work_size(economy),
        where=where,
        field=Field("finance", label, column) if where.sheet in ("", "finance") else None,
    )


def agency_budgets(asked: Asked) -> Iterator[Line]:
    """Budgets of single agencies."""
    economy = asked.economy
    for t, finance in enumerate(economy.finance):
        for agency, budget in finance.agency_budgets.items():
            label = economy.periods[t]
            yield Line(
                kind="agency_budget",
                at=(t,),
                name=f"investment budget of {agency} in {label}",
                limit=budget,
                sense="at_most",
                unit=economy.settings.currency,
                ways=(UP,),
                parts=(Part(ROW, Key("investment_budget", "agency", t, agency)),),
                size=budget or work_size(economy),
                where=finance.where,
                field=Field("finance", f"{label}/{agency}", "budget"),
            )


def agency_budget_moved(economy: Economy, line: Line, to: float) -> Economy:
    """The economy with another budget of one agency."""
    agency = line.parts[0].key.holder

    def change(finance: Finance) -> Finance:
        budgets = {**finance.agency_budgets, agency: to}
        return replace(finance, agency_budgets=MappingProxyType(budgets))

    return replace(economy, finance=replaced(economy.finance, line.at, change))
