"""The flow graph: links, blocks, order, chains."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balances.analysis.graph import (
    betweenness,
    blocks,
    flow_graph,
    linearity,
    longest_chains,
    strength,
    supply_chain,
    triangulated_order,
    upstream,
)
from tests.conftest import an_economy, good


def graph_of(uses, *codes, **fields):
    """A flow graph of products in tonnes, by norms (supplier, user)."""
    named = codes or tuple(dict.fromkeys(code for pair in uses for code in pair))
    return flow_graph(an_economy(*(good(code, **fields) for code in named), uses=uses))


def test_a_link_bears_the_share_and_the_flow_at_base_outputs_and_prices():
    economy = an_economy(
        good("coal", price=2.0, base_output=900.0), good("steel", price=8.0, base_output=700.0),
        uses={("coal", "steel"): 0.9},
    )  # fmt: skip
    link = flow_graph(economy).edges["coal", "steel"]
    assert link["share"] == pytest.approx(2.0 * 0.9 / 8.0)
    assert link["flow"] == pytest.approx(2.0 * 0.9 * 700.0)


def test_own_use_and_negative_norms_are_no_links():
    uses = {("a", "a"): 0.5, ("a", "b"): -0.1, ("b", "a"): 0.2}
    assert list(graph_of(uses).edges) == [("b", "a")]


def test_further_ways_of_making_a_product_are_no_links():
    from balances.economy.records import Activity

    way = Activity("way", "a", technique=True)
    assert not flow_graph(an_economy(good("a"), good("b"), way, uses={("b", "way"): 0.5})).edges


CIRCUIT = {
    ("bread", "shop"): 0.1,
    ("coal", "steel"): 0.2,
    ("steel", "coal"): 0.1,
    ("steel", "tractor"): 0.3,
    ("tractor", "bread"): 0.1,
}


def test_blocks_stand_in_supply_order_and_sectors_in_their_own():
    found = blocks(graph_of(CIRCUIT, "shop", "bread", "steel", "tractor", "coal", "sand"))
    assert found == (("steel", "coal"), ("tractor",), ("bread",), ("shop",), ("sand",))


def test_what_does_not_depend_on_each_other_stands_in_the_order_given():
    assert blocks(graph_of({}, "b", "a", "c")) == (("b",), ("a",), ("c",))


def test_without_circuits_all_flows_go_one_way():
    graph = graph_of({("c", "b"): 0.1, ("b", "a"): 0.2, ("c", "a"): 0.3}, "a", "b", "c")
    assert triangulated_order(graph) == ("c", "b", "a")
    assert linearity(graph, ("c", "b", "a")) == 1.0
    # Equal sizes: of 0.6 none goes forward as given, and b to a alone in the order b, a, c.
    assert linearity(graph, ("a", "b", "c")) == 0.0
    assert linearity(graph, ("b", "a", "c")) == pytest.approx(0.2 / 0.6)


def test_within_a_block_the_larger_flow_decides():
    graph = graph_of({("a", "b"): 0.1, ("b", "a"): 0.2})
    assert triangulated_order(graph) == ("b", "a")
    assert linearity(graph, ("b", "a")) == pytest.approx(2.0 / 3.0)


def test_betweenness_counts_ways_by_strong_links():
    # From a to c: 1/0.5 + 1/0.5 = 4 through b is shorter than 1/0.2 = 5 directly.
    uses = {("a", "b"): 0.5, ("b", "c"): 0.5, ("a", "c"): 0.2}
    assert betweenness(graph_of(uses)) == {"a": 0.0, "b": 0.5, "c": 0.0}
    assert betweenness(graph_of(uses | {("a", "c"): 0.3}))["b"] == 0.0


def test_the_longest_chain_goes_block_by_block():
    ((first, *rest),) = longest_chains(graph_of(CIRCUIT))
    assert first == ("coal", "steel")
    assert rest == [("tractor",), ("bread",), ("shop",)]


def test_each_last_user_has_its_chain_the_longest_first():
    uses = {("ore", "iron"): 0.1, ("iron", "nail"): 0.1, ("ore", "paint"): 0.1}
    found = longest_chains(graph_of(uses, "paint", "ore", "iron", "nail", "sand"))
    assert found == ((("ore",), ("iron",), ("nail",)), (("ore",), ("paint",)))
    assert longest_chains(graph_of(uses), most=1) == found[:1]


def test_of_chains_of_one_length_the_one_with_the_larger_flow_is_told():
    uses = {("a", "end"): 0.1, ("b", "end"): 0.2}
    assert longest_chains(graph_of(uses)) == ((("b",), ("end",)),)
    even = uses | {("a", "end"): 0.2}
    assert longest_chains(graph_of(even)) == ((("a",), ("end",)),)


def test_one_block_alone_is_no_chain():
    assert longest_chains(graph_of({("a", "b"): 0.1, ("b", "a"): 0.2})) == ()


def test_the_strongest_chain_has_the_largest_product_of_shares():
    # Through b 0.5 * 0.4 = 0.2 of c is a; directly 0.15.
    graph = graph_of({("a", "b"): 0.5, ("b", "c"): 0.4, ("a", "c"): 0.15})
    assert supply_chain(graph, "a", "c") == ("a", "b", "c")
    assert strength(graph, ("a", "b", "c")) == pytest.approx(0.2)
    assert strength(graph, ("c",)) == 1.0


def test_of_equally_strong_chains_the_shorter_is_told():
    graph = graph_of({("a", "b"): 0.5, ("b", "c"): 0.5, ("a", "c"): 0.25})
    assert supply_chain(graph, "a", "c") == ("a", "c")


def test_no_way_no_chain():
    graph = graph_of({("a", "b"): 0.5}, "a", "b", "c")
    assert supply_chain(graph, "b", "a") == ()
    assert supply_chain(graph, "c", "b") == ()
    assert supply_chain(graph, "a", "a") == ()
    with pytest.raises(KeyError):
        supply_chain(graph, "no such", "a")
    with pytest.raises(KeyError):
        upstream(graph, "no such")


def test_suppliers_come_strongest_first():
    # Of steel 0.3 is coal, 0.4 ore; of ore 0.5 is power, so 0.2 of steel, against 0.06 by coal.
    uses = {("coal", "steel"): 0.3, ("ore", "steel"): 0.4, ("power", "ore"): 0.5}
    found = upstream(graph_of(uses | {("power", "coal"): 0.2, ("steel", "ship"): 0.1}), "steel")
    assert list(found.items()) == [
        ("ore", ("ore", "steel")),
        ("coal", ("coal", "steel")),
        ("power", ("power", "ore", "steel")),
    ]


def test_shares_above_one_make_no_endless_chain():
    graph = graph_of({("a", "b"): 3.0, ("b", "a"): 2.0, ("b", "c"): 0.5})
    assert supply_chain(graph, "a", "c") == ("a", "b", "c")


def random_graph(seed, count, density):
    r = np.random.default_rng(seed)
    norms = r.random((count, count)) * (r.random((count, count)) < density)
    codes = [f"s{n}" for n in range(count)]
    uses = {(codes[i], codes[j]): float(norms[i, j]) for i, j in np.argwhere(norms)}
    return graph_of(uses, *codes), codes


random_graphs = st.builds(
    random_graph, st.integers(0, 100_000), st.integers(1, 16), st.floats(0.02, 0.5)
)


@given(random_graphs)
def test_blocks_share_out_the_sectors_and_no_flow_goes_back_between_them(found):
    graph, codes = found
    parts = blocks(graph)
    assert sorted(code for part in parts for code in part) == sorted(codes)
    number = {code: n for n, part in enumerate(parts) for code in part}
    assert all(number[i] <= number[j] for i, j in graph.edges)


@given(random_graphs)
def test_the_triangulated_order_is_at_least_as_linear_as_the_given(found):
    graph, codes = found
    order = triangulated_order(graph)
    assert sorted(order) == sorted(codes)
    assert linearity(graph, order) >= linearity(graph, codes) - 1e-12


@given(st.integers(0, 100_000), st.integers(3, 9))
def test_a_planted_chain_is_found(seed, length):
    # A chain, and stray links from its members to others that supply nobody.
    r = np.random.default_rng(seed)
    chain = [f"c{n}" for n in range(length)]
    uses = dict.fromkeys(pairwise(chain), 0.5)
    for n in range(6):
        uses[chain[int(r.integers(length - 1))], f"x{n}"] = float(r.uniform(0.1, 0.9))
    codes = list(dict.fromkeys(code for pair in uses for code in pair))
    r.shuffle(codes)
    graph = graph_of(uses, *codes)
    assert supply_chain(graph, chain[0], chain[-1]) == tuple(chain)
    longest = [tuple(code for (code,) in found) for found in longest_chains(graph)]
    assert tuple(chain) in longest
    assert len(longest[0]) == length
