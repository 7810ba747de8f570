"""The balanced plan: leximin by class, other methods, and the Plan they yield."""

from balances.gosplan.plan import Plan
from balances.gosplan.solve import HotStart, solve

__all__ = ["HotStart", "Plan", "solve"]
