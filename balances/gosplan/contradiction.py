"""Which hard lines contradict each other: the lines that a proof of infeasibility weighs.

With multipliers y of the rows, no x within its bounds lets y A x reach y b: the lines with a
part in that sum cannot all hold. The distance is what each would have to move at least, if
it alone moved.
"""

from __future__ import annotations

import numpy as np

from balances.economy.economy import Economy, Vector
from balances.economy.issue import Where
from balances.economy.keys import Key, claim_key, protection_key
from balances.economy.records import Activity, ControlFigure
from balances.program.program import Program


def lines_in_conflict(program: Program) -> tuple[str, ...]:
    """The lines in planners' words with their cells; empty if no proof was found."""
    ray = program.lp.infeasibility_proof()
    if ray is None:
        return ()
    for y in (ray, -ray):
        distance = _distance(program, y)
        if distance > 0.0:
            return _describe(program, y, distance)
    return ()


def _distance(program: Program, y: Vector) -> float:
    """By how much y b stays out of reach of y A x; positive proves infeasibility."""
    limits, low, high = program.limits_now()
    senses = np.array(program.senses)
    if np.any((senses > 0) & (y < -_noise(y))) or np.any((senses < 0) & (y > _noise(y))):
        return -1.0
    pull = program.matrix.T @ y
    pull = np.where(np.abs(pull) > 1e-9 * (abs(program.matrix).T @ np.abs(y)), pull, 0.0)
    side = np.where(pull > 0.0, high, low)
    reach = float(np.sum(np.where(pull != 0.0, pull * np.where(pull != 0.0, side, 0.0), 0.0)))
    return float(y @ limits) - reach


def _noise(y: Vector) -> float:
    return 1e-9 * float(np.max(np.abs(y), initial=0.0))


def _describe(program: Program, y: Vector, distance: float) -> tuple[str, ...]:
    economy, (_, low, high) = program.layout.economy, program.limits_now()
    found: list[tuple[float, str]] = []
    for r in np.flatnonzero(np.abs(y) > _noise(y)):
        key = program.rows[r]
        if key.kind not in (
            *("material_balance", "fulfilment", "after_goals", "closing_stock", "capital_work"),
            "protection",
        ):
            found.append((distance / abs(y[r]), _row_words(economy, key)))
    pull = program.matrix.T @ y
    size = abs(program.matrix).T @ np.abs(y)
    for k in np.flatnonzero(np.abs(pull) > 1e-9 * size):
        bound = high[k] if pull[k] > 0.0 else low[k]
        words = _column_words(economy, program.layout.unknowns.keys[k], float(bound))
        if words:
            found.append((distance / abs(pull[k]), words))
    return tuple(
        f"{words}; alone it would have to move by at least {by:.6g}" for by, words in found
    )


def _row_words(economy: Economy, key: Key) -> str:
    """Words for a row that takes part, with the cell it comes from."""
    label = economy.label(key.period) if key.period >= 0 else ""
    words, where = _about_row(economy, key, label)
    return _with_cell(words, where)


def _with_cell(words: str, where: Where) -> str:
    return f"{words} ({where})" if str(where) else words


def _about_row(economy: Economy, key: Key, label: str) -> tuple[str, Where]:
    if key.kind == "capacity":
        return f"capacity of {key.item} in {label}", _activity(economy, key).where
    if key.kind == "labour":
        category = next(q for q in economy.labour if q.code == key.item)
        return f"labour {key.item!r} in {label}", category.where
    if key.kind == "control_figures":
        figure = _figure(economy, key)
        sense = figure.sense.replace("_", " ")
        return f"control figure {figure.label!r} {label}: {sense} {figure.target:.6g}", figure.where
    if key.kind in ("investment_budget", "state_budget", "household_money"):
        what = " ".join((key.kind, key.item, key.holder)).replace("_", " ")
        return f"{' '.join(what.split())} in {label}", economy.finance[key.period].where
    if key.kind == "agency_allocation":
        holder = key.holder.replace("/", ", ")
        return f"allocation of {key.item} to {holder} in {label}", Where()
    what = " ".join((key.kind, key.item, key.holder)).replace("_", " ")
    return f"{' '.join(what.split())} in {label}".removesuffix(" in "), Where()


def _activity(economy: Economy, key: Key) -> Activity:
    return economy.activities[economy.activity_index[key.item]]


def _figure(economy: Economy, key: Key) -> ControlFigure:
    return next(k for k in economy.figures if (k.label, k.period) == (key.item, key.period))


def _column_words(economy: Economy, key: Key, bound: float) -> str:
    """Words for a bound that takes part; nothing for x >= 0 and its like."""
    if bound == 0.0 or not np.isfinite(bound):
        return ""
    if key.kind == "f":
        keys = ((c, (claim_key(economy, c), protection_key(economy, c))) for c in economy.claims)
        claim = next((c for c, names in keys if key.item in names), None)
        return _with_cell(f"{key.item} at least {bound:.6g}", claim.where if claim else Where())
    if key.kind == "m":
        good = economy.commodities[economy.commodity_index[key.item]]
        label = economy.periods[key.period]
        return _with_cell(f"imports of {key.item} in {label} at most {bound:.6g}", good.where)
    return ""
