"""Small economies for tests: records in, an economy out; and the profile of the properties."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import numpy as np
from hypothesis import settings as hypothesis_settings

from balances.economy.construction import Project
from balances.economy.economy import Economy, frozen_matrix, frozen_vector
from balances.economy.keys import Key
from balances.economy.records import (
    Activity,
    Agency,
    Allocation,
    Claim,
    Commodity,
    ControlFigure,
    LabourCategory,
)
from balances.economy.settings import Settings as PlanSettings
from balances.gosplan import Plan

hypothesis_settings.register_profile(
    "ci", derandomize=True, deadline=None, max_examples=20, database=None
)
hypothesis_settings.register_profile("explore", deadline=None, max_examples=500, database=None)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

FIELDS: dict[type, str] = {
    Commodity: "commodities",
    Activity: "activities",
    LabourCategory: "labour",
    Agency: "agencies",
    Claim: "claims",
    ControlFigure: "figures",
    Allocation: "allocations",
    Project: "projects",
}


def good(code: str, **fields: Any) -> Commodity:
    """A product counted in tonnes."""
    return Commodity(code, "t", **fields)


def made(code: str, capacity: float = np.inf, **fields: Any) -> Activity:
    """The main activity of a product."""
    return Activity(code, code, capacity=capacity, **fields)


def want(
    commodity: str,
    target: float,
    who: str = "users",
    use: str = "other",
    period: int = 0,
    **fields: Any,
) -> Claim:
    """A claim."""
    return Claim(commodity, who, use, period, target, **fields)


def figure(measure: str, target: float, item: str = "", period: int = 0, **fields: Any):
    """A control figure, labelled by what it is about."""
    label = fields.pop("label", f"{measure} {item}".strip())
    return ControlFigure(label, measure, item, period, target, **fields)


def an_economy(
    *records: Any,
    uses: Mapping[tuple[str, str], float] | None = None,
    makes: Mapping[tuple[str, str], float] | None = None,
    norms: Mapping[tuple[str, str], float] | None = None,
    capital: Mapping[tuple[str, str], float] | None = None,
    builders: Mapping[tuple[str, str], float] | None = None,
    periods: int = 1,
    settings: PlanSettings | None = None,
    **rest: Any,
) -> Economy:
    """An economy of these records; products without a main activity get an unlimited one.

    Args:
        records: of any kind, in any order.
        uses: input norms by (commodity, activity). makes: by-products likewise.
        norms: labour norms by (category, activity).
        capital: capital coefficients by (commodity, activity); builders: labour of construction
            by (category, activity).
        periods: labelled 1, 2 …
        settings, rest: as they stand in `Economy`.
    """
    parts = {name: [r for r in records if isinstance(r, kind)] for kind, name in FIELDS.items()}
    goods, ways = parts["commodities"], {a.code: a for a in parts["activities"]}
    mains = [ways.pop(c.code, None) or made(c.code) for c in goods]
    parts["activities"] = [*mains, *ways.values()]
    rows = {c.code: i for i, c in enumerate(goods)}
    columns = {a.code: j for j, a in enumerate(parts["activities"])}
    kinds = {q.code: n for n, q in enumerate(parts["labour"])}
    outputs = {(a.commodity, a.code): 1.0 for a in parts["activities"]} | dict(makes or {})

    def table(of: Mapping[str, int], cells: Mapping[tuple[str, str], float]) -> np.ndarray:
        whole = np.zeros((len(of), len(columns)))
        for (row, column), value in cells.items():
            whole[of[row], columns[column]] = value
        return whole

    return Economy(
        settings=settings or PlanSettings(title="Test", base_year="0"),
        periods=tuple(str(t + 1) for t in range(periods)),
        inputs=frozen_matrix(table(rows, uses or {})),
        outputs=frozen_matrix(table(rows, outputs)),
        labour_norms=frozen_vector(table(kinds, norms or {})),
        capital=frozen_matrix(table(rows, capital or {})),
        capital_labour=frozen_vector(table(kinds, builders or {})),
        **{name: tuple(found) for name, found in parts.items()},
        **rest,
    )


def project(code: str, activity: str, capacity_added: float, cost: float, **fields: Any) -> Project:
    """A construction project of nobody in particular."""
    agency = fields.pop("agency", "")
    return Project(code, agency, activity, capacity_added, cost, **fields)


def value(plan: Plan, kind: str, item: str = "", period: int = 0, holder: str = "") -> float:
    """The value of one unknown: x, m, s, u by period, f by the key of its goal."""
    at = -1 if kind in ("f", "h", "lambda") else period
    return float(plan.evidence.values[plan.evidence.columns.index(Key(kind, item, at, holder))])


def fulfilments(plan: Plan) -> dict[str, float]:
    """Fulfilment of every goal by its key."""
    return dict(zip(plan.goals["key"], plan.goals["fulfilment"].astype(float), strict=True))


def fulfilled(plan: Plan) -> list[float]:
    """Fulfilment of every goal in order."""
    return list(fulfilments(plan).values())
