"""The JSON object of a run: keys stable, numbers at full precision, nothing that is no number."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from balances.economy.issue import Issue
from balances.gosplan.plan import Plan
from balances.politburo import Replay, Ruling, Shift, Step
from balances.reporting.classes import declared_classes
from balances.reporting.comparison import comparison
from balances.reporting.frames import frame_of, plain, records
from balances.reporting.report_input import ReportInput
from balances.reporting.rulings import money_records, ruling_record

FORMAT = "balances/1"

_GOALS = (
    *("key", "kind", "commodity", "claimant", "use", "figure", "measure", "item", "period"),
    *("class", "target", "delivered", "fulfilment"),
)
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "outputs": ("sector", "activity", "period", "unit", "output", "capacity", "shadow_price"),
    "balances": ("commodity", "period", "line", "side", "quantity"),
    "labour": ("category", "period", "required", "available", "shadow_price"),
    "trade": ("commodity", "period", "imports", "exports", "spent", "earned"),
    "allocations": (
        *("commodity", "agency", "period", "production", "construction", "claims"),
        *("total", "share"),
    ),
    "investment": (
        *("period", "budget", "rule", "real", "nominal", "price_index", "open_price_index"),
        *("overhang", "unfinished"),
    ),
}
_ACCOUNTS = ("state_budget", "household_money")


def to_json(report: ReportInput, files: Sequence[str] = (), status: str = "") -> str:
    """The run as one JSON object, ending with a line feed.

    Args:
        report: plans, issues and provenance.
        files: names of the files written, as the user gave them.
        status: where there is no plan: `infeasible`, `errors` …; empty = the plans' own.
    """
    found = document(report, files, status)
    return json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def document(report: ReportInput, files: Sequence[str] = (), status: str = "") -> dict[str, Any]:
    """The object itself."""
    came = report.provenance
    statuses = dict.fromkeys(plan.status for plan in report.plans.values())
    return {
        "format": FORMAT,
        "command": came.command,
        "input": {"name": came.input_name, "sha256": came.sha256},
        "versions": dict(sorted(came.versions.items())),
        "status": status or next(iter(statuses), None),
        "modes": {mode: _mode(plan) for mode, plan in report.plans.items()},
        "rulings": _rulings(report.replay),
        "comparison": None if report.pair is None else comparison(*report.pair),
        "issues": [_issue(issue) for issue in report.issues],
        "files": list(files),
        "timings": {name: plain(seconds) for name, seconds in came.timings.items()},
    }


def _rulings(replay: Replay | None) -> list[dict[str, Any]]:
    if replay is None:
        return []
    both = zip(replay.rulings, replay.steps, strict=True)
    return [_ruling(ruling) | {"money": _money(step)} for ruling, step in both]


def _money(step: Step) -> list[dict[str, Any]]:
    return [{key: plain(row[key]) for key in _MONEY} for row in money_records(step)]


_MONEY = ("what", "period", "unit", "before", "after", "side")


def _ruling(ruling: Ruling) -> dict[str, Any]:
    found = ruling_record(ruling)
    return {key: found[key] for key in _RULING} | {
        "binding": [{"row": row.words, "price": plain(row.price)} for row in ruling.binding],
        "lines": list(ruling.lines),
        "orders": [
            {"key": o.goal, "unit": o.unit, "ordered": plain(o.quantity), "achieved": plain(got)}
            for o, got in ruling.orders
        ],
        "gained": [_shift(shift) for shift in ruling.gained],
        "paid": [_shift(shift) for shift in ruling.paid],
    }


_RULING = (
    *("number", "date", "authority", "in_the_name_of", "kind", "words", "outcome"),
    *("ordered", "achieved", "unit", "lost_by_others"),
)


def _shift(shift: Shift) -> dict[str, Any]:
    return {
        "key": shift.key,
        "unit": shift.unit,
        "before": plain(shift.before),
        "after": plain(shift.after),
        "target": plain(shift.target),
        "share": plain(shift.share),
        "value": plain(shift.value),
        "ordered": shift.ordered,
    }


def _mode(plan: Plan) -> dict[str, Any]:
    certificate = plan.certificate
    declared = declared_classes(plan)
    return {
        "goals": [_goal(row, declared) for row in records(plan.goals)],
        **{name: _rows(frame_of(plan, name), fields) for name, fields in _FIELDS.items()},
        "money": [row for name in _ACCOUNTS for row in _account(plan, name)],
        "prices": [_price(row) for row in records(plan.prices)],
        "certificate": {
            "grade": certificate.grade,
            "primal": plain(certificate.primal),
            "dual": plain(certificate.dual),
            "complementarity": plain(certificate.complementarity),
            "gap": plain(certificate.gap),
        },
    }


def _rows(frame: pd.DataFrame, fields: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{field: row[field] for field in fields} for row in records(frame)]


def _account(plan: Plan, name: str) -> list[dict[str, Any]]:
    return [
        {"account": name, **{key: row[key] for key in ("period", "line", "side", "amount")}}
        for row in records(frame_of(plan, name))
    ]


def _goal(row: Mapping[str, Any], declared: Mapping[str, float]) -> dict[str, Any]:
    named = {**row, "class": declared.get(row["key"], row["priority"])}
    return {field: named[field] for field in _GOALS}


def _price(row: Mapping[str, Any]) -> dict[str, Any]:
    """`row` is the key of the row: its kind, item, holder and period, those that it has."""
    parts = (row["row"], row["item"], row["holder"], row["period"])
    return {
        "row": "/".join(str(part) for part in parts if part not in (None, "")),
        "kind": row["row"],
        "item": row["item"],
        "period": row["period"],
        "shadow_price": row["shadow_price"],
    }


def _issue(issue: Issue) -> dict[str, str]:
    return {
        "code": issue.code,
        "level": str(issue.level),
        "sheet": issue.where.sheet,
        "cell": issue.where.cell,
        "message": issue.message,
        "remedy": issue.remedy,
    }
