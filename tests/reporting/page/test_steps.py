"""The decree slider: what each step did, by hand-made steps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from balances.reporting import ReportInput
from balances.reporting.figures.changes import extremes
from balances.reporting.page import PageStep
from balances.reporting.page.markup import element
from balances.reporting.page.steps import step_data, steps_section
from tests.reporting.page.steps_example import three_steps


def panels(report: ReportInput, *steps: PageStep) -> list[str]:
    """The words of each panel."""
    whole = element("div", *steps_section(report, steps))
    return [" ".join(panel.itertext()) for panel in whole.iter("article")]


@pytest.fixture
def start(full: ReportInput) -> PageStep:
    """All goals at nine tenths."""
    shares = dict.fromkeys(full.main.goals["key"], 0.9)
    return PageStep("", "Before the decrees", "start", "", shares, {("coal", "1933"): 900.0})


@pytest.fixture
def after(full: ReportInput, start: PageStep) -> PageStep:
    """The first goal up to the whole, the last one down to three quarters."""
    keys = list(full.main.goals["key"])
    shares = start.fulfilments | {keys[0]: 1.0, keys[-1]: 0.75}
    outputs = {("coal", "1933"): 990.0}
    return PageStep("3", "Coal first", "in part", "So it was ruled.", shares, outputs)


def test_a_step_says_who_gained_and_who_paid(
    full: ReportInput, start: PageStep, after: PageStep
) -> None:
    first, second = panels(full, start, after)
    assert "Before the decrees" in first
    assert "points" not in first
    assert "Decree 3: Coal first" in second
    assert "In part" in second
    count = len(full.main.goals)
    assert f"1 goal gained and 1 paid; of {count}, 1 now met in full." in second
    assert (
        "population: grain (household), 1933 gains most; closing stock of grain, 1934 pays"
        in second
    )
    assert "+10.0 points, gained" in second
    assert "−15.0 points, paid" in second


def test_outputs_that_changed_are_shown_with_their_unit(
    full: ReportInput, start: PageStep, after: PageStep
) -> None:
    whole = element("div", *steps_section(full, (start, after)))
    (table,) = [t for t in whole.iter("table") if t.get("id") == "step-1-outputs"]
    assert ["".join(cell.itertext()) for cell in table.find("tbody/tr")] == [
        *("coal", "1933", "kt", "900.0", "990.0", "10.0 %"),
    ]


def test_classes_are_averaged_before_and_after(
    full: ReportInput, start: PageStep, after: PageStep
) -> None:
    second = panels(full, start, after)[1]
    # class 2: two claims on grain, the figure for coal, the stock: (1 + 0.9 + 0.9 + 0.75) / 4
    assert "Class 2 ordinary: 90.0 % before, 88.8 % after" in second
    assert "Class 2 ordinary falls from 90.0 % to 88.8 % on average" in second


def test_a_decree_that_changes_nothing_says_so(full: ReportInput, start: PageStep) -> None:
    again = replace(start, number="4", title="Refused")
    second = panels(full, start, again)[1]
    assert "No goal gained and none paid" in second
    assert "The decree leaves every class where it was" in second


def test_the_script_is_given_shares_as_the_tables_show_them(
    full: ReportInput, start: PageStep, after: PageStep
) -> None:
    nearly = replace(after, fulfilments={full.main.goals["key"].iloc[0]: 0.99996})
    before, cut = step_data(full, (start, nearly))
    assert before == [0.9] * len(full.main.goals)
    assert cut == [0.999] + [None] * (len(full.main.goals) - 1)


def test_a_goal_that_the_plan_does_not_know_is_passed_over(
    full: ReportInput, start: PageStep, after: PageStep
) -> None:
    other = replace(after, fulfilments=after.fulfilments | {"claim:gone": 0.1})
    assert len(panels(full, start, other)) == 2


def test_the_largest_changes_are_half_gains_and_half_losses() -> None:
    gains = [(f"gain {n}", 0.01 * n) for n in range(1, 9)]
    losses = [(f"loss {n}", -0.10 * n) for n in range(1, 9)]
    labels = [of.label for of in extremes(gains + losses)]
    assert labels == [f"gain {n}" for n in (8, 7, 6, 5, 4)] + [f"loss {n}" for n in (4, 5, 6, 7, 8)]
    assert [of.label for of in extremes([*gains, losses[0], ("same", 0.0)])] == [
        *(f"gain {n}" for n in range(8, 0, -1)),
        "loss 1",
    ]


def test_steps_made_from_plans_are_shown(full: ReportInput) -> None:
    assert [words.split(" ")[0] for words in panels(full, *three_steps(full))] == [
        *("Before", "Decree", "Decree"),
    ]
