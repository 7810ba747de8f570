"""From typed tables to an `Economy`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from balances.economy.economy import Economy
from balances.economy.issue import Issue
from balances.economy.records import SourceNote
from balances.workbook.building.capital import capital, capital_labour, projects
from balances.workbook.building.claims import claims, final_demand
from balances.workbook.building.decrees import decrees, decrees_left_out
from balances.workbook.building.figures import figures, figures_left_out
from balances.workbook.building.finance import base_investment
from balances.workbook.building.investment import authorised_work, finance_left_out, with_finance
from balances.workbook.building.labour import categories, labour_left_out, labour_norms
from balances.workbook.building.money import (
    agency_stocks,
    allocations,
    credit_cells,
    foreign_credit,
    sheets_left_out,
)
from balances.workbook.building.norms import inputs_and_outputs
from balances.workbook.building.parameters import (
    Indices,
    construction_productivity,
    indices,
    parameters_left_out,
    productivity,
    wage_index,
)
from balances.workbook.building.sectors import (
    activities,
    agencies,
    base_retail_prices,
    commodities,
)
from balances.workbook.building.variants import check_labels, effective_rows, variants
from balances.workbook.cells import Row
from balances.workbook.settings import Frame
from balances.workbook.tables import Tables
from balances.workbook.words import listed


@dataclass(frozen=True)
class Built:
    """An economy with what was found wrong while it was put together."""

    economy: Economy
    issues: tuple[Issue, ...]


def build(tables: Tables, frame: Frame, variant: str) -> Built:
    """Put the economy together; the tables hold only rows whose references are known."""
    calendar = frame.calendar
    rows = effective_rows(tables, calendar, variant)
    plain, found, issues = _before_money(tables, frame, rows)
    economy, budgets, money_issues = with_finance(tables, calendar, rows, (plain, found))
    goals, figure_issues = figures(tables, calendar, rows, economy)
    goals = (*goals, *authorised_work(economy, budgets, goals))
    labels = check_labels(tables, calendar, rows)
    notes = _left_out(tables, rows, economy, variant)
    return Built(
        replace(economy, figures=goals, left_out=notes),
        (*issues, *money_issues, *figure_issues, *labels),
    )


def _before_money(
    tables: Tables, frame: Frame, rows: Sequence[Row]
) -> tuple[Economy, Indices, tuple[Issue, ...]]:
    """The economy without money and control figures, the indices found, and what is wrong."""
    calendar = frame.calendar
    periods = len(calendar.labels)
    goods, ways = commodities(tables), activities(tables)
    inputs, outputs = inputs_and_outputs(tables, goods, ways)
    labour, labour_issues = categories(tables, calendar)
    found, index_issues = indices(tables, calendar, rows)
    wanted, claim_issues = claims(tables, calendar)
    plain = Economy(
        settings=frame.settings,
        periods=calendar.labels,
        commodities=goods,
        activities=ways,
        inputs=inputs,
        outputs=outputs,
        labour=labour,
        labour_norms=labour_norms(tables, ways, labour),
        productivity=productivity(found, goods, ways, periods),
        wage_index=wage_index(found, periods),
        agencies=agencies(tables),
        claims=wanted,
        allocations=allocations(tables, calendar),
        agency_stocks=agency_stocks(tables),
        final_demand=final_demand(tables),
        foreign_credit=foreign_credit(tables, calendar),
        credit_cells=credit_cells(tables, calendar),
        capital=capital(tables, goods, ways),
        capital_labour=capital_labour(tables, ways, labour),
        construction_productivity=construction_productivity(found, periods),
        projects=projects(tables, calendar, ways),
        base_investment=base_investment(tables, calendar),
        base_retail_prices=base_retail_prices(tables),
        decrees=decrees(tables, calendar),
        sources=_sources(tables),
        headings=_headings(tables),
    )
    return plain, found, (*labour_issues, *index_issues, *claim_issues)


def _left_out(
    tables: Tables, rows: Sequence[Row], economy: Economy, variant: str
) -> tuple[str, ...]:
    """Sentences on what was read and takes no part in the plan."""
    return (
        *_variant_note(tables, variant),
        *figures_left_out(rows, economy),
        *parameters_left_out(tables, rows, economy),
        *labour_left_out(tables, economy.labour),
        *finance_left_out(economy),
        *decrees_left_out(tables),
        *sheets_left_out(tables),
    )


def _sources(tables: Tables) -> tuple[SourceNote, ...]:
    return tuple(note for table in tables.by_name.values() for note in table.notes)


def _headings(tables: Tables) -> Mapping[tuple[str, str], str]:
    """Letters of the columns of every table that has a row of headers."""
    return MappingProxyType(
        {
            (name, column): at.rstrip("0123456789")
            for name, table in tables.by_name.items()
            for column, at in table.columns.items()
        }
    )


def _variant_note(tables: Tables, variant: str) -> list[str]:
    names = variants(tables)
    if len(names) < 2:
        return []
    return [f"control figures: of the variants {listed(names)}, {variant!r} is in force."]
