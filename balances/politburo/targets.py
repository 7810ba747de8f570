"""Whom a decree is about: claims, figures, goods, activities and projects by its target columns.

Several target columns narrow each other; what `except` names is spared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.economy.records import Activity, Claim, Commodity, ControlFigure

CLAIM_COLUMNS = ("claim", "commodity", "sector", "group", "agency", "agency_kind", "use")
"""Columns that pick claims."""

GOAL_COLUMNS = (*CLAIM_COLUMNS, "figure")
"""Columns that pick claims or control figures."""


def claims_of(decree: Decree, economy: Economy) -> tuple[int, ...]:
    """Positions of the claims that the decree is about; none where it names a figure."""
    return _claims(decree, economy, spared=False)


def spared_claims(decree: Decree, economy: Economy) -> tuple[int, ...]:
    """Positions of the claims that the decree is about but for its exceptions."""
    return _claims(decree, economy, spared=True)


def _claims(decree: Decree, economy: Economy, *, spared: bool) -> tuple[int, ...]:
    kinds = {agency.code: agency.kind for agency in economy.agencies}
    return tuple(
        n
        for n, claim in enumerate(economy.claims)
        if is_about(decree, claim, economy, kinds.get(claim.claimant, ""))
        and is_spared(decree, names_of_claim(claim, economy, kinds.get(claim.claimant, "")))
        is spared
    )


def is_about(decree: Decree, claim: Claim, economy: Economy, kind: str) -> bool:
    """Whether every target column that is filled names the claim, whose claimant is of a kind."""
    if decree.figures or decree.period not in (None, claim.period):
        return False
    columns = (
        (decree.claims, (claim_name(claim),)),
        (decree.commodities, (claim.commodity,)),
        (decree.sectors, (claim.claimant, claim.commodity)),
        (decree.groups, commodity_of(economy, claim.commodity).groups),
        (decree.agencies, (claim.claimant,)),
        (decree.agency_kinds, (kind,)),
        (decree.uses, (claim.use,)),
    )
    filled = [(wanted, names) for wanted, names in columns if wanted]
    return bool(filled) and all(any(name in wanted for name in names) for wanted, names in filled)


def claim_name(claim: Claim) -> str:
    """`commodity/claimant/use`, as a decree names a claim."""
    return f"{claim.commodity}/{claim.claimant}/{claim.use}"


def names_of_claim(claim: Claim, economy: Economy, kind: str) -> tuple[str, ...]:
    """Every name under which an exception may spare a claim, whose claimant is of a kind."""
    groups = commodity_of(economy, claim.commodity).groups
    return (claim_name(claim), claim.commodity, claim.claimant, claim.use, *groups, kind)


def is_spared(decree: Decree, names: Iterable[str]) -> bool:
    """Whether an exception of the decree bears one of these names."""
    return any(name in decree.spared for name in names)


def by_commodity(
    economy: Economy, positions: Iterable[int]
) -> Mapping[tuple[str, int], tuple[int, ...]]:
    """Claims by commodity and period: only these have one unit and can be added up."""
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for n in positions:
        found[economy.claims[n].commodity, economy.claims[n].period].append(n)
    return {pair: tuple(mine) for pair, mine in found.items()}


def figures_of(decree: Decree, economy: Economy) -> tuple[int, ...]:
    """Positions of the control figures named: of the decree's period, else of their last.

    Commodities, sectors and groups narrow them to figures about these.
    """
    found = []
    for label in decree.figures:
        mine = [n for n, k in enumerate(economy.figures) if k.label == label]
        last = max((economy.figures[n].period for n in mine), default=-1)
        wanted = last if decree.period is None else decree.period
        found += [n for n in mine if economy.figures[n].period == wanted]
    return tuple(n for n in dict.fromkeys(found) if _counts(decree, economy.figures[n]))


def _counts(decree: Decree, figure: ControlFigure) -> bool:
    named = (decree.commodities, decree.sectors, decree.groups)
    within = all(not wanted or figure.item in wanted for wanted in named)
    return within and not is_spared(decree, (figure.label, figure.item))


def goods_of(decree: Decree, economy: Economy) -> tuple[int, ...]:
    """Positions of the commodities of the codes and groups named."""
    codes = (decree.commodities, decree.sectors)
    if not any((*codes, decree.groups)):
        return ()
    return tuple(
        i
        for i, good in enumerate(economy.commodities)
        if all(not wanted or good.code in wanted for wanted in codes)
        and (not decree.groups or any(group in decree.groups for group in good.groups))
        and not is_spared(decree, (good.code, *good.groups))
    )


def agencies_of(decree: Decree, economy: Economy) -> tuple[str, ...]:
    """The agencies named, or those of the kinds named; an agency need not be listed."""
    kinds = {agency.code: agency.kind for agency in economy.agencies}
    named = decree.agencies or (tuple(kinds) if decree.agency_kinds else ())
    return tuple(
        agency
        for agency in named
        if (not decree.agency_kinds or kinds.get(agency, "") in decree.agency_kinds)
        and not is_spared(decree, (agency, kinds.get(agency, "")))
    )


def known_agencies(decree: Decree, economy: Economy) -> tuple[str, ...]:
    """The agencies meant that own, build, hold or claim anything in the economy."""
    known = {*economy.owners, *(claim.claimant for claim in economy.claims)}
    return tuple(agency for agency in agencies_of(decree, economy) if agency in known)


def activities_of(decree: Decree, economy: Economy) -> tuple[int, ...]:
    """Positions of the activities of the sectors, commodities, groups and agencies named."""
    named = (decree.sectors, decree.commodities, decree.groups, decree.agencies)
    if not any(named):
        return ()
    found = []
    for j, activity in enumerate(economy.activities):
        names = _names_of_activity(activity, economy)
        meant = all(
            not wanted or any(name in wanted for name in mine)
            for wanted, mine in zip(named, names, strict=True)
        )
        if meant and not is_spared(decree, (name for mine in names for name in mine)):
            found.append(j)
    return tuple(found)


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
