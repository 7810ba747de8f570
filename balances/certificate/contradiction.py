r"""The proof of a contradiction, checked in plain arithmetic from the economy alone.

With multipliers y of the rows (y >= 0 where a row asks for at least, y <= 0 where at most) no x
within its bounds can satisfy A x against b if

.. math:: y b > \max_{l \le x \le u} \; y A x

Only the lines said to be in conflict may count: the row of any other line has no multiplier, and
the floor, target or import limit of any other is taken as if it were not there. What is left is
definitions, which always hold, so the lines named cannot hold together. An unknown without a limit
is taken to be ten thousand times its natural size at most: the last digits of the multipliers are
rounding, and would let a quantity without end undo any proof.
Source: MODEL section 10; Farkas (1902).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from balances.certificate.ledger import MisfitError
from balances.certificate.restated import restate
from balances.certificate.statement import Statement
from balances.economy.construction import Finance
from balances.economy.contradiction import HIGH, LOW, ROW, Contradiction
from balances.economy.economy import Economy, Vector
from balances.economy.keys import Key, claim_key

SEPARATION = 1e-10
"""Part of all that is summed by which y b must stay out of reach."""

FAR = 1e4
"""Natural sizes that an unknown without a limit of its own stays below."""

NOISE = 1e-9
"""Part of its terms up to which a sum is nothing but their rounding."""

LINES = frozenset(
    {
        *("capacity", "labour", "investment_budget", "state_budget", "household_money"),
        *("foreign_exchange", "agency_allocation", "control_figures"),
    }
)
"""Kinds of rows that are lines a planner wrote."""


@dataclass(frozen=True)
class Refutation:
    """What was found.

    Attributes:
        separation: by how much y b stays out of reach, as a part of all that is summed.
        faults: what does not hold, in words; empty when proved.
    """

    separation: float
    faults: tuple[str, ...] = ()

    @property
    def proved(self) -> bool:
        """Whether the lines cannot hold together."""
        return not self.faults


def certify_contradiction(economy: Economy, found: Contradiction) -> Refutation:
    """Whether the multipliers prove that the lines named cannot hold together."""
    try:
        statement = restate(economy, found.columns)
        y = np.zeros(len(statement.rows))
        for key, multiplier in found.multipliers.items():
            y[statement.rows[key]] = multiplier
    except (MisfitError, KeyError) as error:
        return Refutation(-math.inf, (f"the proof does not fit the economy: {error}",))
    held = {(part.place, part.key) for line in found.lines for part in line.parts}
    faults = [
        f"{key.kind} {key.item} takes part and is no line in conflict"
        for key, r in statement.rows.items()
        if y[r] != 0.0 and _is_line(economy, key) and (ROW, key) not in held
    ]
    faults += _wrong_signs(statement, y)
    faults += _stocks_that_would_help(economy, statement, y, held)
    low, high = _bounds(economy, statement, held, all_limits=found.all_limits)
    separation = _separation(statement, y, low, high)
    if not separation > SEPARATION:
        faults.append(f"the multipliers separate by {separation:.2g} only")
    return Refutation(separation, tuple(faults))


def _is_line(economy: Economy, key: Key) -> bool:
    """Whether a row is a line, and not a balance, a count or a soft goal."""
    if key.kind == "control_figures":
        figures = (k for k in economy.figures if (k.label, k.period) == (key.item, key.period))
        return any(figure.hard for figure in figures)
    own = key.kind == "agency_allocation" and key.holder.endswith(("/own", "/goal"))
    return (key.kind in LINES and not own) or (key.kind, key.item) == ("projects", "max_open")


def _wrong_signs(statement: Statement, y: Vector) -> list[str]:
    """Multipliers that push against the open side of their row."""
    wrong = np.where(statement.senses > 0, y < 0.0, (statement.senses < 0) & (y > 0.0))
    names = {r: key for key, r in statement.rows.items()}
    return [f"the multiplier of {names[int(r)]} has the wrong sign" for r in np.flatnonzero(wrong)]


def _stocks_that_would_help(
    economy: Economy, statement: Statement, y: Vector, held: set[tuple[str, Key]]
) -> list[str]:
    """Opening stocks that are no line in conflict, and of which more would undo the proof."""
    faults = []
    for good in economy.commodities:
        balance = Key("material_balance", good.code, 0)
        if good.opening_stock <= 0.0 or (ROW, balance) in held:
            continue
        terms = [-y[statement.rows[balance]]]
        for a in economy.allocations:
            if (a.commodity, a.period) == (good.code, 0) and a.share:
                row = Key("agency_allocation", good.code, 0, f"{a.agency}/share")
                terms.append(a.share * y[statement.rows[row]])
        if math.fsum(terms) < -NOISE * math.fsum(map(abs, terms)):
            faults.append(f"more opening stock of {good.code} would undo the proof")
    return faults


def _bounds(
    economy: Economy, statement: Statement, held: set[tuple[str, Key]], *, all_limits: bool
) -> tuple[Vector, Vector]:
    """Bounds of the unknowns with those of lines that are not in conflict taken away."""
    low, high = statement.low.copy(), statement.high.copy()
    goals = statement.goals
    if all_limits:
        low[goals.columns] = goals.targets
    for key, column in zip(goals.at, goals.columns.tolist(), strict=True):
        if (LOW, Key("f", key)) not in held:
            low[column] = 0.0
    free = [Key("f", claim_key(economy, c)) for c in economy.claims if c.target > 0.0]
    free += [key for key in statement.columns if key.kind == "m"]
    free += [Key("z", "0", t) for t, f in enumerate(economy.finance) if _is_all_there_is(f)]
    for unknown in free:
        if (HIGH, unknown) not in held:
            high[statement.columns[unknown]] = np.inf
    far = FAR * _sizes(statement)
    return np.maximum(low, -far), np.where(np.isinf(high), np.maximum(far, low), high)


def _sizes(statement: Statement) -> Vector:
    """Sizes of the unknowns, K: their own, or what would fill a row they are counted in alone."""
    counted = abs(statement.matrix).tocoo()
    alone = np.full(len(statement.columns), np.inf)
    rows, columns = counted.coords
    used = counted.data > 0.0
    filled = statement.row_sizes[rows[used]] / counted.data[used]
    np.minimum.at(alone, columns[used], filled)
    sizes: Vector = np.maximum(statement.column_sizes, np.where(np.isfinite(alone), alone, 0.0))
    return sizes


def _is_all_there_is(finance: Finance) -> bool:
    """Whether no more than the normal volume of work can be had at any price."""
    return not finance.curve and bool(finance.normal_work) and (finance.elasticity or 0.0) >= 1.0


def _separation(statement: Statement, y: Vector, low: Vector, high: Vector) -> float:
    """How y b exceeds the most that y A x can be, as a part of all that is summed."""
    pull = np.asarray(statement.matrix.T @ y)
    parts = y * statement.limits, -pull * np.where(pull > 0.0, high, low)
    summed = float(np.sum(np.abs(parts[0])) + np.sum(np.abs(parts[1])))
    return (math.fsum(parts[0]) + math.fsum(parts[1])) / summed if summed > 0.0 else 0.0
