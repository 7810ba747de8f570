"""The approved plan run forward, period after period.

Every period is run by itself with its planned stocks; only what was not begun for want of
inputs is missing from the output of a later period.
Source: MODEL section 6.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from balances.economy.economy import Economy, Vector
from balances.economy.settings import Settings
from balances.gosplan import Plan
from balances.politburo.approved import fed_of, given_of, planned_levels, shocked_capacity
from balances.politburo.first_deliveries import claimed_of
from balances.politburo.rationing import Norms, Period, Round, at_rest, supply_rounds
from balances.politburo.receipts import receipts_of
from balances.politburo.supply_norms import norms_of

STANDSTILL = 1e-3
"""Output counts as at a standstill when no more than this share of the plan is left."""


@dataclass(frozen=True, eq=False)
class Run:
    """The approved plan after R supply rounds in each of T periods.

    Attributes:
        approved: the plan before decree 1. economy: after the decrees.
        norms, periods: what was run, T of each.
        path: output by round, (R + 1) x T x J [unit_j]; round 0 is the plan at most at shocked
            capacity.
        last: the last round of each period, T.
        rest: where output comes to rest if nobody answers, T x J [unit_j].
        collapsing: whether activities that need each other's products come to a standstill, T.
    """

    approved: Plan
    economy: Economy
    norms: tuple[Norms, ...]
    periods: tuple[Period, ...]
    path: Vector
    last: tuple[Round, ...]
    rest: Vector
    collapsing: tuple[bool, ...]


def rounds_of(settings: Settings) -> int:
    """Supply rounds per period: as set, or one a quarter."""
    default = 1 if settings.period_name == "quarter" else 4
    return default if settings.frozen_rounds is None else settings.frozen_rounds


def run_forward(approved: Plan, economy: Economy, rounds: int) -> Run:
    """Run every period; see `balances.politburo.frozen.run_frozen`."""
    receipts = receipts_of(approved.economy, economy)
    norms = tuple(norms_of(economy, t, of) for t, of in enumerate(receipts))
    planned, fed = planned_levels(approved), fed_of(approved, economy)
    capacity, given = shocked_capacity(approved, economy), given_of(approved, economy)
    claimed = claimed_of(approved, economy, receipts)
    begun = np.ones_like(planned)
    periods, paths, last, rest = [], [], [], []
    for t in range(len(economy.periods)):
        period = Period(planned[t] * begun[t], capacity[t], fed[t], given[t], claimed[t])
        further = supply_rounds(norms[t], period)
        run = list(islice(further, rounds))
        periods.append(period)
        paths.append([np.minimum(period.levels, period.capacity), *(r.levels for r in run)])
        last.append(run[-1])
        rest.append(at_rest(period, run[-1].levels, further))
        begun = _begun(economy, begun, t, run[-1].worked, fed[t])
    return Run(
        approved=approved,
        economy=economy,
        norms=norms,
        periods=tuple(periods),
        path=np.array(paths).transpose(1, 0, 2),
        last=tuple(last),
        rest=np.array(rest),
        collapsing=_collapsing(norms, planned, np.array(rest)),
    )


def _begun(economy: Economy, before: Vector, period: int, worked: Vector, fed: Vector) -> Vector:
    """Share of each planned output that has been begun, T x J, after the inputs of a period."""
    begun = before.copy()
    for j, activity in enumerate(economy.activities):
        due = period + activity.lead
        if period < due < len(begun) and fed[j] > 0.0:
            begun[due, j] = worked[j] / fed[j]
    return begun


def _collapsing(norms: tuple[Norms, ...], planned: Vector, rest: Vector) -> tuple[bool, ...]:
    """Whether, in each period, anything in a cycle that was planned to run stands still at rest."""
    size = np.max(planned, axis=0, initial=0.0)
    ran: npt.NDArray[np.bool_] = planned > STANDSTILL * size
    cycles = np.array([of_period.in_cycles() for of_period in norms])
    still = ran & (rest <= STANDSTILL * planned) & cycles
    return tuple(bool(any_of) for any_of in np.any(still, axis=1))
