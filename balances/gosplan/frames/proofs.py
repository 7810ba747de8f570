"""Stages of the solve, in order."""

from __future__ import annotations

import pandas as pd

from balances.economy.evidence import Evidence


def stages(evidence: Evidence) -> pd.DataFrame:
    """What was solved, in order; the level is the common fulfilment reached or the objective."""
    return pd.DataFrame.from_records(
        [
            {
                "number": number,
                "kind": stage.kind,
                "priority": stage.priority,
                "level": -stage.objective if stage.kind != "least_effort" else stage.objective,
                "goals_raised": len(stage.raised),
                "goals_fixed": len(stage.fixed),
                "iterations": stage.iterations,
                "attempts": ", ".join(stage.attempts),
            }
            for number, stage in enumerate(evidence.stages, start=1)
        ]
    )
