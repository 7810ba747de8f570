"""A log of decrees made by hand, for pages to show."""

from __future__ import annotations

from collections.abc import Mapping

from balances.gosplan.plan import Plan
from balances.reporting import ReportInput
from balances.reporting.page import PageStep


def three_steps(report: ReportInput) -> tuple[PageStep, ...]:
    """From the balanced plan to the mobilised one, and then a decree that changes nothing."""
    before, after = report.plans["balanced"], report.plans["mobilised"]
    return (
        PageStep("", "Before the decrees", "start", "All are cut alike.", *_state(before)),
        PageStep("7", "Classes", "carried out", "The heights come first.", *_state(after)),
        PageStep("8", "Two masters", "refused", "It contradicts decree 7.", *_state(after)),
    )


def _state(plan: Plan) -> tuple[Mapping[str, float], Mapping[tuple[str, str], float]]:
    goals, outputs = plan.goals, plan.outputs
    made = zip(outputs["activity"], outputs["period"], outputs["output"], strict=True)
    shares = zip(goals["key"], goals["fulfilment"].astype(float), strict=True)
    return dict(shares), {(activity, period): float(output) for activity, period, output in made}
