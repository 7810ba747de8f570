"""Flows of a product: quantities of the textbook, heights by hand."""

from __future__ import annotations

import math

import pytest

from balances.reporting import ReportInput
from balances.reporting.page.flows import (
    Balance,
    balances_of,
    finding,
    flow_data,
    flow_diagram,
    in_words,
)

# Miller & Blair (2009), ch. 2, see test_sheets: x1 = 945 / 0.7575, x2 = 1395 / 0.7575
X1, X2 = 945.0 / 0.7575, 1395.0 / 0.7575
COAL = Balance("Coal, 1933", "kt", [("production", 60.0), ("imports", 40.0)], [("to steel", 100.0)])


def test_productive_consumption_is_shown_by_user(simple: ReportInput) -> None:
    balance = balances_of(simple.main)["agriculture", "1"]
    assert balance.sources == [("production", pytest.approx(X1))]
    # the larger user first: 0.25 * x2 = 460.4, then 0.15 * x1 = 187.1; 600 to the population
    assert balance.uses == [
        ("to industry", pytest.approx(0.25 * X2)),
        ("to agriculture", pytest.approx(0.15 * X1)),
        ("households (market fund)", pytest.approx(600.0)),
    ]


def test_sources_and_uses_are_those_of_the_frame(full: ReportInput) -> None:
    for plan in full.plans.values():
        totals = plan.balances.groupby(["commodity", "period", "side"])["quantity"].sum()
        for (good, period), balance in balances_of(plan).items():
            for side, flows in (("source", balance.sources), ("use", balance.uses)):
                drawn = math.fsum(quantity for _, quantity in flows)
                assert drawn == pytest.approx(totals[good, period, side], abs=1e-6)


def test_many_small_users_flow_together(large: ReportInput) -> None:
    plan = large.main
    good, flows = next(
        (key, found) for key, found in plan.flows.groupby("commodity") if len(found) > 7
    )
    uses = balances_of(plan)[good, "1"].uses
    ranked = sorted(flows["quantity"], reverse=True)
    assert [quantity for _, quantity in uses[:6]] == pytest.approx(ranked[:6])
    assert uses[6] == (f"to {len(ranked) - 6} others", pytest.approx(sum(ranked[6:])))


def test_the_script_is_given_every_flow(full: ReportInput) -> None:
    balances = {mode: balances_of(plan) for mode, plan in full.plans.items()}
    given = flow_data(full.economy, balances)
    assert given["products"][0] == ["Coal", "kt"]
    assert given["periods"] == ["1933", "1934"]
    for mode, found in balances.items():
        sources, uses = given["flows"][mode][2][1]
        named = [(given["words"][word], quantity) for word, quantity in (*sources, *uses)]
        balance = found["grain", "1934"]
        assert [word for word, _ in named] == [w for w, _ in (*balance.sources, *balance.uses)]
        wanted = [quantity for _, quantity in (*balance.sources, *balance.uses)]
        assert [quantity for _, quantity in named] == pytest.approx(wanted, rel=1e-11)


def test_bands_are_as_thick_as_their_shares() -> None:
    figure = flow_diagram(COAL, "a")
    nodes = [float(rect.get("height")) for rect in figure.iter("rect")]
    # 220 pixels in all: 60 and 40 of 100 at the left, all at the right, all in the middle
    assert nodes == [132.0, 88.0, 220.0, 220.0]
    words = [text.text for text in figure.iter("text")]
    assert words == [
        *("production", "60.00 · 60.0 %"),
        *("imports", "40.00 · 40.0 %"),
        *("to steel", "100.0 · 100.0 %"),
    ]


def test_a_diagram_says_what_it_shows() -> None:
    assert finding(COAL) == "Coal, 1933: 100.0 kt; the largest use is steel, 100.0 %"
    assert in_words(COAL) == (
        "Flow diagram. Sources: production 60.00; imports 40.00. Uses: to steel 100.0. All in kt."
    )


def test_a_product_that_nobody_makes_is_no_error() -> None:
    nothing = Balance("Coal, 1933", "kt", [], [])
    assert finding(nothing) == "Coal, 1933: 0 kt"
    assert [r.get("height") for r in flow_diagram(nothing, "a").iter("rect")] == ["220"]
