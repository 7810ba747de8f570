"""Goals, claims and control figures against what the plan attains."""

from __future__ import annotations

import math

import pandas as pd

from balances.economy.economy import Economy, Vector
from balances.economy.evidence import Evidence
from balances.economy.keys import claim_key, figure_key
from balances.economy.measures import measure_unit
from balances.economy.records import ControlFigure
from balances.gosplan.frames.goods import HELD
from balances.program.goals import Goal
from balances.program.measured import given_beforehand, measured
from balances.program.rows import Layout


def goals(layout: Layout, evidence: Evidence) -> pd.DataFrame:
    """Every goal; fulfilment is what counts towards it over its target.

    A protected claim is one goal here; see `protections`.
    """
    fixed_in = {
        key: number for number, stage in enumerate(evidence.stages, start=1) for key in stage.fixed
    }
    records = []
    for goal, column in zip(layout.goals, layout.unknowns.deliveries, strict=True):
        if goal.kind == "protection":
            continue
        delivered = float(evidence.values[column])
        records.append(
            {
                "key": goal.key,
                "kind": goal.kind,
                **about(layout.economy, goal),
                "priority": goal.priority,
                "weight": goal.weight,
                "target": goal.target,
                "delivered": delivered,
                "fulfilment": min(1.0, delivered / goal.target),
                "stage": fixed_in.get(goal.key, len(evidence.stages)),
            }
        )
    return pd.DataFrame.from_records(records, columns=_GOAL_COLUMNS)


_GOAL_COLUMNS = [
    "key",
    "kind",
    "commodity",
    "claimant",
    "use",
    "figure",
    "measure",
    "item",
    "period",
    "unit",
    "priority",
    "weight",
    "target",
    "delivered",
    "fulfilment",
    "stage",
]


def about(economy: Economy, goal: Goal) -> dict[str, str]:
    """What a goal is about, in the columns that apply; the others are empty."""
    empty = dict.fromkeys(("commodity", "claimant", "use", "figure", "measure", "item"), "")
    if goal.kind in ("claim", "protection"):
        claim = economy.claims[goal.position]
        unit = economy.commodities[economy.commodity_index[claim.commodity]].unit
        words = {"commodity": claim.commodity, "claimant": claim.claimant, "use": claim.use}
        return empty | words | {"period": economy.periods[claim.period], "unit": unit}
    if goal.kind == "figure":
        figure = economy.figures[goal.position]
        unit = measure_unit(economy, figure.measure, figure.item)
        words = {"figure": figure.label, "measure": figure.measure, "item": figure.item}
        return empty | words | {"period": economy.label(figure.period), "unit": unit}
    if goal.kind == "allocation":
        allocation = economy.allocations[goal.position]
        unit = economy.commodities[economy.commodity_index[allocation.commodity]].unit
        words = {"commodity": allocation.commodity, "claimant": allocation.agency}
        words |= {"measure": "allocation", "item": allocation.commodity}
        return empty | words | {"period": economy.periods[allocation.period], "unit": unit}
    good = economy.commodities[goal.position]
    words = {"commodity": good.code, "measure": "stock", "item": good.code}
    return empty | words | {"period": economy.periods[-1], "unit": good.unit}


def claims(layout: Layout, every_goal: pd.DataFrame) -> pd.DataFrame:
    """The goals of kind claim, with the floor and the source of each."""
    of_claims = [goal for goal in layout.goals if goal.kind == "claim"]
    records = [layout.economy.claims[goal.position] for goal in of_claims]
    chosen = every_goal[every_goal["kind"] == "claim"].reset_index(drop=True)
    return chosen.assign(floor=[c.floor for c in records], source=[c.source for c in records])


def protections(layout: Layout, values: Vector) -> pd.DataFrame:
    """Protected claims: what is protected, what is delivered to the claim, and whether it is met.

    What is delivered may be more than what is protected: it is the whole delivery of the claim.
    """
    economy = layout.economy
    columns = dict(
        zip((goal.key for goal in layout.goals), layout.unknowns.deliveries, strict=True)
    )
    records = []
    for goal in (goal for goal in layout.goals if goal.kind == "protection"):
        of_claim = claim_key(economy, economy.claims[goal.position])
        delivered = float(values[columns[of_claim]])
        records.append(
            {
                "key": goal.key,
                "claim": of_claim,
                "protected": goal.target,
                "delivered": delivered,
                "met": delivered >= goal.target * (1.0 - HELD),
            }
        )
    names = ["key", "claim", "protected", "delivered", "met"]
    return pd.DataFrame.from_records(records, columns=names)


def figures(layout: Layout, values: Vector) -> pd.DataFrame:
    """Every control figure, goal or limit, with what is attained of its measure."""
    records = [_figure(layout, figure, values) for figure in layout.economy.figures]
    return pd.DataFrame.from_records(records, columns=_FIGURE_COLUMNS)


_FIGURE_COLUMNS = [
    "key",
    "figure",
    "measure",
    "item",
    "period",
    "unit",
    "author",
    "variant",
    "sense",
    "hard",
    "priority",
    "printed",
    "basis",
    "base",
    "target",
    "high",
    "attained",
    "fulfilment",
    "position",
    "held",
    "on_path",
    "source",
]


def _figure(layout: Layout, figure: ControlFigure, values: Vector) -> dict[str, object]:
    economy = layout.economy
    row = measured(economy, layout.unknowns, figure.measure, figure.item, figure.period)
    given = given_beforehand(economy, figure.measure, figure.item, figure.period)
    attained = given + float((row @ values)[0])
    slack = HELD * abs(figure.target)
    over, under = attained <= figure.target + slack, attained >= figure.target - slack
    held = {"at_least": under, "at_most": over, "equal": over and under}[figure.sense]
    width = (figure.high or figure.target) - figure.target
    ratio = min(1.0, attained / figure.target) if figure.target > 0.0 else 1.0
    return {
        "key": figure_key(economy, figure),
        "figure": figure.label,
        "measure": figure.measure,
        "item": figure.item,
        "period": economy.label(figure.period),
        "unit": measure_unit(economy, figure.measure, figure.item),
        "author": figure.author,
        "variant": figure.variant,
        "sense": figure.sense,
        "hard": figure.hard,
        "priority": figure.priority,
        "printed": figure.printed,
        "basis": figure.basis,
        "base": math.nan if figure.base is None else figure.base,
        "target": figure.target,
        "high": math.nan if figure.high is None else figure.high,
        "attained": attained,
        "fulfilment": math.nan if figure.sense == "at_most" else ratio,
        "position": (attained - figure.target) / width if width > 0.0 else math.nan,
        "held": held,
        "on_path": figure.on_path,
        "source": figure.source,
    }


def measure_by_period(layout: Layout, values: Vector, name: str, item: str) -> pd.Series[float]:
    """A measure in every period, indexed by the period's label."""
    economy = layout.economy
    reached = [
        float((measured(economy, layout.unknowns, name, item, t) @ values)[0])
        + given_beforehand(economy, name, item, t)
        for t in range(len(economy.periods))
    ]
    return pd.Series(reached, index=pd.Index(economy.periods, name="period"), name=name)
