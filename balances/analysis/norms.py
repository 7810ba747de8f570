"""Norms of the main activities in a common measure, so that they add up over products."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import scipy.sparse as sp

from balances.economy.economy import Economy, Matrix, Vector, frozen_matrix, frozen_vector
from balances.economy.valuation import natural_sizes, price_weights


class Measure(StrEnum):
    """In what quantities of different products are added up."""

    PRICES = "base prices"
    ONE_UNIT = "one unit"
    NATURAL_SIZES = "natural sizes"


@dataclass(frozen=True, eq=False)
class MainNorms:
    """A of the main activities, and what a unit of each product weighs.

    Attributes:
        codes: of the commodities, I; each stands for its main activity too.
        inputs: a_ij, use of i per unit of j's main activity [unit_i / unit_j], I x I.
        weights: w_i, worth of a unit of i, I [1 / unit_i, or currency / unit_i].
        sizes: natural sizes, the base outputs where they are given, I [unit_i].
        measure: what the weights are.
    """

    codes: tuple[str, ...]
    inputs: Matrix
    weights: Vector
    sizes: Vector
    measure: Measure

    @property
    def shares(self) -> Matrix:
        """w_i a_ij / w_j: the share of i in making j, I x I."""
        return frozen_matrix(
            sp.diags_array(self.weights) @ self.inputs @ sp.diags_array(1.0 / self.weights)
        )

    @property
    def worths(self) -> Vector:
        """w_i s_i: the worth of a natural size of each product, in the common measure, I."""
        return frozen_vector(self.weights * self.sizes)


def main_norms(economy: Economy) -> MainNorms:
    """Norms of the main activities; further techniques and by-products are left out.

    Weights are the base prices where all are given; 1 where all products have one unit (money,
    or tonnes); else 1 / natural size, as `economy.valuation.price_weights` has it.
    """
    measure, weights = _measured(economy)
    return MainNorms(
        codes=tuple(c.code for c in economy.commodities),
        inputs=frozen_matrix(economy.inputs[:, : len(economy.commodities)]),
        weights=frozen_vector(weights),
        sizes=frozen_vector(natural_sizes(economy)),
        measure=measure,
    )


def _measured(economy: Economy) -> tuple[Measure, Vector]:
    goods = economy.commodities
    if all(c.price for c in goods):
        return Measure.PRICES, price_weights(economy)
    if len({c.unit.casefold() for c in goods}) == 1:
        return Measure.ONE_UNIT, np.ones(len(goods))
    return Measure.NATURAL_SIZES, price_weights(economy)
