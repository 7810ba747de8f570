"""cut_except: an across-the-board cut of a budget or a commodity, with a list that is spared."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.construction import Finance
from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.economy.keys import claim_key
from balances.politburo.authority import reduction_of
from balances.politburo.budgets import budget_key, with_budgets
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context, share_of
from balances.politburo.orders import lower_claims
from balances.politburo.targets import (
    by_commodity,
    claims_of,
    is_spared,
    periods_of,
    spared_claims,
)


def apply(decree: Decree, context: Context) -> Change:
    r"""The sum falls by the share; who is not spared carries all of it, in proportion.

    .. math:: \text{target} = f^*_g \frac{(1 - s) F - P}{F - P}

    F is what all the claims on a commodity get in the approved plan, P what those get that are
    spared; the target is lowered in its class. Where no claims are named, the budget falls by
    the share, and so do the budgets of agencies together.
    """
    if decree.commodities or decree.sectors or decree.groups or decree.claims or decree.uses:
        return _cut_claims(decree, context)
    economy = context.economy
    finance, subjects, spared = list(economy.finance), [], []
    for t in periods_of(decree, economy) if finance else ():
        cut = _agencies_cut(decree, economy, finance[t])
        finance[t] = _cut_budget(finance[t], cut, share_of(decree))
        subjects += [budget_key(economy, t, agency) for agency in ("", *cut)]
        uncut = (agency for agency in finance[t].agency_budgets if agency not in cut)
        spared += [reduction_of(budget_key(economy, t, agency)) for agency in uncut]
    return replace(with_budgets(economy, finance, subjects), spared=tuple(spared))


def _cut_claims(decree: Decree, context: Context) -> Change:
    economy, exempt = context.economy, spared_claims(decree, context.economy)
    spared = by_commodity(economy, exempt)
    targets: dict[int, float] = {}
    for pair, cut in by_commodity(economy, claims_of(decree, economy)).items():
        had = {n: context.reckoned_on(decree, economy.claims[n]) for n in cut}
        kept = sum(context.reckoned_on(decree, economy.claims[n]) for n in spared.get(pair, ()))
        left = _left(share_of(decree), kept, sum(had.values()))
        targets |= {n: left * quantity for n, quantity in had.items()}
    keys = (reduction_of(claim_key(economy, economy.claims[n])) for n in exempt)
    return replace(lower_claims(context, targets), spared=tuple(keys))


def _left(share: float, kept: float, carried: float) -> float:
    """Part that is left to those who carry the cut of a share of both sums."""
    return max(0.0, 1.0 - share * (kept + carried) / carried) if carried > 0.0 else 1.0


def _agencies_cut(decree: Decree, economy: Economy, money: Finance) -> tuple[str, ...]:
    kinds = {agency.code: agency.kind for agency in economy.agencies}
    return tuple(h for h in money.agency_budgets if not is_spared(decree, (h, kinds.get(h, ""))))


def _cut_budget(money: Finance, cut: tuple[str, ...], share: float) -> Finance:
    budgets = dict(money.agency_budgets)
    carried = sum(budgets[agency] for agency in cut)
    left = _left(share, sum(budgets.values()) - carried, carried)
    budgets |= {agency: left * budgets[agency] for agency in cut}
    total = None if money.budget is None else (1.0 - share) * money.budget
    return replace(money, budget=total, agency_budgets=budgets)


KIND = Kind(
    name="cut_except",
    does="Cuts a commodity or the investment budget across the board, but for who is spared.",
    value="share, or percent, of what there is in the approved plan or in the budget",
    bases=("share", "percent"),
    least=0.0,
    most=1.0,
    apply=apply,
    episode="1932: a commission under Gosplan's chairman proposes 10 percent less investment.",
)
