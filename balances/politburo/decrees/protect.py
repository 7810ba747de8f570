"""protect: what a claim gets in the approved plan is kept before all others."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.decrees import Decree
from balances.economy.keys import claim_key, protection_key
from balances.politburo.change import Change, Kind, Ordered
from balances.politburo.context import Context
from balances.politburo.targets import claims_of


def apply(decree: Decree, context: Context) -> Change:
    """The approved delivery, or a share of it, is a further goal of class 0 on the delivery."""
    economy = context.economy
    share = 1.0 if decree.value is None else decree.value
    claims, ordered, subjects = list(economy.claims), [], []
    for n in claims_of(decree, economy):
        claim = claims[n]
        kept = min(share * context.reckoned_on(decree, claim), claim.target)
        if kept <= 0.0:
            continue
        claims[n] = replace(claim, protected=kept)
        unit = economy.commodities[economy.commodity_index[claim.commodity]].unit
        ordered.append(Ordered(protection_key(economy, claim), kept, unit))
        subjects.append(f"protection of {claim_key(economy, claim)}")
    same = tuple(claims) == economy.claims
    changed = economy if same else economy.with_claims(claims)
    return Change(changed, tuple(ordered), tuple(subjects))


KIND = Kind(
    name="protect",
    does="keeps what a claim gets in the approved plan, before all others",
    value="share of the approved delivery; blank = all of it",
    needs_value=False,
    targets=("claim", "commodity", "sector", "group", "agency", "agency_kind", "use"),
    apply=apply,
)
