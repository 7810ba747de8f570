r"""The arithmetic of a certificate.

For a program min c x, A x {<=, =, >=} b, l <= x <= u the check takes the plan x and, for every
stage, the shadow prices y, and finds

.. math:: \text{primal}_i = \frac{|(Ax - b)_i|_{violated}}{\max(|b_i|, \sum_j |a_{ij} x_j|)}, \quad
          \text{bounds}_j = \frac{|x_j - [l_j, u_j]|}{\max(|l_j|, |u_j|, |x_j|)}, \quad
          \text{dual}_j = \frac{|d_j|_{wrong}}{\max(|c_j|, \sum_i |a_{ij} y_i|)},

with d = c - A'y; the complementarity of the last stage, \|x_j d_j\| and \|y_i slack_i\| against
the objective; and for each stage the gap between the level reached and the dual bound, which
proves that it could not be higher. Denominators are at least a thousandth of the natural size
of the row or unknown, so that rounding on what is practically nothing is no error. A plan
passes when all five ratios are at most 1e-9 (1e-6 for a cross-check by another solver).
Source: MODEL section 10.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from balances.certificate.ledger import MisfitError
from balances.certificate.match import matched
from balances.certificate.order import faults_of_order
from balances.certificate.proof import LEAST_PART, Proof, worst
from balances.certificate.restated import restate
from balances.certificate.sequence import faults_of_sequence
from balances.certificate.statement import Statement
from balances.certificate.ties import Coefficients, untied
from balances.economy.economy import Economy, Vector
from balances.economy.evidence import Evidence
from balances.economy.keys import Key

TOLERANCE = 1e-9
CROSS_CHECK_TOLERANCE = 1e-6
LEAST_THROUGHPUT = 0.25
"""Part of its natural size with which the error of a row is compared at least: the solver is
asked for 1e-10 of natural sizes, which on a row that is practically unused is all there is."""

REFUSED = "refused"


@dataclass(frozen=True)
class Certificate:
    """What was found. All ratios are pure numbers.

    Attributes:
        grade: `1e-9`, `1e-6`, `arithmetic` (sums hold, nothing optimised) or `refused`.
        primal, bounds, dual, complementarity, gap: the five ratios, worst over rows and stages.
        faults: what does not hold, in words; empty when passed.
    """

    grade: str
    primal: float = float("inf")
    bounds: float = float("inf")
    dual: float = float("inf")
    complementarity: float = float("inf")
    gap: float = float("inf")
    faults: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the plan may be shown."""
        return self.grade != REFUSED


def certify(economy: Economy, evidence: Evidence) -> Certificate:
    """Check a plan and the proof of each of its stages against the economy.

    The stages must also be a leximin in their own right: a goal is fixed only where it keeps
    the level down or is fulfilled, floors are no higher than what was fixed before, no goal
    is forgotten, and the plan keeps every level.
    """
    try:
        match = matched(economy, evidence)
    except MisfitError as error:
        return Certificate(REFUSED, faults=(f"the evidence does not fit the economy: {error}",))
    tolerance = CROSS_CHECK_TOLERANCE if evidence.cross_check else TOLERANCE
    proofs = [Proof(match, stage) for stage in evidence.stages]
    last = proofs[-1]
    x, plain = evidence.values, match.statement
    ratios = {
        "primal": max(
            _primal(plain, untied(plain), x), _primal(last.program(), last.coefficients, x)
        ),
        "bounds": _bounds(last, x),
        "dual": max(proof.wrong_sign() for proof in proofs),
        "complementarity": last.complementarity(x),
        "gap": max(proof.gap() for proof in proofs),
    }
    faults = [f"{name} ratio {r:.2g}" for name, r in ratios.items() if not r <= tolerance]
    faults += faults_of_sequence(economy, match, tolerance)
    faults += faults_of_order(economy, match, proofs, tolerance)
    grade = REFUSED if faults else f"{tolerance:.0e}".replace("e-0", "e-")
    return Certificate(grade, **ratios, faults=tuple(faults))


def certify_arithmetic(
    economy: Economy, columns: tuple[Key, ...], values: Vector, missing: Vector
) -> Certificate:
    """Check a plan that optimises nothing: its rows hold once what it lacks is put in.

    Args:
        economy: what was planned.
        columns: keys of the unknowns, K.
        values: the plan, K.
        missing: what each balance is reported to lack, T x I [unit_i], >= 0.
    """
    try:
        statement = restate(economy, columns)
    except MisfitError as error:
        return Certificate(REFUSED, faults=(f"the plan does not fit the economy: {error}",))
    limits = statement.limits.copy()
    for t, lacking in enumerate(missing):
        for good, quantity in zip(economy.commodities, lacking, strict=True):
            limits[statement.rows[Key("material_balance", good.code, t)]] -= quantity
    primal = _primal(replace(statement, limits=limits), untied(statement), values)
    # A plan made by rounds knows no floors: deliveries may be anything from nothing on.
    outside = np.maximum(-values, values - statement.high)
    bounds = worst(outside, np.maximum(statement.column_sizes, 1e-300))
    found = {"primal": primal, "bounds": bounds}
    faults = [f"{name} ratio {r:.2g}" for name, r in found.items() if not r <= TOLERANCE]
    grade = REFUSED if faults else "arithmetic"
    return Certificate(grade, primal, bounds, 0.0, 0.0, 0.0, tuple(faults))


def _primal(statement: Statement, coefficients: Coefficients, x: Vector) -> float:
    """Violated part of each row, against the largest thing in it."""
    sums, terms = coefficients.sums(x), coefficients.terms(x)
    over = np.where(statement.senses <= 0, sums - statement.limits, 0.0)
    under = np.where(statement.senses >= 0, statement.limits - sums, 0.0)
    # Half of all terms is what passes through a balance: sources and uses are counted there.
    parts = [np.abs(statement.limits), terms / 2.0, LEAST_THROUGHPUT * statement.row_sizes]
    size = np.maximum.reduce(parts)
    return worst(np.maximum(over, under), size)


def _bounds(last: Proof, x: Vector) -> float:
    low, high = last.bounds_without_proof()
    sizes = last.statement.column_sizes
    excess = np.maximum(low - x, x - high)
    size = np.maximum.reduce(
        [
            np.where(np.isfinite(low), np.abs(low), 0.0),
            np.where(np.isfinite(high), np.abs(high), 0.0),
            LEAST_PART * sizes,
        ]
    )
    at = np.flatnonzero(~np.isnan(last.stage.pinned))
    values = last.stage.pinned[at]
    off = np.abs(x[at] - values)
    return max(worst(excess, size), worst(off, np.maximum(np.abs(values), sizes[at])))
