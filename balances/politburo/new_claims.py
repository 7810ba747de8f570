"""Claims that a decree names and that nobody has made yet."""

from __future__ import annotations

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.economy.records import USES, Claim
from balances.politburo.targets import (
    claim_name,
    is_about,
    is_spared,
    names_of_claim,
    periods_of,
)


def with_new_claims(decree: Decree, economy: Economy) -> Economy:
    """The economy with the claims that the decree names and that are new, of nothing so far."""
    there = {(claim_name(claim), claim.period) for claim in economy.claims}
    new = []
    for name in dict.fromkeys(decree.claims):
        parts = parts_of(name, economy)
        if parts is None:
            continue
        for t in periods_of(decree, economy):
            claim = Claim(*parts, t, 0.0, where=decree.where)
            if (name, t) not in there and _is_wanted(decree, claim, economy):
                new.append(claim)
    return economy.with_claims((*economy.claims, *new)) if new else economy


def parts_of(name: str, economy: Economy) -> tuple[str, str, str] | None:
    """Commodity, claimant and use that a claim's name gives; None where it is malformed."""
    good, _, rest = name.partition("/")
    claimant, _, use = rest.partition("/")
    known = good in economy.commodity_index and use in USES
    return (good, claimant, use) if known and claimant else None


def _is_wanted(decree: Decree, claim: Claim, economy: Economy) -> bool:
    kinds = {agency.code: agency.kind for agency in economy.agencies}
    kind = kinds.get(claim.claimant, "")
    names = names_of_claim(claim, economy, kind)
    return is_about(decree, claim, economy, kind) and not is_spared(decree, names)
