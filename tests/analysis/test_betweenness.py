"""Betweenness: small graphs by hand, and a graph library as judge."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balances.analysis.betweenness import betweenness
from balances.economy.economy import frozen_matrix


def of(links, count):
    """Betweenness of a graph given as (tail, head): length."""
    whole = np.zeros((count, count))
    for (tail, head), length in links.items():
        whole[tail, head] = length
    return betweenness(frozen_matrix(whole)).tolist()


def test_the_middle_of_a_chain_of_three_lies_on_one_of_two_pairs():
    assert of({(0, 1): 1.0, (1, 2): 1.0}, 3) == [0.0, 0.5, 0.0]


def test_two_ways_that_are_equally_short_share_the_pair():
    # One of 3 * 2 pairs is bridged, half each, also where sums differ in the last digit.
    links = {(0, 1): 0.1, (1, 3): 0.2, (0, 2): 0.2, (2, 3): 0.1}
    assert of(links, 4) == pytest.approx([0.0, 1 / 12, 1 / 12, 0.0])


def test_the_shorter_way_round_beats_the_direct_link():
    assert of({(0, 2): 3.0, (0, 1): 1.0, (1, 2): 1.0}, 3) == [0.0, 0.5, 0.0]
    assert of({(0, 2): 1.5, (0, 1): 1.0, (1, 2): 1.0}, 3) == [0.0, 0.0, 0.0]


def test_in_a_circuit_of_three_each_lies_between_the_two_others_one_way():
    assert of({(0, 1): 1.0, (1, 2): 1.0, (2, 0): 1.0}, 3) == [0.5, 0.5, 0.5]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_two_sectors_have_nothing_between(count):
    assert betweenness(frozen_matrix(np.zeros((count, count)))).tolist() == [0.0] * count


def test_links_of_very_different_length_do_not_break_it():
    # Of six pairs 0 and 2 are joined through 1, and 1 and 3 through 2; 0 reaches 3 directly.
    links = {(0, 1): 1e-30, (1, 2): 1e-30, (2, 3): 1e30, (0, 3): 1e30}
    assert of(links, 4) == pytest.approx([0.0, 1 / 6, 1 / 6, 0.0])


@given(st.integers(0, 100_000), st.integers(3, 9), st.floats(0.1, 0.9))
def test_it_agrees_with_a_graph_library_ties_included(seed, count, density):
    r = np.random.default_rng(seed)
    lengths = r.integers(1, 4, (count, count)) * (r.random((count, count)) < density)
    np.fill_diagonal(lengths, 0)
    graph = nx.DiGraph()
    graph.add_nodes_from(range(count))
    graph.add_weighted_edges_from((i, j, lengths[i, j]) for i, j in np.argwhere(lengths))
    wanted = nx.betweenness_centrality(graph, weight="weight")
    found = betweenness(frozen_matrix(lengths))
    assert found.tolist() == pytest.approx([wanted[n] for n in range(count)], abs=1e-12)
