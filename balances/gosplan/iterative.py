r"""Gosplan's own method: rounds of the balances by hand, kept for comparison.

.. math:: x^0 = d, \qquad x^{k+1} = A x^k + d

d is what all claims of a period ask for. R rounds are made (R = 1 is the planners' first-order
correction), then output is scaled to the capacity and labour there are, claims get what the
balances leave, and what is still missing is reported: nothing is optimised. The rounds converge
if and only if rho(A) < 1 (Hawkins-Simon).
Source: MODEL section 5; Montias (1959); Miller & Blair (2009), section 2.4.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from balances.certificate import certify_arithmetic
from balances.economy.capacity import capacity_terms, opening_output
from balances.economy.economy import Economy, Vector
from balances.economy.evidence import Evidence
from balances.economy.issue import SolverStoppedError
from balances.economy.leontief import gross_outputs
from balances.gosplan.plan import ITERATIVE, Plan
from balances.program.families import agency_allocation, material_balance
from balances.program.goals import goals_of
from balances.program.measured import given_beforehand, measured
from balances.program.rows import Layout
from balances.program.unknowns import unknowns_of


@dataclass(frozen=True, eq=False)
class Rounds:
    """Rounds of one period.

    Attributes:
        outputs: x^k for k = 0 .. R, (R + 1) x I [unit_i].
        imbalances: x^k - A x^k - d, (R + 1) x I [unit_i]; negative = still missing.
        full: (I - A)^-1 d, what the rounds converge to, I [unit_i].
    """

    outputs: Vector
    imbalances: Vector
    full: Vector

    @property
    def missing(self) -> Vector:
        """Share of the full output still missing after each round, (R + 1) x I."""
        with np.errstate(divide="ignore", invalid="ignore"):
            share: Vector = np.where(self.full > 0.0, 1.0 - self.outputs / self.full, 0.0)
        return share


def rounds_of(economy: Economy, demand: Vector, rounds: int) -> Rounds:
    """Make the rounds for one vector of final demand d, I [unit_i]."""
    main = [economy.activity_index[c.code] for c in economy.commodities]
    norms = economy.inputs[:, main]
    outputs = [demand]
    for _ in range(rounds):
        outputs.append(norms @ outputs[-1] + demand)
    every = np.array(outputs)
    imbalances = every - (norms @ every.T).T - demand
    return Rounds(every, imbalances, gross_outputs(norms, demand))


def plan_by_rounds(economy: Economy, mode: str) -> Plan:
    """The plan that the rounds leave, with what it lacks.

    Raises:
        SolverStoppedError: the arithmetic of the plan does not hold.
    """
    goals = goals_of(economy, mode)
    layout = Layout(economy, goals, unknowns_of(economy, goals))
    made = [
        rounds_of(economy, _demand(economy, t), economy.settings.rounds)
        for t in range(len(economy.periods))
    ]
    values, missing = _carried_out(layout, made)
    certificate = certify_arithmetic(economy, layout.unknowns.keys, values, missing)
    if not certificate.passed:
        raise SolverStoppedError(f"The rounds do not add up: {'; '.join(certificate.faults)}.")
    evidence = Evidence(
        rows=(),
        columns=layout.unknowns.keys,
        values=values,
        stages=(),
        priorities={goal.key: goal.priority for goal in goals},
        unique=True,
        solver="none (rounds by hand)",
    )
    frames = _frames(economy, made)
    return Plan(economy, mode, ITERATIVE, "historical", evidence, certificate, *frames)


def _demand(economy: Economy, period: int) -> Vector:
    demand = np.zeros(len(economy.commodities))
    for claim in economy.claims:
        if claim.period == period:
            demand[economy.commodity_index[claim.commodity]] += claim.target
    return demand


def _scale(economy: Economy, outputs: Vector, period: int) -> float:
    """Largest share of the planned outputs that capacity and labour allow."""
    main = [economy.activity_index[c.code] for c in economy.commodities]
    limits = [1.0]
    for j, output in zip(main, outputs, strict=True):
        if output > 0.0:
            limits.append(_capacity(economy, j, period) / output)
    for q, category in enumerate(economy.labour):
        norms = economy.labour_norms[q, main] / economy.productivity[main, period]
        needed = float(norms @ outputs)
        if needed > 0.0 and math.isfinite(category.available[period]):
            limits.append(category.available[period] / needed)
    return min(limits)


def _capacity(economy: Economy, j: int, period: int) -> float:
    """Most that activity j can make when nothing is built."""
    there, early = capacity_terms(economy, j, period).given, period < economy.activities[j].lead
    return min(there, opening_output(economy, j, period)) if early else there


def _carried_out(layout: Layout, made: list[Rounds]) -> tuple[Vector, Vector]:
    """Values of the unknowns, and what each balance lacks, T x I [unit_i]."""
    economy, unknowns = layout.economy, layout.unknowns
    values = np.zeros(len(unknowns.keys))
    main = [economy.activity_index[c.code] for c in economy.commodities]
    for t, rounds in enumerate(made):
        planned = rounds.outputs[-1]
        values[unknowns.levels[t, main]] = planned * _scale(economy, planned, t)
    for (good, agency, _), column in unknowns.hoards.items():
        # The rounds leave what agencies hold where it is.
        values[column] = economy.agency_stocks.get((good, agency), 0.0)
    shape = (len(economy.periods), len(economy.commodities))
    rows, given = material_balance.rows(layout).matrix, material_balance.limits(layout)
    left = (rows @ values - given).reshape(shape)
    missing = np.zeros(shape)
    storable = np.array([c.storable for c in economy.commodities])
    carried = np.zeros(shape[1])
    for t in range(shape[0]):
        there = left[t] + carried
        demand = _demand(economy, t)
        share = np.clip(there / np.where(demand > 0.0, demand, 1.0), 0.0, 1.0)
        _deliver(layout, values, t, share)
        rest = there - share * demand
        missing[t] = np.maximum(-rest, 0.0)
        values[unknowns.stocks[t]] = np.maximum(rest, 0.0)
        carried = np.where(storable, np.maximum(rest, 0.0), 0.0)
    _count_figures(layout, values)
    return values, missing


def _deliver(layout: Layout, values: Vector, period: int, share: Vector) -> None:
    """Give every claim of the period the same share of its commodity."""
    economy = layout.economy
    for goal, column in zip(layout.goals, layout.unknowns.deliveries, strict=True):
        if goal.kind == "claim" and economy.claims[goal.position].period == period:
            i = economy.commodity_index[economy.claims[goal.position].commodity]
            values[column] = share[i] * goal.target


def _count_figures(layout: Layout, values: Vector) -> None:
    """What is attained of every goal that is no claim, up to its target."""
    economy, unknowns = layout.economy, layout.unknowns
    claims = {g.position: n for n, g in enumerate(layout.goals) if g.kind == "claim"}
    for goal, column in zip(layout.goals, unknowns.deliveries, strict=True):
        if goal.kind == "figure":
            figure = economy.figures[goal.position]
            about = (figure.measure, figure.item, figure.period)
            attained = float((measured(economy, unknowns, *about) @ values)[0])
            attained += given_beforehand(economy, *about)
            values[column] = min(max(attained, 0.0), goal.target)
        elif goal.kind == "protection":
            delivered = values[unknowns.deliveries[claims[goal.position]]]
            values[column] = min(delivered, goal.target)
        elif goal.kind == "allocation":
            values[column] = min(_received(layout, values, goal.position), goal.target)
        elif goal.kind == "stock":
            values[column] = min(values[unknowns.stocks[-1, goal.position]], goal.target)


def _received(layout: Layout, values: Vector, position: int) -> float:
    """What the activities and claims of an agency use; the rounds move no hoards."""
    economy = layout.economy
    allocation = economy.allocations[position]
    used = agency_allocation.received(economy, layout.unknowns, allocation.agency) @ values
    good = economy.commodity_index[allocation.commodity]
    return float(used[allocation.period * len(economy.commodities) + good])


def _frames(economy: Economy, made: list[Rounds]) -> tuple[pd.DataFrame, pd.DataFrame]:
    codes = [c.code for c in economy.commodities]
    outputs, imbalances = [], []
    for label, rounds in zip(economy.periods, made, strict=True):
        for k, (output, gap, lacking) in enumerate(
            zip(rounds.outputs, rounds.imbalances, rounds.missing, strict=True)
        ):
            about = {"period": label, "round": k, "commodity": codes}
            outputs.append(pd.DataFrame(about | {"output": output, "missing_share": lacking}))
            imbalances.append(pd.DataFrame(about | {"imbalance": gap}))
    return pd.concat(outputs, ignore_index=True), pd.concat(imbalances, ignore_index=True)
