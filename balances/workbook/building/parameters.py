"""Parameters: indices of labour productivity, wages and cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from balances.economy.economy import Economy, Vector, frozen_vector
from balances.economy.issue import Issue
from balances.economy.records import Activity, Commodity
from balances.workbook.building.labour import by_period, grouped
from balances.workbook.building.reckoning import reckon
from balances.workbook.catalogue import issue
from balances.workbook.cells import Row
from balances.workbook.periods import Calendar
from balances.workbook.tables import Tables
from balances.workbook.words import shown

_INDICES = ("productivity", "wages", "cost")
_OF_CONSTRUCTION = ("construction", "all")

ByItem = Mapping[tuple[str, str], Mapping[int, float]]


@dataclass(frozen=True)
class Indices:
    """Indices by kind and item, then period.

    Attributes:
        figures: those of control figures, which count before the others.
        sheet: those of the sheet productivity.
    """

    figures: ByItem
    sheet: ByItem

    def of(self, kind: str, item: str, period: int) -> float | None:
        """The index of one item; None where nothing is said."""
        own = self.figures.get((kind, item), {}).get(period)
        return self.sheet.get((kind, item), {}).get(period) if own is None else own


def indices(
    tables: Tables, calendar: Calendar, rows: Sequence[Row]
) -> tuple[Indices, tuple[Issue, ...]]:
    """All indices, of the sheet and of the control figures in force."""
    sheet: dict[tuple[str, str], dict[int, float]] = {}
    given = (row for row in tables.rows("productivity") if row.given("index"))
    for (kind, item), group in grouped(given, "kind", "item").items():
        for period, row in enumerate(by_period(group, calendar)):
            if row is not None:
                sheet.setdefault((kind, item), {})[period] = row.amount("index")
    of_figures: dict[tuple[str, str], dict[int, float]] = {}
    figures = [row for row in rows if row.text("measure") in _INDICES and row.given("value")]
    reckoned, issues = reckon(tables, calendar, figures, lambda _row: 1.0)
    for figure in reckoned:
        key = (figure.row.text("measure"), figure.row.text("item") or "all")
        of_figures.setdefault(key, {})[figure.period] = figure.target
    wrong = (*_not_positive(tables, rows), *_of_some(tables, rows))
    return Indices(of_figures, sheet), (*issues, *wrong)


def _not_positive(tables: Tables, rows: Sequence[Row]) -> Iterator[Issue]:
    """Labour norms are divided by productivity and budgets by cost, so both are above zero."""
    places = [("productivity", "index", "kind", row) for row in tables.rows("productivity")]
    places += [("control_figures", "value", "measure", row) for row in rows]
    places += [("finance", "cost_index", "", row) for row in tables.rows("finance")]
    for sheet, column, kind, row in places:
        value = row.number_of(column)
        what = row.text(kind) if kind else "cost"
        if value is None or what not in ("productivity", "cost"):
            continue
        if sheet == "control_figures" and row.text("as") == "percent":
            value = 100.0 + value * (100.0 if row.cells[column].percent else 1.0)
        if value <= 0.0:
            yield issue(
                "C205",
                tables.at(sheet, row, column),
                f"The index of {what} comes to {value:.15g}; a number above 0 is expected.",
                "Correct the figure.",
            )


def _of_some(tables: Tables, rows: Sequence[Row]) -> Iterator[Issue]:
    """Wages and cost of single sectors, which do not exist."""
    allowed = {"wages": ("", "all"), "cost": ("", *_OF_CONSTRUCTION)}
    for sheet, column, group in (
        ("productivity", "kind", tables.rows("productivity")),
        ("control_figures", "measure", rows),
    ):
        for row in group:
            kind, item = row.text(column), row.text("item")
            if item not in allowed.get(kind, (item,)):
                yield issue(
                    "R309",
                    tables.at(sheet, row, "item"),
                    f"The index of {kind} is one for all, but the item is {shown(item)}.",
                    "Write all as the item.",
                )


def productivity(
    found: Indices,
    commodities: Sequence[Commodity],
    activities: Sequence[Activity],
    periods: int,
) -> Vector:
    """pi_jt, J x T: of the sector, else of its first group that has one, else of all; 1 if none."""
    groups = {c.code: c.groups for c in commodities}
    named = {group for c in commodities for group in c.groups}
    whole = ("all",) if "industry" in named else ("industry", "all")
    index = np.ones((len(activities), periods))
    for j, activity in enumerate(activities):
        items = (activity.code, activity.commodity, *groups[activity.commodity], *whole)
        for t in range(periods):
            index[j, t] = _first(found.of("productivity", item, t) for item in items)
    return frozen_vector(index)


def _first(values: Iterable[float | None]) -> float:
    """The first index that is given and above zero; 1 if there is none."""
    return next((v for v in values if v is not None and v > 0.0), 1.0)


def construction_productivity(found: Indices, periods: int) -> Vector:
    """Index pi of construction labour, T: of construction, else of all; 1 if none."""
    return frozen_vector(
        [_first(found.of("productivity", i, t) for i in _OF_CONSTRUCTION) for t in range(periods)]
    )


def cost_index(found: Indices, period: int, own: float | None) -> float:
    """Index c of a period: of a control figure, else `own` of finance, else of the sheet; 1."""
    figures = (found.figures.get(("cost", i), {}).get(period) for i in _OF_CONSTRUCTION)
    sheet = (found.sheet.get(("cost", i), {}).get(period) for i in _OF_CONSTRUCTION)
    return _first((*figures, own, *sheet))


def wage_index(found: Indices, periods: int) -> Vector:
    """psi_t, T; 1 where nothing is said."""
    wages = (found.of("wages", "all", t) for t in range(periods))
    return frozen_vector([1.0 if wage is None else wage for wage in wages])


def parameters_left_out(tables: Tables, rows: Sequence[Row], economy: Economy) -> list[str]:
    """Sentences on indices that no part of the plan reads."""
    sheet = tables.rows("productivity")
    named = [
        (r.text("measure"), r.text("item"), f"control figure {r.text('figure')!r}") for r in rows
    ]
    named += [(r.text("kind"), r.text("item"), "sheet productivity") for r in sheet]
    read_by_sectors = "construction" in (*economy.commodity_index, *economy.groups)
    builders = read_by_sectors or bool(economy.capital_labour.any())
    found = []
    for kind, item, words in named:
        if kind == "cost" and not economy.finance:
            found.append(f"{words}: the cost index counts where money pays for construction.")
        if (kind, item) == ("productivity", "construction") and not builders:
            found.append(f"{words}: no labour of capital construction is given.")
    return list(dict.fromkeys(found))
