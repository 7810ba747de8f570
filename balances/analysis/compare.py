"""Two plans, and the two economies behind them, held against each other by key.

Inputs are compared as records: what is in one economy only, and what differs in both. Plans are
compared by goal, activity and allotment.
Source: MODEL section 11.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

import pandas as pd

from balances.economy.economy import Economy
from balances.economy.issue import Where
from balances.economy.keys import claim_key, figure_key
from balances.economy.noticed import NOTICED
from balances.gosplan.plan import Plan

_UNCOMPARED = ("where", "source", "printed")
"""Fields of records that say where a figure stands and not what it is."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """What differs between two plans, left and right.

    Attributes:
        inputs: record, key, field, left, right: everything that was given differently; a record
            that is on one side only has the field `(whole record)`.
        goals: key, period, unit, left, right, difference, percent of what is delivered.
        outputs: activity, period, unit, left, right, difference, percent.
        allocations: commodity, agency, period, left, right, difference, percent.
    """

    inputs: pd.DataFrame
    goals: pd.DataFrame
    outputs: pd.DataFrame
    allocations: pd.DataFrame

    @property
    def differs(self) -> bool:
        """Whether any figure of the plans differs by more than the tolerance of plans."""
        frames = (self.goals, self.outputs, self.allocations)
        return any(_differs(frame).any() for frame in frames if len(frame))

    @property
    def moved(self) -> tuple[int, int]:
        """How many goals get more on the right, and how many less; one that is new gets more."""
        if not len(self.goals):
            return 0, 0
        signs = self.goals["difference"].where(_differs(self.goals), 0.0)
        return int((signs > 0.0).sum()), int((signs < 0.0).sum())


def compare(left: Plan, right: Plan) -> Comparison:
    """Hold two plans and their economies against each other."""
    return Comparison(
        inputs=input_differences(left.economy, right.economy),
        goals=_joined(left.goals, right.goals, ["key", "period", "unit"], "delivered"),
        outputs=_joined(left.outputs, right.outputs, ["activity", "period", "unit"], "output"),
        allocations=_joined(
            left.allocations, right.allocations, ["commodity", "agency", "period"], "total"
        ),
    )


def _joined(left: pd.DataFrame, right: pd.DataFrame, keys: list[str], value: str) -> pd.DataFrame:
    """Both plans' figures side by side; what one plan does not have is missing."""
    both = left[[*keys, value]].merge(
        right[[*keys, value]], on=keys, how="outer", suffixes=("_left", "_right"), sort=False
    )
    frame = both.rename(columns={f"{value}_left": "left", f"{value}_right": "right"})
    frame["difference"] = frame["right"].fillna(0.0) - frame["left"].fillna(0.0)
    had = frame["left"].where(frame["left"] != 0.0)
    frame["percent"] = frame["difference"] / had
    return frame


def _differs(frame: pd.DataFrame) -> pd.Series[bool]:
    size = frame[["left", "right"]].abs().max(axis=1)
    return frame["difference"].abs() > NOTICED * size


def input_differences(left: Economy, right: Economy) -> pd.DataFrame:
    """Every figure that two economies were given differently, by record and field."""
    rows = [
        {"record": kind, "key": key, "field": field, "left": before, "right": after}
        for kind, (old, new) in _records(left, right).items()
        for key, field, before, after in _changes(old, new)
    ]
    return pd.DataFrame(rows, columns=["record", "key", "field", "left", "right"], dtype=object)


def _records(
    left: Economy, right: Economy
) -> Mapping[str, tuple[Mapping[str, object], Mapping[str, object]]]:
    """Records of both economies by kind and key."""
    both = [_by_kind(left), _by_kind(right)]
    return {kind: (both[0][kind], both[1][kind]) for kind in both[0]}


def _by_kind(economy: Economy) -> Mapping[str, Mapping[str, object]]:
    goods, ways = economy.commodities, economy.activities
    norms = economy.inputs.tocoo()
    cells = zip(norms.row, norms.col, norms.data, strict=True)
    return {
        "commodity": {good.code: good for good in goods},
        "activity": {way.code: way for way in ways},
        "norm": {f"{goods[i].code}/{ways[j].code}": float(a) for i, j, a in cells},
        "labour": {category.code: category for category in economy.labour},
        "agency": {agency.code: agency for agency in economy.agencies},
        "claim": {claim_key(economy, claim): claim for claim in economy.claims},
        "figure": {figure_key(economy, figure): figure for figure in economy.figures},
        "allocation": {
            f"{a.commodity}/{a.agency}/{economy.periods[a.period]}": a for a in economy.allocations
        },
        "project": {project.code: project for project in economy.projects},
        "finance": dict(zip(economy.periods, economy.finance, strict=False)),
        "decree": {decree.number: decree for decree in economy.decrees},
        "settings": {"settings": economy.settings},
    }


def _changes(
    old: Mapping[str, object], new: Mapping[str, object]
) -> Iterator[tuple[str, str, object, object]]:
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        if before is None or after is None:
            yield key, "(whole record)", _presence(before), _presence(after)
        elif isinstance(before, float):
            if before != after:
                yield key, "coefficient", before, after
        else:
            yield from ((key, *change) for change in _fields_changed(before, after))


def _presence(record: object) -> object:
    if record is None:
        return "absent"
    return record if isinstance(record, float) else "there"


def _fields_changed(before: object, after: object) -> Iterator[tuple[str, object, object]]:
    for field in fields(before):  # type: ignore[arg-type]
        old, new = getattr(before, field.name), getattr(after, field.name)
        compared = field.name not in _UNCOMPARED and not isinstance(old, Where)
        if compared and old != new and not (_is_nan(old) and _is_nan(new)):
            yield field.name, _plain(old), _plain(new)


def _is_nan(value: object) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _plain(value: object) -> object:
    """A field as a cell shows it."""
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)
