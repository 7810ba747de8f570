"""Whether the tables of the base year add up."""

from __future__ import annotations

import math

from balances.economy.economy import Economy
from balances.economy.issue import Issue
from balances.workbook.building.claims import negative_demand
from balances.workbook.catalogue import issue
from balances.workbook.checks.alike import Finding, grouped
from balances.workbook.numbers import rounding
from balances.workbook.tables import Tables
from balances.workbook.words import shown


def flows_add_up(economy: Economy, tables: Tables) -> tuple[Issue, ...]:
    """V405: flows and final demand that differ from base output by more than rounding."""
    if not (tables.has("flows") and tables.has("final_demand")):
        return ()
    terms: dict[str, list[float]] = {c.code: [] for c in economy.commodities}
    for sheet in ("flows", "final_demand"):
        for entry in tables.entries(sheet):
            terms[str(entry.row.value)].append(entry.value)
    found = []
    for row in tables.rows("sectors"):
        output, uses = row.number_of("base_output"), terms[row.text("code")]
        if output is None:
            continue
        gap = math.fsum(uses) - output
        tolerance = rounding(uses) + rounding([output])
        if abs(gap) > max(tolerance, 1e-9 * abs(output)):
            found.append(
                issue(
                    "V405",
                    tables.at("sectors", row, "base_output"),
                    f"Flows and final demand of {shown(row.text('code'))} add up to "
                    f"{math.fsum(uses):.6g}, base_output is {output:.6g}: {gap:+.6g}, where "
                    f"rounding explains {tolerance:.3g}.",
                    "Correct the figures; balances never changes them by itself.",
                )
            )
    return tuple(found)


def negative_final_demand(_economy: Economy, tables: Tables) -> tuple[Issue, ...]:
    """V408: final demand below zero."""
    findings = [
        Finding(
            tables.where("final_demand", entry.address),
            f"{entry.row.value}/{entry.column.value}",
            f"Final demand of {shown(entry.row.value)} for {shown(entry.column.value)} is "
            f"{entry.value:.15g}; nobody claims it.",
        )
        for entry in negative_demand(tables)
    ]
    remedy = "Legal where stocks were drawn down; correct the sign otherwise."
    return grouped("V408", findings, "Negative final demand", remedy)


def zero_outputs(_economy: Economy, tables: Tables) -> tuple[Issue, ...]:
    """V409: sectors with flows into them and a base output of zero."""
    users = {str(e.column.value) for e in tables.entries("flows") if e.value != 0.0}
    findings = [
        Finding(
            tables.at("sectors", row, "base_output"),
            row.text("code"),
            f"base_output of {shown(row.text('code'))} is 0, so the flows into it give no norms.",
        )
        for row in tables.rows("sectors")
        if row.number_of("base_output") == 0.0 and row.text("code") in users
    ]
    remedy = "Correct base_output, or clear the flows."
    return grouped("V409", findings, "Zero base outputs", remedy)
