"""The priority layer: what becomes of the balanced plan when orders are given."""

from balances.politburo.checks import issues_of
from balances.politburo.decrees import KINDS
from balances.politburo.frozen import FrozenPlan, damage, run_frozen
from balances.politburo.money import MoneyLine
from balances.politburo.replay import Replay, Step, replay, with_shocks
from balances.politburo.ruling import Outcome, Ruling, Shift

__all__ = [
    "KINDS",
    "FrozenPlan",
    "MoneyLine",
    "Outcome",
    "Replay",
    "Ruling",
    "Shift",
    "Step",
    "damage",
    "issues_of",
    "replay",
    "run_frozen",
    "with_shocks",
]
