"""Periods of the plan: their labels, and how far each is from the base year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

_YEAR = re.compile(r"[0-9]{1,6}", re.ASCII)
_AFTER = re.compile(r"([0-9Q]+)\+([0-9]{1,3})", re.ASCII)
_QUARTER = re.compile(r"([0-9]{1,6})Q([1-4])", re.ASCII)


@dataclass(frozen=True)
class Calendar:
    """The periods of the plan.

    Attributes:
        labels: one a period, in order.
        base: label of the base year; empty = none.
    """

    labels: tuple[str, ...]
    base: str = ""

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Position of each label."""
        return MappingProxyType({label: t for t, label in enumerate(self.labels)})

    def period(self, label: str) -> int | None:
        """Position of a label; None = no period of the plan."""
        return self.index.get(label)

    def position(self, label: str) -> int | None:
        """Position of a label, also before (below 0) and after the plan; None = no such label.

        A period after the plan may be written as the last one and how many follow it: 1933Q4+1.
        """
        known, after = self.index.get(label), _AFTER.fullmatch(label)
        if known is not None:
            return known
        if after:
            last = len(self.labels) - 1
            return last + int(after[2]) if after[1] == self.labels[-1] else None
        if ("Q" in label) != ("Q" in self.labels[0]):
            return None
        start = _ordinal(self.labels[0], after_year=False)
        found = _ordinal(label, after_year=False)
        return None if found is None or start is None else found - start

    def steps(self, period: int) -> int:
        """Periods from the base year to this one; 1 for the one that follows it."""
        start = _ordinal(self.labels[0], after_year=False)
        base = _ordinal(self.base, after_year="Q" in self.labels[0])
        apart = start - base if self.base and start is not None and base is not None else 1
        return max(apart, 1) + period


def _ordinal(label: str, *, after_year: bool) -> int | None:
    """A number that grows by one a period; a year seen from quarters counts as its last one."""
    quarter = _QUARTER.fullmatch(label)
    if quarter:
        return int(quarter[1]) * 4 + int(quarter[2])
    if not _YEAR.fullmatch(label):
        return None
    return int(label) * 4 + 4 if after_year else int(label)


def first_label(base_year: str, period_name: str) -> str:
    """Label of the period that follows the base year; 1 where there is no base year."""
    quarter = _QUARTER.fullmatch(base_year)
    if quarter:
        return following(base_year)
    if not _YEAR.fullmatch(base_year):
        return "1"
    year = str(int(base_year) + 1)
    return f"{year}Q1" if period_name == "quarter" else year


def following(label: str) -> str:
    """Label of the next period; quarters roll over into the next year.

    Raises:
        ValueError: the label is neither a number nor a quarter.
    """
    quarter = _QUARTER.fullmatch(label)
    if quarter:
        year, part = int(quarter[1]), int(quarter[2])
        return f"{year}Q{part + 1}" if part < 4 else f"{year + 1}Q1"
    if not _YEAR.fullmatch(label):
        raise ValueError(label)
    return str(int(label) + 1)


def labels_from(first: str, count: int) -> tuple[str, ...]:
    """So many labels in a row.

    Raises:
        ValueError: the first label is empty, or cannot be counted on from.
    """
    if not first:
        raise ValueError(first)
    labels = [first]
    while len(labels) < count:
        labels.append(following(labels[-1]))
    return tuple(labels)
