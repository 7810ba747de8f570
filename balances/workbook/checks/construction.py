"""Whether capital construction can be valued where money pays for it, and done in the plan."""

from __future__ import annotations

import numpy as np

from balances.economy.economy import Economy
from balances.economy.issue import Issue
from balances.workbook.checks.alike import Finding, grouped
from balances.workbook.tables import Tables
from balances.workbook.words import shown


def construction_without_prices(economy: Economy, tables: Tables) -> tuple[Issue, ...]:
    """R310: goods and labour of capital construction without a price, where it is paid for.

    Values are base prices only where every sector has one, so all of them are needed.
    """
    counted = any(figure.measure == "real_investment" for figure in economy.figures)
    if not economy.expandable or not (economy.finance or counted):
        return ()
    taken = np.asarray(economy.capital.sum(axis=1)).ravel()
    goods = [
        Finding(
            tables.at("sectors", row, "price"),
            row.text("code"),
            f"{shown(row.text('code'))} has no price, and capital construction is valued at base "
            + ("prices." if taken[i] > 0.0 else "prices, which every sector then needs."),
        )
        for i, row in enumerate(tables.rows("sectors"))
        if not row.amount("price")
    ]
    builders = {
        category.code
        for category, norms in zip(economy.labour, economy.capital_labour, strict=True)
        if norms.any() and not category.wage
    }
    first = {row.text("category"): row for row in reversed(tables.rows("labour"))}
    workers = [
        Finding(
            tables.at("labour", first[code], "wage"),
            code,
            f"The labour {shown(code)} has no wage, and capital construction is valued at base "
            "wages.",
        )
        for code in first
        if code in builders
    ]
    priced = grouped("R310", goods, "Sectors without a price", "Fill in price.")
    return (*priced, *grouped("R310", workers, "Labour without a wage", "Fill in wage."))


def projects_out_of_time(economy: Economy, tables: Tables) -> tuple[Issue, ...]:
    """V411: integer projects that cannot be wholly done within the plan."""
    rows = {row.text("project"): row for row in tables.rows("projects")}
    findings = []
    for project in economy.projects:
        periods = max(project.latest - project.earliest + 1, 0)
        left = (1.0 - project.done) * project.min_duration
        if project.integer and left > periods + 1e-9:
            findings.append(
                Finding(
                    tables.at("projects", rows[project.code], "min_duration"),
                    project.code,
                    f"What is left of {shown(project.code)} takes {left:.4g} periods at least; "
                    f"{periods} of the plan are open to it.",
                )
            )
    remedy = "Correct earliest, latest or min_duration; it gives no capacity otherwise."
    return grouped("V411", findings, "Projects that stay unfinished", remedy)
