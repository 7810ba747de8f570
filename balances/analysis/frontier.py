"""The frontier: what more of a budget, or of any other field, buys and costs.

Each point is a plan of the same economy with one field at another value; the frame has one row
a point, also for points that have no plan.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import pandas as pd

from balances.economy.economy import Economy
from balances.economy.issue import InfeasiblePlanError, SolverStoppedError, UnboundedPlanError
from balances.economy.measures import MeasureError
from balances.economy.noticed import MET
from balances.gosplan import HotStart, Plan, solve

COLUMNS = (
    *("point", "value", "status", "real_investment", "nominal_investment", "price_index"),
    *("open_price_index", "overhang", "consumption", "unfinished", "lowest_level", "goals_met"),
)


class SweepError(ValueError):
    """The range to sweep is not of the form field=first:last:count."""


def sweep_of(text: str) -> tuple[str, tuple[float, ...]]:
    """Field and values that `field=first:last:count` names, ends included.

    Raises:
        SweepError: it is not of that form.
    """
    field, _, span = text.partition("=")
    parts = span.split(":")
    try:
        first, last, count = float(parts[0]), float(parts[1]), int(parts[2])
    except (IndexError, ValueError):
        raise SweepError(f"{text!r} is not of the form finance.budget=40:60:5") from None
    if not field.strip() or len(parts) != 3 or count < 2 or not math.isfinite(first + last):
        raise SweepError(f"{text!r} is not of the form finance.budget=40:60:5")
    step = (last - first) / (count - 1)
    return field.strip(), tuple(first + k * step for k in range(count))


def frontier(
    economy_at: Callable[[float], Economy],
    values: tuple[float, ...],
    mode: str,
    *,
    seconds: float = math.inf,
    progress: Callable[[str], None] = lambda _: None,
) -> Iterator[dict[str, object]]:
    """Plan the economy at each value and yield one record a point.

    Args:
        economy_at: the economy with the field at a value.
        values: of the field, in the order to be planned.
        mode: balanced or mobilised.
        seconds: time limit for each plan.
        progress: called with a line a point.
    """
    hot = HotStart()
    for number, value in enumerate(values, start=1):
        progress(f"point {number} of {len(values)}: {value:g}")
        record: dict[str, object] = {"point": number, "value": value}
        try:
            plan = solve(economy_at(value), mode, seconds=seconds, hot=hot)
        except InfeasiblePlanError:
            yield record | {"status": "infeasible"}
        except UnboundedPlanError:
            yield record | {"status": "unbounded"}
        except SolverStoppedError:
            yield record | {"status": "stopped"}
        else:
            yield record | {"status": plan.status} | _measured(plan)


def frontier_frame(records: list[dict[str, object]]) -> pd.DataFrame:
    """The records as a frame, with every column of `COLUMNS`."""
    return pd.DataFrame.from_records(records, columns=list(COLUMNS))


def _measured(plan: Plan) -> dict[str, object]:
    """What a point is drawn by; money and work are sums over the periods."""
    goals, invested = plan.goals, plan.investment
    found: dict[str, object] = {
        "lowest_level": float(goals["fulfilment"].min()) if len(goals) else math.nan,
        "goals_met": int((goals["fulfilment"] >= MET).sum()),
        "consumption": _total(plan, "consumption"),
    }
    if not len(invested):
        return found
    real, nominal = float(invested["real"].sum()), float(invested["nominal"].sum())
    planned = float((invested["cost_index"] * invested["real"]).sum())
    overhang = float(invested["overhang"].sum())
    return found | {
        "real_investment": real,
        "nominal_investment": nominal,
        "price_index": nominal / planned if planned > 0.0 else math.nan,
        "open_price_index": (nominal + overhang) / planned if planned > 0.0 else math.nan,
        "overhang": overhang,
        "unfinished": float(invested["unfinished"].iloc[-1]),
    }


def _total(plan: Plan, name: str) -> float:
    try:
        return float(plan.measure(name).sum())
    except MeasureError:
        return math.nan
