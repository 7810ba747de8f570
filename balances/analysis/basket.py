r"""What one unit of a goal is made of: a quantity of goods, also where the goal is a sum of value.

A claim asks for its commodity. A figure in value, such as the output of a group, asks for goods in
the proportions in which the plan provides them:

.. math:: g_i = q_i / \sum_k w_k q_k

with w the weights of the measure and q what the plan makes, or delivers where deliveries count.
Source: MODEL section 10.
"""

from __future__ import annotations

import numpy as np

from balances.analysis.chains import goods_of
from balances.economy.economy import Vector
from balances.economy.measures import Weights, measure
from balances.economy.records import USES
from balances.gosplan.plan import Plan
from balances.program.goals import Goal
from balances.program.lines import deliveries


def basket_of(plan: Plan, goal: Goal) -> Vector:
    """Goods in one unit of a goal, I [unit_i / unit of the goal].

    Zero where the goal is capacity or capital work, which no current input makes up, and where
    the plan provides none of what a figure in value counts.
    """
    economy = plan.economy
    if goal.kind != "figure":
        return goods_of(economy, goal)
    figure = economy.figures[goal.position]
    counted = measure(economy, figure.measure, figure.item, figure.period)
    if counted.work or np.any(counted.starts) or np.any(counted.shares):
        return np.zeros(len(economy.commodities))
    weights = goods_of(economy, goal)
    several = np.count_nonzero(weights) > 1
    quantities = np.where(weights, _provided(plan, counted, figure.period) if several else 1.0, 0.0)
    value = float(weights @ quantities)
    found: Vector = quantities / value if value > 0.0 else np.zeros(len(weights))
    return found


def _provided(plan: Plan, counted: Weights, period: int) -> Vector:
    """What the plan makes of each commodity in a period, or delivers to the uses counted, I."""
    economy, unknowns, values = plan.economy, plan.layout.unknowns, plan.evidence.values
    if not np.any(counted.delivery):
        made = [economy.commodity_index[activity.commodity] for activity in economy.activities]
        outputs = values[unknowns.levels[period]] * economy.yield_factor[:, period]
        amounts = np.zeros(len(economy.commodities))
        np.add.at(amounts, made, outputs)
        return amounts
    used = [use for use, weights in zip(USES, counted.delivery, strict=True) if weights.any()]
    delivered = sum(deliveries(economy, unknowns, use=use) @ values for use in used)
    found: Vector = np.reshape(delivered, (len(economy.periods), -1))[period]
    return found
