"""Whether control figures agree with each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from balances.economy.base_year import base_value
from balances.economy.economy import Economy
from balances.economy.issue import Issue
from balances.economy.records import ControlFigure
from balances.workbook.catalogue import issue
from balances.workbook.numbers import decimals
from balances.workbook.tables import Tables
from balances.workbook.words import shown

_MOST_PARTS = 3
_MOST_GROUPS = 12


def crossing_figures(economy: Economy, _tables: Tables) -> tuple[Issue, ...]:
    """V406: a least figure above a most figure for the same thing."""
    same: dict[tuple[str, str, int], list[ControlFigure]] = {}
    for figure in economy.figures:
        same.setdefault((figure.measure, figure.item, figure.period), []).append(figure)
    pairs = (
        (low, high)
        for figures in same.values()
        for low in figures
        for high in figures
        if low.sense != "at_most" and high.sense != "at_least" and low is not high
    )
    return tuple(
        _crossing(economy, low, high)
        for low, high in pairs
        if low.target > high.target * (1.0 + 1e-9) and not (low.on_path or high.on_path)
    )


def _crossing(economy: Economy, low: ControlFigure, high: ControlFigure) -> Issue:
    return issue(
        "V406",
        low.where,
        f"{shown(low.label)} asks at least {low.target:.6g} in {economy.label(low.period)}, "
        f"{shown(high.label)} ({high.where.cell}) allows at most {high.target:.6g}.",
        "Correct one of the two.",
    )


def totals_and_parts(economy: Economy, _tables: Tables) -> tuple[Issue, ...]:
    """V406: a total and its parts that imply other weights than the base outputs do."""
    goals = [f for f in economy.figures if f.measure == "group_output" and not f.on_path]
    found = []
    for period in sorted({f.period for f in goals}):
        figures = [f for f in goals if f.period == period and f.sense != "at_most"]
        for total in figures:
            parts = next(_parts(economy, total, figures), None)
            if parts is not None:
                found += _contradiction(economy, total, parts)
    return tuple(found)


def _members(economy: Economy, item: str) -> frozenset[int]:
    if item in economy.members:
        return frozenset(economy.members[item])
    position = economy.commodity_index.get(item)
    return frozenset(range(len(economy.commodities)) if position is None else (position,))


def _parts(
    economy: Economy, total: ControlFigure, figures: Sequence[ControlFigure]
) -> Iterator[tuple[ControlFigure, ...]]:
    """Sets of other figures whose groups make up the total without overlap."""
    whole = _members(economy, total.item)
    within = {f: _members(economy, f.item) for f in figures if f.item != total.item}
    smaller = [f for f, members in within.items() if members < whole][:_MOST_GROUPS]
    for count in range(2, _MOST_PARTS + 1):
        for chosen in combinations(smaller, count):
            sizes = sum(len(within[f]) for f in chosen)
            if sizes == len(whole) and frozenset().union(*(within[f] for f in chosen)) == whole:
                yield chosen


def _contradiction(
    economy: Economy, total: ControlFigure, parts: Sequence[ControlFigure]
) -> list[Issue]:
    base = base_value(economy, total.measure, total.item)
    bases = [base_value(economy, f.measure, f.item) for f in parts]
    if base <= 0.0 or any(b <= 0.0 for b in bases):
        return []
    asked = sum(f.target for f in parts)
    printed = printed_step(total, base) + sum(
        printed_step(f, b) for f, b in zip(parts, bases, strict=True)
    )
    if abs(asked - total.target) <= printed:
        return []
    names = ", ".join(f"{shown(f.item)} {f.printed:.6g}" for f in parts)
    return [
        issue(
            "V406",
            total.where,
            f"{shown(total.item)} is to be {total.printed:.6g}, its parts {names}: "
            f"{_weights(total, parts, (base, bases))} The parts add up to "
            f"{asked / total.target:.4g} of the total.",
            "The plan is made all the same; the figures cannot all be met exactly.",
        )
    ]


def printed_step(figure: ControlFigure, base: float) -> float:
    """What half a unit of the last printed digit is worth in the unit of the measure."""
    half = 0.5 * 10.0 ** -decimals(figure.printed)
    if figure.basis == "quantity":
        return half
    return half * base * (0.01 if figure.basis == "percent" else 1.0)


def _weights(
    total: ControlFigure, parts: Sequence[ControlFigure], bases: tuple[float, Sequence[float]]
) -> str:
    """The weight of the first of two parts that the figures imply, and that of the outputs."""
    base, of_parts = bases
    growth = [f.target / b for f, b in zip(parts, of_parts, strict=True)]
    if len(parts) != 2 or growth[0] == growth[1]:
        return ""
    implied = (total.target / base - growth[1]) / (growth[0] - growth[1])
    return (
        f"that implies a weight of {shown(parts[0].item)} of {implied:.3g}, base outputs give "
        f"{of_parts[0] / base:.3g}."
    )
