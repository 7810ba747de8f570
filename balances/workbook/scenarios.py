"""Scenarios of a workbook: which there are, by what they set."""

from __future__ import annotations

from collections.abc import Collection

from balances.workbook.schema import sheet_named
from balances.workbook.tables import Tables


def scenarios_of_figures(tables: Tables, measures: Collection[str]) -> tuple[str, ...]:
    """Names of the scenarios that set a control figure of each of these measures, in order."""
    measure_of = {r.text("figure"): r.text("measure") for r in tables.rows("control_figures")}
    found: dict[str, set[str]] = {}
    for row in tables.rows("scenarios"):
        sheet = sheet_named(row.text("sheet"))
        if sheet is not None and sheet.name == "control_figures":
            label = row.text("key").partition("/")[0]
            found.setdefault(row.text("scenario"), set()).add(measure_of.get(label, ""))
    return tuple(name for name, of in found.items() if of.issuperset(measures))
