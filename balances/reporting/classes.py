"""The class that a goal was declared in, whatever the mode of the plan."""

from __future__ import annotations

from collections.abc import Mapping

from balances.economy.keys import allocation_key, claim_key, figure_key, stock_key
from balances.gosplan.plan import Plan
from balances.program.goals import STOCK_PRIORITY


def declared_classes(plan: Plan) -> Mapping[str, float]:
    """Class by key of goal; a balanced plan has all goals in one class and forgets it."""
    economy = plan.economy
    classes: dict[str, float] = {claim_key(economy, c): c.priority for c in economy.claims}
    classes |= {figure_key(economy, figure): figure.priority for figure in economy.figures}
    classes |= {allocation_key(economy, a): a.priority for a in economy.allocations}
    return classes | {stock_key(good): STOCK_PRIORITY for good in economy.commodities}
