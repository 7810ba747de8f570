"""tighten_norm: input norms are cut: the planners' usual way out."""

from __future__ import annotations

from balances.economy.decrees import Decree
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context
from balances.politburo.targets import activities_of


def apply(decree: Decree, context: Context) -> Change:
    """a_ij (1 - share) for the inputs (commodity) of the sectors named."""
    economy = context.economy
    share = decree.value or 0.0
    share = share / 100.0 if decree.basis == "percent" else share
    rows = [economy.commodity_index[good] for good in decree.commodities]
    users = Decree(decree.number, decree.kind, sectors=decree.sectors, spared=decree.spared)
    columns = activities_of(users, economy)
    norms = economy.inputs.tolil()
    subjects = []
    for i in rows:
        for j in columns:
            norms[i, j] *= 1.0 - share
            subjects.append(f"norm:{economy.commodities[i].code}/{economy.activities[j].code}")
    changed = share != 0.0 and any(economy.inputs[i, j] != 0.0 for i in rows for j in columns)
    return Change(
        economy.with_inputs(norms.tocsr()) if changed else economy, subjects=tuple(subjects)
    )


KIND = Kind(
    name="tighten_norm",
    does="cuts the norms of the inputs named in the sectors named",
    value="share, or percent as said",
    targets=("commodity", "sector"),
    apply=apply,
)
