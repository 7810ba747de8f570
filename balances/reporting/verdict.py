"""The plan in one sentence: how many goals are met, who is cut, and what proves it."""

from __future__ import annotations

from balances.economy.noticed import NOTICED
from balances.gosplan.plan import Plan
from balances.politburo import Outcome, Replay
from balances.reporting.frames import Record, records
from balances.reporting.rulings import counts
from balances.reporting.wording import counted, is_met, percent, plan_name


def verdict(plan: Plan) -> str:
    """What came out, in one or two sentences."""
    goals = records(plan.goals)
    head = f"The {plan_name(plan)}"
    if not goals:
        return f"{head} has no goals that could be missed. {proof(plan)}"
    short = [goal for goal in goals if not is_met(goal)]
    if not short:
        return f"{head} meets all {len(goals)} goals in full. {proof(plan)}"
    met = len(goals) - len(short)
    if not met:
        return f"{head} meets none of its {len(goals)} goals in full; {_cut(short)} {proof(plan)}"
    return f"{head} meets {met} of {len(goals)} goals in full; {_cut(short)} {proof(plan)}"


def _cut(short: list[Record]) -> str:
    lowest = min(goal["fulfilment"] for goal in short)
    highest = max(goal["fulfilment"] for goal in short)
    if highest - lowest <= NOTICED:
        return f"the cut is equal, to {percent(lowest)} of target."
    return f"the lowest gets {percent(lowest)} of target."


def decrees_verdict(replay: Replay) -> str:
    """How many decrees were carried out, and how many were not."""
    found = counts(replay)
    total = sum(found.values())
    if not total:
        return ""
    paid, carried = found[Outcome.PAID], found[Outcome.FREE] + found[Outcome.PAID]
    at_cost = f" ({paid} at the cost of others)" if paid else ""
    parts = [
        f"{carried} carried out{at_cost}",
        *(f"{found[outcome]} {words}" for outcome, words in _OTHERS if found[outcome]),
    ]
    said = f"{counted(total, 'decree')}: {', '.join(parts)}."
    return f"{said} Orders are in the mobilised plan only."


_OTHERS = (
    (Outcome.SHORT, "short"),
    (Outcome.REFUSED, "refused"),
    (Outcome.OVERRULED, "overruled"),
    (Outcome.VETOED, "vetoed"),
    (Outcome.NOTED, "without effect"),
)


def proof(plan: Plan) -> str:
    """What stands behind the plan."""
    certificate = plan.certificate
    if plan.status == "historical":
        return "It follows Gosplan's own rounds: arithmetic that adds up, and no optimum."
    if not certificate.passed:
        return "It bears no certificate."
    unique = "" if plan.unique else " Other plans reach the same goals with the same effort."
    return f"Certified {plan.status} (grade {certificate.grade}).{unique}"
