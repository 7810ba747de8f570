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

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from balances.certificate.record import LET_OFF, Record
from balances.certificate.restated import MisfitError, Statement, restate
from balances.certificate.sequence import faults_of_sequence
from balances.certificate.ties import tied
from balances.economy.economy import Economy, Matrix, Vector
from balances.economy.evidence import Evidence, Stage
from balances.economy.keys import Key
from balances.economy.valuation import effort_weights

TOLERANCE = 1e-9
CROSS_CHECK_TOLERANCE = 1e-6
LEAST_PART = 1e-3
"""Part of its natural size below which a row or an unknown counts as practically nothing."""

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
        statement = restate(economy, evidence.columns)
        order = [statement.rows[key] for key in evidence.rows]
    except (MisfitError, KeyError) as error:
        return Certificate(REFUSED, faults=(f"the evidence does not fit the economy: {error}",))
    if len(order) != len(statement.rows) or not evidence.stages:
        return Certificate(REFUSED, faults=("the evidence lacks rows or stages",))
    if not np.isfinite(evidence.values).all():
        return Certificate(REFUSED, faults=("the plan has values that are no numbers",))
    tolerance = CROSS_CHECK_TOLERANCE if evidence.cross_check else TOLERANCE
    proofs = _proofs(statement, evidence.stages, order)
    last = proofs[-1]
    ratios = {
        "primal": max(_primal(s, evidence.values) for s in (statement, last.program())),
        "bounds": _bounds(statement, last, evidence.values),
        "dual": max(proof.wrong_sign() for proof in proofs),
        "complementarity": last.complementarity(evidence.values),
        "gap": max(proof.gap() for proof in proofs),
    }
    faults = [f"{name} ratio {r:.2g}" for name, r in ratios.items() if not r <= tolerance]
    faults += faults_of_sequence(economy, statement, evidence, tolerance)
    faults += _order_of_stages(economy, statement, evidence, proofs, tolerance)
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
    primal = _primal(replace(statement, limits=limits), values)
    # A plan made by rounds knows no floors: deliveries may be anything from nothing on.
    outside = np.maximum(-values, values - statement.high)
    bounds = _worst(outside, np.maximum(statement.column_sizes, 1e-300))
    found = {"primal": primal, "bounds": bounds}
    faults = [f"{name} ratio {r:.2g}" for name, r in found.items() if not r <= TOLERANCE]
    grade = REFUSED if faults else "arithmetic"
    return Certificate(grade, primal, bounds, 0.0, 0.0, 0.0, tuple(faults))


def _in_order(duals: Vector, order: list[int]) -> Vector:
    placed = np.zeros(len(order))
    placed[order] = duals
    return placed


def _primal(statement: Statement, x: Vector) -> float:
    """Violated part of each row, against the largest thing in it."""
    sums, terms = statement.matrix @ x, abs(statement.matrix) @ np.abs(x)
    over = np.where(statement.senses <= 0, sums - statement.limits, 0.0)
    under = np.where(statement.senses >= 0, statement.limits - sums, 0.0)
    # Half of all terms is what passes through a balance: sources and uses are counted there.
    parts = [np.abs(statement.limits), terms / 2.0, LEAST_THROUGHPUT * statement.row_sizes]
    size = np.maximum.reduce(parts)
    return _worst(np.maximum(over, under), size)


def _bounds(statement: Statement, last: _Proof, x: Vector) -> float:
    # What only follows from a proof is no limit that a plan could overstep.
    _, low, high = _limits_in(statement, replace(last.stage, pinned={}, caps={}))
    excess = np.maximum(low - x, x - high)
    size = np.maximum.reduce(
        [
            np.where(np.isfinite(low), np.abs(low), 0.0),
            np.where(np.isfinite(high), np.abs(high), 0.0),
            LEAST_PART * statement.column_sizes,
        ]
    )
    pinned = {statement.columns[key]: value for key, value in last.stage.pinned.items()}
    at, values = [*pinned], np.array([*pinned.values()])
    off = np.abs(x[at] - values)
    return max(
        _worst(excess, size), _worst(off, np.maximum(np.abs(values), statement.column_sizes[at]))
    )


def _worst(excess: Vector, size: Vector) -> float:
    found = np.maximum(excess, 0.0) / size
    return float(np.max(found, initial=0.0)) if np.isfinite(found).all() else float("inf")


def _proofs(statement: Statement, stages: Sequence[Stage], order: list[int]) -> list[_Proof]:
    """The proof of each stage; rows are written anew only where other goals are tied."""
    found: list[_Proof] = []
    for stage in stages:
        if not found or stage.ties != found[-1].stage.ties:
            matrix = tied(statement, stage.ties)
            magnitudes = abs(matrix)
        found.append(_Proof(statement, stage, order, matrix, magnitudes))
    return found


class _Proof:
    """The dual bound of one stage; its rows, and the magnitudes of their coefficients, R x K."""

    def __init__(
        self,
        statement: Statement,
        stage: Stage,
        order: list[int],
        matrix: Matrix,
        magnitudes: Matrix,
    ) -> None:
        self.statement, self.stage = statement, stage
        self.duals = duals = _in_order(stage.duals, order)
        self.limits, self.low, self.high = _limits_in(statement, stage)
        self.senses = statement.senses.copy()
        self.senses[[statement.rows[key] for key in stage.tight]] = 0
        self.senses[[statement.goals[goal][3] for goal in stage.ties]] = 0
        self.matrix = matrix
        self.reduced = stage.costs - matrix.T @ duals
        self.terms = magnitudes.T @ np.abs(duals)

    def program(self) -> Statement:
        """The statement as it is in this stage: goals that are tied, rows that are used up."""
        return replace(self.statement, matrix=self.matrix, senses=self.senses, limits=self.limits)

    def scale(self) -> float:
        """What the objective is compared with: itself, or 1 for a level of fulfilment.

        An objective of practically nothing is compared with a thousandth of what one unknown in
        its natural size would cost.
        """
        if self.stage.kind == "leximin":
            return 1.0
        usual = np.max(np.abs(self.stage.costs) * self.statement.column_sizes, initial=0.0)
        return float(max(abs(self.stage.objective), LEAST_PART * usual, 1e-300))

    def wrong_sign(self) -> float:
        """Shadow prices and reduced costs that push against an open side."""
        y, d, statement = self.duals, self.reduced, self.statement
        open_up, open_down = np.isinf(self.high), np.isinf(self.low)
        wrong = np.where(open_up, -d, 0.0) + np.where(open_down, d, 0.0)
        size = np.maximum.reduce(
            [
                np.abs(self.stage.costs),
                self.terms,
                self.scale() / statement.column_sizes,
            ]
        )
        wrong_rows = np.where(self.senses > 0, -y, np.where(self.senses < 0, y, 0.0))
        row_size = self.scale() / statement.row_sizes
        return max(
            _worst(wrong, size), _worst(wrong_rows, np.maximum(row_size, np.max(np.abs(y)) * 1e-3))
        )

    def gap(self) -> float:
        """Distance between the value reached and the bound that the shadow prices prove.

        Against the scale of the objective; or, where large prices make the sum that is the
        bound uncertain in its last digits, against a millionth of what is summed.
        """
        side = np.where(self.reduced > 0.0, self.low, self.high)
        of_bounds = self.reduced * np.where(np.isfinite(side), side, 0.0)
        of_rows = self.duals * self.limits
        bound = math.fsum(of_rows) + math.fsum(of_bounds)
        summed = float(np.sum(np.abs(of_rows)) + np.sum(np.abs(of_bounds)))
        return abs(self.stage.objective - bound) / max(self.scale(), 1e-6 * summed)

    def complementarity(self, x: Vector) -> float:
        """Reduced costs off their bound and prices of slack rows, against the objective."""
        side = np.where(self.reduced > 0.0, self.low, self.high)
        off = np.where(np.isfinite(side), np.abs(x - side), 0.0) * np.abs(self.reduced)
        slack = np.abs(self.matrix @ x - self.limits) * np.abs(self.duals)
        return float(max(np.max(off, initial=0.0), np.max(slack, initial=0.0))) / self.scale()


def _limits_in(statement: Statement, stage: Stage) -> tuple[Vector, Vector, Vector]:
    """Right-hand sides and bounds of a stage: goals raised, what is held, deliveries settled."""
    limits, low, high = statement.limits.copy(), statement.low.copy(), statement.high.copy()
    for unknown, value in (*stage.whole.items(), *stage.pinned.items()):
        low[statement.columns[unknown]] = high[statement.columns[unknown]] = value
    for key in (*stage.raised, *stage.ties):
        limits[statement.goals[key][3]] = 0.0
    for key, cap in stage.caps.items():
        high[statement.goals[key][0]] = cap
    _hold(statement, stage, low, high)
    return limits, low, high


def _hold(statement: Statement, stage: Stage, low: Vector, high: Vector) -> None:
    """Place the floors of a stage; when deliveries are settled, nothing else counts more."""
    if stage.settled:
        high[statement.level] = 0.0
    for key, floor in stage.floors.items():
        if key == "after_goals":
            low[statement.measure] = floor
            continue
        column = statement.goals[key][0]
        low[column] = floor
        if stage.settled and not key.startswith("claim:"):
            high[column] = floor


def _order_of_stages(
    economy: Economy,
    statement: Statement,
    evidence: Evidence,
    proofs: list[_Proof],
    tolerance: float,
) -> Iterator[str]:
    """What is wrong with the stages as a sequence."""
    x, goals, record = evidence.values, statement.goals, Record(statement)
    by_number = bool(evidence.stages[-1].floors)
    for number, proof in enumerate(proofs, start=1):
        stage = proof.stage
        yield from (f"stage {number} {fault}" for fault in record.faults_of(stage, tolerance))
        if stage.kind == "leximin":
            yield from _fixed_without_cause(proof, number, tolerance)
        record.add(stage, proof.duals, proof.reduced)
        reached = float(stage.costs @ x)
        missed = stage.kind != "leximin" and reached - stage.objective > tolerance * proof.scale()
        if missed:
            yield f"the plan does not reach what stage {number} reached"
    for key, level in record.held.items():
        column, target, floor, _ = goals[key]
        kept = level * (1.0 - LET_OFF) if by_number else level
        if x[column] < max(floor, kept) - tolerance * target:
            yield f"{key} gets less than its stage proved"
    yield from _effort_last(economy, evidence)
    yield from _classes_out_of_order(evidence)


def _effort_last(economy: Economy, evidence: Evidence) -> Iterator[str]:
    last = evidence.stages[-1]
    if last.kind != "least_effort":
        yield "the last stage is not least effort"
    elif not np.allclose(
        last.costs, effort_weights(economy, evidence.columns), rtol=1e-12, atol=0.0
    ):
        yield "the last stage did not minimise effort"


def _fixed_without_cause(proof: _Proof, number: int, tolerance: float) -> Iterator[str]:
    """A goal may be fixed below 1 only if it, or its hard floor, helps to keep the level down."""
    stage, statement = proof.stage, proof.statement
    if not stage.fixed:
        yield f"stage {number} fixed nothing"
    if -stage.objective >= 1.0 - tolerance:
        return
    for key in stage.fixed:
        column, _, _, row = statement.goals[key]
        if max(proof.duals[row], proof.reduced[column]) <= 0.0:
            yield f"stage {number} fixed {key} without cause"


def _classes_out_of_order(evidence: Evidence) -> Iterator[str]:
    classes = [stage.priority or 0 for stage in evidence.stages if stage.kind == "leximin"]
    if not classes:
        return
    if classes != sorted(classes):
        yield "classes were not solved in ascending order"
    of_class: dict[float | None, set[str]] = {}
    for key, priority in evidence.priorities.items():
        of_class.setdefault(priority, set()).add(key)
    for stage in (stage for stage in evidence.stages if stage.kind == "leximin"):
        if set(stage.raised) != of_class[stage.priority]:
            yield f"class {stage.priority} was raised without all of its open goals"
        of_class[stage.priority] -= set(stage.fixed)
    never = sorted(set().union(*of_class.values()))
    if never:
        yield f"goals that were never fixed: {never[:3]}"
