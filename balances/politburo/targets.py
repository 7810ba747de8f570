"""Whom a decree is about: claims, figures, projects and activities picked by its target columns.

Several target columns narrow each other; what `except` names is spared.
"""

from __future__ import annotations

from collections.abc import Iterable

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.economy.records import Activity, Claim, Commodity, ControlFigure


def claims_of(decree: Decree, economy: Economy) -> tuple[int, ...]:
    """Positions of the claims that the decree is about."""
    if not _names_claims(decree):
        return ()
    kinds = {agency.code: agency.kind for agency in economy.agencies}
    return tuple(
        n
        for n, claim in enumerate(economy.claims)
        if claim.target > 0.0
        and decree.period in (None, claim.period)
        and _picked(decree, claim, economy, kinds.get(claim.claimant, ""))
        and not is_spared(decree, names_of_claim(claim, economy))
    )


def spared_claims(decree: Decree, economy: Economy) -> tuple[int, ...]:
    """Positions of the claims that the decree is about but for its exceptions."""
    kinds = {agency.code: agency.kind for agency in economy.agencies}
    return tuple(
        n
        for n, claim in enumerate(economy.claims)
        if claim.target > 0.0
        and decree.period in (None, claim.period)
        and _picked(decree, claim, economy, kinds.get(claim.claimant, ""))
        and is_spared(decree, names_of_claim(claim, economy))
    )


def _names_claims(decree: Decree) -> bool:
    return any(
        (
            *(decree.claims, decree.commodities, decree.sectors, decree.groups),
            *(decree.agencies, decree.agency_kinds, decree.uses),
        )
    )


def _picked(decree: Decree, claim: Claim, economy: Economy, kind: str) -> bool:
    good = commodity_of(economy, claim.commodity)
    return all(
        not wanted or any(name in wanted for name in names)
        for wanted, names in (
            (decree.claims, (claim_name(claim),)),
            (decree.commodities, (claim.commodity,)),
            (decree.sectors, (claim.claimant, claim.commodity)),
            (decree.groups, good.groups),
            (decree.agencies, (claim.claimant,)),
            (decree.agency_kinds, (kind,)),
            (decree.uses, (claim.use,)),
        )
    )


def claim_name(claim: Claim) -> str:
    """`commodity/claimant/use`, as a decree names a claim."""
    return f"{claim.commodity}/{claim.claimant}/{claim.use}"


def names_of_claim(claim: Claim, economy: Economy) -> tuple[str, ...]:
    """Every name under which an exception may spare a claim."""
    good = commodity_of(economy, claim.commodity)
    kinds = [agency.kind for agency in economy.agencies if agency.code == claim.claimant]
    return (claim_name(claim), claim.commodity, claim.claimant, claim.use, *good.groups, *kinds)


def is_spared(decree: Decree, names: Iterable[str]) -> bool:
    """Whether an exception of the decree bears one of these names."""
    return any(name in decree.spared for name in names)


def figures_of(decree: Decree, economy: Economy) -> tuple[int, ...]:
    """Positions of the control figures named: of the decree's period, else of their last."""
    found = []
    for label in decree.figures:
        mine = [n for n, k in enumerate(economy.figures) if k.label == label]
        if decree.period is not None:
            mine = [n for n in mine if economy.figures[n].period == decree.period]
        elif mine:
            last = max(economy.figures[n].period for n in mine)
            mine = [n for n in mine if economy.figures[n].period == last]
        found += [n for n in mine if not is_spared(decree, _names_of_figure(economy.figures[n]))]
    return tuple(dict.fromkeys(found))


def _names_of_figure(figure: ControlFigure) -> tuple[str, ...]:
    return figure.label, figure.item


def activities_of(decree: Decree, economy: Economy) -> tuple[int, ...]:
    """Positions of the activities of the sectors, commodities, groups and agencies named."""
    named = (decree.sectors, decree.commodities, decree.groups, decree.agencies)
    if not any(named):
        return ()
    return tuple(
        j
        for j, activity in enumerate(economy.activities)
        if all(
            not wanted or any(name in wanted for name in names)
            for wanted, names in zip(named, _names_of_activity(activity, economy), strict=True)
        )
        and not is_spared(
            decree, [name for names in _names_of_activity(activity, economy) for name in names]
        )
    )


def _names_of_activity(activity: Activity, economy: Economy) -> tuple[tuple[str, ...], ...]:
    groups = commodity_of(economy, activity.commodity).groups
    return (activity.code, activity.commodity), (activity.commodity,), groups, (activity.agency,)


def projects_of(decree: Decree, economy: Economy) -> tuple[int, ...]:
    """Positions of the projects named, or built by the agencies or for the sectors named.

    All of them where the decree names none of these.
    """
    return tuple(
        p
        for p, project in enumerate(economy.projects)
        if (not decree.projects or project.code in decree.projects)
        and (not decree.agencies or project.agency in decree.agencies)
        and (not decree.sectors or project.activity in decree.sectors)
        and not is_spared(decree, (project.code, project.agency, project.activity))
    )


def periods_of(decree: Decree, economy: Economy) -> tuple[int, ...]:
    """The decree's period, or every period."""
    return (decree.period,) if decree.period is not None else tuple(range(len(economy.periods)))


def commodity_of(economy: Economy, code: str) -> Commodity:
    """The record of a commodity."""
    return economy.commodities[economy.commodity_index[code]]
