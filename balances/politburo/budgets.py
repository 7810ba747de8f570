"""Investment budgets as decrees change them, with the goal that an authorised budget sets.

Source: MODEL section 4.6: under the rule `authorised` what B_t would buy is a goal, so the goal
moves with the budget.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from balances.economy.construction import AUTHORISED_WORK, Finance, affordable_work
from balances.economy.economy import Economy
from balances.economy.keys import figure_key
from balances.economy.records import ControlFigure
from balances.politburo.change import Change


def with_budgets(economy: Economy, finance: Sequence[Finance], subjects: Sequence[str]) -> Change:
    """What a decree changes that gives the periods this money; nothing where it is the same.

    A goal of authorised work of a period whose budget changes becomes what the new budget buys.
    """
    if tuple(finance) == economy.finance:
        return Change(economy, subjects=tuple(subjects))
    figures, moved = list(economy.figures), []
    for n, figure in enumerate(figures):
        if not _is_of_budget(figure):
            continue
        bought = affordable_work(finance[figure.period])
        if math.isfinite(bought) and bought != affordable_work(economy.finance[figure.period]):
            figures[n] = replace(figure, target=bought, printed=bought)
            moved.append(figure_key(economy, figure))
    changed = economy.with_finance(finance)
    if moved:
        changed = changed.with_figures(figures)
    return Change(changed, subjects=(*subjects, *moved))


def _is_of_budget(figure: ControlFigure) -> bool:
    return (figure.label, figure.measure) == (AUTHORISED_WORK, "real_investment")
