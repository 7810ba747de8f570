"""Keys: how rows, unknowns and goals are called, from the program to the report.

The solver never sees them; it knows positions only. A key is what a certificate, a price
table and an explanation agree on.
"""

from __future__ import annotations

from typing import NamedTuple

from balances.economy.economy import Economy
from balances.economy.records import Allocation, Claim, Commodity, ControlFigure


class Key(NamedTuple):
    """A row or an unknown of the program.

    Attributes:
        kind: family of the row (`material_balance`, `capacity` …) or symbol of the unknown
            (`x`, `m`, `f`, `s`, `u`, `lambda`).
        item: commodity, activity, category, label or goal key it is about.
        period: 0-based; -1 where no period applies.
        holder: agency, where one applies.
    """

    kind: str
    item: str
    period: int = -1
    holder: str = ""


def claim_key(economy: Economy, claim: Claim) -> str:
    """`claim:commodity/claimant/use/period`."""
    label = economy.periods[claim.period]
    return f"claim:{claim.commodity}/{claim.claimant}/{claim.use}/{label}"


def protection_key(economy: Economy, claim: Claim) -> str:
    """`protection:commodity/claimant/use/period`, the protected part of a claim."""
    return f"protection:{claim_key(economy, claim).removeprefix('claim:')}"


def figure_key(economy: Economy, figure: ControlFigure) -> str:
    """`figure:label/period`."""
    return f"figure:{figure.label}/{economy.label(figure.period)}"


def allocation_key(economy: Economy, allocation: Allocation) -> str:
    """`allocation:commodity/agency/period`, what an agency should receive."""
    label = economy.periods[allocation.period]
    return f"allocation:{allocation.commodity}/{allocation.agency}/{label}"


def stock_key(commodity: Commodity) -> str:
    """`stock:commodity`, the least closing stock of the last period."""
    return f"stock:{commodity.code}"
