"""The balanced plan: leximin by class, other methods, and the Plan they yield."""

from balances.gosplan.plan import Plan
from balances.gosplan.solve import solve

__all__ = ["Plan", "solve"]
