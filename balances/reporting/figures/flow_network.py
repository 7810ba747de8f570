"""The network of the structure: who supplies whom, by the largest flows."""

from __future__ import annotations

from collections import Counter

from balances.analysis.network import SUPPLIERS, Network, network
from balances.reporting.figures.figure import NetworkFigure
from balances.reporting.report_input import ReportInput
from balances.reporting.wording import counted, percent


def flow_network(report: ReportInput) -> NetworkFigure | None:
    """The main flows between sectors in the base year; None where no sector supplies another."""
    found = network(report.economy)
    if found is None:
        return None
    return NetworkFigure("flow_network", _finding(found), found, _reading(found))


def _finding(found: Network) -> str:
    """The largest flow, and the sector that supplies most others."""
    names = {node.code: node.label for node in found.nodes}
    largest = found.arrows[0]
    supplied = Counter(arrow.supplier for arrow in found.arrows)
    hub, users = max(supplied.items(), key=lambda of: of[1])
    words = (
        f"The largest flow is {names[largest.supplier]} to {names[largest.user]}, "
        f"{percent(largest.share)} of all flows between sectors"
    )
    if users < 2:
        return words
    return f"{words}; {names[hub]} is a main supplier of {users} sectors"


def _reading(found: Network) -> str:
    left_out = found.sectors - len(found.nodes)
    others = f" {counted(left_out, 'sector')} with smaller flows are left out." if left_out else ""
    return (
        f"The {SUPPLIERS} largest flows into each sector and the largest out of it, "
        f"{percent(found.drawn)} of all flows between sectors, at base outputs. Arrows go from "
        "supplier to user and are as wide as the flow; circles grow with output; key sectors are "
        f"orange with bold names.{others}"
    )
