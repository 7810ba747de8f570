"""Fulfilment by class of goals, balanced and mobilised."""

from __future__ import annotations

from collections.abc import Mapping

from balances.reporting.classes import declared_classes
from balances.reporting.figures.averages import averages, fulfilments
from balances.reporting.figures.figure import Bar, BarFigure, Bars
from balances.reporting.report_input import ReportInput
from balances.reporting.wording import class_words, percent


def fulfilment_by_class(report: ReportInput) -> BarFigure | None:
    """Average fulfilment of each class of goals, by mode; classes as the workbook has them."""
    declared = declared_classes(report.main)
    found = {
        mode: averages(fulfilments(plan), declared, plan) for mode, plan in report.plans.items()
    }
    classes = sorted({priority for by_class in found.values() for priority in by_class})
    if not found[report.main.mode]:
        return None
    groups = tuple(
        Bars(
            f"Class {class_words(priority)}",
            tuple(
                Bar(by_class[priority], f"{percent(by_class[priority])} {mode}", series)
                for series, (mode, by_class) in enumerate(found.items())
                if priority in by_class
            ),
        )
        for priority in classes
    )
    return BarFigure(
        name="fulfilment_by_class",
        title=_finding(found),
        groups=groups,
        axis="average share of target",
        whole=1.0,
        shares=True,
    )


def _finding(found: Mapping[str, Mapping[float, float]]) -> str:
    """The class that gets least in the last of the plans, and what it gets in the first."""
    mode, last = tuple(found.items())[-1]
    lowest = min(last, key=lambda priority: (last[priority], priority))
    words = f"Class {class_words(lowest)} gets least when {mode}: {percent(last[lowest])} of target"
    others = [by_class for other, by_class in found.items() if other != mode]
    if not others or lowest not in others[0]:
        return f"{words} on average"
    return f"{words} on average, against {percent(others[0][lowest])} balanced"
