"""Lines of what single agencies must or may receive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from balances.economy.contradiction import ROW, WAYS, Field, Line, Part
from balances.economy.economy import Economy
from balances.economy.keys import Key
from balances.economy.records import Allocation
from balances.economy.valuation import natural_sizes
from balances.gosplan.conflict.lines.line_kind import Asked, in_period, same_cell


def least(asked: Asked) -> Iterator[Line]:
    """What an agency receives at least."""
    return _lines(asked.economy, "min", "at_least")


def most(asked: Asked) -> Iterator[Line]:
    """What it receives at most."""
    return _lines(asked.economy, "max", "at_most")


def shares(asked: Asked) -> Iterator[Line]:
    """Its share; it multiplies sources, so its least move is not told."""
    return _lines(asked.economy, "share", "equal")


def _limit(allocation: Allocation, word: str) -> float | None:
    return {"min": allocation.low, "max": allocation.high, "share": allocation.share}[word]


def _lines(economy: Economy, word: str, sense: str) -> Iterator[Line]:
    """Lines of one limit of the allocations, one a cell."""
    groups: dict[object, list[int]] = {}
    for n, a in enumerate(economy.allocations):
        if _limit(a, word) is not None:
            groups.setdefault((a.commodity, a.agency, same_cell(a.where, n)), []).append(n)
    sizes = natural_sizes(economy)
    for at in groups.values():
        good = economy.commodity_index[economy.allocations[at[0]].commodity]
        line = _line(economy, tuple(at), word, sense)
        own = 0.0 if word == "share" else line.limit
        yield replace(line, size=own or float(sizes[good]))


def _line(economy: Economy, at: tuple[int, ...], word: str, sense: str) -> Line:
    found = [economy.allocations[n] for n in at]
    first, periods = found[0], [a.period for a in found]
    good = economy.commodity_index[first.commodity]
    own = len(at) == 1 and len(economy.periods) > 1
    key = f"{first.commodity}/{first.agency}"
    key += f"/{economy.periods[periods[0]]}" if own else ""
    limit = _limit(first, word) or 0.0
    return Line(
        kind=f"allocation_{word}",
        at=at,
        name=f"allocation of {first.commodity} to {first.agency}, {word}"
        f"{in_period(economy, periods)}",
        limit=limit,
        sense=sense,
        unit="" if word == "share" else economy.commodities[good].unit,
        ways=WAYS[sense],
        parts=tuple(
            Part(ROW, Key("agency_allocation", a.commodity, a.period, f"{a.agency}/{word}"))
            for a in found
        ),
        size=1.0,
        least=0.0,
        linear=word != "share",
        where=first.where,
        field=Field("allocations", key, word),
    )
