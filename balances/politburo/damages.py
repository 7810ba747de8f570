"""The damage of intervening without replanning: the rebalanced plan less the frozen one."""

from __future__ import annotations

import numpy as np
import pandas as pd

from balances.economy.valuation import price_weights
from balances.gosplan import Plan
from balances.politburo import frozen_frames
from balances.politburo.approved import planned_deliveries
from balances.politburo.forward import Run

COLUMNS = (
    *("kind", "item", "commodity", "period", "unit", "approved", "frozen", "rebalanced"),
    *("damage", "value", "value_unit"),
)


def damage(run: Run, rebalanced: Plan) -> pd.DataFrame:
    """Approved, frozen and rebalanced quantity of claims and outputs, and the difference.

    Values are at base prices; without them in shares of natural size.
    """
    whole = pd.concat([_claims(run, rebalanced), _outputs(run, rebalanced)], ignore_index=True)
    whole["damage"] = whole["rebalanced"] - whole["frozen"]
    whole["value"] = whole["damage"] * whole["weight"]
    whole["value_unit"] = frozen_frames.value_unit(run.economy)
    return whole[list(COLUMNS)]


def _claims(run: Run, rebalanced: Plan) -> pd.DataFrame:
    found = frozen_frames.claims(run)
    delivered = planned_deliveries(rebalanced)
    price = dict(
        zip([c.code for c in run.economy.commodities], price_weights(run.economy), strict=True)
    )
    return pd.DataFrame(
        {
            "kind": "claim",
            "item": found["key"],
            "commodity": found["commodity"],
            "period": found["period"],
            "unit": found["unit"],
            "approved": found["planned"],
            "frozen": found["frozen"],
            "rebalanced": [delivered.get(key, 0.0) for key in found["key"]],
            "weight": [float(price[code]) for code in found["commodity"]],
        }
    )


def _outputs(run: Run, rebalanced: Plan) -> pd.DataFrame:
    found = frozen_frames.outputs(run)
    return pd.DataFrame(
        {
            "kind": "output",
            "item": found["activity"],
            "commodity": found["sector"],
            "period": found["period"],
            "unit": found["unit"],
            "approved": found["planned"],
            "frozen": found["frozen"],
            "rebalanced": frozen_frames.planned_outputs(rebalanced).ravel(),
            "weight": np.tile(frozen_frames.made_values(run.economy), len(run.economy.periods)),
        }
    )
