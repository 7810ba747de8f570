"""The program stated again, from the economy alone, to hold a solver's answer against.

Rows are written with sources positive. Nothing here is shared with `balances.program`: an
error would have to be made twice, in two different ways, to pass unseen.
"""

from __future__ import annotations

from balances.certificate import agencies, goals, goods
from balances.certificate.construction import write_construction
from balances.certificate.ledger import Ledger
from balances.certificate.statement import Statement
from balances.economy.economy import Economy
from balances.economy.keys import Key


def restate(economy: Economy, columns: tuple[Key, ...]) -> Statement:
    """Write the program of the economy over these columns.

    Raises:
        MisfitError: a column is missing, or one is there that the economy does not have.
    """
    ledger = Ledger(economy, columns)
    level = ledger.column("lambda", "", -1)
    ledger.high[level] = 1.0
    goods.bounds_of_goods(ledger)
    wanted = goals.goal_columns(ledger)
    goods.material_balances(ledger)
    goods.capacities(ledger)
    goods.labour(ledger)
    write_construction(ledger)
    goods.foreign_exchange(ledger)
    agencies.allocations(ledger, wanted)
    goals.control_figures(ledger, wanted)
    goals.closing_stocks(ledger, wanted)
    goals.protections(ledger, wanted)
    goals.maximised(ledger)
    goals.fulfilments(ledger, wanted, level)
    return ledger.statement()
