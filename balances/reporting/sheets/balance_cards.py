"""Balance cards: a sheet a product, printed on one page, for the products asked for."""

from __future__ import annotations

import re

from balances.reporting.card_balance import balance_block, uses_chart
from balances.reporting.card_goals import goals_block, prices_block, production_block
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Table
from balances.reporting.wording import titled, warning

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
"""Characters that the name of a sheet must not have."""


def balance_cards(report: ReportInput) -> tuple[Table, ...]:
    """Sources, uses, production, goals and prices of each product, and a chart of its uses."""
    return tuple(_card(report, code, position) for position, code in enumerate(report.cards, 1))


def _card(report: ReportInput, code: str, position: int) -> Table:
    plan = report.main
    product = plan.economy.commodities[plan.economy.commodity_index[code]]
    balance = balance_block(report, code)
    built = (
        balance,
        production_block(plan, code),
        goals_block(plan, code),
        prices_block(plan, code),
    )
    name = f"Card {position} {_FORBIDDEN.sub('_', code)}"[:20].rstrip()
    return Table(
        name=name,
        title=titled(plan, f"Balance of {product.title} [{product.unit}]"),
        about=f"Balance card of {product.title}: sources, uses, goals and prices on one page",
        blocks=tuple(block for block in built if block.rows),
        warning=warning(plan),
        charts=uses_chart(balance, report, product.title, product.unit),
        one_page=True,
    )
