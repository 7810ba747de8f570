"""Drafts: what each draft of the investment plan spends, at what cost, and what it buys."""

from __future__ import annotations

import math

from balances.analysis.drafts import Draft, pattern
from balances.reporting import formulas
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Cell, Column, Formula, Row, Show, Table
from balances.reporting.wording import titled, warning


def drafts(report: ReportInput) -> Table | None:
    """Nominal investment, cost and real investment of every draft, and what goes with what."""
    if len(report.drafts) < 2:
        return None
    plan = report.main
    words = (
        "One row for each scenario that sets investment and cost. Multiples of the base year, in "
        "the last period of the plan. Real investment = investment over cost: what the roubles "
        "buy at planned cost, whether or not there are goods for it; to see that, plan the "
        "scenario."
    )
    return Table(
        name="Drafts",
        title=titled(plan, "Drafts of the investment plan"),
        about="What each draft spends, at what cost, and what it buys in real terms",
        blocks=(_block(report.drafts),),
        warning=warning(plan),
        note=" ".join((words, *_findings(report.drafts))),
        frozen=1,
    )


def _block(given: tuple[Draft, ...]) -> Block:
    columns = (
        Column("draft", "Draft"),
        Column("nominal", "Investment", show=Show.INDEX, band="Against the base year"),
        Column("cost", "Cost of production", show=Show.INDEX, band="Against the base year"),
        Column("real", "Real investment", show=Show.INDEX, band="Against the base year"),
        Column(
            "productivity",
            "Productivity of construction labour",
            show=Show.INDEX,
            band="Against the base year",
        ),
        Column("nominal_on", "Investment", show=Show.INDEX, band="Against the first draft"),
        Column("real_on", "Real investment", show=Show.INDEX, band="Against the first draft"),
    )
    rows = []
    for draft in given:
        cells: dict[str, Cell] = {
            "draft": draft.name,
            "nominal": draft.nominal,
            "cost": draft.cost,
            "productivity": draft.productivity,
        }
        cells["real"] = formulas.ratio(cells, "nominal", "cost")
        cells["nominal_on"] = _on_first("nominal", draft.nominal, given[0].nominal)
        cells["real_on"] = _on_first("real", draft.real, given[0].real)
        rows.append(Row(cells))
    return Block(columns, tuple(rows))


def _on_first(key: str, value: float, first: float) -> Formula | None:
    return Formula(f"={{{key}}}/{{{key}.first}}", value / first) if first else None


def _findings(given: tuple[Draft, ...]) -> list[str]:
    """Last against first, and what the drafts say and do not say about prices."""
    found, first, last = pattern(given), given[0], given[-1]
    said = []
    if first.nominal:
        said.append(
            f"Last to first, investment comes to {last.nominal / first.nominal:.3f} and real "
            f"investment to {last.real / first.real:.3f}."
        )
    correlations = [
        f"{words} {value:+.2f}".replace("-", "−")
        for words, value in (
            ("investment and cost", found.with_investment),
            ("productivity of construction labour and cost", found.with_productivity),
        )
        if not math.isnan(value)
    ]
    if correlations:
        said.append(f"Correlations over all {len(given)} drafts: {', '.join(correlations)}.")
    if not math.isnan(found.elasticity):
        said.append(
            f"The first and the last alone imply a price elasticity of {found.elasticity:.3f}."
        )
    return said
