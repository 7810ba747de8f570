"""The figures of a plan: one function each, in the order in which they are written.

A figure is a pure function from the report's input to a value, or to None where it has nothing
to say. To add one: one module, one line here, one test.
"""

from __future__ import annotations

from collections.abc import Callable

from balances.reporting.figures.decree_waterfall import decree_waterfall
from balances.reporting.figures.figure import Figure
from balances.reporting.figures.flow_network import flow_network
from balances.reporting.figures.fulfilment_by_class import fulfilment_by_class
from balances.reporting.figures.investment_prices import investment_prices
from balances.reporting.figures.investment_work import investment_work
from balances.reporting.figures.output_by_group import output_by_group
from balances.reporting.figures.who_gained import who_gained
from balances.reporting.report_input import ReportInput

FIGURES: tuple[Callable[[ReportInput], Figure | None], ...] = (
    output_by_group,
    fulfilment_by_class,
    who_gained,
    decree_waterfall,
    investment_work,
    investment_prices,
    flow_network,
)


def figures_of(report: ReportInput) -> tuple[Figure, ...]:
    """Every figure that has something to say."""
    found = (figure(report) for figure in FIGURES)
    return tuple(figure for figure in found if figure is not None)
