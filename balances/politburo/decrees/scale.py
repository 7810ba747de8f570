"""scale: a claim or a control figure is multiplied."""

from __future__ import annotations

from functools import partial

from balances.economy.decrees import Decree
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context, amount_of
from balances.politburo.retarget import retargeted
from balances.politburo.targets import GOAL_COLUMNS, claims_of, figures_of


def apply(decree: Decree, context: Context) -> Change:
    """Target := factor times the approved delivery of a claim, or the target of a figure."""
    return retargeted(
        decree,
        context,
        lambda value, before: amount_of(value, decree.basis or "factor", before),
        claim_base=partial(context.reckoned_on, decree),
        figure_base=lambda figure: figure.target,
        moves_range=True,
    )


KIND = Kind(
    name="scale",
    does="Multiplies a claim or a control figure.",
    value="factor, or percent growth, of what a claim gets in the approved plan or of a figure's "
    "target",
    bases=("factor", "index", "share", "percent"),
    least=0.0,
    targets=GOAL_COLUMNS,
    selects=(claims_of, figures_of),
    apply=apply,
    episode="First quarter of 1933: three times the trucks for the Kazak Regional Committee.",
)
