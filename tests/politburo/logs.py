"""Logs of decrees for tests: rows in, a replay or a change on paper out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from balances.economy.decrees import Decree
from balances.economy.economy import Economy
from balances.gosplan import Plan, solve
from balances.politburo import Replay, replay
from balances.politburo.change import Change
from balances.politburo.context import Context
from balances.politburo.decrees import kind_of
from balances.program.goals import MOBILISED
from tests.conftest import an_economy, good, made


def decree(kind: str, value: float | None = None, number: int = 1, **fields: Any) -> Decree:
    """A decree; target columns may be given as one word."""
    lists = {
        name: (field,) if isinstance(field, str) and name in LISTS else field
        for name, field in fields.items()
    }
    return Decree(str(number), kind, value=value, **lists)


LISTS = ("claims", "commodities", "sectors", "groups", "agencies", "agency_kinds", "uses")
LISTS += ("figures", "projects", "spared", "cancels")


def a_log(*decrees: Decree) -> tuple[Decree, ...]:
    """Decrees numbered in order."""
    return tuple(replace(d, number=str(n)) for n, d in enumerate(decrees, start=1))


def replayed(economy: Economy, *decrees: Decree) -> Replay:
    """The log of these decrees, numbered in order, replayed."""
    return replay(replace(economy, decrees=a_log(*decrees)))


def changed(economy: Economy, of: Decree) -> Change:
    """What a decree changes on paper."""
    kind = kind_of(of.kind)
    assert kind is not None
    return kind.on(of, Context(solve(economy, MOBILISED), economy))


def got(plan: Plan, commodity: str, who: str, use: str = "other", period: str = "1") -> float:
    """What a claim gets."""
    return plan.delivered[f"claim:{commodity}/{who}/{use}/{period}"]


def outcomes(of: Replay) -> list[str]:
    """The outcome of every ruling."""
    return [str(ruling.outcome) for ruling in of.rulings]


def one_good(supply: float, *records: Any, code: str = "trucks", **fields: Any) -> Economy:
    """An economy with one good of which there is so much."""
    return an_economy(good(code, **fields), made(code, supply), *records)
