"""Investment budgets as decrees change them, with the goal that an authorised budget sets.

Source: MODEL section 4.6: under the rule `authorised` what B_t would buy is a goal, so the goal
moves with the budget.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from balances.economy.construction import AUTHORISED_WORK, Finance, affordable_work
from balances.economy.economy import Economy
from balances.economy.keys import figure_key
from balances.economy.records import ControlFigure
from balances.politburo.authority import reduction_of
from balances.politburo.change import Change


def with_budgets(economy: Economy, finance: Sequence[Finance], subjects: Sequence[str]) -> Change:
    """What a decree changes that gives the periods this money; nothing where it is the same.

    A budget of an agency that falls is reduced, which somebody above may have ruled out. A goal
    of authorised work of a period whose budget changes becomes what the new budget buys.
    """
    if tuple(finance) == economy.finance:
        return Change(economy, subjects=tuple(subjects))
    figures, moved = list(economy.figures), [*_reductions(economy, finance)]
    for n, figure in enumerate(figures):
        if not _is_of_budget(figure):
            continue
        bought = affordable_work(finance[figure.period])
        if math.isfinite(bought) and bought != affordable_work(economy.finance[figure.period]):
            figures[n] = replace(figure, target=bought, printed=bought)
            moved.append(figure_key(economy, figure))
    changed = economy.with_finance(finance)
    if tuple(figures) != economy.figures:
        changed = changed.with_figures(figures)
    return Change(changed, subjects=(*subjects, *moved))


def budget_key(economy: Economy, period: int, agency: str = "") -> str:
    """`budget:agency/period`; without an agency the budget of all."""
    return f"budget:{agency}/{economy.periods[period]}"


def _reductions(economy: Economy, finance: Sequence[Finance]) -> Iterator[str]:
    for t, (old, new) in enumerate(zip(economy.finance, finance, strict=True)):
        for agency, had in old.agency_budgets.items():
            if new.agency_budgets.get(agency, had) < had:
                yield reduction_of(budget_key(economy, t, agency))


def _is_of_budget(figure: ControlFigure) -> bool:
    return (figure.label, figure.measure) == (AUTHORISED_WORK, "real_investment")
