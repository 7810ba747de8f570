"""cut_except: an across-the-board cut of a budget or a commodity, with a list that is spared."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.construction import Finance
from balances.economy.decrees import Decree
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context
from balances.politburo.orders import lower_claims
from balances.politburo.targets import claims_of, is_spared, periods_of, spared_claims


def apply(decree: Decree, context: Context) -> Change:
    r"""The sum falls by the share; who is not spared carries all of it, in proportion.

    .. math:: \text{target} = f^*_g \frac{(1 - s) F - P}{F - P}

    F is what all the claims get in the approved plan, P what those get that are spared. Without
    a claim named, the budget falls by the share, and so do budgets of agencies, spared ones
    apart.
    """
    share = decree.value or 0.0
    share = share / 100.0 if decree.basis == "percent" else share
    if decree.commodities or decree.groups or decree.claims or decree.uses:
        return _cut_claims(decree, context, share)
    economy = context.economy
    finance, subjects = list(economy.finance), []
    for t in periods_of(decree, economy) if finance else ():
        cut = [a for a in finance[t].agency_budgets if not is_spared(decree, (a,))]
        finance[t] = _cut_budget(finance[t], decree, share)
        subjects += [f"budget:{agency}/{economy.periods[t]}" for agency in ("", *cut)]
    same = tuple(finance) == economy.finance
    changed = economy if same else economy.with_finance(finance)
    return Change(changed, subjects=tuple(subjects))


def _cut_claims(decree: Decree, context: Context, share: float) -> Change:
    economy = context.economy
    targets: dict[int, float] = {}
    for t in periods_of(decree, economy):
        only = replace(decree, period=t)
        cut, spared = claims_of(only, economy), spared_claims(only, economy)
        had = {n: context.reckoned_on(decree, economy.claims[n]) for n in (*cut, *spared)}
        kept, carried = sum(had[n] for n in spared), sum(had[n] for n in cut)
        if carried > 0.0:
            left = max(0.0, ((1.0 - share) * (kept + carried) - kept) / carried)
            targets |= {n: left * had[n] for n in cut}
    return lower_claims(context, targets)


def _cut_budget(finance: Finance, decree: Decree, share: float) -> Finance:
    budgets = dict(finance.agency_budgets)
    cut = [agency for agency in budgets if not is_spared(decree, (agency,))]
    carried = sum(budgets[agency] for agency in cut)
    if carried > 0.0:
        left = max(0.0, 1.0 - share * sum(budgets.values()) / carried)
        budgets |= {agency: left * budgets[agency] for agency in cut}
    total = None if finance.budget is None else (1.0 - share) * finance.budget
    return replace(finance, budget=total, agency_budgets=budgets)


KIND = Kind(
    name="cut_except",
    does="cuts a commodity or the investment budget across the board, but for who is spared",
    value="share, or percent as said",
    apply=apply,
)
