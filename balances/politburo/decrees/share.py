"""share: who is named gets together at least a share of what there is of a commodity."""

from __future__ import annotations

from collections.abc import Collection

from balances.economy.decrees import Decree
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context, share_of
from balances.politburo.orders import merged, order_claims, order_receipts
from balances.politburo.targets import CLAIM_COLUMNS, agencies_of, by_commodity, claims_of


def apply(decree: Decree, context: Context) -> Change:
    r"""Claims rescaled pro rata to fill their share.

    .. math:: \sum_{g \in G} \tau_g = \max\Big(s \, (S_{it} - P_{it}),
              \sum_{g \in G} f^*_g\Big)

    S are the sources of the approved plan, P what is protected of other claims, f* the approved
    deliveries: at least this share. An agency named that claims none of the commodity takes
    part with what it uses in production, and holds what it cannot use.
    """
    economy = context.economy
    quantities: dict[int, float] = {}
    receipts: dict[tuple[str, str, int], float] = {}
    for (good, t), mine in by_commodity(economy, claims_of(decree, economy)).items():
        users = _users(decree, context, good, t)
        wanted = sum(economy.claims[n].target for n in mine) + sum(users.values())
        had = sum(context.reckoned_on(decree, economy.claims[n]) for n in mine)
        free = context.sources(good, t) - _protected(context, good, t, mine)
        fair = max(share_of(decree) * max(free, 0.0), had + sum(users.values()))
        if wanted > 0.0:
            quantities |= {n: fair * economy.claims[n].target / wanted for n in mine}
            receipts |= {(good, h, t): fair * used / wanted for h, used in users.items()}
    first = order_claims(context, quantities)
    return merged(first, order_receipts(context.at(first.economy), receipts, exact=False))


def _users(decree: Decree, context: Context, good: str, t: int) -> dict[str, float]:
    """What agencies named use of a commodity in the approved plan that have no claim on it."""
    claimants = {c.claimant for c in context.economy.claims if (c.commodity, c.period) == (good, t)}
    agencies = [h for h in agencies_of(decree, context.economy) if h not in claimants]
    used = {agency: context.received(good, agency, t) for agency in agencies}
    return {agency: quantity for agency, quantity in used.items() if quantity > 0.0}


def _protected(context: Context, good: str, t: int, but: Collection[int]) -> float:
    """What is protected of other claims on the commodity."""
    return sum(
        min(claim.protected, claim.target)
        for n, claim in enumerate(context.economy.claims)
        if (claim.commodity, claim.period) == (good, t) and n not in but
    )


KIND = Kind(
    name="share",
    does="Gives who is named together at least a share of a commodity, protected deliveries aside.",
    value="share, or percent, of the sources of the approved plan less protected deliveries",
    bases=("share", "percent"),
    least=0.0,
    most=1.0,
    targets=CLAIM_COLUMNS,
    selects=(claims_of,),
    apply=apply,
    episode="First quarter of 1933: 90 percent of cars to the control of agricultural producers.",
)
