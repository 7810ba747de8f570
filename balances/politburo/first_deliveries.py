"""What goes before other uses in a frozen plan, and what of the plan is rationed.

Conventions where the contract is silent:

- An ordered delivery is the whole target of its claim; what the plan gave that claimant is then
  no planned unprotected use any more. Of a protected claim the protected quantity goes first and
  the rest of its planned delivery is rationed. A claim of class 0 that no decree touched is
  protected at its planned delivery. A target lowered below the plan is all that is delivered.
- What a decree orders an agency to receive goes first as well, less what the agency has anyhow:
  its own product, its own ordered and protected claims and what it planned to hold. Its
  producers, its building and its other claims share that alone, and what is over it holds.
- When supply does not even reach the first deliveries, all of one class are cut alike, and a
  smaller class goes before.

Source: MODEL section 6.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from balances.economy.economy import Economy, Vector
from balances.economy.keys import claim_key
from balances.economy.records import Claim
from balances.gosplan import Plan
from balances.politburo.approved import fed_of, hoarding, planned_deliveries
from balances.politburo.authority import HEIGHTS
from balances.politburo.rationing import Claimed
from balances.politburo.receipts import Receipt
from balances.politburo.supply_norms import own_use


def claimed_of(
    approved: Plan, economy: Economy, receipts: Sequence[Sequence[Receipt]]
) -> tuple[Claimed, ...]:
    """The claims of each period in the order of the economy, then the receipts ordered in it."""
    first, rest = _parts(approved, economy)
    kept, found = _kept(approved, economy, receipts), []
    for t, wanted in enumerate(receipts):
        mine = [n for n, claim in enumerate(economy.claims) if claim.period == t]
        claims = [economy.claims[n] for n in mine]
        goods = [economy.commodity_index[claim.commodity] for claim in claims]
        shared = 2 * len(economy.commodities)
        of_receipts = {(r.good, r.agency): shared + k for k, r in enumerate(wanted)}
        holders = zip(goods, (claim.claimant for claim in claims), strict=True)
        rows = [of_receipts.get(holder, holder[0]) for holder in holders]
        anyhow = np.bincount(rows, first[mine], shared + len(wanted))[shared:] + kept[t]
        ordered_now = np.array([r.quantity for r in wanted]) - anyhow
        ranks = (*map(_class_of_first, claims), *(r.rank for r in wanted))
        found.append(
            Claimed(
                goods=np.array([*goods, *(r.good for r in wanted)], np.int64),
                first=np.concatenate([first[mine], np.maximum(ordered_now, 0.0)]),
                rank=np.array(ranks, np.float64),
                rest=np.concatenate([rest[mine], np.zeros(len(wanted))]),
                rows=np.array([*rows, *of_receipts.values()], np.int64),
            )
        )
    return tuple(found)


def _kept(
    approved: Plan, economy: Economy, receipts: Sequence[Sequence[Receipt]]
) -> tuple[Vector, ...]:
    """Of each receipt, what the agency uses of its own product and planned to hold [unit_i]."""
    fed, hoarded = fed_of(approved, economy), hoarding(approved, economy)
    owners = np.array([activity.agency for activity in economy.activities])
    found = []
    for t, wanted in enumerate(receipts):
        kept = np.zeros(len(wanted))
        for k, receipt in enumerate(wanted):
            pair = economy.commodities[receipt.good].code, receipt.agency
            levels = fed[t, : owners.size] * (owners == receipt.agency)
            used = own_use(economy, t)[[receipt.good]] @ levels
            kept[k] = used[0] + (hoarded[pair][t] if pair in hoarded else 0.0)
        found.append(kept)
    return tuple(found)


def ordered(approved: Plan, economy: Economy) -> frozenset[str]:
    """Keys of the claims of class 0 that are new or changed since the approved plan."""
    before = _by_key(approved.economy)
    orders = ((claim_key(economy, c), c) for c in economy.claims if c.priority < HEIGHTS)
    return frozenset(key for key, claim in orders if _touched(before.get(key), claim))


def _by_key(economy: Economy) -> Mapping[str, Claim]:
    return {claim_key(economy, claim): claim for claim in economy.claims}


def _class_of_first(claim: Claim) -> float:
    """Class in which what goes first of a claim is delivered."""
    return claim.priority if claim.priority < HEIGHTS else claim.protected_priority


def _touched(old: Claim | None, new: Claim) -> bool:
    return old is None or (old.target, old.priority) != (new.target, new.priority)


def _parts(approved: Plan, economy: Economy) -> tuple[Vector, Vector]:
    """What goes first of each claim, and what of its planned delivery is rationed [unit_i]."""
    planned, orders = planned_deliveries(approved), ordered(approved, economy)
    before = _by_key(approved.economy)
    first, rest = np.zeros(len(economy.claims)), np.zeros(len(economy.claims))
    for n, claim in enumerate(economy.claims):
        key = claim_key(economy, claim)
        had, old = planned.get(key, 0.0), before.get(key)
        if key in orders:
            first[n] = claim.target
        elif claim.priority < HEIGHTS:
            first[n] = had
        else:
            as_planned = old is not None and old.protected == claim.protected
            first[n] = min(claim.protected, had if as_planned else claim.target)
            rest[n] = max(0.0, min(had, claim.target) - first[n])
    return first, rest
