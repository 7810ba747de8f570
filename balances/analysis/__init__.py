"""What plans and economies mean: structure, sweeps, comparisons, explanations."""

from __future__ import annotations

from balances.analysis.decree_ledger import Payment, payments
from balances.analysis.explain import NoPricesError, explain, short_goals
from balances.analysis.explanation import BindingResource, Explanation
from balances.analysis.goal_names import GoalNameError, goal_named, goals_named
from balances.analysis.grounds import Grounds
from balances.analysis.structure import Structure, structure

__all__ = [
    "BindingResource",
    "Explanation",
    "GoalNameError",
    "Grounds",
    "NoPricesError",
    "Payment",
    "Structure",
    "explain",
    "goal_named",
    "goals_named",
    "payments",
    "short_goals",
    "structure",
]
