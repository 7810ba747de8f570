"""What capacity an activity has in a period: what is left of the old, and what was built."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from balances.economy.economy import Economy, Vector


@dataclass(frozen=True, eq=False)
class CapacityTerms:
    r"""Capacity of one activity in one period, linear in what was started and done before.

    .. math:: \phi_{jt} \Big[ K_j (1-\delta_j)^{t}
              + \sum_{\tau \le t - L_j} (1-\delta_j)^{t-L_j-\tau} n_{j\tau}
              + \sum_p k_p \Big(done_p + \sum_{\tau < t} y_{p\tau}\Big) \Big]

    with t and tau counted from 0; phi is what shocks leave of it, 1 after the plan. Unlimited
    capacity stays unlimited unless phi is 0. A project arrives pro rata in the period after the
    work; one with `integer` only when it is wholly done, with all of its capacity.

    Attributes:
        given: capacity without anything built in the plan [unit_j]; inf = unlimited.
        starts: coefficients of new capacity started, T x J.
        shares: of shares done of divisible projects, T x P.
        finished: of integer projects finished by the end of a period, T x P.
    """

    given: float
    starts: Vector
    shares: Vector
    finished: Vector


def capacity_terms(economy: Economy, position: int, period: int) -> CapacityTerms:
    """Capacity of the activity at `position` in `period` (0-based; may lie after the plan)."""
    activity, periods = economy.activities[position], len(economy.periods)
    kept = 1.0 - activity.depreciation
    starts = np.zeros((periods, len(economy.activities)))
    if position in economy.expandable:
        for t in range(min(periods, period - activity.construction_lag + 1)):
            starts[t, position] = kept ** (period - activity.construction_lag - t)
    shares = np.zeros((periods, len(economy.projects)))
    finished = np.zeros_like(shares)
    for p, project in enumerate(economy.projects):
        if project.activity != activity.code:
            continue
        if project.integer:
            if 0 < period <= periods:
                finished[period - 1, p] = project.capacity_added
            elif period > periods:
                finished[-1, p] = project.capacity_added
        else:
            shares[:period, p] = project.capacity_added
    given, left = (
        capacity_given(economy, position, period),
        capacity_left(economy, position, period),
    )
    return CapacityTerms(given, starts * left, shares * left, finished * left)


def capacity_given(economy: Economy, position: int, period: int) -> float:
    """The first of the `CapacityTerms`: what there is without anything built in the plan."""
    activity, left = economy.activities[position], capacity_left(economy, position, period)
    if left == 0.0:
        return 0.0
    given = activity.capacity * (1.0 - activity.depreciation) ** period
    for project in economy.projects:
        if project.activity == activity.code and not project.integer:
            given += project.capacity_added * project.done
    return given * left


def capacity_left(economy: Economy, position: int, period: int) -> float:
    """What shocks leave of capacity in a period; 1 after the plan."""
    within = period < len(economy.periods)
    return float(economy.capacity_factor[position, period]) if within else 1.0


def opening_output(economy: Economy, position: int, period: int) -> float:
    """Most that may come in a period from inputs used before the plan [unit_j]."""
    return economy.activities[position].opening_output * capacity_left(economy, position, period)
