"""set_target: a claim or a control figure is set to a quantity."""

from __future__ import annotations

from functools import partial

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.politburo.change import Change, Kind
from balances.politburo.context import RELATIVE, Context, amount_of
from balances.politburo.new_claims import with_new_claims
from balances.politburo.retarget import base_or_target, retargeted
from balances.politburo.targets import GOAL_COLUMNS, claims_of, figures_of


def apply(decree: Decree, context: Context) -> Change:
    """Target := value, for each claim and figure named; a claim that is new is made.

    A share, factor or percent is of the approved delivery of a claim, or of the base-year value
    of a figure.
    """
    return retargeted(
        decree,
        context.at(with_new_claims(decree, context.economy)),
        lambda value, base: amount_of(value, decree.basis, base),
        claim_base=partial(context.reckoned_on, decree),
        figure_base=base_or_target,
    )


def _claims(decree: Decree, economy: Economy) -> tuple[int, ...]:
    return claims_of(decree, with_new_claims(decree, economy))


KIND = Kind(
    name="set_target",
    does="Sets a claim or a control figure to a quantity; a claim that is new is made.",
    value="quantity; or index, factor, share or percent growth, of what a claim gets in the "
    "approved plan or of a figure's base-year value",
    bases=("quantity", *RELATIVE),
    targets=GOAL_COLUMNS,
    selects=(_claims, figures_of),
    apply=apply,
    episode="November 1931: pig iron of 1932 is set from 17 to 9–10 million tons.",
)
