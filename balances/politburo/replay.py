"""The replay: a fold of the log of decrees over immutable economies, solved after each.

Quantities of orders are reckoned on the approved plan, so the economy after any set of decrees
is found without solving; a veto folds the log again without what it undoes. A state that was
there before is taken as it was, to the byte.
Source: MODEL section 6.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.economy.issue import InfeasiblePlanError
from balances.economy.keys import protection_key
from balances.gosplan.plan import Plan
from balances.gosplan.solve import HotStart, solve
from balances.politburo.authority import Marks, marked, overruling, rank_of
from balances.politburo.change import Change
from balances.politburo.context import Context
from balances.politburo.decrees import SHOCK, UNDOING, kind_of
from balances.politburo.decrees.shock import shocked
from balances.politburo.force import in_force, undone_by
from balances.politburo.money import MoneyLine, money_lines
from balances.politburo.ruling import Outcome, Ruling, ruled
from balances.politburo.words import decree_words
from balances.program.goals import MOBILISED
from balances.program.lp import HIGHS

UNHEARD = (Outcome.REFUSED, Outcome.OVERRULED)
"""Outcomes of decrees that left everything as it was."""


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

    @cached_property
    def money(self) -> tuple[MoneyLine, ...]:
        """What the decree costs or frees in money, line by line and period by period."""
        return money_lines(self.before, self.plan)


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
        found = [step.ruling for step in self.steps]
        undone = undone_by([ruling.decree for ruling in found if ruling.outcome not in UNHEARD])
        return tuple(
            replace(
                ruling,
                outcome=Outcome.VETOED,
                lines=(f"undone by decree {undone[ruling.decree.number]}",),
            )
            if ruling.decree.number in undone and ruling.outcome not in UNHEARD
            else ruling
            for ruling in found
        )


@dataclass(frozen=True, eq=False)
class _State:
    """What the decrees in force come to."""

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
    hot = HotStart(prepared=_protections(economy))
    planned = partial(solve, mode=MOBILISED, method=method, solver=solver, seconds=seconds, hot=hot)
    progress("the plan before the decrees")
    approved = planned(economy)
    fold = _Fold(approved, planned)
    state, steps = fold.states[()], []
    heard: tuple[Decree, ...] = ()
    for decree in log:
        before = state.plan
        state, ruling = fold.after(state, heard, decree)
        if ruling.outcome not in UNHEARD:
            heard = (*heard, decree)
        steps.append(Step(ruling, before, state.plan))
        progress(f"decree {decree.number} ({decree.kind}): {ruling.outcome}")
    return Replay(approved, tuple(steps))


class _Fold:
    """The states that a replay has been in, and the way from an economy to its plan."""

    def __init__(self, approved: Plan, planned: Callable[[Economy], Plan]) -> None:
        self.approved, self.planned = approved, planned
        self.states: dict[tuple[str, ...], _State] = {(): _State(approved.economy, {}, approved)}

    def after(
        self, state: _State, heard: tuple[Decree, ...], decree: Decree
    ) -> tuple[_State, Ruling]:
        """The state after a decree, and the ruling on it; `heard` led to the state before."""
        rank = rank_of(decree, state.economy)
        if decree.kind in UNDOING:
            change, why = Change(state.economy), _above(state, heard, decree, rank)
        else:
            change = _applied(decree, Context(self.approved, state.economy, rank))
            why = _overruled(state, change, rank)
        words = decree_words(decree, state.economy)
        if why:
            return state, Ruling(decree, words, rank, Outcome.OVERRULED, lines=(why,))
        try:
            after = self._state(in_force((*heard, decree)), decree, change, state, rank)
        except InfeasiblePlanError as error:
            return state, Ruling(decree, words, rank, Outcome.REFUSED, lines=error.lines)
        noted = after.economy is state.economy
        return after, ruled(decree, rank, change, state.plan, after.plan, noted=noted)

    def _state(
        self, force: tuple[Decree, ...], decree: Decree, change: Change, before: _State, rank: int
    ) -> _State:
        """The state with these decrees in force: as it was before, or solved."""
        numbers = tuple(d.number for d in force)
        if numbers not in self.states:
            economy, marks = change.economy, before.marks
            if decree.kind in UNDOING:
                economy, marks = _fold(self.approved, force)
            else:
                by = (rank, decree.number)
                marks = marked(marks, change.subjects, change.spared, by)
            plan = before.plan if economy is before.economy else self.planned(economy)
            self.states[numbers] = _State(economy, marks, plan)
        return self.states[numbers]


def _above(state: _State, heard: Sequence[Decree], decree: Decree, rank: int) -> str:
    """Why a decree cannot undo what it names; empty where it can."""
    for other in heard:
        if other.number in decree.cancels and rank_of(other, state.economy) < rank:
            return f"decree {other.number} is of a higher authority"
    return ""


def _overruled(state: _State, change: Change, rank: int) -> str:
    """Why a decree may not set what it would set; empty where it may."""
    by = overruling(change.subjects, rank, state.marks)
    return f"decree {by} of a higher authority has set it" if by else ""


def _applied(decree: Decree, context: Context) -> Change:
    kind = kind_of(decree.kind)
    return Change(context.economy) if kind is None else kind.on(decree, context)


def _fold(approved: Plan, force: Sequence[Decree]) -> tuple[Economy, Marks]:
    """The economy with these decrees in force, and what each has set."""
    economy: Economy = approved.economy
    marks: Marks = {}
    for decree in force:
        rank = rank_of(decree, economy)
        change = _applied(decree, Context(approved, economy, rank))
        marks = marked(marks, change.subjects, change.spared, (rank, decree.number))
        economy = change.economy
    return economy, marks


def _protections(economy: Economy) -> frozenset[str]:
    """Keys of all protections that the log may order, whatever part of it is replayed."""
    active = (decree for decree in economy.decrees if decree.active)
    kinds = ((decree, kind_of(decree.kind)) for decree in active)
    return frozenset(
        protection_key(economy, economy.claims[n])
        for decree, kind in kinds
        if kind is not None and kind.protects is not None
        for n in kind.protects(decree, economy)
    )


def with_shocks(economy: Economy) -> Economy:
    """The economy with the events of its log alone: they hold for Gosplan's plan too."""
    for decree in economy.decrees:
        if decree.active and decree.kind == SHOCK:
            economy = shocked(decree, economy)
    return economy
