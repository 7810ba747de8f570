"""Lines of the material balance: one function a line, for the row and for the report.

A line is a linear term in the unknowns plus what is given beforehand. The rows of a line
run over periods and commodities: row t*I + i is commodity i in period t [unit_i].
A new line is one function and one entry in `LINES`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import partial

import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Economy, Matrix, Vector
from balances.economy.records import USES
from balances.program.unknowns import Columns, Unknowns


class Side(IntEnum):
    """Sources add to what there is, uses take from it."""

    SOURCE = 1
    USE = -1


@dataclass(frozen=True)
class Line:
    """One line of the balance.

    Attributes:
        name: words of the report.
        side: source or use.
        term: coefficients over the unknowns, (T*I) x K.
        given: amounts known beforehand, T*I [unit_i]; None = nothing.
    """

    name: str
    side: Side
    term: Callable[[Economy, Unknowns], Matrix]
    given: Callable[[Economy], Vector] | None = None


def brought_forward(economy: Economy, unknowns: Unknowns) -> Matrix:
    """s_i,t-1 of storable goods: what was in stock at the end of the period before."""
    return _stocks(economy, unknowns, storable=True, shift=1)


def opening_stock(economy: Economy) -> Vector:
    """s_i0 in the first period."""
    given = np.zeros((len(economy.periods), len(economy.commodities)))
    given[0] = [c.opening_stock for c in economy.commodities]
    return given.ravel()


def hoards_forward(economy: Economy, unknowns: Unknowns) -> Matrix:
    """Sum over agencies of u_ih,t-1: what they held beyond their use."""
    return _hoards(economy, unknowns, shift=1)


def opening_hoards(economy: Economy) -> Vector:
    """Sum over agencies of u_ih0 in the first period: what they held before the plan."""
    given = np.zeros((len(economy.periods), len(economy.commodities)))
    for (good, _), stock in economy.agency_stocks.items():
        given[0, economy.commodity_index[good]] += stock
    return given.ravel()


def production(economy: Economy, unknowns: Unknowns) -> Matrix:
    """Sum over j of o_ij x_jt, at what shocks leave of the yield."""
    makes, t = sp.coo_array(economy.outputs), _periods(economy)
    i, j = makes.row, makes.col
    yields = makes.data * economy.yield_factor.T[:, j]
    return _term(economy, unknowns, t * len(economy.commodities) + i, unknowns.levels[:, j], yields)


def imports(economy: Economy, unknowns: Unknowns) -> Matrix:
    """m_it."""
    columns = unknowns.imports.ravel()
    rows = np.flatnonzero(columns >= 0)
    return _term(economy, unknowns, rows, columns[rows])


def productive_consumption(
    economy: Economy, unknowns: Unknowns, agency: str | None = None
) -> Matrix:
    """Sum over j of a_ij x_j,t+l: inputs of what will be ready l periods later.

    Beyond the last period T, the level is that of T times (1 + terminal growth). With
    `agency`, only the activities that the agency owns.
    """
    owned = [agency is None or activity.agency == agency for activity in economy.activities]
    leads = np.array([activity.lead for activity in economy.activities], dtype=np.int64)
    uses, t, last = sp.coo_array(economy.inputs), _periods(economy), len(economy.periods) - 1
    chosen = np.array(owned, dtype=bool)[uses.col]
    i, j, norms = uses.row[chosen], uses.col[chosen], uses.data[chosen]
    ready = t + leads[j]
    growth = np.where(ready > last, 1.0 + economy.settings.terminal_growth, 1.0)
    columns = unknowns.levels[np.minimum(ready, last), j]
    return _term(economy, unknowns, t * len(economy.commodities) + i, columns, growth * norms)


def capital_construction(economy: Economy, unknowns: Unknowns, agency: str | None = None) -> Matrix:
    """Sum of omega_j,t-tau b_ij n_j,tau and of beta_ip y_pt: what building takes.

    With `agency`, only for the capacity it owns and the projects it builds.
    """
    building, periods = unknowns.building, len(economy.periods)
    goods = len(economy.commodities)
    blocks = [sp.csr_array((periods * goods, len(unknowns.keys)))]
    for spent, owned in spending_by_profile(economy, agency):
        block = sp.kron(spent, economy.capital @ sp.diags_array(owned))
        blocks.append(unknowns.place(block, building.starts.ravel()))
    if economy.projects:
        inputs = np.zeros((goods, len(economy.projects)))
        for p, project in enumerate(economy.projects):
            if agency is None or project.agency == agency:
                for code, amount in project.inputs.items():
                    inputs[economy.commodity_index[code], p] = amount
        block = sp.kron(sp.eye_array(periods), sp.csr_array(inputs))
        blocks.append(unknowns.place(block, building.shares.ravel()))
    return sum(blocks[1:], start=blocks[0])


def spending_by_profile(
    economy: Economy, agency: str | None = None
) -> list[tuple[Matrix, list[float]]]:
    """Profiles of construction spending, each with the activities that follow it.

    A profile is what is spent in a period (row) on what was started in another (column), T x T;
    the activities are 0 or 1, J. With `agency`, only those it owns.
    """
    periods, found = len(economy.periods), []
    for shares in dict.fromkeys(economy.activities[j].spending for j in economy.expandable):
        spent = np.zeros((periods, periods))
        for k, share in enumerate(shares[:periods]):
            spent += share * np.eye(periods, k=-k)
        followed = [
            float(a.spending == shares and (agency is None or a.agency == agency))
            for a in economy.activities
        ]
        found.append((sp.csr_array(spent), followed))
    return found


def deliveries(economy: Economy, unknowns: Unknowns, use: str = "", claimant: str = "") -> Matrix:
    """Sum of f_g over the claims of one use and of one claimant; empty = of any."""
    goods, position = len(economy.commodities), economy.commodity_index
    chosen = [
        (number, claim.period * goods + position[claim.commodity])
        for number, claim in enumerate(economy.wanted)
        if (not use or claim.use == use) and (not claimant or claim.claimant == claimant)
    ]
    numbers, rows = np.array(chosen, dtype=np.int64).reshape(-1, 2).T
    # The first goals are the claims with a target.
    return _term(economy, unknowns, rows, unknowns.deliveries[numbers])


def hoarded(economy: Economy, unknowns: Unknowns) -> Matrix:
    """Sum over agencies of u_iht: goods received and not used."""
    return _hoards(economy, unknowns, shift=0)


def _hoards(economy: Economy, unknowns: Unknowns, shift: int) -> Matrix:
    goods, last = len(economy.commodities), len(economy.periods) - 1
    cells = [
        ((t + shift) * goods + economy.commodity_index[good], column)
        for (good, _, t), column in unknowns.hoards.items()
        if t + shift <= last
    ]
    rows, columns = np.array(cells, dtype=np.int64).reshape(-1, 2).T
    return _term(economy, unknowns, rows, columns)


def closing_stock(economy: Economy, unknowns: Unknowns) -> Matrix:
    """s_it of storable goods: carried into the next period."""
    return _stocks(economy, unknowns, storable=True)


def surplus(economy: Economy, unknowns: Unknowns) -> Matrix:
    """s_it of goods that cannot be stored: made and not used."""
    return _stocks(economy, unknowns, storable=False)


def _stocks(economy: Economy, unknowns: Unknowns, *, storable: bool, shift: int = 0) -> Matrix:
    goods, periods = len(economy.commodities), len(economy.periods)
    kept = np.flatnonzero([c.storable == storable for c in economy.commodities])
    rows = _periods(economy)[shift:] * goods + kept
    columns = unknowns.stocks[: periods - shift, kept]
    return _term(economy, unknowns, rows, columns)


def _periods(economy: Economy) -> Columns:
    """t, T x 1: down the rows, so that cells of norms may stand beside it."""
    return np.arange(len(economy.periods))[:, np.newaxis]


def _term(
    economy: Economy,
    unknowns: Unknowns,
    rows: Columns,
    columns: Columns,
    values: Vector | float = 1.0,
) -> Matrix:
    """Coefficients in these cells, (T*I) x K; rows, columns and values have one shape."""
    shape = (len(economy.periods) * len(economy.commodities), len(unknowns.keys))
    each = np.broadcast_to(values, rows.shape)
    return sp.csr_array((each.ravel(), (rows.ravel(), columns.ravel())), shape=shape)


USE_NAMES: dict[str, str] = {
    "household": "households (market fund)",
    "social": "social consumption",
    "government": "government",
    "defence": "defence",
    "export": "exports",
    "reserve": "state reserve",
    "other": "other final use",
}

LINES: tuple[Line, ...] = (
    Line("opening stock", Side.SOURCE, brought_forward, given=opening_stock),
    Line("agency stocks brought forward", Side.SOURCE, hoards_forward, given=opening_hoards),
    Line("production", Side.SOURCE, production),
    Line("imports", Side.SOURCE, imports),
    Line("productive consumption", Side.USE, productive_consumption),
    Line("capital construction", Side.USE, capital_construction),
    *(Line(USE_NAMES[use], Side.USE, partial(deliveries, use=use)) for use in USES),
    Line("held by agencies", Side.USE, hoarded),
    Line("closing stock", Side.USE, closing_stock),
    Line("surplus", Side.USE, surplus),
)
