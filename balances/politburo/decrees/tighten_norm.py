"""tighten_norm: input norms are cut: the planners' usual way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context, share_of
from balances.politburo.targets import activities_of


def apply(decree: Decree, context: Context) -> Change:
    """a_ij (1 - share) for the inputs (commodity) of the sectors, groups or agencies named."""
    economy = context.economy
    norms = economy.inputs.tolil()
    subjects = []
    for good in decree.commodities:
        i = economy.commodity_index[good]
        for j in _users(decree, economy):
            norms[i, j] *= 1.0 - share_of(decree)
            subjects.append(f"norm:{good}/{economy.activities[j].code}")
    cut = norms.tocsr()
    same = (cut != economy.inputs).nnz == 0
    return Change(economy if same else economy.with_inputs(cut), subjects=tuple(subjects))


def _users(decree: Decree, economy: Economy) -> tuple[int, ...]:
    """Positions of the activities whose norms are cut; the commodity column names inputs."""
    return activities_of(replace(decree, commodities=()), economy)


def _norms(decree: Decree, economy: Economy) -> Sequence[int]:
    """Positions of the activities that use any of the commodities named."""
    inputs = [economy.commodity_index[good] for good in decree.commodities]
    return [j for j in _users(decree, economy) if any(economy.inputs[i, j] for i in inputs)]


KIND = Kind(
    name="tighten_norm",
    does="Cuts the norms of the inputs named in the sectors named.",
    value="share, or percent, by which they fall",
    bases=("share", "percent"),
    least=0.0,
    most=1.0,
    needs=("commodity",),
    targets=("sector", "group", "agency"),
    selects=(_norms,),
    apply=apply,
)
