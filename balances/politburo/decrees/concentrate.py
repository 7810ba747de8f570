"""concentrate: money goes to few projects at once, or to those nearest completion."""

from __future__ import annotations

from dataclasses import replace

from balances.economy.decrees import Decree
from balances.politburo.change import Change, Kind
from balances.politburo.context import Context
from balances.politburo.targets import periods_of, projects_of

NEVER = -1
"""Last period of a project that is stopped: before the plan."""


def apply(decree: Decree, context: Context) -> Change:
    """At most `value` projects under construction at once; new sites not begun are stopped.

    As a share, the value is what must be done already of a project that goes on; blank = begun
    at all. Projects of `integer = yes` are counted, as MODEL section 4.5 has it.
    """
    economy = context.economy
    counted = decree.value is not None and decree.basis != "share"
    projects = list(economy.projects)
    subjects = []
    for p in projects_of(decree, economy):
        project = projects[p]
        stopped = project.new_site and project.done <= 0.0
        if not counted:
            stopped = project.done < (decree.value or 0.0) or project.done <= 0.0
        if stopped:
            projects[p] = replace(project, latest=NEVER)
        subjects.append(f"project:{project.code}")
    if tuple(projects) != economy.projects:
        economy = economy.with_projects(projects)
    if counted and economy.finance:
        finance = list(economy.finance)
        for t in periods_of(decree, economy):
            finance[t] = replace(finance[t], max_open=round(decree.value or 0.0))
        if tuple(finance) != economy.finance:
            economy = economy.with_finance(finance)
    return Change(economy, subjects=tuple(subjects))


KIND = Kind(
    name="concentrate",
    does="gives money to few projects at once, or to those nearest completion; new sites stop",
    value="most projects at once, or share done as said; blank = those begun",
    needs_value=False,
    apply=apply,
)
