"""Material balances as flows: where a product comes from and who takes it, to draw.

The script draws any product and period from `flow_data`; the page carries one of them drawn,
by the same rules, so that it shows without a script.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

from balances.economy.economy import Economy
from balances.gosplan.plan import Plan
from balances.reporting.frames import records
from balances.reporting.page.charts import shortened
from balances.reporting.page.markup import described, element
from balances.reporting.style import figure_words
from balances.reporting.text import visible
from balances.reporting.wording import percent

Side: TypeAlias = list[tuple[str, float]]
"""Words and quantity of each flow on one side of a balance."""

CONSUMPTION = "productive consumption"
"""The line of the balance that is shown by user."""

USERS = 6
"""Users of a product that are named; the others flow together."""

TALL, SLOT, GAP = 220.0, 34.0, 6.0
"""Heights of all flows together, of the words of one, and of the space between two [pixels]."""

LONGEST = 24
"""Characters of a name that fit half the width of a phone."""


@dataclass(frozen=True)
class Balance:
    """The balance of one product in one period.

    Attributes:
        title: name of the product and its period.
        unit: of all quantities.
        sources, uses: that are more than nothing.
    """

    title: str
    unit: str
    sources: Side
    uses: Side


Balances: TypeAlias = Mapping[tuple[str, str], Balance]
"""Balances by product and period."""


def balances_of(plan: Plan) -> Balances:
    """The balance of every product and period, productive consumption by user."""
    users = _users(plan)
    found: dict[tuple[str, str], Balance] = {}
    for row in records(plan.balances):
        key = (row["commodity"], row["period"])
        title = f"{row['name']}, {row['period']}"
        of = found.setdefault(key, Balance(title, row["unit"], [], []))
        side = of.sources if row["side"] == "source" else of.uses
        if row["line"] == CONSUMPTION and key in users:
            side += users[key]
        elif row["quantity"] > 0.0:
            side.append((row["line"], row["quantity"]))
    return found


def _users(plan: Plan) -> dict[tuple[str, str], Side]:
    """The largest users of each product and period, the rest as one."""
    every: dict[tuple[str, str], Side] = defaultdict(list)
    for row in records(plan.flows):
        every[row["commodity"], row["period"]].append((f"to {row['activity']}", row["quantity"]))
    return {key: _largest(flows) for key, flows in every.items()}


def _largest(flows: Side) -> Side:
    ranked = sorted((flow for flow in flows if flow[1] > 0.0), key=lambda flow: (-flow[1], flow[0]))
    rest = ranked[USERS:]
    if len(rest) < 2:
        return ranked
    return [*ranked[:USERS], (f"to {len(rest)} others", math.fsum(flow[1] for flow in rest))]


def flow_data(economy: Economy, balances: Mapping[str, Balances]) -> dict[str, Any]:
    """What the script draws from: products, periods and, by mode, sources and uses.

    Words are held once and named by position; a flow is a pair of that position and a quantity
    to twelve digits. `flows[mode][product][period]` is a pair of sources and uses.
    """
    words: dict[str, int] = {}

    def packed(side: Side) -> list[list[float]]:
        return [
            [words.setdefault(visible(name), len(words)), float(f"{quantity:.12g}")]
            for name, quantity in side
        ]

    goods, periods = economy.commodities, economy.periods
    flows: dict[str, Any] = {}
    for mode, found in balances.items():
        cells = [[found.get((good.code, label)) for label in periods] for good in goods]
        flows[mode] = [
            [[packed(b.sources), packed(b.uses)] if b is not None else [[], []] for b in row]
            for row in cells
        ]
    return {
        "products": [[visible(good.title), visible(good.unit)] for good in goods],
        "periods": [visible(label) for label in periods],
        "flows": flows,
        "words": list(words),
    }


def flow_diagram(balance: Balance, name: str) -> Element:
    """The balance as a flow diagram (Sankey): sources at the left, uses at the right."""
    sides = (balance.sources, balance.uses)
    total = max(math.fsum(quantity for _, quantity in side) for side in sides) or 1.0
    height = max([TALL, *(_height(side, total) for side in sides)])
    bands: list[Element] = []
    labels: list[Element] = []
    for side, at_left in zip(sides, (True, False), strict=True):
        _draw(side, total, height, bands, labels, at_left=at_left)
    middle = element("rect", x=49, y=(height - TALL) / 2, width=2, height=TALL, class_="node")
    title = finding(balance)
    stretched = element(
        "svg",
        *bands,
        middle,
        viewBox=f"0 0 100 {height:.6g}",
        preserveAspectRatio="none",
        width="100%",
        height=height,
    )
    words = in_words(balance)
    return described(name, title, words, stretched, *labels, height=height, kind="flow")


def _height(side: Side, total: float) -> float:
    """Height that a side takes, with room for the words of every flow [pixels]."""
    return math.fsum(max(SLOT, TALL * quantity / total) + GAP for _, quantity in side)


def _draw(
    side: Side,
    total: float,
    height: float,
    bands: list[Element],
    labels: list[Element],
    *,
    at_left: bool,
) -> None:
    """Bands from the edge to the middle, and the words of each."""
    edge, inner = (1.5, 49.0) if at_left else (98.5, 51.0)
    top = (height - _height(side, total) + GAP) / 2
    joined = (height - TALL) / 2
    for words, quantity in side:
        thick = TALL * quantity / total
        slot = max(SLOT, thick)
        start = top + (slot - thick) / 2
        series = "from" if at_left else "into"
        bands.append(element("path", d=_band(edge, start, inner, joined, thick), class_=series))
        x = 0.0 if at_left else 98.5
        bands.append(element("rect", x=x, y=start, width=1.5, height=thick, class_="node"))
        amount = f"{figure_words(quantity)} · {percent(quantity / total)}"
        labels += _label(words, amount, top + slot / 2, at_left=at_left)
        top += slot + GAP
        joined += thick


def _band(edge: float, start: float, inner: float, joined: float, thick: float) -> str:
    """A band of even height between two points."""
    half = (edge + inner) / 2
    low, deep = start + thick, joined + thick
    return (
        f"M{edge:.4g} {start:.5g}C{half:.4g} {start:.5g} {half:.4g} {joined:.5g} "
        f"{inner:.4g} {joined:.5g}V{deep:.5g}C{half:.4g} {deep:.5g} {half:.4g} {low:.5g} "
        f"{edge:.4g} {low:.5g}Z"
    )


def _label(words: str, amount: str, middle: float, *, at_left: bool) -> list[Element]:
    x, anchor = ("2.5%", "start") if at_left else ("97.5%", "end")
    return [
        element("text", shortened(words, LONGEST), x=x, y=middle - 3, text_anchor=anchor),
        element("text", amount, x=x, y=middle + 12, text_anchor=anchor, class_="figure"),
    ]


def finding(balance: Balance) -> str:
    """What the diagram shows: the product, how much there is, and its largest use."""
    total = math.fsum(quantity for _, quantity in balance.sources)
    head = f"{balance.title}: {figure_words(total)} {balance.unit}"
    if not balance.uses or total <= 0.0:
        return head
    words, most = max(balance.uses, key=lambda flow: flow[1])
    return f"{head}; the largest use is {words.removeprefix('to ')}, {percent(most / total)}"


def in_words(balance: Balance) -> str:
    """The balance in a sentence, for who cannot see the diagram."""
    return (
        f"Flow diagram. Sources: {_listed(balance.sources)}. "
        f"Uses: {_listed(balance.uses)}. All in {balance.unit}."
    )


def _listed(side: Iterable[tuple[str, float]]) -> str:
    return "; ".join(f"{words} {figure_words(quantity)}" for words, quantity in side) or "none"
