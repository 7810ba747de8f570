"""What the charts of the page show, each under the finding it makes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from balances.economy.measures import measure_unit
from balances.economy.noticed import NOTICED
from balances.gosplan.plan import Plan
from balances.gosplan.wording import goal_words
from balances.reporting.classes import declared_classes
from balances.reporting.frames import Record, frame_of, records
from balances.reporting.measured import attained, base
from balances.reporting.page.charts import Bar, Bars, bar_chart, change_chart
from balances.reporting.report_input import ReportInput
from balances.reporting.sheets.investment import investment
from balances.reporting.style import decimals_for
from balances.reporting.wording import class_words, percent, share_words

LONGEST = 10
"""Bars of a chart of the largest changes."""


def class_charts(report: ReportInput) -> list[Element]:
    """Average fulfilment of each class of goals, by mode; classes as the workbook has them."""
    declared = declared_classes(report.main)
    found = {
        mode: averages(fulfilments(plan), declared, plan) for mode, plan in report.plans.items()
    }
    classes = sorted({priority for by_class in found.values() for priority in by_class})
    if not classes:
        return []
    groups = [
        Bars(
            f"Class {class_words(priority)}",
            tuple(
                Bar(by_class[priority], f"{percent(by_class[priority])} {mode}", series)
                for series, (mode, by_class) in enumerate(found.items())
            ),
        )
        for priority in classes
    ]
    return [bar_chart("chart-classes", _class_finding(found, classes), groups, whole=1.0)]


def fulfilments(plan: Plan) -> dict[str, float]:
    """Fulfilment of every goal by its key."""
    return {
        goal["key"]: goal["fulfilment"]
        for goal in records(plan.goals)
        if goal["fulfilment"] is not None
    }


def averages(
    shares: Mapping[str, float], declared: Mapping[str, float], plan: Plan
) -> dict[float, float]:
    """Average fulfilment by class; goals of a key that the plan lacks are left out."""
    found: dict[float, list[float]] = {}
    for goal in records(plan.goals):
        if goal["key"] in shares:
            priority = declared.get(goal["key"], goal["priority"])
            found.setdefault(priority, []).append(shares[goal["key"]])
    return {priority: math.fsum(of) / len(of) for priority, of in found.items()}


def _class_finding(found: Mapping[str, Mapping[float, float]], classes: Sequence[float]) -> str:
    mode, last = tuple(found.items())[-1]
    lowest = min(classes, key=lambda priority: (last[priority], priority))
    words = f"Class {class_words(lowest)} gets least when {mode}: {percent(last[lowest])} of target"
    others = [by_class for other, by_class in found.items() if other != mode]
    if not others:
        return f"{words} on average"
    return f"{words} on average, against {percent(others[0][lowest])} balanced"


def gains_charts(report: ReportInput) -> list[Element]:
    """The goals that gain and pay most for mobilisation; none without two plans or a change."""
    if report.pair is None:
        return []
    balanced, mobilised = report.pair
    before = fulfilments(balanced)
    changes = [
        (goal, goal["fulfilment"] - before[goal["key"]])
        for goal in records(mobilised.goals)
        if goal["fulfilment"] is not None and goal["key"] in before
    ]
    named = [(goal_name(goal), change) for goal, change in changes]
    gained = [change for change in named if change[1] > NOTICED]
    paid = [change for change in named if change[1] < -NOTICED]
    groups = extremes(named)
    if not groups:
        return []
    title = f"{who(groups)} ({len(gained)} of {len(named)} goals gain, {len(paid)} pay)"
    return [change_chart("chart-gains", title, groups)]


def who(groups: Sequence[Bars]) -> str:
    """Who gains and who pays most, of changes from the largest gain to the largest loss."""
    found = [f"{groups[0].label} gains most"] * (groups[0].bars[0].value > 0.0)
    found += [f"{groups[-1].label} pays most"] * (groups[-1].bars[0].value < 0.0)
    return "; ".join(found)


def extremes(changes: Sequence[tuple[str, float]]) -> list[Bars]:
    """The largest changes of fulfilment, from the largest gain to the largest loss.

    Half of them are gains and half losses; where one side has fewer, the other has more. Words
    and colours say which is which.
    """
    ranked = sorted(changes, key=lambda change: (-abs(change[1]), change[0]))
    gained = [change for change in ranked if change[1] > NOTICED]
    paid = [change for change in ranked if change[1] < -NOTICED]
    half = LONGEST // 2
    shown = gained[: max(half, LONGEST - len(paid))]
    shown += reversed(paid[: max(half, LONGEST - len(gained))])
    return [Bars(label, (Bar(value, points(value), int(value < 0.0)),)) for label, value in shown]


def points(change: float) -> str:
    """A change of a share in percentage points, with its sign and whether it is a gain."""
    words = f"{100.0 * change:+.1f} points".replace("-", "−")
    return f"{words}, {'gained' if change > 0.0 else 'paid'}"


def goal_name(goal: Record) -> str:
    """What a goal asks for, and when."""
    return f"{goal_words(goal)}, {goal['period']}"


def group_charts(report: ReportInput) -> list[Element]:
    """Gross output of each group of products, base year against the last period."""
    plan = report.main
    unit = measure_unit(plan.economy, "group_output", "")
    last, start = plan.economy.periods[-1], plan.economy.settings.base_year or "base"
    pairs = [
        (group, base(plan, "group_output", group), attained(plan, "group_output", group))
        for group in plan.economy.groups
    ]
    known = [(group, was or 0.0, will or 0.0) for group, was, will in pairs if was and will]
    if not known:
        return []
    groups = [
        Bars(
            group,
            (Bar(was, f"{_amount(was)} in {start}", 2), Bar(will, f"{_amount(will)} in {last}")),
        )
        for group, was, will in known
    ]
    fastest, was, will = max(known, key=lambda of: of[2] / of[1])
    title = (
        f"Output of {fastest} grows most, {share_words(will / was - 1.0)} from {start} to {last} "
        f"[{unit}]"
    )
    return [bar_chart(f"chart-groups-{plan.mode}", title, groups)]


def investment_charts(report: ReportInput) -> list[Element]:
    """Real and nominal investment, and its price index, by period; none without money."""
    plan = report.main
    rows = [
        row
        for row in records(frame_of(plan, "investment"))
        if row["real"] and row["nominal"] is not None
    ]
    if not rows:
        return []
    currency = plan.economy.settings.currency
    work = [
        Bars(
            row["period"],
            (
                Bar(row["real"], f"{_amount(row['real'])} real"),
                Bar(row["nominal"], f"{_amount(row['nominal'])} nominal", 1),
            ),
        )
        for row in rows
    ]
    prices = [
        Bars(row["period"], tuple(_prices(row))) for row in rows if row["price_index"] is not None
    ]
    found = [bar_chart(f"chart-work-{plan.mode}", _money_finding(report, rows, currency), work)]
    if prices:
        known = [row for row in rows if row["price_index"] is not None]
        highest = max(known, key=lambda row: round(row["price_index"], 6))
        title = (
            f"Prices of investment stand at {highest['price_index']:.3f} times planned cost "
            f"in {highest['period']}"
        )
        found.append(bar_chart(f"chart-prices-{plan.mode}", title, prices, whole=1.0))
    return found


def _prices(row: Record) -> list[Bar]:
    index, opened = row["price_index"], row["open_price_index"]
    bars = [Bar(index, f"{index:.3f} price index")]
    if opened is not None and opened > index + 5e-4:
        bars.append(Bar(opened, f"{opened:.3f} open index", 1))
    return bars


def _money_finding(report: ReportInput, rows: Sequence[Record], currency: str) -> str:
    """The finding of the chart in the Excel report, or the last period's figures."""
    table = investment(report)
    if table is not None and table.charts:
        return f"{table.charts[0].title} [{currency}]"
    last = rows[-1]
    return (
        f"{last['period']}: {_amount(last['nominal'])} {currency} spent buy "
        f"{_amount(last['real'])} at base prices"
    )


def _amount(value: float) -> str:
    """A figure to about four digits."""
    return f"{value:,.{min(decimals_for([value]), 8)}f}"
