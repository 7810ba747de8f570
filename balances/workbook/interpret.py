"""From what stands in a cell to what its column needs: one reader a kind of column."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from balances.workbook.cells import Manner, Percent, Problem, Raw, Value
from balances.workbook.numbers import read_number, wrong_kind
from balances.workbook.schema import Column, Kind, plain
from balances.workbook.words import clean, did_you_mean, listed, shown

_YES = frozenset(("yes", "y", "true", "1"))
_NO = frozenset(("no", "n", "false", "0"))


class Reading(NamedTuple):
    """What a cell gave: a value (None = nothing legible), the problem if any, percent or not."""

    value: Value
    problem: Problem | None = None
    percent: bool = False


def interpret(column: Column, raw: Raw, manner: Manner) -> Reading:
    """Read a cell that is not blank as its column asks."""
    return READERS[column.kind](column, raw, manner)


def _number(column: Column, raw: Raw, manner: Manner) -> Reading:
    if column.unlimited and isinstance(raw, str) and plain(raw) == "unlimited":
        return Reading(math.inf)
    number = read_number(raw, manner)
    if number.value is None:
        return Reading(None, number.problem)
    value = number.value * (100.0 if number.percent and column.unit == "%" else 1.0)
    return Reading(value, _out_of_range(column, value) or number.problem, number.percent)


def _out_of_range(column: Column, value: float) -> Problem | None:
    low = -math.inf if column.low is None else column.low
    high = math.inf if column.high is None else column.high
    if low <= value <= high:
        return None
    bounds = f"at least {low:g}" if math.isinf(high) else f"from {low:g} to {high:g}"
    return Problem(
        "C205",
        f"{column.name} is {value:.15g}; a number {bounds} is expected.",
        "Correct the figure.",
    )


def _integer(column: Column, raw: Raw, manner: Manner) -> Reading:
    found = _number(column, raw, manner)
    if isinstance(found.value, float) and found.value != math.floor(found.value):
        return Reading(
            None,
            Problem(
                "C213",
                f"{column.name} is {found.value:.15g}; a whole number is expected.",
                "Correct the figure.",
            ),
        )
    value = int(found.value) if isinstance(found.value, float) else None
    return Reading(value, found.problem)


def _text(_column: Column, raw: Raw, _manner: Manner) -> Reading:
    if isinstance(raw, bool):
        return Reading("yes" if raw else "no")
    if isinstance(raw, datetime.datetime) and raw.time() == datetime.time():
        return Reading(raw.date().isoformat())
    if isinstance(raw, datetime.date | datetime.time):
        return Reading(raw.isoformat())
    problem = wrong_kind(raw, "text")
    return Reading(None, problem) if problem else Reading(as_text(raw))


def as_text(raw: Raw) -> str:
    """A cell that is text, or a number in its place, as a text column understands it."""
    if isinstance(raw, Percent):
        return f"{raw.value * 100:.15g}%"
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() and abs(raw) < 1e15 else repr(raw)
    return clean(str(raw))


def _code(column: Column, raw: Raw, _manner: Manner) -> Reading:
    problem = wrong_kind(raw, "a code")
    if problem is not None:
        return Reading(None, problem)
    broken = isinstance(raw, Percent) or (isinstance(raw, float) and not raw.is_integer())
    if broken:
        return Reading(
            None,
            Problem(
                "C217",
                f"{column.name} is the number {as_text(raw)}; a code, which is text, is expected.",
                "Format the cell as text and type the code again.",
            ),
        )
    return Reading(as_text(raw))


def _period(column: Column, raw: Raw, manner: Manner) -> Reading:
    found = _code(column, raw, manner)
    if isinstance(found.value, str):
        return Reading("".join(found.value.split()).upper())
    return found


def _list(column: Column, raw: Raw, manner: Manner) -> Reading:
    found = _code(column, raw, manner)
    if isinstance(found.value, str):
        words = (clean(word) for word in found.value.split(";"))
        return Reading(tuple(word for word in words if word))
    return found


def _choice(column: Column, raw: Raw, manner: Manner) -> Reading:
    found = _text(column, raw, manner)
    if not isinstance(found.value, str):
        return found
    for choice in column.choices:
        if plain(choice) == plain(found.value):
            return Reading(choice)
    hint = did_you_mean(found.value, column.choices)
    return Reading(
        None,
        Problem(
            "C206",
            f"{column.name} is {shown(found.value)}; one of {listed(column.choices, 20)} is "
            f"expected.{hint}",
            "Use one of these words.",
        ),
    )


def _flag(column: Column, raw: Raw, _manner: Manner) -> Reading:
    if isinstance(raw, bool):
        return Reading(raw)
    word = as_text(raw).casefold() if wrong_kind(raw, "") is None else ""
    if word in _YES or word in _NO:
        return Reading(word in _YES)
    problem = wrong_kind(raw, "yes or no") or Problem(
        "C214",
        f"{column.name} is {shown(as_text(raw))}; yes or no is expected.",
        "Type yes or no.",
    )
    return Reading(None, problem)


READERS: Mapping[Kind, Callable[[Column, Raw, Manner], Reading]] = MappingProxyType(
    {
        "code": _code,
        "text": _text,
        "number": _number,
        "integer": _integer,
        "flag": _flag,
        "choice": _choice,
        "list": _list,
        "period": _period,
    }
)
