"""The decrees one after another: what each did to the plan, and who paid for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import Element

from balances.economy.noticed import MET, NOTICED
from balances.gosplan.wording import goal_words
from balances.reporting.classes import declared_classes
from balances.reporting.figures.averages import averages
from balances.reporting.figures.changes import extremes, goal_name, who
from balances.reporting.figures.figure import Bar, Bars
from balances.reporting.frames import records
from balances.reporting.page.charts import bar_chart, change_chart
from balances.reporting.page.markup import element
from balances.reporting.page.tables import block_html, listing
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Column, Row, Show
from balances.reporting.wording import class_words, counted, first_upper, percent

_NOTHING: Mapping[tuple[str, str], float] = MappingProxyType({})


@dataclass(frozen=True)
class PageStep:
    """The plan after one decree; the first step may be the plan before any of them.

    Attributes:
        number: of the decree, as the log has it.
        title: what it orders, in few words.
        outcome: of its ruling: carried out, in part, refused …
        words: the ruling in a sentence or two.
        fulfilments: of the goals after the step, by key of goal.
        outputs: after the step, by activity and period [unit of the product]; may be empty.
    """

    number: str
    title: str
    outcome: str
    words: str
    fulfilments: Mapping[str, float]
    outputs: Mapping[tuple[str, str], float] = field(default_factory=lambda: _NOTHING)


def steps_section(report: ReportInput, steps: Sequence[PageStep]) -> list[Element]:
    """A panel for each step, which the slider shows one at a time, and the goals after it.

    Without a script all panels stand one under another and the goals are those after the last.
    """
    before = [None, *steps[:-1]]
    panels = [
        _panel(report, step, last, position)
        for position, (step, last) in enumerate(zip(steps, before, strict=True))
    ]
    return [
        element("div", id="steps-control"),
        element("p", role="status", id="steps-said", class_="unseen"),
        element("div", *panels, id="steps"),
        *_goals_after(report, steps),
    ]


def step_data(report: ReportInput, steps: Sequence[PageStep]) -> list[list[float | None]]:
    """Fulfilment of every goal after each step, in the order of the plan's goals."""
    keys = [goal["key"] for goal in records(report.main.goals)]
    return [[_rounded(step.fulfilments.get(key)) for key in keys] for step in steps]


def _rounded(share: float | None) -> float | None:
    """A share cut to tenths of a percent, as the tables show it."""
    return None if share is None else int(share * 1000.0 + 1e-6) / 1000.0


def _panel(report: ReportInput, step: PageStep, last: PageStep | None, position: int) -> Element:
    name = f"step-{position}"
    heading = f"Decree {step.number}: {step.title}" if step.number else step.title
    return element(
        "article",
        *listing(
            element("h3", heading, id=f"{name}-title"),
            element("p", element("strong", first_upper(step.outcome)), f". {step.words}".rstrip()),
            element("p", _who_paid(step, last)) if last is not None else None,
            _classes_after(report, step, last, name),
            _changes(report, step, last, name),
            *_output_changes(report, step, last, name),
        ),
        id=name,
        aria_labelledby=f"{name}-title",
    )


def _who_paid(step: PageStep, last: PageStep) -> str:
    changes = [
        share - last.fulfilments[key]
        for key, share in step.fulfilments.items()
        if key in last.fulfilments
    ]
    gained = sum(change > NOTICED for change in changes)
    paid = sum(change < -NOTICED for change in changes)
    met = sum(share >= MET for share in step.fulfilments.values())
    if not gained and not paid:
        return f"No goal gained and none paid; of {len(step.fulfilments)}, {met} met in full."
    return (
        f"{counted(gained, 'goal')} gained and {paid} paid; "
        f"of {len(step.fulfilments)}, {met} now met in full."
    )


def _classes_after(
    report: ReportInput, step: PageStep, last: PageStep | None, name: str
) -> Element:
    """Average fulfilment by class after the step, and before it."""
    plan, declared = report.main, declared_classes(report.main)
    after = averages(step.fulfilments, declared, plan)
    old = averages(last.fulfilments, declared, plan) if last is not None else {}
    groups = [
        Bars(f"Class {class_words(priority)}", _before_and_after(old.get(priority), share))
        for priority, share in sorted(after.items())
    ]
    return bar_chart(f"{name}-classes", _class_finding(old, after), groups, whole=1.0)


def _before_and_after(before: float | None, after: float) -> tuple[Bar, ...]:
    now = Bar(after, f"{percent(after)} after")
    return (now,) if before is None else (Bar(before, f"{percent(before)} before", 2), now)


def _class_finding(old: Mapping[float, float], after: Mapping[float, float]) -> str:
    moved = {priority: after[priority] - old[priority] for priority in after if priority in old}
    most = max(moved, key=lambda priority: (abs(moved[priority]), -priority), default=None)
    if most is None:
        return "Average fulfilment by class at the start"
    if abs(moved[most]) <= NOTICED:
        return "The decree leaves every class where it was"
    verb = "rises" if moved[most] > 0.0 else "falls"
    change = f"from {percent(old[most])} to {percent(after[most])}"
    return f"Class {class_words(most)} {verb} {change} on average"


def _changes(
    report: ReportInput, step: PageStep, last: PageStep | None, name: str
) -> Element | None:
    """The largest changes against the step before."""
    if last is None:
        return None
    named = {goal["key"]: goal_name(goal) for goal in records(report.main.goals)}
    groups = extremes(
        [
            (named[key], share - last.fulfilments[key])
            for key, share in step.fulfilments.items()
            if key in last.fulfilments and key in named
        ]
    )
    if not groups:
        return None
    return change_chart(f"{name}-changes", who(groups), groups)


def _output_changes(
    report: ReportInput, step: PageStep, last: PageStep | None, name: str
) -> list[Element]:
    """The ten outputs that changed most against the step before, by share."""
    if last is None:
        return []
    units = {(row["activity"], row["period"]): row["unit"] for row in records(report.main.outputs)}
    found = [
        (abs(made - was) / max(abs(made), abs(was)), key, was, made)
        for key, made in step.outputs.items()
        if (was := last.outputs.get(key)) is not None and abs(made - was) > NOTICED * abs(was)
    ]
    found.sort(key=lambda of: (-of[0], of[1]))
    columns = (
        Column("activity", "Activity"),
        Column("period", "Period"),
        Column("unit", "Unit"),
        Column("before", "Before", show=Show.QUANTITY),
        Column("after", "After", show=Show.QUANTITY),
        Column("change", "Change", show=Show.SHARE),
    )
    rows = tuple(
        Row(
            {"activity": key[0], "period": key[1], "unit": units.get(key, "")}
            | {"before": was, "after": made, "change": made / was - 1.0 if was else None}
        )
        for _, key, was, made in found[:10]
    )
    heading = "Outputs that changed most"
    return block_html(Block(columns, rows, heading=heading), f"{name}-outputs", heading)


def _goals_after(report: ReportInput, steps: Sequence[PageStep]) -> list[Element]:
    """Every goal before and after the step: the last one, until a script shows another."""
    plan, declared = report.main, declared_classes(report.main)
    old: Mapping[str, Any] = steps[-2].fulfilments if len(steps) > 1 else {}
    columns = (
        Column("goal", "Goal"),
        Column("period", "Period"),
        Column("before", "Before", show=Show.SHARE),
        Column("after", "After", show=Show.SHARE),
        Column("class", "Class"),
    )
    rows = tuple(
        Row(
            {
                "goal": goal_words(goal),
                "period": goal["period"],
                "class": class_words(declared.get(goal["key"], goal["priority"])),
                "before": old.get(goal["key"]),
                "after": steps[-1].fulfilments.get(goal["key"]),
            }
        )
        for goal in records(plan.goals)
    )
    heading = "Fulfilment of every goal before and after the decree"
    return block_html(Block(columns, rows, heading=heading), "goals-after", heading)
