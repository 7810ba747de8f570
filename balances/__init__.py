"""Material-balance planning as Gosplan would do it, and as the Politburo would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from balances.api import Plan, check, explain, load, replay, report, solve

__all__ = ["Plan", "check", "explain", "load", "replay", "report", "solve"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the verb is
    """Import the verbs when they are first asked for, so that `balances --help` is quick."""
    if name in __all__:
        from balances import api  # noqa: PLC0415 - the point of this function

        return getattr(api, name)
    raise AttributeError(f"module 'balances' has no attribute {name!r}")
