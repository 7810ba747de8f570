"""How a workbook wants to be planned."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """How the workbook wants to be planned; every field has a default.

    Attributes:
        title: of the plan.
        base_year: label of the base year; empty = none.
        period_name: year or quarter.
        currency: name of the money unit.
        method: leximin, weighted, least_effort or iterative.
        after_goals: least_effort, or `maximise:<measure>` with an optional `/item` and, after
            it, `/period` or `/first-last`: the periods over which the measure is summed.
        terminal_growth: growth of input use beyond the last period, for activities with lead.
        rounds: rounds of the method `iterative`.
        frozen_rounds: supply rounds of a frozen plan per period.
    """

    title: str = ""
    base_year: str = ""
    period_name: str = "year"
    currency: str = "roubles"
    method: str = "leximin"
    after_goals: str = "least_effort"
    terminal_growth: float = 0.0
    rounds: int = 8
    frozen_rounds: int | None = None

    @property
    def maximised(self) -> tuple[str, str] | None:
        """Measure and item that `after_goals = maximise:measure/item` names; None otherwise."""
        named = self._after_goals_parts()
        return None if named is None else named[:2]

    @property
    def maximised_span(self) -> tuple[str, str] | None:
        """Labels of the first and last period that `/item/first-last` names; None = all."""
        named = self._after_goals_parts()
        if named is None or not named[2]:
            return None
        first, dash, last = (part.strip() for part in named[2].partition("-"))
        return first, last if dash else first

    def _after_goals_parts(self) -> tuple[str, str, str] | None:
        kind, _, what = self.after_goals.partition(":")
        if kind.strip() != "maximise":
            return None
        name, _, rest = what.partition("/")
        item, _, span = rest.partition("/")
        return name.strip(), item.strip(), span.strip()
