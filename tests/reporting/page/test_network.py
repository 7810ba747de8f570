"""The network on the page: places, sizes and words by hand."""

from __future__ import annotations

import pytest

from balances.analysis.network import Arrow, Network, Node
from balances.reporting.figures.figure import NetworkFigure
from balances.reporting.page.network import network_diagram

FIGURE = NetworkFigure(
    "flow_network", "Coal feeds steel",
    Network(
        (
            Node("c", "Coal (raw)", 0.0, 0.0, 0.25, key=True),
            Node("s", "Steel", 1.0, 1.0, 1.0, key=False),
        ),
        (Arrow("c", "s", 0.8), Arrow("s", "c", 0.2)), 2, 1.0,
    ),
    "How to read it.",
)  # fmt: skip


def test_circles_stand_where_the_network_has_them() -> None:
    circles = list(network_diagram(FIGURE).iter("circle"))
    # margins of 60 at the sides, 30 above and 60 below, of 960 by 640; 5 + 13 sqrt(1/4)
    assert [(c.get("cx"), c.get("cy"), c.get("r"), c.get("class")) for c in circles] == [
        ("60", "30", "11.5", "s1"),
        ("900", "580", "18", "s0"),
    ]


def test_arrows_are_as_wide_as_their_flows_the_largest_on_top() -> None:
    arrows = [path for path in network_diagram(FIGURE).iter("path") if path.get("class") == "arrow"]
    assert [float(arrow.get("stroke-width")) for arrow in arrows] == pytest.approx([2.25, 9.0])
    assert arrows[1].get("d").startswith("M60 30Q")
    assert len(list(network_diagram(FIGURE).iter("polygon"))) == 2


def test_the_drawing_is_told_in_words() -> None:
    found = network_diagram(FIGURE)
    svg = found.find("div/svg")
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "network-title network-desc"
    assert svg.find("title").text == "Coal feeds steel"
    assert svg.find("desc").text == (
        "Network of flows. The largest: Coal (raw) to Steel 80.0 %; Steel to Coal (raw) 20.0 %. "
        "Key sectors: Coal (raw)."
    )
    assert [text.find("title").tail for text in svg.iter("text")] == ["Coal", "Steel"]
    assert found.find("p").text == "How to read it."
