"""The replay: a fold of the log of decrees over immutable economies, solved after each.

Quantities of orders are reckoned on the approved plan, so the economy after any set of decrees
is found without solving; a veto folds the log again without what it undoes. A state that was
there before is taken as it was, to the byte.
Source: MODEL section 6.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.economy.issue import InfeasiblePlanError
from balances.gosplan.plan import Plan
from balances.gosplan.solve import HotStart, solve
from balances.politburo.authority import overruling, rank_of
from balances.politburo.change import Change
from balances.politburo.context import Context
from balances.politburo.decrees import SHOCK, UNDOING, kind_of
from balances.politburo.decrees.shock import shocked
from balances.politburo.ruling import Outcome, Ruling, ruled
from balances.politburo.words import decree_words
from balances.program.goals import MOBILISED
from balances.program.lp import HIGHS

Marks = Mapping[str, tuple[int, str]]


@dataclass(frozen=True, eq=False)
class Step:
    """One decree of the log, and the plan after it.

    Attributes:
        ruling: what became of the decree.
        before, plan: the plans before and after it; the same where it changed nothing.
    """

    ruling: Ruling
    before: Plan
    plan: Plan


@dataclass(frozen=True, eq=False)
class Replay:
    """A log replayed.

    Attributes:
        approved: the plan before the first decree: mobilised, with the classes as declared.
        steps: in the order of the log.
    """

    approved: Plan
    steps: tuple[Step, ...]

    @property
    def plan(self) -> Plan:
        """The plan after the last decree."""
        return self.steps[-1].plan if self.steps else self.approved

    @property
    def rulings(self) -> tuple[Ruling, ...]:
        """One for each decree; what a later decree has undone is VETOED."""
        undone = {
            number: step.ruling.decree.number
            for step in self.steps
            if step.ruling.decree.kind in UNDOING and step.ruling.outcome is not Outcome.OVERRULED
            for number in step.ruling.decree.cancels
        }
        return tuple(
            replace(
                step.ruling,
                outcome=Outcome.VETOED,
                lines=(f"undone by decree {undone[step.ruling.decree.number]}",),
            )
            if step.ruling.decree.number in undone
            else step.ruling
            for step in self.steps
        )


@dataclass(frozen=True, eq=False)
class _State:
    """The decrees in force, and what they come to."""

    force: tuple[Decree, ...]
    economy: Economy
    marks: Marks
    plan: Plan


def replay(
    economy: Economy,
    *,
    upto: int | None = None,
    method: str = "",
    solver: str = HIGHS,
    seconds: float = math.inf,
    progress: Callable[[str], None] = lambda _: None,
) -> Replay:
    """Replay the active decrees of an economy on its approved plan.

    Args:
        economy: with its log; decrees that are not active are left out.
        upto: how many of the active decrees; None = all.
        method: as in `balances.gosplan.solve`.
        solver: as there.
        seconds: time limit for each plan.
        progress: called with a line a decree.

    Raises:
        InfeasiblePlanError: there is no plan before the first decree.
        SolverStoppedError: a step found no proof.
    """
    log = [decree for decree in economy.decrees if decree.active][:upto]
    planned = partial(
        solve, mode=MOBILISED, method=method, solver=solver, seconds=seconds, hot=HotStart()
    )
    progress("the plan before the decrees")
    approved = planned(economy)
    fold = _Fold(approved, planned)
    state, steps = fold.states[()], []
    for decree in log:
        before = state.plan
        state, ruling = fold.after(state, decree)
        steps.append(Step(ruling, before, state.plan))
        progress(f"decree {decree.number} ({decree.kind}): {ruling.outcome}")
    return Replay(approved, tuple(steps))


class _Fold:
    """The states that a replay has been in, and the way from an economy to its plan."""

    def __init__(self, approved: Plan, planned: Callable[[Economy], Plan]) -> None:
        self.approved, self.planned = approved, planned
        self.states: dict[tuple[str, ...], _State] = {
            (): _State((), approved.economy, {}, approved)
        }

    def after(self, state: _State, decree: Decree) -> tuple[_State, Ruling]:
        """The state after a decree, and the ruling on it."""
        rank = rank_of(decree, state.economy)
        undoes = decree.kind in UNDOING
        change, force = self._undoing(state, decree) if undoes else self._adding(state, decree)
        why = _above(state, decree, rank) if undoes else _overruled(state, change, rank)
        words = decree_words(decree, state.economy)
        if why:
            return state, Ruling(decree, words, rank, Outcome.OVERRULED, lines=(why,))
        try:
            after = self._state(force, change, state, (rank, decree.number))
        except InfeasiblePlanError as error:
            return state, Ruling(decree, words, rank, Outcome.REFUSED, lines=error.lines)
        noted = after.economy is state.economy
        return after, ruled(decree, rank, change, state.plan, after.plan, noted=noted)

    def _adding(self, state: _State, decree: Decree) -> tuple[Change, tuple[Decree, ...]]:
        return _applied(decree, Context(self.approved, state.economy)), (*state.force, decree)

    def _undoing(self, state: _State, decree: Decree) -> tuple[Change, tuple[Decree, ...]]:
        force = tuple(d for d in state.force if d.number not in decree.cancels)
        if len(force) == len(state.force):
            return Change(state.economy), force
        known = self.states.get(tuple(d.number for d in force))
        economy = known.economy if known else _fold(self.approved, force)[0]
        return Change(economy), force

    def _state(
        self, force: tuple[Decree, ...], change: Change, before: _State, mark: tuple[int, str]
    ) -> _State:
        """The state with these decrees in force: as it was before, or solved."""
        numbers = tuple(d.number for d in force)
        if numbers not in self.states:
            economy, plan = change.economy, before.plan
            if economy is not before.economy:
                plan = self.planned(economy)
            fewer = len(force) < len(before.force)
            marks = _fold(self.approved, force)[1] if fewer else before.marks
            set_now = {} if fewer else dict.fromkeys(change.subjects, mark)
            self.states[numbers] = _State(force, economy, {**marks, **set_now}, plan)
        return self.states[numbers]


def _above(state: _State, decree: Decree, rank: int) -> str:
    """Why a decree cannot undo what it names; empty where it can."""
    for other in state.force:
        if other.number in decree.cancels and rank_of(other, state.economy) < rank:
            return f"decree {other.number} is of a higher authority"
    return ""


def _overruled(state: _State, change: Change, rank: int) -> str:
    """Why a decree may not set what it would set; empty where it may."""
    by = overruling(change.subjects, rank, state.marks)
    return f"decree {by} of a higher authority has set it" if by else ""


def _applied(decree: Decree, context: Context) -> Change:
    kind = kind_of(decree.kind)
    return Change(context.economy) if kind is None else kind.apply(decree, context)


def _fold(approved: Plan, force: Sequence[Decree]) -> tuple[Economy, Marks]:
    """The economy with these decrees in force, and what each has set."""
    economy: Economy = approved.economy
    marks: dict[str, tuple[int, str]] = {}
    for decree in force:
        change = _applied(decree, Context(approved, economy))
        rank = rank_of(decree, economy)
        marks |= dict.fromkeys(change.subjects, (rank, decree.number))
        economy = change.economy
    return economy, marks


def with_shocks(economy: Economy) -> Economy:
    """The economy with the events of its log alone: they hold for Gosplan's plan too."""
    log = [decree for decree in economy.decrees if decree.active]
    undone = {number for decree in log if decree.kind in UNDOING for number in decree.cancels}
    for decree in log:
        if decree.kind == SHOCK and decree.number not in undone and decree.value is not None:
            economy = shocked(decree, economy, decree.value)
    return economy
