"""The network to draw: which flows, how large, and where."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from balances.analysis.graph import places
from balances.analysis.network import MOST, network
from tests.conftest import an_economy, good, made

USES = {
    ("coal", "steel"): 0.9, ("coal", "grain"): 0.5, ("steel", "coal"): 0.1,
    ("steel", "grain"): 0.8,
}  # fmt: skip


def test_flows_and_outputs_are_worth_what_they_are_at_base_prices():
    economy = an_economy(
        good("coal", price=2.0, base_output=900.0), good("steel", price=8.0, base_output=700.0),
        good("grain", price=60.0, base_output=80.0), uses=USES,
    )  # fmt: skip
    found = network(economy)
    # 2 * 0.9 * 700, 8 * 0.1 * 900, 8 * 0.8 * 80 and 2 * 0.5 * 80 add up to 2572.
    assert [(a.supplier, a.user, a.share) for a in found.arrows] == [
        ("coal", "steel", pytest.approx(1260 / 2572)),
        ("steel", "coal", pytest.approx(720 / 2572)),
        ("steel", "grain", pytest.approx(512 / 2572)),
        ("coal", "grain", pytest.approx(80 / 2572)),
    ]
    assert found.drawn == pytest.approx(1.0)
    # Outputs are worth 1800, 5600 and 4800.
    assert [node.size for node in found.nodes] == pytest.approx([1800 / 5600, 1.0, 4800 / 5600])


def test_of_many_inputs_the_two_largest_are_drawn():
    codes = [f"part {n}" for n in range(5)]
    uses = {(code, "car"): 0.1 * (n + 1) for n, code in enumerate(codes)}
    found = network(an_economy(good("car"), *map(good, codes), uses=uses))
    # Every part has one use only, its largest, so all are drawn; of a second use none is.
    assert len(found.arrows) == 5
    uses |= {(code, "cart"): 0.01 for code in codes}
    found = network(an_economy(good("car"), good("cart"), *map(good, codes), uses=uses))
    assert sum(arrow.user == "cart" for arrow in found.arrows) == 2
    assert found.drawn == pytest.approx((1.5 + 0.02) / (1.5 + 0.05))


def test_of_many_sectors_those_with_the_largest_flows_are_drawn():
    codes = [f"s{n:02d}" for n in range(60)]
    uses = {(a, b): 0.001 * n for n, (a, b) in enumerate(pairwise(codes), 1)}
    found = network(an_economy(*map(good, codes), uses=uses))
    assert [node.code for node in found.nodes] == codes[-MOST:]
    assert found.sectors == 60


def test_where_nothing_flows_nothing_is_drawn():
    assert network(an_economy(good("coal"), good("grain"), made("coal", 1.0))) is None
    assert network(an_economy(good("coal"), uses={("coal", "coal"): 0.1})) is None


def test_places_fill_the_square_and_linked_nodes_stand_closer():
    chain = [("a", "b"), ("b", "c"), ("c", "d")]
    at = places("abcd", chain)
    assert at == places("abcd", chain)
    coordinates = np.array(list(at.values()))
    assert coordinates.min() == 0.0
    assert coordinates.max() == 1.0
    assert math.dist(at["a"], at["b"]) < math.dist(at["a"], at["c"]) < math.dist(at["a"], at["d"])


@pytest.mark.parametrize("codes", ["a", "ab", "abc"])
def test_nodes_without_links_still_find_different_places(codes):
    at = places(codes, [])
    assert list(at) == list(codes)
    assert len(set(at.values())) == len(codes)
