"""Structure: what the norms of an economy say of its sectors, whatever is planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from balances.analysis import graph as flows
from balances.analysis.norms import MainNorms, Measure, main_norms
from balances.economy.economy import Economy, Vector
from balances.economy.leontief import full_coefficients, is_productive

MEASURE_NOTES: Mapping[Measure, str] = {
    Measure.PRICES: "Quantities of different products are added up at base prices.",
    Measure.ONE_UNIT: "All products have one unit, so their quantities add up as they are.",
    Measure.NATURAL_SIZES: (
        "Units differ and base prices are missing: products are added up as shares of their "
        "natural sizes (base output, else capacity, target or need). A multiplier is then the "
        "rise of outputs, in such shares, per final use of the whole natural size of the product."
    ),
}


NOISE = 1e-14
"""Full requirements below this, in the common measure, are what rounding leaves of a zero."""

ABOVE = 1.0 + 1e-9
"""A linkage counts as above the mean from here on, so that rounding makes no key sector."""


@dataclass(frozen=True, eq=False)
class Structure:
    """The structure of production, by the norms of the main activities.

    Attributes:
        sectors: one row a commodity, in the order of the economy: code, name, unit; multiplier,
            backward and forward linkages (normalised to mean 1), forward_supply (Ghosh; missing
            where base outputs are), key; direct_labour and full_labour [workers / unit] over all
            categories and their ratio labour_multiplier (missing without labour norms);
            betweenness; block and place, both counted from 1.
        direct: A, suppliers by users [unit_i / unit_j].
        full: L = (I - A)^-1, suppliers by users [unit_i / unit_j]; missing values where the
            norms are not productive.
        labour: one row a category and commodity: direct and full labour [workers / unit].
        blocks: one row a block: block, sectors, commodities (codes, in sector order).
        chains: one row a step of the longest supply chains: chain, step, block.
        weights: w_i, worth of a unit in the common measure, by commodity.
        measure: what the weights are.
        linearity: share of flows that go forward in the triangulated order.
        linearity_given: the same in the order of the economy.
        notes: what was left out, and how quantities are added up.
    """

    sectors: pd.DataFrame
    direct: pd.DataFrame
    full: pd.DataFrame
    labour: pd.DataFrame
    blocks: pd.DataFrame
    chains: pd.DataFrame
    weights: pd.Series[float]
    measure: Measure
    linearity: float
    linearity_given: float
    notes: tuple[str, ...]

    @property
    def key_sectors(self) -> tuple[str, ...]:
        """Codes of the sectors whose backward and forward linkages are both above 1."""
        return tuple(self.sectors["code"][self.sectors["key"]])

    @property
    def order(self) -> tuple[str, ...]:
        """Codes in triangulated order, suppliers first."""
        return tuple(self.sectors.sort_values("place")["code"])


def structure(economy: Economy) -> Structure:
    r"""Requirements, linkages, multipliers, blocks, chains and order of the main activities.

    .. math:: L = (I - A)^{-1}, \quad v_{ij} = w_i l_{ij} / w_j, \quad m_j = \sum_i v_{ij}, \quad
              B_j = n m_j / \sum_{ij} v_{ij}, \quad F_i = n \sum_j v_{ij} / \sum_{ij} v_{ij}, \quad
              F^{G}_i = n \sum_j g_{ij} / \sum_{ij} g_{ij}, \quad g_{ij} = l_{ij} x_j / x_i

    m is the output multiplier, B the backward linkage (power of dispersion), F the forward
    linkage (sensitivity of dispersion), F^G the forward linkage on the supply side (Ghosh), with
    base outputs x. A key sector has B > 1 and F > 1. Full labour is l L, its multiplier full over
    direct labour (type I), at the base year's productivity.

    Further techniques and by-products are left out, and so are leads: a sector is its own
    activity. Where L does not exist or the norms are not productive, what rests on it is missing.

    Source: Rasmussen (1956); Ghosh (1958); Miller & Blair (2009), ch. 2, 6 and 12; MODEL
    sections 2 and 9.
    """
    norms = main_norms(economy)
    full = _full(norms)
    graph = flows.graph_of(norms)
    order = flows.triangulated_order(graph)
    parts = flows.blocks(graph)
    labour = economy.labour_norms[:, : len(norms.codes)]
    columns = _linkages(economy, norms, full) | _labour_of_sectors(labour, full)
    sectors = pd.DataFrame(
        {
            "code": norms.codes,
            "name": [c.title for c in economy.commodities],
            "unit": [c.unit for c in economy.commodities],
            **columns,
            "betweenness": list(flows.betweenness(graph).values()),
            "block": _positions(norms.codes, parts),
            "place": _positions(norms.codes, [(code,) for code in order]),
        }
    )
    return Structure(
        sectors=sectors,
        direct=_square(norms, norms.inputs.toarray()),
        full=_square(norms, full),
        labour=_labour(economy, labour, full),
        blocks=pd.DataFrame(
            [(n, len(part), part) for n, part in enumerate(parts, start=1)],
            columns=["block", "sectors", "commodities"],
        ),
        chains=_chains(graph, parts),
        weights=pd.Series(norms.weights, index=list(norms.codes)),
        measure=norms.measure,
        linearity=flows.linearity(graph, order),
        linearity_given=flows.linearity(graph, norms.codes),
        notes=tuple(_notes(economy, norms, full)),
    )


def _full(norms: MainNorms) -> Vector:
    """L, or missing values where the norms cannot feed themselves."""
    # Column sums below 1 in one measure are proof enough of productive norms, and cheap.
    cheap = bool(np.all(abs(norms.shares).sum(axis=0) < 1.0))
    if not cheap and not is_productive(norms.inputs):
        return np.full(norms.inputs.shape, np.nan)
    full = full_coefficients(norms.inputs)
    valued = norms.weights[:, None] * full / norms.weights[None, :]
    return np.where(abs(valued) > NOISE, full, 0.0)


def _linkages(economy: Economy, norms: MainNorms, full: Vector) -> dict[str, object]:
    valued = norms.weights[:, None] * full / norms.weights[None, :]
    backward, forward = _normalised(valued.sum(axis=0)), _normalised(valued.sum(axis=1))
    base = np.array([c.base_output or np.nan for c in economy.commodities], dtype=np.float64)
    supply = full * base[None, :] / base[:, None]
    return {
        "multiplier": valued.sum(axis=0),
        "backward": backward,
        "forward": forward,
        "forward_supply": _normalised(supply.sum(axis=1)),
        "key": (backward > ABOVE) & (forward > ABOVE),
    }


def _normalised(linkages: Vector) -> Vector:
    """Divided by their mean; all missing where one is."""
    found: Vector = linkages / linkages.mean()
    return found


def _labour(economy: Economy, direct: Vector, full: Vector) -> pd.DataFrame:
    whole = direct @ full
    return pd.DataFrame(
        [
            (category.code, good.code, f"workers / {good.unit}", direct[q, i], whole[q, i])
            for q, category in enumerate(economy.labour)
            for i, good in enumerate(economy.commodities)
        ],
        columns=["category", "commodity", "unit", "direct", "full"],
    )


def _labour_of_sectors(norms: Vector, full: Vector) -> dict[str, object]:
    """Direct and full labour of each commodity over all categories, and their ratio."""
    if not norms.any():
        nothing = np.full(len(full), np.nan)
        return dict.fromkeys(("direct_labour", "full_labour", "labour_multiplier"), nothing)
    direct = norms.sum(axis=0)
    whole = direct @ full
    ratio = np.divide(whole, direct, out=np.full(direct.size, np.nan), where=direct > 0.0)
    return {"direct_labour": direct, "full_labour": whole, "labour_multiplier": ratio}


def _positions(
    codes: tuple[str, ...], parts: list[flows.Block] | tuple[flows.Block, ...]
) -> list[int]:
    """The number of the part in which each commodity is, from 1."""
    found = {code: n for n, part in enumerate(parts, start=1) for code in part}
    return [found[code] for code in codes]


def _square(norms: MainNorms, values: Vector) -> pd.DataFrame:
    index = pd.Index(norms.codes, name="supplier")
    return pd.DataFrame(values, index=index, columns=pd.Index(norms.codes, name="user"))


def _chains(graph: flows.FlowGraph, parts: tuple[flows.Block, ...]) -> pd.DataFrame:
    number = {part: n for n, part in enumerate(parts, start=1)}
    return pd.DataFrame(
        [
            (chain, step, number[part])
            for chain, blocks in enumerate(flows.longest_chains(graph), start=1)
            for step, part in enumerate(blocks, start=1)
        ],
        columns=["chain", "step", "block"],
    )


def _notes(economy: Economy, norms: MainNorms, full: Vector) -> Iterator[str]:
    count = len(norms.codes)
    yield MEASURE_NOTES[norms.measure]
    if np.isnan(full).any():
        yield "The norms are not productive, so there are no full requirements."
    further = [activity.code for activity in economy.activities[count:]]
    if further:
        yield f"Further techniques are left out: {', '.join(further)}."
    made = economy.outputs[:, :count].tocoo()
    makers = dict.fromkeys(norms.codes[j] for i, j in zip(*made.coords, strict=True) if i != j)
    if makers:
        yield f"By-products are left out, of {', '.join(sorted(makers))}."
    if norms.inputs.nnz and norms.inputs.data.min() < 0.0:
        yield "Negative norms count in the requirements and are no links of the flow graph."
