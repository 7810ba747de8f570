"""Decrees as data: the log that is replayed on the approved plan, in order of date and number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from balances.economy.issue import Where

DateKey: TypeAlias = tuple[int, int, int]
OrderKey: TypeAlias = tuple[DateKey, tuple[str | int, ...], str]

UNDATED: DateKey = (0, 0, 0)

_DATE = re.compile(
    r"(?P<year>[0-9]{3,4})"
    r"(?:Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12][0-9]|3[01]))?)?",
    re.ASCII | re.IGNORECASE,
)
_DIGITS = re.compile(r"([0-9]+)", re.ASCII)
_NOWHERE = Where()


@dataclass(frozen=True, slots=True)
class Decree:
    """One decree, as it was written; what its kind means is for the priority layer to say.

    Attributes:
        number: unique number, text.
        date: year, year-month, date or quarter (`1933Q1`); empty = undated.
        authority: who decreed. kind: what it does.
        value, high: quantity, factor, share or percent, and the upper end of a range; None =
            not given.
        basis: what the value is: quantity, index, percent, share or factor; empty = as the kind
            says.
        of: what an order on a claim is reckoned on: `delivery` (of the approved plan) or `claim`.
        claims: as commodity/claimant/use. commodities, sectors, groups, agencies, agency_kinds,
            uses, figures (labels), projects: further targets; they narrow each other.
        what: of a shock or a price, what it touches; empty = as the kind says.
        period: 0-based; None = blank, as the kind says.
        from_agency: whose stock is moved. spared: what is excepted.
        order: whether it acts in class 0.
        channel: how it is sent. delegated_by: in whose name a commission acts.
        cancels: numbers of the decrees it undoes.
        active: whether it is replayed.
        note, source, where: remarks, where it stands, and the cell of its number.
        cells: the cells of the columns by name; what they hold is in the other fields.
    """

    number: str
    kind: str
    date: str = ""
    authority: str = ""
    value: float | None = None
    high: float | None = None
    basis: str = ""
    of: str = "delivery"
    claims: tuple[str, ...] = ()
    commodities: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    agency_kinds: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    what: str = ""
    period: int | None = None
    from_agency: str = ""
    spared: tuple[str, ...] = ()
    order: bool = False
    channel: str = ""
    delegated_by: str = ""
    cancels: tuple[str, ...] = ()
    active: bool = True
    note: str = ""
    source: str = ""
    where: Where = _NOWHERE
    cells: Mapping[str, Where] = field(
        default_factory=lambda: MappingProxyType({}), compare=False, repr=False
    )

    def at(self, column: str) -> Where:
        """The cell of a column, or that of its number where the sheet lacks the column."""
        return self.cells.get(column, self.where)


def date_key(date: str) -> DateKey | None:
    """Year, month and day to order dates by; None where the date cannot be read.

    What is not given counts as 0, so a year comes before its months and a month before its
    days; a quarter counts as its first month. Undated is before everything.
    """
    if not date:
        return UNDATED
    found = _DATE.fullmatch(date)
    if found is None:
        return None
    quarter = found["quarter"]
    month = 3 * int(quarter) - 2 if quarter else int(found["month"] or 0)
    return int(found["year"]), month, int(found["day"] or 0)


def number_key(number: str) -> tuple[str | int, ...]:
    """The number with its digits as numbers: 2 comes before 10, and 10 before 10a."""
    return tuple(int(p) if n % 2 else p for n, p in enumerate(_DIGITS.split(number)))


def replay_key(decree: Decree) -> OrderKey:
    """Date, then number: the order in which decrees are replayed."""
    return date_key(decree.date) or UNDATED, number_key(decree.number), decree.number
