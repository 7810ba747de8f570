"""What claimants get of a good in a plan."""

from __future__ import annotations

from balances.gosplan import Plan


def by_claimant(plan: Plan, good: str, column: str = "delivered") -> dict[str, float]:
    """A column of the claims on a good, by claimant."""
    claims = plan.claims[plan.claims["commodity"] == good]
    return dict(zip(claims["claimant"], claims[column], strict=True))
