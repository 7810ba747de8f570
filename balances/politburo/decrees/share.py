"""share: the claims named get together at least a share of what there is of a commodity."""

from __future__ import annotations

from collections import defaultdict

from balances.economy.decrees import Decree
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context
from balances.politburo.orders import order_claims
from balances.politburo.targets import claims_of


def apply(decree: Decree, context: Context) -> Change:
    r"""Claims rescaled pro rata to fill their share.

    .. math:: \sum_{g \in G} \tau_g = \max\Big(s \, (S_{it} - P_{it}),
              \sum_{g \in G} f^*_g\Big)

    S are the sources of the approved plan, P what is protected of other claims, f* the approved
    deliveries: at least this share.
    """
    economy, share = context.economy, decree.value or 0.0
    named: dict[tuple[str, int], list[int]] = defaultdict(list)
    for n in claims_of(decree, economy):
        named[economy.claims[n].commodity, economy.claims[n].period].append(n)
    quantities = {}
    for (good, t), mine in named.items():
        protected = sum(
            min(claim.protected, claim.target)
            for n, claim in enumerate(economy.claims)
            if (claim.commodity, claim.period) == (good, t) and n not in mine
        )
        fair = share * max(context.sources(good, t) - protected, 0.0)
        had = [context.reckoned_on(decree, economy.claims[n]) for n in mine]
        wanted = [economy.claims[n].target for n in mine]
        together = max(fair, sum(had))
        for n, target in zip(mine, wanted, strict=True):
            quantities[n] = together * target / sum(wanted)
    return order_claims(context, quantities)


KIND = Kind(
    name="share",
    does="gives the claims named at least a share of what there is beyond protected deliveries",
    value="share",
    targets=("claim", "commodity", "sector", "group", "agency", "agency_kind", "use"),
    apply=apply,
)
