"""Frames of a plan: each a pure function of the layout and the values."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from balances.economy.economy import Economy, Vector
from balances.economy.evidence import Evidence
from balances.economy.keys import Key, figure_key
from balances.economy.measures import measure_unit
from balances.economy.records import ControlFigure
from balances.economy.valuation import natural_sizes
from balances.program.families import material_balance
from balances.program.families.capacity import capacity_in
from balances.program.families.labour import employment as workers
from balances.program.goals import Goal
from balances.program.lines import LINES, Side, deliveries, productive_consumption
from balances.program.measured import measured
from balances.program.rows import Layout

HELD = 1e-6
"""A figure counts as held when it misses its target by less than this share."""


def balances(layout: Layout, values: Vector) -> pd.DataFrame:
    """One row per commodity, period and line, in the order of the lines.

    A line that is nothing anywhere is left out.
    """
    economy = layout.economy
    parts = []
    for line in LINES:
        amounts = line.term(economy, layout.unknowns) @ values
        if line.given is not None:
            amounts = amounts + line.given(economy)
        if np.any(amounts != 0.0):
            parts.append(_by_commodity(economy, amounts, line.name, line.side))
    lacking = _lacking(layout, values)
    if np.any(lacking > 0.0):
        parts.append(_by_commodity(economy, lacking, "missing (imbalance)", Side.SOURCE))
    columns = ["commodity", "name", "period", "unit", "line", "side", "quantity"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _lacking(layout: Layout, values: Vector) -> Vector:
    """What sources lack of uses: only a plan made by rounds leaves anything [unit_i]."""
    used = material_balance.limits(layout) - material_balance.rows(layout).matrix @ values
    size = np.repeat([natural_sizes(layout.economy)], len(layout.economy.periods), axis=0).ravel()
    lacking: Vector = np.where(used > HELD * size, used, 0.0)
    return lacking


def _by_commodity(economy: Economy, amounts: Vector, line: str, side: Side) -> pd.DataFrame:
    goods, periods = economy.commodities, economy.periods
    return pd.DataFrame(
        {
            "commodity": [c.code for c in goods] * len(periods),
            "name": [c.title for c in goods] * len(periods),
            "period": np.repeat(periods, len(goods)),
            "unit": [c.unit for c in goods] * len(periods),
            "line": line,
            "side": side.name.lower(),
            "quantity": amounts,
        }
    )


def outputs(layout: Layout, values: Vector, priced: pd.DataFrame) -> pd.DataFrame:
    """Level, base, index, capacity and utilisation of every activity and period."""
    economy = layout.economy
    levels = values[layout.unknowns.levels]
    price = _price_of(priced, "capacity")
    records = []
    for j, activity in enumerate(economy.activities):
        good = economy.commodities[economy.commodity_index[activity.commodity]]
        for t, label in enumerate(economy.periods):
            capacity, level = capacity_in(activity, t), float(levels[t, j])
            base = activity.base_output
            records.append(
                {
                    "sector": activity.commodity,
                    "activity": activity.code,
                    "name": good.title,
                    "period": label,
                    "unit": good.unit,
                    "output": level,
                    "base_output": base if base > 0.0 else math.nan,
                    "index": level / base if base > 0.0 else math.nan,
                    "capacity": capacity if math.isfinite(capacity) else math.nan,
                    "utilisation": _ratio(level, capacity),
                    "shadow_price": price.get((activity.code, label), 0.0),
                }
            )
    return pd.DataFrame.from_records(records)


def _ratio(part: float, whole: float) -> float:
    return part / whole if math.isfinite(whole) and whole > 0.0 else math.nan


def _price_of(priced: pd.DataFrame, row: str) -> dict[tuple[str, str], float]:
    chosen = priced[priced["row"] == row]
    keys = zip(chosen["item"], chosen["period"], strict=True)
    return dict(zip(keys, chosen["shadow_price"].astype(float), strict=True))


def goals(layout: Layout, evidence: Evidence) -> pd.DataFrame:
    """Every goal; fulfilment is what counts towards it over its target."""
    fixed_in = {
        key: number for number, stage in enumerate(evidence.stages, start=1) for key in stage.fixed
    }
    records = []
    for goal, column in zip(layout.goals, layout.unknowns.deliveries, strict=True):
        delivered = float(evidence.values[column])
        records.append(
            {
                "key": goal.key,
                "kind": goal.kind,
                **_about(layout.economy, goal),
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


def _about(economy: Economy, goal: Goal) -> dict[str, str]:
    """What a goal is about, in the columns that apply; the others are empty."""
    empty = dict.fromkeys(("commodity", "claimant", "use", "figure", "measure", "item"), "")
    if goal.kind == "claim":
        claim = economy.claims[goal.position]
        unit = economy.commodities[economy.commodity_index[claim.commodity]].unit
        about = {"commodity": claim.commodity, "claimant": claim.claimant, "use": claim.use}
        return empty | about | {"period": economy.periods[claim.period], "unit": unit}
    if goal.kind == "figure":
        figure = economy.figures[goal.position]
        unit = measure_unit(economy, figure.measure, figure.item)
        about = {"figure": figure.label, "measure": figure.measure, "item": figure.item}
        return empty | about | {"period": economy.periods[figure.period], "unit": unit}
    good = economy.commodities[goal.position]
    about = {"commodity": good.code, "measure": "stock", "item": good.code}
    return empty | about | {"period": economy.periods[-1], "unit": good.unit}


def claims(layout: Layout, every_goal: pd.DataFrame) -> pd.DataFrame:
    """The goals of kind claim, with the floor and the source of each."""
    of_claims = [goal for goal in layout.goals if goal.kind == "claim"]
    records = [layout.economy.claims[goal.position] for goal in of_claims]
    chosen = every_goal[every_goal["kind"] == "claim"].reset_index(drop=True)
    return chosen.assign(floor=[c.floor for c in records], source=[c.source for c in records])


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
    attained = float((row @ values)[0])
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
        "period": economy.periods[figure.period],
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


def flows(layout: Layout, values: Vector) -> pd.DataFrame:
    """Inputs used in each period, by supplier and user; leads put them before the output."""
    economy = layout.economy
    last = len(economy.periods) - 1
    levels = values[layout.unknowns.levels]
    lead = np.array([a.lead for a in economy.activities], dtype=np.int64)
    cells = economy.inputs.tocoo()
    parts = []
    for t, label in enumerate(economy.periods):
        due = t + lead[cells.col]
        beyond = np.where(due > last, 1.0 + economy.settings.terminal_growth, 1.0)
        quantity = cells.data * levels[np.minimum(due, last), cells.col] * beyond
        parts.append(
            pd.DataFrame(
                {
                    "commodity": [economy.commodities[i].code for i in cells.row],
                    "activity": [economy.activities[j].code for j in cells.col],
                    "period": label,
                    "unit": [economy.commodities[i].unit for i in cells.row],
                    "quantity": quantity,
                }
            )
        )
    whole = pd.concat(parts, ignore_index=True)
    return whole[whole["quantity"] != 0.0].reset_index(drop=True)


def allocations(layout: Layout, values: Vector, balance: pd.DataFrame) -> pd.DataFrame:
    """Production use of an agency's activities, its claims and its hoards, by commodity."""
    economy, unknowns = layout.economy, layout.unknowns
    goods = len(economy.commodities)
    made = balance[balance["side"] == "source"].groupby(["commodity", "period"])["quantity"].sum()
    sources = made.to_dict()
    claimants = [claim.claimant for claim in economy.claims]
    records = []
    for agency in dict.fromkeys((*economy.owners, *claimants)):
        produced = productive_consumption(economy, unknowns, agency=agency) @ values
        claimed = deliveries(economy, unknowns, claimant=agency) @ values
        for row in np.flatnonzero((produced != 0.0) | (claimed != 0.0)):
            good, label = economy.commodities[row % goods], economy.periods[row // goods]
            held = _hoard(layout, values, good.code, agency, int(row) // goods)
            total = float(produced[row] + claimed[row]) + held
            there = float(sources.get((good.code, label), 0.0))
            records.append(
                {
                    "commodity": good.code,
                    "agency": agency,
                    "period": label,
                    "unit": good.unit,
                    "production": float(produced[row]),
                    "construction": 0.0,
                    "claims": float(claimed[row]),
                    "hoard": held,
                    "total": total,
                    "share": total / there if there > 0.0 else math.nan,
                }
            )
    return pd.DataFrame.from_records(records, columns=_ALLOCATION_COLUMNS)


_ALLOCATION_COLUMNS = [
    "commodity",
    "agency",
    "period",
    "unit",
    "production",
    "construction",
    "claims",
    "hoard",
    "total",
    "share",
]


def _hoard(layout: Layout, values: Vector, good: str, agency: str, period: int) -> float:
    """Change of what the agency holds beyond its use."""
    now = layout.unknowns.hoards.get((good, agency, period))
    before = layout.unknowns.hoards.get((good, agency, period - 1))
    held = 0.0 if now is None else float(values[now])
    return held - (0.0 if before is None else float(values[before]))


def labour(layout: Layout, values: Vector, priced: pd.DataFrame) -> pd.DataFrame:
    """Workers required and available; a blank means there is no limit."""
    economy = layout.economy
    price = _price_of(priced, "labour")
    if not economy.labour:
        return pd.DataFrame(columns=["category", "period", "required", "available", "shadow_price"])
    needed = (workers(economy, layout.unknowns) @ values).reshape(len(economy.periods), -1)
    records = [
        {
            "category": category.code,
            "period": label,
            "required": float(needed[t, q]),
            "available": category.available[t]
            if math.isfinite(category.available[t])
            else math.nan,
            "shadow_price": price.get((category.code, label), 0.0),
        }
        for q, category in enumerate(economy.labour)
        for t, label in enumerate(economy.periods)
    ]
    return pd.DataFrame.from_records(records)


def employment(layout: Layout, values: Vector) -> pd.DataFrame:
    """Workers of each category in each activity."""
    economy = layout.economy
    levels = values[layout.unknowns.levels]
    records = [
        {
            "category": category.code,
            "activity": activity.code,
            "period": label,
            "workers": float(
                economy.labour_norms[q, j] / economy.productivity[j, t] * levels[t, j]
            ),
            "productivity": float(economy.productivity[j, t]),
        }
        for q, category in enumerate(economy.labour)
        for j, activity in enumerate(economy.activities)
        for t, label in enumerate(economy.periods)
        if economy.labour_norms[q, j] != 0.0
    ]
    return pd.DataFrame.from_records(
        records, columns=["category", "activity", "period", "workers", "productivity"]
    )


def trade(layout: Layout, balance: pd.DataFrame) -> pd.DataFrame:
    """Goods that may be imported or are exported, with what they cost and earn."""
    economy = layout.economy
    by_line = balance.set_index(["line", "commodity", "period"])["quantity"].to_dict()
    exported = {claim.commodity for claim in economy.claims if claim.use == "export"}
    records = []
    for good in economy.commodities:
        if good.import_limit <= 0.0 and good.code not in exported:
            continue
        for label in economy.periods:
            bought = float(by_line.get(("imports", good.code, label), 0.0))
            sold = float(by_line.get(("exports", good.code, label), 0.0))
            records.append(
                {
                    "commodity": good.code,
                    "name": good.title,
                    "period": label,
                    "unit": good.unit,
                    "imports": bought,
                    "import_limit": good.import_limit
                    if math.isfinite(good.import_limit)
                    else math.nan,
                    "import_price": _number(good.import_price),
                    "exports": sold,
                    "export_price": _number(good.export_price),
                    "spent": bought * (good.import_price or 0.0),
                    "earned": sold * (good.export_price or 0.0),
                }
            )
    return pd.DataFrame.from_records(records, columns=_TRADE_COLUMNS)


_TRADE_COLUMNS = [
    "commodity",
    "name",
    "period",
    "unit",
    "imports",
    "import_limit",
    "import_price",
    "exports",
    "export_price",
    "spent",
    "earned",
]


def _number(value: float | None) -> float:
    return math.nan if value is None else value


def foreign_exchange(layout: Layout, traded: pd.DataFrame, priced: pd.DataFrame) -> pd.DataFrame:
    """Currency account of each period."""
    economy = layout.economy
    price = _price_of(priced, "foreign_exchange")
    sums = traded.groupby("period")[["earned", "spent"]].sum()
    records = [
        {
            "period": label,
            "earned": float(sums["earned"].get(label, 0.0)),
            "credit": credit,
            "spent": float(sums["spent"].get(label, 0.0)),
            "shadow_price": price.get(("", label), 0.0),
        }
        for label, credit in zip(economy.periods, economy.foreign_credit or (), strict=False)
    ]
    columns = ["period", "earned", "credit", "spent", "shadow_price"]
    return pd.DataFrame.from_records(records, columns=columns)


def prices(layout: Layout, evidence: Evidence) -> pd.DataFrame:
    """One row for each row of the program that binds in some stage.

    For a balance the price is the gain from one more unit of the commodity, for any other row
    from one more unit of its limit; minimising stages make the dual of a balance, written as
    sources less uses, its price, and the negative of the others theirs.
    """
    if not evidence.stages:
        return pd.DataFrame(columns=_PRICE_COLUMNS)
    sign = np.array([1.0 if key.kind == "material_balance" else -1.0 for key in evidence.rows])
    gains = np.array([stage.duals for stage in evidence.stages]) * sign
    largest = np.max(np.abs(gains), axis=1, initial=0.0, keepdims=True)
    gains = np.where(np.abs(gains) > 1e-12 * largest, gains, 0.0) + 0.0
    records = []
    for r in np.flatnonzero(np.any(gains != 0.0, axis=0)):
        key = evidence.rows[r]
        if key.kind in ("fulfilment", "after_goals"):
            continue
        first = int(np.flatnonzero(gains[:, r])[0])
        records.append(
            {
                "row": key.kind,
                "item": key.item,
                "holder": key.holder,
                "period": layout.economy.periods[key.period],
                "unit": _unit_of_row(layout.economy, key),
                "stage": first + 1,
                "stage_kind": evidence.stages[first].kind,
                "shadow_price": float(gains[first, r]),
                "effort_price": float(gains[-1, r]),
            }
        )
    return pd.DataFrame.from_records(records, columns=_PRICE_COLUMNS)


_PRICE_COLUMNS = [
    "row",
    "item",
    "holder",
    "period",
    "unit",
    "stage",
    "stage_kind",
    "shadow_price",
    "effort_price",
]


def _unit_of_row(economy: Economy, key: Key) -> str:
    """Unit of the limit whose price it is."""
    if key.item in economy.commodity_index and key.kind != "labour":
        return economy.commodities[economy.commodity_index[key.item]].unit
    if key.item in economy.activity_index:
        made = economy.activities[economy.activity_index[key.item]].commodity
        return economy.commodities[economy.commodity_index[made]].unit
    if key.kind == "control_figures":
        figure = next(k for k in economy.figures if k.label == key.item)
        return measure_unit(economy, figure.measure, figure.item)
    return {"labour": "workers", "foreign_exchange": "foreign currency"}.get(key.kind, "")


def stages(evidence: Evidence) -> pd.DataFrame:
    """What was solved, in order; the level is the common fulfilment reached or the objective."""
    return pd.DataFrame.from_records(
        [
            {
                "number": number,
                "kind": stage.kind,
                "priority": stage.priority,
                "level": -stage.objective if stage.kind != "least_effort" else stage.objective,
                "goals_raised": len(stage.raised),
                "goals_fixed": len(stage.fixed),
                "iterations": stage.iterations,
                "attempts": ", ".join(stage.attempts),
            }
            for number, stage in enumerate(evidence.stages, start=1)
        ]
    )


def measure_by_period(layout: Layout, values: Vector, name: str, item: str) -> pd.Series[float]:
    """A measure in every period, indexed by the period's label."""
    economy = layout.economy
    reached = [
        float((measured(economy, layout.unknowns, name, item, t) @ values)[0])
        for t in range(len(economy.periods))
    ]
    return pd.Series(reached, index=pd.Index(economy.periods, name="period"), name=name)
