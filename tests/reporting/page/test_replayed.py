"""A replay on the page: a step before the decrees, and one for each."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.decrees import Decree
from balances.politburo import Outcome, Replay, Ruling, Step
from balances.reporting import ReportInput, render_page
from balances.reporting.page.replayed import steps_of


def replayed(report: ReportInput) -> Replay:
    """One decree, which leads from the balanced plan to the mobilised one."""
    before, after = report.plans["balanced"], report.plans["mobilised"]
    decree = Decree("7", "raise_target")
    ruling = Ruling(decree, "raise coal", 1, Outcome.PAID, lines=("households pay",))
    return Replay(before, (Step(ruling, before, after),))


def test_every_decree_is_a_step_after_the_approved_plan(full: ReportInput) -> None:
    start, after = steps_of(replayed(full))
    assert (start.number, start.outcome) == ("", "the approved plan")
    assert (after.number, after.title, after.outcome) == ("7", "raise coal", "paid")
    assert after.words == "households pay"
    plan = full.plans["mobilised"]
    assert list(after.fulfilments.values()) == plan.goals["fulfilment"].tolist()
    assert list(after.outputs.values()) == plan.outputs["output"].tolist()


def test_a_page_shows_the_replay_of_its_report(full: ReportInput) -> None:
    report = replace(full, replay=replayed(full))
    panel = "Decree 7: raise coal"
    assert panel in render_page(report).decode()
    assert panel in render_page(full, steps_of(report.replay)).decode()
    assert panel not in render_page(full).decode()


def test_without_decrees_there_are_no_steps(full: ReportInput) -> None:
    assert steps_of(None) == ()
    assert steps_of(Replay(full.main, ())) == ()
