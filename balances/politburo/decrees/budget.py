"""budget: the investment budget of a period or of an agency is set or changed."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.construction import Finance
from balances.economy.decrees import Decree
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context, amount_of
from balances.politburo.targets import periods_of


def apply(decree: Decree, context: Context) -> Change:
    """Budget := value (or a factor, share or percent of it), of the agencies named or of all."""
    economy = context.economy
    finance, subjects = list(economy.finance), []
    for t in periods_of(decree, economy) if finance else ():
        finance[t] = _changed(finance[t], decree)
        named = decree.agencies or ("",)
        subjects += [f"budget:{agency}/{economy.periods[t]}" for agency in named]
    same = tuple(finance) == economy.finance
    changed = economy if same else economy.with_finance(finance)
    return Change(changed, subjects=tuple(subjects))


def _changed(finance: Finance, decree: Decree) -> Finance:
    value = decree.value or 0.0
    if not decree.agencies:
        return replace(finance, budget=amount_of(value, decree.basis, finance.budget or 0.0))
    budgets = dict(finance.agency_budgets)
    for agency in decree.agencies:
        budgets[agency] = amount_of(value, decree.basis, budgets.get(agency, 0.0))
    return replace(finance, agency_budgets=budgets)


KIND = Kind(
    name="budget",
    does="sets the investment budget of a period, or of an agency",
    value="money, or factor, share or percent of what it was",
    apply=apply,
)
