"""protect: what a claim gets in the approved plan is kept before all others."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.decrees import Decree
from balances.economy.keys import protection_key
from balances.politburo.change import Change, Kind, Ordered
from balances.politburo.context import Context, share_of
from balances.politburo.targets import CLAIM_COLUMNS, claims_of


def apply(decree: Decree, context: Context) -> Change:
    """The approved delivery, or a share of it, is a further goal of class 0 on the delivery.

    The claim keeps its whole target in its own class.
    """
    economy = context.economy
    claims, ordered, subjects = list(economy.claims), [], []
    for n in claims_of(decree, economy):
        claim = claims[n]
        kept = min(share_of(decree) * context.reckoned_on(decree, claim), claim.target)
        if kept <= 0.0:
            continue
        claims[n] = replace(claim, protected=kept, protected_priority=context.order_class)
        unit = economy.commodities[economy.commodity_index[claim.commodity]].unit
        key = protection_key(economy, claim)
        ordered.append(Ordered(key, kept, unit))
        subjects.append(key)
    same = tuple(claims) == economy.claims
    changed = economy if same else economy.with_claims(claims)
    return Change(changed, tuple(ordered), tuple(subjects))


KIND = Kind(
    name="protect",
    does="Keeps what a claim gets in the approved plan, before all others.",
    value="share, or percent, of what it gets in the approved plan; blank = all of it",
    needs_value=False,
    bases=("share", "percent"),
    least=0.0,
    most=1.0,
    targets=CLAIM_COLUMNS,
    selects=(claims_of,),
    protects=claims_of,
    apply=apply,
    episode="July 1935, Stalin: “There are some things that must not be reduced.”",
)
