"""Claims: of the sheet, and of base-year final demand that nobody claims."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from balances.economy.issue import Issue
from balances.economy.records import USES, Claim
from balances.workbook.building.labour import by_period, grouped
from balances.workbook.building.reckoning import power
from balances.workbook.catalogue import issue
from balances.workbook.cells import Row
from balances.workbook.periods import Calendar
from balances.workbook.schema import plain
from balances.workbook.tables import Entry, Tables
from balances.workbook.words import shown


def named_use(word: str) -> tuple[str, str]:
    """Use and claimant that a word of final_demand means: other and the word if it is no use."""
    for use in USES:
        if plain(use) == plain(word):
            return use, use
    return "other", word


def final_demand(tables: Tables) -> Mapping[tuple[str, str], float]:
    """Base-year final use by (commodity, use) [unit]."""
    found: dict[tuple[str, str], float] = {}
    for entry in tables.entries("final_demand"):
        use, _ = named_use(str(entry.column.value))
        key = (str(entry.row.value), use)
        found[key] = found.get(key, 0.0) + entry.value
    return MappingProxyType(found)


def _bases(tables: Tables) -> Mapping[tuple[str, str], float]:
    """Base-year final use by (commodity, word of the sheet), standard uses in their spelling."""
    found: dict[tuple[str, str], float] = {}
    for entry in tables.entries("final_demand"):
        _, claimant = named_use(str(entry.column.value))
        key = (str(entry.row.value), claimant)
        found[key] = found.get(key, 0.0) + entry.value
    return found


def claims(tables: Tables, calendar: Calendar) -> tuple[tuple[Claim, ...], tuple[Issue, ...]]:
    """Claims in the order of the sheet, then those that stand for base-year final demand."""
    classes = {row.text("code"): row.whole("class", 2) for row in tables.rows("sectors")}
    bases = _bases(tables)
    found: list[Claim] = []
    issues: list[Issue] = []
    groups = grouped(tables.rows("claims"), "commodity", "claimant", "use")
    for rows in groups.values():
        for period, row in enumerate(by_period(rows, calendar)):
            if row is None or row.text("commodity") not in classes:
                continue
            target, problem = _target(tables, row, bases, calendar.steps(period))
            issues += problem
            if target is not None and target > 0.0:
                found.append(_claim(tables, row, classes, (period, target)))
    found += _defaults(tables, calendar, classes)
    return tuple(found), (*dict.fromkeys(issues), *_floors(tables, found))


def _target(
    tables: Tables, row: Row, bases: Mapping[tuple[str, str], float], steps: int
) -> tuple[float | None, list[Issue]]:
    growth = row.number_of("growth")
    if growth is None:
        return row.number_of("quantity"), []
    commodity = row.text("commodity")
    base = bases.get((commodity, row.text("claimant")), bases.get((commodity, row.text("use"))))
    if base is None or base <= 0.0:
        message = f"There is no base-year final demand of {shown(commodity)} for the use "
        message += f"{shown(row.text('use'))} that {growth:.15g} % could be reckoned on."
        remedy = "Give it in final_demand, or give a quantity."
        return None, [issue("R311", tables.at("claims", row, "growth"), message, remedy)]
    factor = 1.0 + growth / 100.0
    target = base * (factor if row.given("period") else power(factor, steps))
    if math.isfinite(target):
        return target, []
    message = f"A growth of {growth:.15g} % leads to more than any number."
    where, remedy = tables.at("claims", row, "growth"), "Correct the growth, in percent."
    return None, [issue("C212", where, message, remedy)]


def _claim(tables: Tables, row: Row, classes: Mapping[str, int], goal: tuple[int, float]) -> Claim:
    period, target = goal
    column = "growth" if row.given("growth") else "quantity"
    return Claim(
        commodity=row.text("commodity"),
        claimant=row.text("claimant"),
        use=row.text("use"),
        period=period,
        target=target,
        floor=row.amount("floor"),
        priority=row.whole("class", classes[row.text("commodity")]),
        weight=row.amount("weight", 1.0),
        source=row.text("source"),
        where=tables.at("claims", row, column),
    )


def _defaults(tables: Tables, calendar: Calendar, classes: Mapping[str, int]) -> Iterator[Claim]:
    """Claims at the base-year level for final demand that no claim is about."""
    claimed = {(row.text("commodity"), row.text("use")) for row in tables.rows("claims")}
    claimed |= {(row.text("commodity"), row.text("claimant")) for row in tables.rows("claims")}
    for entry in tables.entries("final_demand"):
        commodity = str(entry.row.value)
        use, claimant = named_use(str(entry.column.value))
        if entry.value <= 0.0 or commodity not in classes or (commodity, claimant) in claimed:
            continue
        where = tables.where("final_demand", entry.address)
        for period in range(len(calendar.labels)):
            yield Claim(
                commodity=commodity,
                claimant=claimant,
                use=use,
                period=period,
                target=entry.value,
                priority=classes[commodity],
                source="base-year final demand",
                where=where,
            )


def _floors(tables: Tables, found: Sequence[Claim]) -> list[Issue]:
    """Floors above targets that growth gives; those above quantities are found in the row."""
    growing = {row.address("growth"): row for row in tables.rows("claims") if row.given("growth")}
    crossing = (c for c in found if c.floor > c.target and c.where.sheet == "claims")
    rows = {c.where.cell: c for c in crossing if c.where.cell in growing}
    return [
        issue(
            "C219",
            tables.at("claims", growing[cell], "floor"),
            f"floor is {claim.floor:.15g} and the growth gives {claim.target:.6g}; a floor of at "
            "most the target is expected.",
            "Lower the floor or raise the growth.",
        )
        for cell, claim in rows.items()
    ]


def negative_demand(tables: Tables) -> tuple[Entry, ...]:
    """Entries of final demand below zero."""
    return tuple(e for e in tables.entries("final_demand") if e.value < 0.0)
