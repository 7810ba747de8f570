"""veto, rescind: an earlier decree is undone; the replay leaves it out from then on."""

from __future__ import annotations

from balances.economy.decrees import Decree
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context


def apply(decree: Decree, context: Context) -> Change:
    """Changes nothing by itself: what `cancels` names is no longer in force."""
    return Change(context.economy)


KIND = Kind(
    name="veto",
    does="Undoes an earlier decree of the same or a lower authority.",
    needs_value=False,
    bases=(),
    needs=("cancels",),
    apply=apply,
    episode="In a number of cases Stalin refused to approve decisions of the Politburo.",
)

RESCIND = Kind(
    name="rescind",
    does="Takes an earlier decree back.",
    needs_value=False,
    bases=(),
    needs=("cancels",),
    apply=apply,
)
