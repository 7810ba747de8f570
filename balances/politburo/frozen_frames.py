"""The frozen plan as tidy frames."""

from __future__ import annotations

import numpy as np
import pandas as pd

from balances.economy.economy import Economy, Vector
from balances.economy.keys import claim_key
from balances.economy.valuation import price_weights
from balances.gosplan import Plan
from balances.politburo.approved import planned_deliveries, planned_levels
from balances.politburo.first_deliveries import ordered
from balances.politburo.forward import Run


def value_unit(economy: Economy) -> str:
    """Unit of every value here: currency, or shares of natural size where a price is missing."""
    priced = all(c.price for c in economy.commodities)
    return economy.settings.currency if priced else "share of natural size"


def made_values(economy: Economy) -> Vector:
    """Value of what each activity makes a unit of its product with, at full yield, J."""
    return np.asarray(price_weights(economy) @ economy.outputs, dtype=np.float64)


def _activities(economy: Economy) -> dict[str, list[str]]:
    """Sector, activity, name and unit of each activity."""
    goods = [economy.commodities[economy.commodity_index[a.commodity]] for a in economy.activities]
    return {
        "sector": [c.code for c in goods],
        "activity": [a.code for a in economy.activities],
        "name": [c.title for c in goods],
        "unit": [c.unit for c in goods],
    }


def planned_outputs(plan: Plan) -> Vector:
    """Output of each activity of a plan at the yield of the period, T x J [unit of its product]."""
    output: Vector = planned_levels(plan) * plan.economy.yield_factor.T
    return output


def outputs(run: Run) -> pd.DataFrame:
    """One row per period and activity, at the yield of the period.

    Capacity is as shocked, blank where unlimited.
    """
    parts = []
    planned, left = planned_outputs(run.approved), run.economy.yield_factor.T
    for t, period in enumerate(run.periods):
        limited = np.where(np.isfinite(period.capacity), period.capacity, np.nan) * left[t]
        made = run.path[-1, t] * left[t]
        part = pd.DataFrame(_activities(run.economy))
        part["period"] = run.economy.periods[t]
        part["planned"] = planned[t]
        part["frozen"] = made
        part["change"] = made - planned[t]
        part["capacity"] = limited
        part["idle_capacity"] = limited - made
        part["at_rest"] = run.rest[t] * left[t]
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def claims(run: Run) -> pd.DataFrame:
    """One row a claim, in the order of the economy.

    `first` is what goes before other uses, as an order or because it is protected (`status`);
    `rationed` is the planned delivery that gets rho.
    """
    economy, planned = run.economy, planned_deliveries(run.approved)
    orders, at = ordered(run.approved, economy), [0] * len(economy.periods)
    records = []
    for claim in economy.claims:
        t, n = claim.period, at[claim.period]
        at[t] += 1
        claimed, last = run.periods[t].claimed, run.last[t]
        good = economy.commodities[claimed.goods[n]]
        key = claim_key(economy, claim)
        first, rest = float(claimed.first[n]), float(claimed.rest[n])
        delivered = first * float(last.first[n]) + rest * float(last.rho[claimed.rows[n]])
        had = planned.get(key, 0.0)
        records.append(
            {
                "key": key,
                "commodity": good.code,
                "claimant": claim.claimant,
                "use": claim.use,
                "period": economy.periods[t],
                "unit": good.unit,
                "status": "ordered" if key in orders else "protected" if first > 0.0 else "",
                "planned": had,
                "first": first,
                "rationed": rest,
                "frozen": delivered,
                "change": delivered - had,
            }
        )
    return pd.DataFrame.from_records(records, columns=_CLAIM_COLUMNS)


_CLAIM_COLUMNS = [
    *("key", "commodity", "claimant", "use", "period", "unit", "status"),
    *("planned", "first", "rationed", "frozen", "change"),
]


def rho(run: Run) -> pd.DataFrame:
    """One row per period and good, of the last round; supply is net of producers' own use.

    First is what claims and agencies get by order or protection; rho is of those who share the
    rest. supply - used = idle: what is there and finds no use, because its users lack something
    else.
    """
    goods = run.economy.commodities
    parts = []
    for t, last in enumerate(run.last):
        claimed = run.periods[t].claimed
        parts.append(
            pd.DataFrame(
                {
                    "commodity": [c.code for c in goods],
                    "name": [c.title for c in goods],
                    "period": run.economy.periods[t],
                    "unit": [c.unit for c in goods],
                    "supply": last.supply,
                    "first": np.bincount(claimed.goods, claimed.first * last.first, len(goods)),
                    "planned_uses": last.planned,
                    "rho": last.rho[: len(goods)],
                    "used": last.used,
                    "idle": np.maximum(last.supply - last.used, 0.0),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def short(run: Run) -> pd.DataFrame:
    """Planned, received and used by good and user, where less was received than planned.

    A user uses less than it received where another good is scarcer still.
    """
    users = [
        *(("production", a.code) for a in run.economy.activities),
        *(("new capacity", a.code) for a in run.economy.activities),
        *(("project", p.code) for p in run.economy.projects),
    ]
    parts = [_short(run, t, users) for t in range(len(run.periods))]
    return pd.concat(parts, ignore_index=True)


def _short(run: Run, t: int, users: list[tuple[str, str]]) -> pd.DataFrame:
    period, last = run.periods[t], run.last[t]
    goods = run.economy.commodities
    norms = run.norms[t]
    cells = norms.draw.tocoo()
    planned = cells.data * period.fed[cells.col]
    chosen = (last.rho[cells.row] < 1.0) & (planned > 0.0)
    row, column, planned = cells.row[chosen], cells.col[chosen], planned[chosen]
    good = norms.goods[row]
    return pd.DataFrame(
        {
            "commodity": [goods[i].code for i in good],
            "use": [users[v][0] for v in column],
            "user": [users[v][1] for v in column],
            "period": run.economy.periods[t],
            "unit": [goods[i].unit for i in good],
            "planned": planned,
            "received": planned * last.rho[row],
            "used": cells.data[chosen] * last.worked[column],
        }
    )


def construction(run: Run) -> pd.DataFrame:
    """Work of each period on new capacity and projects; `value` is of goods at base prices.

    Planned and done are in units of capacity, or in shares of a project.
    """
    economy, ways = run.economy, len(run.economy.activities)
    builders = [
        *((ways + j, "new capacity", economy.activities[j].code) for j in economy.expandable),
        *((2 * ways + p, "project", q.code) for p, q in enumerate(economy.projects)),
    ]
    units = _activities(economy)["unit"]
    worth = price_weights(economy) @ run.norms[0].by_good()
    records = [
        {
            "kind": kind,
            "item": item,
            "period": economy.periods[t],
            "unit": "share" if kind == "project" else units[v - ways],
            "planned": float(period.fed[v]),
            "done": float(last.worked[v]),
            "shortfall": float(period.fed[v] - last.worked[v]),
            "value": float(worth[v] * (period.fed[v] - last.worked[v])),
            "value_unit": value_unit(economy),
        }
        for t, (period, last) in enumerate(zip(run.periods, run.last, strict=True))
        for v, kind, item in builders
    ]
    return pd.DataFrame.from_records(records, columns=_CONSTRUCTION_COLUMNS)


_CONSTRUCTION_COLUMNS = [
    *("kind", "item", "period", "unit", "planned", "done", "shortfall", "value", "value_unit"),
]


def path(run: Run) -> pd.DataFrame:
    """Value of all output by period and round, its fall in the round and its share of the plan.

    Round 0 is the plan, at most at shocked capacity; its fall is that from the plan.
    """
    values = (run.path * run.economy.yield_factor.T @ made_values(run.economy)).T
    planned = planned_outputs(run.approved) @ made_values(run.economy)
    periods, rounds = values.shape
    return pd.DataFrame(
        {
            "period": np.repeat(run.economy.periods, rounds),
            "round": np.tile(np.arange(rounds), periods),
            "value": values.ravel(),
            "fall": -np.diff(values, prepend=planned[:, np.newaxis]).ravel(),
            "share_of_plan": np.divide(
                values,
                planned[:, np.newaxis],
                out=np.ones_like(values),
                where=planned[:, np.newaxis] > 0.0,
            ).ravel(),
            "value_unit": value_unit(run.economy),
        }
    )


def path_of_activities(run: Run) -> pd.DataFrame:
    """Output of each activity by period and round, at the yield [unit of its product]."""
    names = _activities(run.economy)
    rounds, periods, ways = run.path.shape
    return pd.DataFrame(
        {
            "period": np.repeat(run.economy.periods, rounds * ways),
            "round": np.tile(np.repeat(np.arange(rounds), ways), periods),
            "activity": names["activity"] * (rounds * periods),
            "unit": names["unit"] * (rounds * periods),
            "output": (run.path * run.economy.yield_factor.T).transpose(1, 0, 2).ravel(),
        }
    )
