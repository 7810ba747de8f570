"""Norms in a common measure."""

from __future__ import annotations

import pytest

from balances.analysis.norms import Measure, main_norms
from balances.economy.records import Activity, Commodity
from tests.conftest import an_economy, good

USES = {("a", "b"): 0.5}


def test_prices_come_first():
    norms = main_norms(an_economy(good("a", price=2.0), good("b", price=5.0), uses=USES))
    assert norms.measure is Measure.PRICES
    assert norms.shares.toarray().tolist() == [[0.0, 0.5 * 2.0 / 5.0], [0.0, 0.0]]


def test_one_unit_adds_up_without_prices():
    norms = main_norms(an_economy(good("a", price=2.0), good("b", base_output=3.0), uses=USES))
    assert norms.measure is Measure.ONE_UNIT
    assert norms.weights.tolist() == [1.0, 1.0]
    assert norms.shares.toarray().tolist() == [[0.0, 0.5], [0.0, 0.0]]
    # a is needed for 0.5 * 3 at the size of b.
    assert norms.worths.tolist() == [1.5, 3.0]


def test_else_natural_sizes_weigh():
    made = (Commodity("a", "t", base_output=4.0), Commodity("b", "kWh", base_output=10.0))
    norms = main_norms(an_economy(*made, uses=USES))
    assert norms.measure is Measure.NATURAL_SIZES
    # 5 of the 4 that a makes go into b.
    assert norms.shares.toarray().tolist()[0][1] == pytest.approx(0.5 * 10.0 / 4.0)
    assert norms.worths.tolist() == pytest.approx([1.0, 1.0])


def test_only_main_activities_count():
    way = Activity("way", "b", technique=True)
    norms = main_norms(an_economy(good("a"), good("b"), way, uses=USES | {("a", "way"): 0.9}))
    assert norms.inputs.toarray().tolist() == [[0.0, 0.5], [0.0, 0.0]]
