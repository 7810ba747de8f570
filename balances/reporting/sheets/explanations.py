"""Explanations: what keeps short goals down, what would reach them, and who paid for orders."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from balances.analysis import BindingResource, Explanation, Grounds, explain, payments, short_goals
from balances.economy.contradiction import Relaxation
from balances.gosplan.plan import Plan
from balances.politburo import Replay
from balances.reporting import formulas
from balances.reporting.report_input import ReportInput
from balances.reporting.table import Block, Cell, Column, Row, Show, Table
from balances.reporting.wording import titled, warning

_LONGEST = 50
"""Goals that are explained."""

_WHOLE = 3
"""Goals of which it is told what would reach them where projects are whole: each is a search."""

_LARGE = 30_000
"""Unknowns from which on that is left to the command explain."""

_PAYMENTS = 10
"""Payments for one decree that are told."""


def explanations(report: ReportInput) -> Table | None:
    """Limits that keep goals down, least additions, and the ledger of decrees."""
    plan = report.main
    short = short_goals(plan) if plan.evidence.stages else ()
    if not short:
        return None
    fully = _fully(plan)
    more = f"The first {_LONGEST} of {len(short)} are explained. " * (len(short) > _LONGEST)
    what = "What would reach the target is reckoned"
    only = f"{what} for the first {fully} only. " * (fully < min(len(short), _LONGEST))
    told = _explained(plan, short[:_LONGEST], fully)
    return explanations_table(
        report,
        told,
        f"{more}{only}The command explain tells of any goal every addition that is enough alone, "
        "and the range of every price.",
    )


def explanations_table(report: ReportInput, told: Sequence[Explanation], more: str = "") -> Table:
    """The sheet for goals that were explained already.

    Args:
        report: of whose main plan they are.
        told: the explanations.
        more: said after what the sheet shows.
    """
    plan = report.main
    blocks = (_why(told), _additions(told), _ledger(report.replay))
    return Table(
        name="Explanations",
        title=titled(plan, "Why goals are short"),
        about="What keeps short goals down, what it would take, and who paid for orders",
        blocks=tuple(block for block in blocks if block.rows),
        warning=warning(plan),
        note=(
            "For every goal below its target the limits with a shadow price in the stage that "
            "fixed it, and what more of each would give it if all else stood as it is. Goals of "
            f"one stage share its level, and gain together. {more}".rstrip()
        ),
        frozen=1,
    )


def _fully(plan: Plan) -> int:
    """Goals of which it is told what would reach them."""
    if len(plan.evidence.columns) > _LARGE:
        return 0
    return _WHOLE if plan.evidence.stages[0].whole else _LONGEST


def _explained(plan: Plan, keys: Sequence[str], fully: int) -> list[Explanation]:
    grounds = Grounds(plan)
    return [
        explain(plan, key, grounds=grounds, ranges=False, additions=n < fully, alone=False)
        for n, key in enumerate(keys)
    ]


def _why(told: Sequence[Explanation]) -> Block:
    columns = (
        Column("goal", "Goal", width=44.0),
        Column("stage", "Stage", show=Show.WHOLE),
        Column("limit", "What stands in the way", width=40.0),
        Column("limit_unit", "Unit of the limit"),
        Column("there", "There is", show=Show.PRICE),
        Column("price", "Shadow price", show=Show.PRICE),
        Column("amount", "More of it", show=Show.PRICE),
        Column("gives", "Gives the goal", show=Show.PRICE),
        Column("unit", "Unit of the goal"),
        Column("target", "Target", show=Show.QUANTITY),
        Column("delivered", "Delivered", show=Show.QUANTITY),
        Column("fulfilment", "Fulfilment", show=Show.SHARE),
        Column("chain", "Chain", width=44.0),
    )
    rows = []
    for each in told:
        goal: dict[str, Cell] = {"goal": each.goal, "unit": each.unit, "stage": each.stage}
        goal |= {"target": each.target, "delivered": each.delivered}
        goal["fulfilment"] = formulas.fulfilment(goal, "delivered", "target")
        limits = [_limit(found) for found in each.binding] or [{"limit": "no limit on a resource"}]
        rows += [Row((goal if n == 0 else {}) | limit) for n, limit in enumerate(limits)]
    return Block(columns, tuple(rows), heading="Why")


def _limit(found: BindingResource) -> dict[str, Cell]:
    return {
        "limit": found.words,
        "limit_unit": found.unit,
        "there": found.limit,
        "price": found.price,
        "amount": found.amount,
        "gives": found.gives,
        "chain": found.chain_words,
    }


def _additions(told: Sequence[Explanation]) -> Block:
    columns = (
        Column("goal", "Goal", width=44.0),
        Column("how", "How"),
        Column("line", "Raise", width=40.0),
        Column("unit", "Unit"),
        Column("from", "From", show=Show.PRICE),
        Column("to", "To", show=Show.PRICE),
        Column("set", "The same for --set", width=50.0),
    )
    rows = []
    for each in told:
        if each.possible is False:
            rows.append(Row({"goal": each.goal, "how": "no addition is enough"}))
        elif each.possible and not (each.alone or each.together):
            rows.append(Row({"goal": each.goal, "how": "none needed: within the tolerance"}))
        one = each.alone[:1]
        rows += [Row(_addition(each, "enough alone", way)) for way in one]
        if len(each.together) > 1 or not one:
            rows += [Row(_addition(each, "together", way)) for way in each.together]
    return Block(
        columns,
        tuple(rows),
        heading="What it would take",
        note="The least additions that reach the target while all other goals stay at the plan.",
    )


def _addition(told: Explanation, how: str, way: Relaxation) -> dict[str, Cell]:
    return {
        "goal": told.goal,
        "how": how,
        "line": way.line.name,
        "unit": way.line.unit,
        "from": way.line.limit,
        "to": way.to,
        "set": way.change or "",
    }


def _ledger(replayed: Replay | None) -> Block:
    columns = (
        Column("decree", "Decree", width=44.0),
        Column("outcome", "Ruling"),
        Column("words", "Who paid, through what", width=64.0),
    )
    rows = (
        Row(
            {
                "decree": f"{step.ruling.decree.number} {step.ruling.words}",
                "outcome": str(step.ruling.outcome),
                "words": payment.words,
            }
        )
        for step in (replayed.steps if replayed else ())
        for payment in payments(step, most=_PAYMENTS)
    )
    return Block(columns, tuple(islice(rows, _LONGEST)), heading="Who paid for orders")
