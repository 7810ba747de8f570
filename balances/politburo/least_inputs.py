"""The least inputs with which a target can be reached: one linear program."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from balances.economy.economy import Economy
from balances.economy.issue import InfeasiblePlanError
from balances.program.families.agency_allocation import received
from balances.program.goals import MOBILISED
from balances.program.lp import HIGHS
from balances.program.program import Program


def least_receipts(
    economy: Economy, figures: Sequence[int], place: tuple[str, str, int]
) -> float | None:
    r"""Least that an agency must receive so that the figures reach their targets.

    .. math:: \\min \\; \\text{received}_{iht} \\quad \\text{s.t.} \\quad E_k \\ge \\tau_k

    All other goals may fall to their floors, and limits on what the agency may receive of the
    commodity in the period are lifted.

    Args:
        economy: as it is.
        figures: positions of the control figures.
        place: commodity, agency, period.

    Returns:
        Units of the commodity; None where no amount is enough.
    """
    good, agency, period = place
    allocations = [
        replace(a, low=None, high=None, share=None, target=None)
        if (a.commodity, a.agency, a.period) == place
        else a
        for a in economy.allocations
    ]
    hard = [
        replace(figure, hard=True) if k in figures else figure
        for k, figure in enumerate(economy.figures)
    ]
    changed = economy.with_allocations(allocations).with_figures(hard)
    program = Program(changed, MOBILISED, HIGHS, math.inf)
    row = period * len(economy.commodities) + economy.commodity_index[good]
    uses = received(changed, program.layout.unknowns, agency)[[row]].toarray()[0]
    try:
        solution = program.solve(uses)
    except InfeasiblePlanError:
        return None
    return float(uses @ solution.values)
