"""reserve: goods are added to the state reserve or released from it."""

from __future__ import annotations

from collections.abc import Sequence

from balances.economy.decrees import Decree
from balances.economy.records import Claim
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context
from balances.politburo.orders import lower_claims, merged, order_claims
from balances.politburo.stocks import opened
from balances.politburo.targets import goods_of, periods_of

HOLDER = "state reserve"
"""Claimant of a reserve that nobody has claimed yet."""


def apply(decree: Decree, context: Context) -> Change:
    """Reserve claims on the commodity += value; less than nothing releases goods.

    What is added is an order. A release lowers the claims of the period first; the rest comes
    out of what those who claim for the reserve hold in stock, is opened to all in the first
    period, and is no more than they hold.
    """
    changes = [Change(context.economy)]
    for i in goods_of(decree, context.economy):
        good = context.economy.commodities[i].code
        for t in periods_of(decree, context.economy):
            here, value = context.at(changes[-1].economy), decree.value or 0.0
            act = _released if value < 0.0 else _added
            changes.append(act(decree, here, (good, t), abs(value)))
    return merged(*changes)


def _reserves(context: Context, place: tuple[str, int]) -> list[int]:
    return [
        n
        for n, claim in enumerate(context.economy.claims)
        if (claim.commodity, claim.period) == place and claim.use == "reserve"
    ]


def _added(decree: Decree, context: Context, place: tuple[str, int], quantity: float) -> Change:
    mine = _reserves(context, place)
    if not mine:
        claim = Claim(place[0], HOLDER, "reserve", place[1], 0.0, where=decree.where)
        claims = context.economy.claims
        context = context.at(context.economy.with_claims((*claims, claim)))
        mine = [len(claims)]
    had, parts = _had(decree, context, mine)
    return order_claims(
        context, {n: had[n] + quantity * part for n, part in zip(mine, parts, strict=True)}
    )


def _released(decree: Decree, context: Context, place: tuple[str, int], quantity: float) -> Change:
    mine = _reserves(context, place)
    had, parts = _had(decree, context, mine)
    from_claims = min(quantity, sum(had.values()))
    lowered = {n: had[n] - from_claims * part for n, part in zip(mine, parts, strict=True)}
    change = lower_claims(context, lowered)
    holders = dict.fromkeys((*(context.economy.claims[n].claimant for n in mine), HOLDER))
    economy, beyond = change.economy, quantity - from_claims
    for holder in holders:
        held = economy.agency_stocks.get((place[0], holder), 0.0)
        taken = min(beyond, held)
        economy, beyond = opened(economy, place[0], holder, taken), beyond - taken
    return Change(economy, subjects=change.subjects)


def _had(
    decree: Decree, context: Context, mine: Sequence[int]
) -> tuple[dict[int, float], list[float]]:
    """What reserve claims get in the approved plan, and the part of each in it."""
    had = {n: context.reckoned_on(decree, context.economy.claims[n]) for n in mine}
    held = sum(had.values())
    return had, [q / held if held > 0.0 else 1.0 / len(mine) for q in had.values()]


KIND = Kind(
    name="reserve",
    does="Adds goods to the state reserve; a value below zero releases them.",
    value="quantity",
    targets=("commodity", "group"),
    selects=(goods_of,),
    apply=apply,
    episode="September 1935: 300 million puds of grain are bought in addition to collections.",
)
