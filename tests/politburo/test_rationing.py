"""Supply rounds on bare arrays."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest
import scipy.sparse as sp

from balances.economy.economy import frozen_matrix
from balances.politburo.rationing import Claimed, Norms, Period, at_rest, supply_rounds


def norms(uses: list[list[float]]) -> Norms:
    """Every good made by its own activity, at once."""
    goods = len(uses)
    draw = sp.csc_array(np.vstack([uses, np.zeros((goods, goods))]))
    later = np.zeros(goods, dtype=np.bool_)
    rows = np.tile(np.arange(goods), 2)
    return Norms(frozen_matrix(np.eye(goods)), draw, rows, later, np.ones(goods))


def claimed(first: list[float], rest: list[float], rank: list[int] | None = None) -> Claimed:
    goods = np.arange(len(first))
    ranks = np.array(rank or [0] * len(first))
    return Claimed(goods, np.array(first), ranks, np.array(rest), goods)


def test_only_activities_that_need_each_other_are_in_a_cycle():
    """Coal and steel need each other; machines need steel and nobody needs machines."""
    both = norms([[0.0, 0.5, 0.0], [0.5, 0.0, 0.2], [0.0, 0.0, 0.0]])
    assert list(both.in_cycles()) == [True, True, False]


def test_the_scarcest_input_decides_and_who_draws_nothing_is_not_cut():
    of = norms([[0.0, 0.5, 0.0], [0.0, 0.0, 0.0], [0.0, 0.1, 0.0]])
    rho = np.array([0.8, 0.1, 0.6, 1.0, 1.0, 1.0])
    assert list(of.least(rho)) == [1.0, 0.6, 1.0]


def test_what_goes_before_a_claim_and_along_with_it():
    """Of one good: 5 in class -1, then 3 and 4 in class 0."""
    coal = np.array([0, 0, 0])
    same = Claimed(coal, np.array([3.0, 5.0, 4.0]), np.array([0, -1, 0]), np.zeros(3), coal)
    before, along = same.ahead()
    assert list(before) == [5.0, 0.0, 5.0]
    assert list(along) == [7.0, 5.0, 7.0]


def test_a_shortage_that_imports_make_good_dies_out_by_their_share():
    """Planned uses 100 come from 80 made and 20 imported; 10 is ordered away each round.

    One good that goes into itself through another: v_{k+2} = (80 v_k + 20 - 10) / 100, which
    comes to rest at v = 1/2.
    """
    of = norms([[0.0, 1.25], [1.0, 0.0]])
    levels = np.array([80.0, 80.0])
    period = Period(levels, levels, levels, np.array([20.0, 0.0]), claimed([10.0, 0.0], [0.0, 0.0]))
    further = supply_rounds(of, period)
    run = list(islice(further, 4))
    assert [r.rho[0] for r in run] == pytest.approx([0.9, 0.9, 0.82, 0.82])
    assert at_rest(period, run[-1].levels, further) == pytest.approx(levels / 2.0, rel=1e-3)


def test_a_path_too_slow_to_follow_ends_in_nothing():
    """A thousandth is taken out of a closed cycle: it never comes to rest before nothing."""
    of = norms([[0.0, 1.0], [1.0, 0.0]])
    levels = np.array([100.0, 100.0])
    period = Period(levels, levels, levels, np.zeros(2), claimed([0.1, 0.0], [0.0, 0.0]))
    further = supply_rounds(of, period)
    assert at_rest(period, next(further).levels, further) == pytest.approx([0.0, 0.0])
