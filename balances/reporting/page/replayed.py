"""A replay as the page shows it: the approved plan, and the plan after each decree."""

from __future__ import annotations

from collections.abc import Mapping

from balances.gosplan.plan import Plan
from balances.politburo import Replay
from balances.reporting.figures.averages import fulfilments
from balances.reporting.frames import records
from balances.reporting.page.steps import PageStep


def steps_of(replay: Replay | None) -> tuple[PageStep, ...]:
    """The steps of a replay, the plan before the decrees first; none without decrees."""
    if replay is None or not replay.steps:
        return ()
    start = PageStep("", "Before the decrees", "the approved plan", "", *_state(replay.approved))
    after = [
        PageStep(
            ruling.decree.number,
            ruling.words,
            str(ruling.outcome).lower(),
            " ".join(ruling.lines),
            *_state(step.plan),
        )
        for step, ruling in zip(replay.steps, replay.rulings, strict=True)
    ]
    return (start, *after)


def _state(plan: Plan) -> tuple[Mapping[str, float], Mapping[tuple[str, str], float]]:
    """Fulfilment of every goal, and every output."""
    outputs = {(row["activity"], row["period"]): row["output"] for row in records(plan.outputs)}
    return fulfilments(plan), outputs
