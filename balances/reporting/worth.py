"""What deliveries, outputs and allotments are worth at base prices: unlike things added up."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

from balances.economy.measures import measure_unit
from balances.economy.valuation import price_weights
from balances.gosplan.plan import Plan
from balances.reporting.frames import Record, records

Prices = Mapping[str, float]


def base_prices(plan: Plan) -> Prices:
    """Base price of each commodity; 1 / natural size of all where any price is missing."""
    codes = (good.code for good in plan.economy.commodities)
    return dict(zip(codes, price_weights(plan.economy).tolist(), strict=True))


def worth_unit(plan: Plan) -> str:
    """Unit of every sum at base prices."""
    return measure_unit(plan.economy, "group_output", "")


def delivered_worth(plan: Plan, prices: Prices, field: str) -> Mapping[str, float]:
    """Worth of what claims get over the plan, by a field of theirs."""
    claims = records(plan.claims)
    return _sums(claims, field, "commodity", "delivered", prices)


def output_worth(plan: Plan, prices: Prices) -> Mapping[str, float]:
    """Worth of gross output over the plan, by sector."""
    return _sums(records(plan.outputs), "sector", "sector", "output", prices)


def received_worth(plan: Plan, prices: Prices) -> Mapping[str, float]:
    """Worth of all that an agency receives over the plan: inputs, construction, own claims."""
    return _sums(records(plan.allocations), "agency", "commodity", "total", prices)


def _sums(
    rows: Iterable[Record], field: str, good: str, quantity: str, prices: Prices
) -> dict[str, float]:
    found: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        found[row[field]].append(prices.get(row[good], 0.0) * (row[quantity] or 0.0))
    return {name: math.fsum(values) for name, values in found.items()}
