"""budget: the investment budget of a period or of agencies is set or changed."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.construction import Finance
from balances.economy.decrees import Decree
from balances.politburo.budgets import budget_key, with_budgets
from balances.politburo.change import Change, Kind
from balances.politburo.context import RELATIVE, Context, amount_of
from balances.politburo.targets import agencies_of, periods_of


def apply(decree: Decree, context: Context) -> Change:
    """Budget of each period := value; of agencies named, the sum of theirs, pro rata.

    A factor, index, share or percentage is of the budget as it is, and changes nothing where
    there is none. What an authorised budget buys is a goal that moves with it.
    """
    economy = context.economy
    agencies = agencies_of(decree, economy)
    named = bool(decree.agencies or decree.agency_kinds)
    finance, subjects = list(economy.finance), []
    for t in periods_of(decree, economy) if finance else ():
        money = finance[t]
        finance[t] = _of_agencies(money, decree, agencies) if named else _of_all(money, decree)
        subjects += [budget_key(economy, t, h) for h in (agencies if named else ("",))]
    return with_budgets(economy, finance, subjects)


def _of_all(money: Finance, decree: Decree) -> Finance:
    if money.budget is None and decree.basis in RELATIVE:
        return money
    return replace(money, budget=amount_of(decree.value or 0.0, decree.basis, money.budget or 0.0))


def _of_agencies(money: Finance, decree: Decree, agencies: tuple[str, ...]) -> Finance:
    had = {agency: money.agency_budgets.get(agency, 0.0) for agency in agencies}
    together = sum(had.values())
    if together <= 0.0 and decree.basis in RELATIVE:
        return money
    wanted = amount_of(decree.value or 0.0, decree.basis, together)
    parts = {h: b / together if together > 0.0 else 1.0 / len(had) for h, b in had.items()}
    now = {agency: wanted * part for agency, part in parts.items()}
    return replace(money, agency_budgets={**money.agency_budgets, **now})


KIND = Kind(
    name="budget",
    does="Sets the investment budget of a period, or of agencies together.",
    value="money; or factor, index, share or percent growth, of what the budget was",
    bases=("quantity", *RELATIVE),
    least=0.0,
    apply=apply,
    episode="December 1947: investment from 60 billion roubles to 40, then to 50 and 55.",
)
