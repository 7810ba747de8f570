"""Whether totals agree with what other figures imply: planners' arithmetic on control figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from balances.economy.base_year import base_value
from balances.economy.construction import AUTHORISED_WORK
from balances.economy.economy import Economy
from balances.economy.issue import Issue
from balances.economy.measures import measure
from balances.economy.records import ControlFigure
from balances.workbook.catalogue import issue
from balances.workbook.checks.figures import printed_step
from balances.workbook.numbers import decimals
from balances.workbook.tables import Tables
from balances.workbook.words import shown

_CURVE = 0.005
"""Relative error of work that is reckoned from a budget on the cost curve."""


class _Implied(NamedTuple):
    """What other figures imply, in words, with what rounding of them explains."""

    value: float
    rounding: float
    words: str


def implied_totals(economy: Economy, _tables: Tables) -> tuple[Issue, ...]:
    """V406: employment, wage funds and national income unlike what other figures imply."""
    found = []
    for figure in economy.figures:
        if figure.on_path or figure.measure not in _RULES:
            continue
        implied = _RULES[figure.measure](economy, figure)
        if implied is not None:
            found += list(_compared(economy, figure, implied))
    return tuple(found)


def _compared(economy: Economy, figure: ControlFigure, implied: _Implied) -> Iterator[Issue]:
    tolerance = implied.rounding + _step(economy, figure)
    gap = implied.value - figure.target
    if abs(gap) <= max(tolerance, 1e-9 * figure.target):
        return
    if figure.sense == "at_most" and gap < 0.0:
        return
    yield issue(
        "V406",
        figure.where,
        f"{shown(figure.label)} is {figure.target:.6g} in {economy.label(figure.period)}; "
        f"{implied.words} imply {implied.value:.6g}: {gap:+.4g}, where rounding explains "
        f"{tolerance:.3g}.",
        "The plan is made all the same; the figures cannot all be met exactly.",
    )


def _item(figure: ControlFigure) -> str:
    return figure.item or "all"


def _beside(economy: Economy, figure: ControlFigure, *measures: str) -> ControlFigure | None:
    """The last figure of these measures for the same item and period that is no upper limit."""
    same = [
        other
        for other in economy.figures
        if other.measure in measures
        and (_item(other), other.period) == (_item(figure), figure.period)
        and other.sense != "at_most"
    ]
    return same[-1] if same else None


def _base(economy: Economy, figure: ControlFigure) -> float:
    if figure.measure == "real_investment":
        return economy.base_investment[1] if economy.base_investment else 0.0
    return base_value(economy, figure.measure, figure.item)


def _step(economy: Economy, figure: ControlFigure) -> float:
    """What half a unit of the last printed digit is worth, in the unit of the measure."""
    if figure.label == AUTHORISED_WORK:
        return _CURVE * figure.target
    return printed_step(figure, figure.base or _base(economy, figure))


def _employment(economy: Economy, figure: ControlFigure) -> _Implied | None:
    output = _beside(economy, figure, "group_output", "output")
    if output is None or _base(economy, output) <= 0.0:
        return None
    growth = output.target / _base(economy, output)
    norms = measure(economy, "employment", figure.item, figure.period).activity
    levels = np.array([a.base_output for a in economy.activities])
    workers = float(norms @ levels) * growth
    indices = economy.productivity[norms * levels > 0.0, figure.period]
    loose = max((_rounding_of_index(float(index)) for index in indices), default=0.0)
    rounding = workers * (_step(economy, output) / output.target + loose) if output.target else 0.0
    words = f"{shown(output.label)} {output.target:.6g} and productivity"
    return _Implied(workers, rounding, words)


def _rounding_of_index(index: float) -> float:
    """Relative rounding of an index, printed to a percent or finer; none where nobody gave one."""
    value = float(f"{index:.9g}")
    return 0.0 if value == 1.0 else 0.5 * 10.0 ** -max(decimals(value), 2) / value


def _wage_fund(economy: Economy, figure: ControlFigure) -> _Implied | None:
    employment = _beside(economy, figure, "employment")
    if employment is None or _base(economy, employment) <= 0.0:
        return None
    wages = float(economy.wage_index[figure.period])
    share = employment.target / _base(economy, employment)
    value = _base(economy, figure) * share * wages
    loose = _step(economy, employment) / employment.target if employment.target else 0.0
    words = f"{shown(employment.label)} {employment.target:.6g} and wages of {wages:.6g}"
    return _Implied(value, value * (loose + _rounding_of_index(wages)), words)


def _national_income(economy: Economy, figure: ControlFigure) -> _Implied | None:
    """Growth of consumption and investment together, weighted by their shares in the base year."""
    consumption = _beside(economy, figure, "consumption")
    investment = _beside(economy, figure, "real_investment")
    if consumption is None or investment is None:
        return None
    parts = [_base(economy, consumption), _base(economy, investment)]
    income = _base(economy, figure)
    if min(*parts, income) <= 0.0:
        return None
    scale = income / sum(parts)
    value = (consumption.target + investment.target) * scale
    rounding = (_step(economy, consumption) + _step(economy, investment)) * scale
    words = (
        f"{shown(consumption.label)} {consumption.target:.6g} and {shown(investment.label)} "
        f"{investment.target:.6g}, with base-year shares of {parts[0] / income:.3g} and "
        f"{parts[1] / income:.3g} and the rest growing alike,"
    )
    return _Implied(value, rounding, words)


_RULES = {
    "employment": _employment,
    "wage_fund": _wage_fund,
    "national_income": _national_income,
}
