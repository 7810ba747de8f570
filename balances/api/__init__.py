"""The verbs for scripts and notebooks.

from balances import load, solve, report

economy = load("plan.xlsx")
plan = solve(economy, mode="mobilised")
plan.outputs            # a pandas DataFrame, like plan.claims, plan.balances, plan.prices
report(plan, "report.xlsx")
"""

from balances.analysis import Explanation, Structure, structure
from balances.analysis.heights import Heights, heights
from balances.api.attention import heights_workbook
from balances.api.explaining import (
    Explained,
    explain,
    explain_workbook,
    explained_json,
    publish_contradiction,
    publish_explained,
)
from balances.api.planning import ANY_METHOD, Planning, has_decrees, replay, solve
from balances.api.provenance import versions
from balances.api.publishing import (
    failure_json,
    publish_run,
    report,
    run_json,
    verdicts,
)
from balances.api.reading import check, examine, load
from balances.api.runs import Run, plan_workbook
from balances.api.sweeps import sweep_workbook
from balances.gosplan import Plan

__all__ = [
    "ANY_METHOD",
    "Explained",
    "Explanation",
    "Heights",
    "Plan",
    "Planning",
    "Run",
    "Structure",
    "check",
    "examine",
    "explain",
    "explain_workbook",
    "explained_json",
    "failure_json",
    "has_decrees",
    "heights",
    "heights_workbook",
    "load",
    "plan_workbook",
    "publish_contradiction",
    "publish_explained",
    "publish_run",
    "replay",
    "report",
    "run_json",
    "solve",
    "structure",
    "sweep_workbook",
    "verdicts",
    "versions",
]
