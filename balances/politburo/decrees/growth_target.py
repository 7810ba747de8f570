"""growth_target: a figure or a claim grows by so many percent on the base year."""

from __future__ import annotations

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.economy.records import Claim
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context, amount_of
from balances.politburo.retarget import retargeted
from balances.politburo.targets import GOAL_COLUMNS, claims_of, figures_of


def apply(decree: Decree, context: Context) -> Change:
    r"""Figure := base (1 + g); a claim grows on the base-year final demand y of its use.

    .. math:: \tau_{gt} = y (1 + g)^{t}, \quad t = 1 .. T

    As in the sheet claims, growth is per period where the period is blank, and else what it
    comes to by that period. What has no base stays as it is.
    """

    def grown(value: float, base: float) -> float:
        return amount_of(value, decree.basis or "percent", base)

    def claim_base(claim: Claim) -> float | None:
        base = base_demand(claim, context.economy)
        before = claim.period if decree.period is None else 0
        return None if base is None else base * grown(decree.value or 0.0, 1.0) ** before

    return retargeted(
        decree,
        context,
        grown,
        claim_base=claim_base,
        figure_base=lambda figure: figure.base,
    )


def base_demand(claim: Claim, economy: Economy) -> float | None:
    """Base-year final demand that a claim grows on; None where there is none."""
    by_use = economy.final_demand.get((claim.commodity, claim.use))
    return economy.final_demand.get((claim.commodity, claim.claimant), by_use)


KIND = Kind(
    name="growth_target",
    does="Lets a control figure or a claim grow on the base year.",
    value="percent growth on the base-year value, or an index of it",
    bases=("percent", "index", "factor"),
    targets=GOAL_COLUMNS,
    selects=(claims_of, figures_of),
    apply=apply,
    episode="1951: Stalin lets industrial output grow by 70 percent, not Malenkov's 80.",
)
