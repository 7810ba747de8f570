"""raise_target: a claim or a control figure is raised by a quantity or a percentage."""

from __future__ import annotations

from functools import partial

from balances.economy.decrees import Decree
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context, amount_of
from balances.politburo.retarget import retargeted
from balances.politburo.targets import GOAL_COLUMNS, claims_of, figures_of


def apply(decree: Decree, context: Context) -> Change:
    """Target += value; a claim's on its approved delivery, a figure's on its target now."""

    def raised(value: float, before: float) -> float:
        by_percent = decree.basis == "percent"
        return amount_of(value, decree.basis, before) if by_percent else before + value

    return retargeted(
        decree,
        context,
        raised,
        claim_base=partial(context.reckoned_on, decree),
        figure_base=lambda figure: figure.target,
        moves_range=True,
    )


KIND = Kind(
    name="raise_target",
    does="Raises a claim or a control figure; a value below zero lowers it.",
    value="quantity, or percent, more than a claim gets in the approved plan or than a figure's "
    "target",
    bases=("quantity", "percent"),
    targets=GOAL_COLUMNS,
    selects=(claims_of, figures_of),
    apply=apply,
)
