"""concentrate: money goes to few projects at once, or to those nearest completion."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context, share_of
from balances.politburo.targets import periods_of, projects_of

NEVER = -1
"""Last period of a project that is stopped: before the plan."""


def apply(decree: Decree, context: Context) -> Change:
    """At most `value` projects under construction at once, new sites not begun being stopped.

    As a share, the value is what must be done already of a project that goes on; blank = new
    sites not begun stop and all else goes on, old factories to be expanded among it. Projects of
    `integer = yes` are counted, as MODEL section 4.5 has it.
    """
    economy = context.economy
    by_share = decree.value is not None and decree.basis in ("share", "percent")
    counted = decree.value is not None and not by_share
    least = share_of(decree)
    projects, subjects = list(economy.projects), []
    for p in projects_of(decree, economy):
        project = projects[p]
        new = project.new_site and project.done <= 0.0
        if new or (by_share and (project.done <= 0.0 or project.done < least)):
            projects[p] = replace(project, latest=NEVER)
        subjects.append(f"project:{project.code}")
    if tuple(projects) != economy.projects:
        economy = economy.with_projects(projects)
    if counted:
        economy = _with_most_open(decree, economy)
        subjects += [f"most open in {economy.periods[t]}" for t in periods_of(decree, economy)]
    return Change(economy, subjects=tuple(subjects))


def _with_most_open(decree: Decree, economy: Economy) -> Economy:
    finance = list(economy.finance)
    for t in periods_of(decree, economy) if finance else ():
        finance[t] = replace(finance[t], max_open=round(decree.value or 0.0))
    return economy if tuple(finance) == economy.finance else economy.with_finance(finance)


KIND = Kind(
    name="concentrate",
    does="Gives money to few projects at once, or to those nearest completion; new sites stop.",
    value="how many projects at once at the most; or share or percent that must be done of a "
    "project that goes on; blank = new sites not begun stop",
    needs_value=False,
    bases=("quantity", "share", "percent"),
    least=0.0,
    selects=(projects_of,),
    apply=apply,
    episode="25 December 1947, Stalin: money only to projects “that can be placed on line”.",
)
