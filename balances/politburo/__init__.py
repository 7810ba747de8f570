"""The priority layer: what becomes of the balanced plan when orders are given."""

from balances.politburo.frozen import FrozenPlan, damage, run_frozen

__all__ = ["FrozenPlan", "damage", "run_frozen"]
